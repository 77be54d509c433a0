"""Sealed reports: the same bytes from the same version, the same figures from any, and what changed is named."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ledger.api.books import books_of
from ledger.api.desk import Desk, desk_of
from ledger.api.exchange import book_from, export
from ledger.api.history import verify_book
from ledger.api.recording import record_amounts
from ledger.api.reporting import Request
from ledger.api.sealing import changes_since, kept_document, rebuild, seal
from ledger.cube.books import books_of as folded
from ledger.model.entry import Act, Measure
from ledger.model.errors import StorageFailure
from ledger.model.text import speak
from ledger.render import kept
from ledger.render.kept import Differing, differing, pack, unpack
from tests.bookkeeping import CITY
from tests.cli.driving import drive

DAY, LATER = date(2023, 12, 31), date(2024, 3, 1)
OWN = """title = {{ en = "Own", ko = "자체" }}
[[sheet]]
per = "book"
name = {{ en = "Money", ko = "재정" }}
[[sheet.section]]
kind = "tree"
name = "tree"
measures = ["{measure}"]
title = {{ en = "Tree", ko = "사업별" }}
"""


@pytest.fixture
def desk(here: Path) -> Desk:
    (here / "city.ledger").write_text(CITY, encoding="utf-8")
    found = desk_of({"LEDGER_NOW": "2024-01-15T09:00:00+09:00", "LEDGER_IDS": "t"}, None, "담당", lambda _: None)
    book_from(found, here / "city.ledger")
    for measure, amounts in (
        (Measure.PLAN, ["23=4", "24=5"]),
        (Measure.SECURED, ["23=3"]),
        (Measure.EXECUTED, ["23=2"]),
    ):
        record_amounts(found, measure, "5-2/1", "시비", amounts, Act(act=measure.value, effective=date(2023, 6, 1)))
    return found


def template(measure: str) -> None:
    path = Path("templates/reports/own.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN.format(measure=measure), encoding="utf-8")


def sealed(desk: Desk, name: str = "하반기", **asked: str) -> bytes:
    request = Request(as_of=DAY, **{"template": "workbook", **asked})
    written = seal(desk, name, request, Act(), output=Path("sealed.xlsx")).written
    assert written is not None
    return written.read_bytes()


def change(desk: Desk) -> None:
    record_amounts(desk, Measure.EXECUTED, "5-2/1", "시비", ["23=1"], Act(act="execute", effective=DAY, reason="오기"))


@pytest.mark.parametrize("asked", [{}, {"unit": "천원"}, {"rounding": "controlled"}, {"template": "budget-tree"}])
def test_the_same_version_gives_the_same_bytes(asked: dict[str, str], desk: Desk) -> None:
    then = sealed(desk, **asked)
    change(desk)
    again = rebuild(desk, "하반기", Path("again.xlsx"))
    assert again.same_bytes
    assert again.written is not None
    assert again.written.read_bytes() == then
    assert verify_book(desk)[0] == []


def test_whatever_language_is_spoken_now(desk: Desk) -> None:
    sealed(desk)
    speak("en")
    assert rebuild(desk, "하반기").same_bytes


def test_a_later_version_gives_the_same_figures(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(desk)
    monkeypatch.setattr("ledger.api.reporting.__version__", "9.9")
    monkeypatch.setattr("ledger.api.sealing.__version__", "9.9")
    again = rebuild(desk, "하반기")
    assert (again.same_bytes, again.differing, again.other_tool, again.other_template) == (False, (), True, False)


def test_so_does_a_book_made_anew_from_an_export(desk: Desk) -> None:
    sealed(desk)
    for suffix in (".ledger", ".toml", ".csv"):
        target = Path(f"book{suffix}")
        target.write_bytes(export(desk, target))
        other = replace(desk, path=Path(f"other{suffix}.db"), new_id=lambda purpose: f"{abs(hash(purpose)):032x}")
        book_from(other, target)
        again = rebuild(other, "하반기")
        assert (again.same_bytes, again.differing, again.other_book) == (False, (), True)
        assert verify_book(other)[0] == []


def test_what_another_template_says_is_named(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    template("plan")
    sealed(desk, template="own")
    template("secured")
    again = rebuild(desk, "하반기")
    assert again.other_template
    assert again.differing[0] == Differing("재정/tree", "합계", "계", "9", "")
    said = drive("ledger seal 하반기 --rebuild", capsys, monkeypatch)
    assert said.code == 1
    assert "재정/tree 5-2/1 협력체계 구축 '23: 확정본 '4', 지금 '3'" in said.out
    assert said.err.splitlines() == [
        "확정본 뒤에 서식이 바뀌었습니다",
        "확정본과 수치가 다릅니다. 확정본의 수치는 --kept로 볼 수 있습니다",
    ]
    Path("templates/reports/own.toml").unlink()
    said = drive("ledger seal 하반기 --rebuild", capsys, monkeypatch)
    assert said.code == 2
    assert said.err == "ledger: own: 없는 서식 'own' (그때의 수치는 --kept로 볼 수 있습니다)\n"
    assert "관리번호" in drive("ledger seal 하반기 --kept", capsys, monkeypatch).out


def test_what_is_kept_is_the_document(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    sealed(desk)
    now = drive("ledger report workbook --as-of 2023-12-31 --at 4 --json", capsys, monkeypatch)
    change(desk)
    then = drive("ledger seal 하반기 --kept --json", capsys, monkeypatch)
    assert drop_charts(json.loads(then.out)) == drop_charts(json.loads(now.out))
    for suffix in (".xlsx", ".html", ".csv"):
        assert drive(f"ledger seal 하반기 --kept -o kept{suffix}", capsys, monkeypatch).code == 0


def drop_charts(said: Any) -> Any:
    for sheet in said["sheets"]:
        sheet["blocks"] = [block for block in sheet["blocks"] if block["kind"] != "chart"]
    return said


def test_a_large_document_is_kept_in_parts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST_FILE", 500)
    sealed(desk)
    document = kept_document(desk, "하반기")
    assert len(pack(document)) > 2
    assert unpack(pack(document)) == document
    assert differing(document, unpack(pack(document))) == []
    assert rebuild(desk, "하반기").same_bytes


def test_the_book_says_what_its_transactions_say(desk: Desk) -> None:
    sealed(desk)
    change(desk)
    with desk.reading() as journal:
        for at in (4, 5, 6):
            read, fold = (
                books_of(journal, LATER, at),
                folded(list(journal.transactions(1, at)), LATER),
            )
            assert [(s.state, s.number, [c.number for c in s.changes]) for s in read.seals] == [
                (s.state, s.number, [c.number for c in s.changes]) for s in fold.seals
            ]
            assert (read.frozen is None) == (fold.frozen is None) == (at == 4)
            if read.frozen and fold.frozen:
                assert read.frozen.cube.cells == fold.frozen.cube.cells
                assert read.frozen.projects == fold.frozen.projects
    assert [each.number for each in changes_since(desk, "하반기").changes] == [6]


def test_a_list_for_programs(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(desk)
    change(desk)
    (said,) = json.loads(drive("ledger seal --json", capsys, monkeypatch).out)["seals"]
    hashes = {name: said.pop(name) for name in ("head", "template_sha256", "sha256")}
    assert all(len(each) == 64 for each in hashes.values())
    assert said == {
        "name": "하반기",
        "transaction": 5,
        "changes": [6],
        "as_of": "2023-12-31",
        "number": 4,
        "template": "workbook",
        "options": ["lang=ko"],
        "tool": said["tool"],
    }


def test_nothing_is_sealed_while_its_file_cannot_be_written(desk: Desk) -> None:
    with pytest.raises(StorageFailure) as failure:
        seal(
            desk, "하반기", Request(template="workbook", as_of=DAY), Act(), output=Path("none/s.xlsx"), with_errors=True
        )
    assert failure.value.line.en == (
        "none/s.xlsx: the file cannot be written: there is no such folder "
        "(look at the folder, its free space and your rights on it)"
    )
    made = seal(desk, "하반기", Request(template="workbook", as_of=DAY), Act(), output=Path("s.xlsx"), with_errors=True)
    assert made.written == Path("s.xlsx")
    assert sha256(Path("s.xlsx").read_bytes()).hexdigest() == made.state.sha256


def test_a_seal_whose_file_has_no_place_says_that_it_stands_and_how_to_get_it(desk: Desk) -> None:
    Path("s.xlsx").mkdir()
    with pytest.raises(StorageFailure) as failure:
        seal(desk, "하반기", Request(template="workbook", as_of=DAY), Act(), output=Path("s.xlsx"), with_errors=True)
    assert failure.value.line.en == (
        "s.xlsx: '하반기' is sealed (transaction 5), but without its file: the file cannot be written: "
        "a folder of that name is there (write it elsewhere: ledger seal '하반기' --rebuild -o FILE)"
    )
    assert rebuild(desk, "하반기", Path("t.xlsx")).same_bytes
