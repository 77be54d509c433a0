"""`ledger edit` with an editor and a person at the terminal: rounds of editing, what is asked, what is kept."""

import io
import json
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bookkeeping import CITY
from tests.cli.driving import ROOT, Said, drive

# Plays its rounds one by one: shows what it was given, then replaces words in it; "!" ends it badly.
EDITOR = """
import json, sys
from pathlib import Path
here, file = Path(sys.argv[1]), Path(sys.argv[2])
rounds = json.loads((here / "rounds.json").read_text(encoding="utf-8"))
steps, *rest = rounds
(here / "rounds.json").write_text(json.dumps(rest), encoding="utf-8")
text = file.read_text(encoding="utf-8")
(here / f"shown-{len(rest)}.toml").write_text(text, encoding="utf-8")
for old, new in steps:
    assert old in text or not old, old
    text = text.replace(old, new, 1) if old else text + new
file.write_text(text, encoding="utf-8")
sys.exit(3 if ["", "!"] in steps else 0)
"""
MILESTONE = '\n[[milestone]]\non = "2023-07"\ntext = "간담회"\n'
Steps = list[tuple[str, str]]


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def desk(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    (here / "city.ledger").write_text(CITY, encoding="utf-8")
    (here / "editor.py").write_text(EDITOR, encoding="utf-8")
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{here / "editor.py"}" "{here}"')

    def run(words: str, *rounds: Steps, answers: str = "", terminal: bool = True) -> Said:
        (here / "rounds.json").write_text(json.dumps(rounds), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", Terminal(answers) if terminal else io.StringIO())
        said = drive(words, capsys, monkeypatch)
        return Said(said.code, said.out.rstrip(" "), said.err.replace(str(here), "."))

    assert run("ledger init --from city.ledger").code == 0
    return SimpleNamespace(
        run=run,
        here=here,
        capsys=capsys,
        shown=lambda: (here / "shown-0.toml").read_text(encoding="utf-8"),
        monkeypatch=monkeypatch,
    )


def without_guide(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#|"))


def test_a_change_is_shown_and_asked_about(desk: SimpleNamespace) -> None:
    said = desk.run("ledger edit 5-2", [("기업지원과", "경제과"), ("", MILESTONE)], answers="y\n")
    assert said.code == 0
    assert said.out == ("5-2  주관부서: 기업지원과 → 경제과\n추진실적 5-2 01  신규: 시기 2023-07 · 내용 간담회\n")
    assert said.err.endswith("전표 2 기록 (효력일 2024-01-15)\n")
    assert sorted(path.name for path in desk.here.glob("*.toml")) == ["shown-0.toml"]


def test_no_is_no_and_the_text_is_kept(desk: SimpleNamespace) -> None:
    said = desk.run("ledger edit 5-2", [("기업지원과", "경제과")], answers="n\n")
    assert said.code != 0
    assert "쓴 글은 5-2.edited.toml 파일에 있습니다" in said.err
    assert desk.run("ledger edit 5-2 --file 5-2.edited.toml --yes").out == "5-2  주관부서: 기업지원과 → 경제과\n"


def test_comments_survive_two_edits_and_an_undo_restores_them(desk: SimpleNamespace) -> None:
    desk.run("ledger edit 5-2 --yes", [("[[project]]\nkey", "# 맨 위\n[[project]]\nkey"), ("", MILESTONE + "# 끝\n")])
    second: Steps = [
        ('[[project]]\nkey = "5-2"\n', '[[project]]  # 확인\nkey = "5-2"\n'),
        ('on = "2023-07"', 'on = "2023-07" # 날짜'),
    ]
    second += [('"기업지원과"', '"경제과"'), ("# 맨 위\n", "# 맨 위\n#   - 둘째 줄\n")]
    assert desk.run("ledger edit 5-2 --yes", second).code == 0
    assert desk.run("ledger edit 5-2 --yes", []).err == "이미 그대로입니다. 기록할 것이 없습니다\n"
    assert without_guide(desk.shown()) == (
        "# 맨 위\n#   - 둘째 줄\n"
        '[[project]]\nkey = "5-2"\nname = "인재 양성"\ndepartment = "경제과"\n\n'
        '[[project]]\nkey = "5-2/1"\nname = "협력체계 구축"\n\n'
        '[[project]]\nkey = "5-2/2"\nname = "기업 지원"\n\n'
        '[[milestone]]\nkey = "5-2 01"\non = "2023-07" # 날짜\ntext = "간담회"\n# 끝\n\n'
    ).replace("[[project]]\n", "[[project]]  # 확인\n", 1)
    assert desk.run("ledger undo 3").code == 0
    desk.run("ledger edit 5-2 --yes", [])
    assert "# 맨 위\n[[project]]\nkey" in desk.shown()
    assert "둘째 줄" not in desk.shown()
    assert desk.run("ledger verify").code == 0


def test_a_refusal_is_repaired_in_the_editor(desk: SimpleNamespace) -> None:
    wrong: Steps = [("", MILESTONE.replace("2023-07", "2023. 13. 1.")), ('"기업지원과"', '"기업지원과"\nstatus = "완"')]
    said = desk.run(
        "ledger edit 5-2", wrong, [('"2023. 13. 1.', '"2023. 12. 1.'), ('"완"', '"완료"')], answers="y\ny\n"
    )
    assert said.code == 0
    assert "추진실적 5-2 01  신규: 시기 2023-12-01" in said.out
    lines = desk.shown().splitlines()
    faults = [line for line in lines if line.startswith("#| ! ")]
    places = [lines.index('status = "완"') + 1, lines.index('on = "2023. 13. 1."') + 1]
    assert [line.split(": ")[0] for line in faults] == [f"#| ! 5-2.toml:{place}" for place in places]


def test_a_refusal_without_a_terminal_keeps_the_text(desk: SimpleNamespace) -> None:
    broken: Steps = [("", "[[milestone]\n")]
    for name in ("5-2.edited.toml", "5-2.edited2.toml"):
        said = desk.run("ledger edit 5-2 --yes", broken, terminal=False)
        assert said.code == 2
        first, second = said.err.splitlines()
        assert name in first
        assert second.startswith("ledger: 5-2.toml:")
        assert (desk.here / name).read_text(encoding="utf-8").endswith("[[milestone]\n")


def test_what_comes_through_a_pipe_is_recorded_or_kept(desk: SimpleNamespace) -> None:
    printed = desk.run("ledger edit 5-2 --print").out

    def piped(text: str) -> Said:
        desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return drive("ledger edit 5-2 --file - --yes", desk.capsys, desk.monkeypatch)

    assert piped(printed + "[[milestone]\n").code == 2
    assert (desk.here / "5-2.edited.toml").read_text(encoding="utf-8") == printed + "[[milestone]\n"
    assert (
        piped(printed.replace("기업지원과", "경제과").replace("\n", "\r\n")).out
        == "5-2  주관부서: 기업지원과 → 경제과\n"
    )


def test_an_editor_that_fails_records_nothing(desk: SimpleNamespace) -> None:
    said = desk.run("ledger edit 5-2 --yes", [("기업지원과", "경제과"), ("", "!")])
    assert said.code == 2
    assert "오류(3)로 끝나 기록하지 않았습니다" in said.err
    assert "5-2.edited.toml" in said.err
    assert desk.run("ledger edit 5-2 --yes", [("", "!")]).code == 2


def test_a_pledge_changed_meanwhile_is_refused_and_the_text_kept(desk: SimpleNamespace) -> None:
    printed = desk.run("ledger edit 5-2 --print").out
    (desk.here / "mine.toml").write_text(printed.replace("기업지원과", "경제과"), encoding="utf-8")
    assert desk.run("ledger plan 5-2/1 시비 23=1").code == 0  # of no concern to the text
    assert desk.run("ledger edit 5-2 --file mine.toml --dry-run").code == 0
    assert desk.run("ledger set 5-2/1 team=청년팀").code == 0
    said = desk.run("ledger edit 5-2 --file mine.toml --yes")
    assert said.code == 2
    assert said.err.startswith("ledger: mine.toml: 이 글을 연 뒤에 장부의 공약 5-2 내용이 바뀌었습니다")


def test_a_text_of_20000_characters_is_refused_by_its_line(desk: SimpleNamespace) -> None:
    printed = desk.run("ledger edit 5-2 --print").out
    (desk.here / "long.toml").write_text(printed + MILESTONE.replace("간담회", "가" * 20_000), encoding="utf-8")
    line = len(printed.splitlines()) + 4
    assert desk.run("ledger edit 5-2 --file long.toml --yes").err == (
        f"ledger: long.toml:{line}: 글은 1자에서 1,000자까지입니다(지금 20,000자) (여러 줄로 나누어 적으십시오)\n"
    )


def test_an_emptied_file_records_nothing(desk: SimpleNamespace) -> None:
    (desk.here / "empty.py").write_text("import sys; open(sys.argv[1], 'w').close()")
    desk.monkeypatch.setenv("VISUAL", f'"{sys.executable}" empty.py')
    said = desk.run("ledger edit 5-2 --yes")
    assert said.code == 2
    assert said.err.endswith("ledger: 5-2.toml: 빈 파일입니다 (다시 저장하거나 다시 받으십시오)\n")


def test_the_book_is_free_while_the_editor_is_open(desk: SimpleNamespace) -> None:
    (desk.here / "slow.py").write_text(
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'ledger', 'set', '5-2/1', 'team=B'], check=True)\n"
        "with open(sys.argv[1], 'a') as file: print('# mine', file=file)\n"
    )
    desk.monkeypatch.setenv("VISUAL", f'"{sys.executable}" slow.py')
    desk.monkeypatch.setenv("PYTHONPATH", str(ROOT))
    said = desk.run("ledger edit 5-2", answers="y\n")
    assert said.code == 2
    assert "5-2.edited.toml" in said.err
    assert said.err.splitlines()[-1].startswith("ledger: 5-2.toml: 이 글을 연 뒤에 장부의 공약 5-2 내용이 바뀌었습니다")
    assert (desk.here / "5-2.edited.toml").read_text(encoding="utf-8").endswith("# mine\n")


PICTURE = """
from dataclasses import dataclass
from ledger.model.record import Record
from ledger.model.text import Text

@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Record):
    KIND = "picture"
    LABEL = Text(en="picture", ko="그림")
    FIELDS = {"caption": Text(en="caption", ko="설명")}
    FIXED = ("sha256",)
    project: str
    caption: str
    sha256: str
"""
WITH_PICTURES = (
    "import sys, ledger.model.registers as r; r.__path__.append('registers'); "
    "from ledger.__main__ import main; sys.exit(main())"
)


def test_a_register_added_later_is_edited_too_but_not_its_file(desk: SimpleNamespace) -> None:
    def ledger(words: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-c", WITH_PICTURES, *shlex.split(words)], capture_output=True, check=False
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    desk.monkeypatch.setenv("PYTHONPATH", str(ROOT))
    desk.monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    (desk.here / "registers").mkdir()
    (desk.here / "registers" / "picture.py").write_text(PICTURE, encoding="utf-8")
    (desk.here / "p.ledger").write_text('2024-01-02 photo\n  + picture "5-2 01" project=5-2 caption=가 sha256=ab\n')
    assert ledger("import p.ledger --yes").code == 0
    printed = ledger("edit 5-2 --print").out
    assert '[[picture]]\nkey = "5-2 01"\ncaption = "가"\nsha256 = "ab"\n' in printed
    (desk.here / "good.toml").write_text(printed.replace('"가"', '"나"'), encoding="utf-8")
    assert ledger("edit 5-2 --file good.toml --yes").out == "그림 5-2 01  설명: 가 → 나\n"
    (desk.here / "bad.toml").write_text(printed.replace('"ab"', '"cd"').replace("#| 판", "#|"), encoding="utf-8")
    line = printed[: printed.index("[[picture]]\nkey")].count("\n") + 4
    said = ledger("edit 5-2 --file bad.toml --yes").err
    assert said == f"ledger: bad.toml:{line}: sha256: 여기서 고치거나 새로 만들 수 없습니다\n"
