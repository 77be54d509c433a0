"""Forms out: known to the book before they lie in a folder, written again without harm, never over a filled one."""

from datetime import date, datetime
from pathlib import Path

import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from, import_files
from ledger.api.forms import Issued, Reissuing, issue
from ledger.api.history import undo
from ledger.api.recording import drafting_on
from ledger.model.errors import LedgerError, Refused, StorageFailure
from ledger.model.form import Form
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.text import speak
from ledger.render.forms import draw
from tests.bookkeeping import CITY
from tests.forms import MONEY

TWO = '2023-01-01 set\n  + project 5-2/2 name="기업 지원" department=일자리과\n'
OWN = 'title = { en = "T", ko = "제목" }\n[[part]]\nkind = "status"\ntitle = { en = "S", ko = "상태" }\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (tmp_path / "city.ledger").write_text(f"{CITY}{TWO}2023-12-31 plan\n{MONEY}", encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    return seat


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "배부" / "연말"


def known(desk: Desk) -> list[IssuedForm]:
    with desk.reading() as journal:
        return drafting_on(journal).registers.records(IssuedForm)


def rebuilt(desk: Desk) -> list[Form]:
    with desk.reading() as journal:
        reissuing = Reissuing(journal, desk.path.parent)
        return [reissuing.form(each) for each in drafting_on(journal).registers.records(IssuedForm)]


def recorded(desk: Desk, lines: str) -> None:
    file = desk.path.with_name("more.ledger")
    file.write_text(lines, encoding="utf-8")
    import_files(desk, [file])


def told(issued: Issued) -> list[tuple[str, str, str, bool]]:
    return [(copy.form.department, copy.form.key, copy.earlier, copy.stands) for copy in issued.copies]


def test_every_form_is_known_to_the_book_and_can_be_built_again(desk: Desk, folder: Path) -> None:
    issued = issue(desk, folder, as_of=date(2023, 12, 31), due=date(2024, 1, 31))
    assert told(issued) == [("기업지원과", "0004-01", "", False), ("일자리과", "0004-02", "", False)]
    assert [seal.number for seal in issued.recorded.seals] == [4]
    assert sorted(path.name for path in folder.iterdir()) == ["기업지원과.xlsx", "일자리과.xlsx"]
    assert [(each.key, each.department, each.number) for each in known(desk)] == [
        ("0004-01", "기업지원과", 3),
        ("0004-02", "일자리과", 3),
    ]
    recorded(desk, "2024-01-10 import\n  5-2/1 시비 2023 executed = 1\n")
    assert rebuilt(desk) == [copy.form for copy in issued.copies]
    assert [draw(form) for form in rebuilt(desk)] == [copy.file.read_bytes() for copy in issued.copies]


def test_the_same_again_records_nothing_and_brings_lost_files_back(desk: Desk, folder: Path) -> None:
    first = issue(desk, folder)
    content = first.copies[1].file.read_bytes()
    first.copies[1].file.unlink()
    again = issue(desk, folder)
    assert told(again) == [("기업지원과", "0004-01", "", True), ("일자리과", "0004-02", "", True)]
    assert again.recorded.seals == ()
    assert again.copies[1].file.read_bytes() == content


def test_a_form_whose_figures_have_changed_is_a_new_one_and_the_others_stay(desk: Desk, folder: Path) -> None:
    issue(desk, folder)
    recorded(desk, "2024-01-10 import\n  5-2/1 시비 2023 executed = 0\n")
    assert told(issue(desk, folder)) == [
        ("기업지원과", "0006-01", "0004-01", False),
        ("일자리과", "0004-02", "", True),
    ]


def test_a_crash_after_the_record_is_mended_by_the_same_command(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaces = Path.replace

    def cut(passing: Path, target: Path) -> Path:
        if target.name == "일자리과.xlsx":
            raise OSError(5, "Input/output error")
        return replaces(passing, target)

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(StorageFailure):
        issue(desk, folder)
    monkeypatch.undo()
    assert [path.name for path in folder.iterdir()] == ["기업지원과.xlsx"]
    assert [each.key for each in known(desk)] == ["0004-01", "0004-02"]
    issued = issue(desk, folder)
    assert [copy.stands for copy in issued.copies] == [True, True]
    assert [copy.file.read_bytes() for copy in issued.copies] == [draw(form) for form in rebuilt(desk)]


def test_a_full_disk_records_nothing_and_makes_no_form_obsolete(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issue(desk, folder)
    recorded(desk, "2024-01-10 import\n  5-2/1 시비 2023 executed = 1\n  5-2/2 국비 2023 secured = 0\n")
    writes, written = Path.write_bytes, list[str]()

    def full(path: Path, data: bytes) -> int:
        written.append(path.name)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return writes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    for where in (folder, folder.parent / "새 폴더" / "안"):
        written.clear()
        with pytest.raises(StorageFailure, match="the disk is full"):
            issue(desk, where)
    monkeypatch.undo()
    assert [each.key for each in known(desk)] == [copy.form.key for copy in first.copies]
    assert sorted(path.name for path in folder.parent.rglob("*")) == ["기업지원과.xlsx", "연말", "일자리과.xlsx"]


def test_a_refusal_leaves_no_folder(desk: Desk, folder: Path) -> None:
    with pytest.raises(Refused):
        issue(desk, folder, wanted=["없는과"])
    assert not folder.parent.exists()


def test_what_a_department_has_filled_in_is_never_written_over(desk: Desk, folder: Path) -> None:
    issue(desk, folder)
    filled = folder / "일자리과.xlsx"
    filled.write_bytes(filled.read_bytes() + b" ")
    recorded(desk, "2024-01-10 import\n  5-2/2 국비 2023 secured = 0\n")
    before = len(known(desk))
    with pytest.raises(Refused, match="may have been filled in"):
        issue(desk, folder)
    assert len(known(desk)) == before
    assert filled.read_bytes().endswith(b" ")


def test_an_empty_form_gives_way_to_its_successor(desk: Desk, folder: Path) -> None:
    issue(desk, folder)
    recorded(desk, "2024-01-10 import\n  5-2/2 국비 2023 secured = 0\n")
    issued = issue(desk, folder)
    assert issued.copies[1].file.read_bytes() == draw(issued.copies[1].form)


def test_a_dry_run_leaves_no_trace(desk: Desk, folder: Path) -> None:
    issued = issue(desk, folder, dry_run=True)
    assert told(issued) == [("기업지원과", "0004-01", "", False), ("일자리과", "0004-02", "", False)]
    assert (known(desk), folder.exists(), folder.parent.exists()) == ([], False, False)


def test_an_issue_that_was_undone_is_made_again(desk: Desk, folder: Path) -> None:
    issue(desk, folder)
    undo(desk, 4, reason="잘못 배부")
    assert [key for _, key, _, _ in told(issue(desk, folder / "다시"))] == ["0006-01", "0006-02"]


@pytest.mark.parametrize(
    ("wanted", "way_out"),
    [("기업지원", "기업지원과"), ("소방서", "ledger list projects"), ("", "ledger list projects")],
)
def test_a_department_without_pledges_is_refused_with_the_nearest(
    wanted: str, way_out: str, desk: Desk, folder: Path
) -> None:
    with pytest.raises(Refused) as refused:
        issue(desk, folder, wanted=[wanted])
    assert way_out in refused.value.line.ko
    assert not known(desk)


def test_a_file_in_the_place_of_the_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "배부").write_text("", encoding="utf-8")
    for folder in (tmp_path / "배부", tmp_path / "배부" / "안"):
        with pytest.raises(LedgerError):
            issue(desk, folder)
    assert not known(desk)


def test_names_that_no_disk_takes_and_names_that_differ_in_case_only(desk: Desk, folder: Path) -> None:
    recorded(
        desk,
        '2023-01-01 import\n  + project 6 name=가 department="A/B"\n  + project 7 name=나 department="a:b"\n'
        '  + project 8 name=다 department="con"\n  + project 9 name=라 department="감사관."\n',
    )
    issued = issue(desk, folder, template="execution", wanted=["A/B", "a:b", "con", "감사관."])
    assert [copy.file.name for copy in issued.copies] == ["A_B.xlsx", "a_b (2).xlsx", "con_.xlsx", "감사관.xlsx"]
    assert issue(desk, folder, wanted=["a:b"]).copies[0].file.name == "a_b (2).xlsx"


def test_the_unit_is_a_smaller_one_where_amounts_are_not_whole(desk: Desk, folder: Path) -> None:
    recorded(desk, "2024-01-10 import\n  5-2/1 시비 2023 executed = 1500\n")
    units = {copy.form.department: copy.form.unit for copy in issue(desk, folder).copies}
    assert units == {"기업지원과": "원", "일자리과": "백만원"}
    with pytest.raises(Refused, match="1,500원 is not whole in 천원"):
        issue(desk, folder, unit="천원")


def test_a_form_stays_what_it_was_in_its_own_language(desk: Desk, folder: Path) -> None:
    speak("en")
    issued = issue(desk, folder)
    speak("ko")
    assert rebuilt(desk) == [copy.form for copy in issued.copies]
    assert told(issue(desk, folder / "한글"))[0] == ("기업지원과", "0005-01", "0004-01", False)


def test_a_template_that_was_changed_since_no_longer_makes_the_form(desk: Desk, folder: Path) -> None:
    own = desk.path.parent / "templates" / "forms" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    issue(desk, folder, "own")
    rebuilt(desk)
    own.write_text(OWN.replace("status", "remarks"), encoding="utf-8")
    with pytest.raises(Refused, match="'own' was changed after the form went out"):
        rebuilt(desk)
    assert told(issue(desk, folder / "다시", "own"))[0] == ("기업지원과", "0005-01", "", False)


@pytest.mark.parametrize(
    "more",
    ['measures = ["secured", "secured"]', '[[part]]\nkind = "money"\nname = "m2"\ntitle = { en = "M", ko = "금액" }'],
)
def test_a_template_that_asks_for_the_same_twice_is_refused(more: str, desk: Desk, folder: Path) -> None:
    own = desk.path.parent / "templates" / "forms" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f"{OWN.replace('status', 'money')}{more}\n", encoding="utf-8")
    with pytest.raises(Refused, match="asks twice for '5-2/1 "):
        issue(desk, folder, "own")
    assert not folder.exists()


def test_who_would_be_asked_nothing_is_left_out_unless_named(desk: Desk, folder: Path) -> None:
    recorded(
        desk,
        "2023-01-01 import\n  + project 6 name=가 department=총괄과\n"
        "  + project 6/1 name=나 department=일자리과\n  + project 7 name=다\n",
    )
    issued = issue(desk, folder, "plan")
    assert [copy.form.department for copy in issued.copies] == ["기업지원과", "일자리과"]
    assert [sheet.project for sheet in issued.copies[1].form.sheets] == ["5-2", "6"]
    assert issued.orphans == ("7",)
    with pytest.raises(Refused, match="nothing that this form asks about"):
        issue(desk, folder, "plan", ["총괄과"])


@pytest.mark.parametrize(("template", "wanted"), [("excution", ()), ("execution", ("소방서",))])
def test_what_is_refused_leaves_no_folder_behind(
    template: str, wanted: tuple[str, ...], desk: Desk, folder: Path
) -> None:
    with pytest.raises(Refused):
        issue(desk, folder, template, wanted)
    assert not folder.parent.exists()
