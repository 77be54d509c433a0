"""From one term to the next: not a 원 is lost or made, no pledge is forgotten, and nothing is ever half done."""

import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger.api.rollover
from ledger.api.books import read_books
from ledger.api.desk import Desk
from ledger.api.exchange import book_from, import_files
from ledger.api.history import verify_book
from ledger.api.recording import record_amounts
from ledger.api.rollover import RolledOver, roll_over
from ledger.cube.books import Books
from ledger.cube.succession import ENDED
from ledger.journal.store import Journal
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused, StorageFailure
from ledger.model.project import STATUSES
from ledger.model.registers.milestone import Milestone
from ledger.model.registers.predecessor import Predecessor
from ledger.model.registers.sealed_state import SealedState
from tests.bookkeeping import CITY
from tests.bookkeeping import ENDED as ENDED_BOOK

TERM = date(2026, 7, 1), date(2030, 6, 30)
NOW = datetime.fromisoformat("2026-07-05T09:00:00+09:00")


def city(folder: Path, more: str = ENDED_BOOK) -> Desk:
    """The small city at the end of its term."""
    seat = Desk(folder / "old.db", "담당", lambda: NOW, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (folder / "city.ledger").write_text(CITY, encoding="utf-8")
    (folder / "more.ledger").write_text(more, encoding="utf-8")
    book_from(seat, folder / "city.ledger")
    import_files(seat, [folder / "more.ledger"])
    return seat


def over(desk: Desk, name: str = "new.db") -> RolledOver:
    return roll_over(desk, desk.path.with_name(name), *TERM, with_errors=True)


def new_book(desk: Desk, name: str = "new.db") -> Books:
    seat = Desk(desk.path.with_name(name), desk.name, desk.now, desk.new_id)
    return read_books(seat, date(2026, 12, 31))


def head(desk: Desk) -> str:
    with desk.reading() as journal:
        assert journal.head is not None
        return journal.head.hash


def test_each_book_names_the_other(tmp_path: Path) -> None:
    desk = city(tmp_path)
    before = head(desk)
    over(desk)
    new, old = new_book(desk), read_books(desk)
    assert {(each.book, each.head, each.term) for each in new.records(Predecessor)} == {(old.node, before, "민선8기")}
    assert [(each.key, each.as_of, each.head) for each in old.records(SealedState)] == [
        ("민선8기 종료", date(2026, 6, 30), before)
    ]
    with desk.reading() as journal:
        assert journal.head is not None
        origin = journal.transaction(journal.head.number).header.origin
    assert origin == f"rollover:{new.node}:{new.number}:{new.head}"
    assert new.node != old.node


def test_what_goes_along_and_what_stays(tmp_path: Path) -> None:
    desk = city(tmp_path)
    over(desk)
    new = new_book(desk)
    told = {each.key: (each.status, each.progress, each.contacts, each.accounts, each.kind) for each in new.projects}
    assert told == {
        "5-2": ("", None, (), (), "계속"),
        "5-2/1": ("", None, (), ("1234567",), "계속"),
        "5-2/2": ("", None, (), (), "계속"),
        "5-10": ("", None, (), (), "계속"),
    }
    assert [(each.key, each.text) for each in new.records(Milestone)] == [("5-2 01", "2단계 준공")]
    assert new.adoption is None


def test_what_changed_after_the_term_is_described_as_it_is_now(tmp_path: Path) -> None:
    renamed = '\n2026-07-03 set by=담당\n  + project 5-10 name="공원 조성" department=녹지과 status=완료\n'
    desk = city(tmp_path, ENDED_BOOK + renamed)
    done = over(desk)
    assert done.restated == ("5-10",)
    assert new_book(desk).names.projects["5-10"].department == "녹지과"


def test_the_old_book_says_the_same_afterwards(tmp_path: Path) -> None:
    desk = city(tmp_path)
    before = read_books(desk)
    over(desk)
    after = read_books(desk)
    assert after.cube.cells == before.cube.cells
    assert [row for row in after.rows if row.kind != SealedState.KIND] == list(before.rows)


def test_a_run_that_was_cut_off_before_the_seal_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = city(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr(ledger.api.rollover, "_sealed", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            over(desk)
    made = new_book(desk)
    assert read_books(desk).records(SealedState) == ()
    done = over(desk)
    assert done.was_made
    assert new_book(desk).head == made.head
    assert [each.key for each in read_books(desk).records(SealedState)] == ["민선8기 종료"]


def test_a_run_that_was_cut_off_before_the_new_book_was_complete_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = city(tmp_path)
    before = sorted(tmp_path.iterdir())
    with monkeypatch.context() as cut:
        cut.setattr(Journal, "append", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            over(desk)
    assert sorted(tmp_path.iterdir()) == before
    assert not over(desk).was_made


def test_a_new_book_of_an_older_state_is_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = city(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr(ledger.api.rollover, "_sealed", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            over(desk)
    record_amounts(desk, Measure.EXECUTED, "5-2/1", "시비", ["24+=1"], Act(effective=date(2026, 6, 30)))
    with pytest.raises(Refused, match="already a file"):
        over(desk)


def test_a_disk_that_takes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = city(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise StorageFailure(ledger.api.rollover.Text(en="full", ko="가득"))

    monkeypatch.setattr(Journal, "create", full)
    with pytest.raises(StorageFailure):
        over(desk)
    assert read_books(desk).records(SealedState) == ()


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


amounts = st.integers(-(10**11), 10**11)
cells = st.dictionaries(
    st.tuples(
        st.sampled_from(["5-2/1", "5-2/2", "5-3", "5-10", "6-1"]),
        st.sampled_from(["국비", "도비", "시비"]),
        st.sampled_from(["prior", "2022H2", "2023", "2026H1", "after"]),
        st.sampled_from(["plan", "secured", "executed"]),
    ),
    amounts,
    max_size=20,
)


@given(cells, st.tuples(*[st.sampled_from(["", *STATUSES])] * 4))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_prior_investment_is_what_was_executed_and_every_pledge_is_counted_once(
    stated: dict[tuple[str, str, str, str], int], statuses: tuple[str, ...]
) -> None:
    pledges = dict(zip(("5-2", "5-3", "5-10", "6-1"), statuses, strict=True))
    text = ["2022-07-01 add by=담당"]
    text += [f'  + project {key} name="{key}" status="{status}"' for key, status in pledges.items()]
    if stated:
        text += ["", "2026-06-30 import by=담당 unit=원"]
        text += [f"  {' '.join(cell)} {won}" for cell, won in stated.items()]
    moving = {key for key, status in pledges.items() if status not in ENDED}
    with tempfile.TemporaryDirectory() as folder:
        desk = city(Path(folder), "\n".join(text) + "\n")
        if not moving:
            with pytest.raises(Refused, match="no pledge goes on"):
                over(desk)
            return
        done = over(desk)
        new = new_book(desk)
        assert verify_book(Desk(desk.path.with_name("new.db"), "", desk.now, desk.new_id))[0] == []
    assert sum(each.pledges for each in done.standings) == len(pledges)
    assert sum(each.pledges for each in done.standings if each.moves) == len(done.codes) == len(moving)
    for measure in Measure:
        assert {cell.period for cell in new.cube.cells} <= {"prior"}
        for key in ("5-2/1", "5-2/2", "5-3", "5-10", "6-1"):
            own = [won for cell, won in stated.items() if cell[0] == key and cell[3] == "executed"]
            is_there = own and key.split("/")[0] in moving
            assert new.cube.won(measure, key) == (sum(own) if is_there else None)
    assert done.invested == (new.cube.won(Measure.EXECUTED) or 0)
