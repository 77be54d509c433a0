"""What differs between two states, which transactions made it so, and what was renamed."""

from datetime import date

from ledger.cube.balances import Cube
from ledger.cube.differences import Line, State, lines, movers, renamed
from ledger.model.entry import Balance, Cell, Header, Measure, Posting, Row, Seal, Transaction

A, B, C = (Cell("5-2/1", source, "2024", Measure.PLAN) for source in ("국비", "시비", "기타"))
SECURED = A._replace(measure=Measure.SECURED)


def test_blank_and_zero_differ_and_other_measures_do_not_count() -> None:
    before = Cube({A: Balance(5, 1), B: Balance(7, 2), SECURED: Balance(1, 1)})
    after = Cube({A: Balance(5, 2), C: Balance(0, 1)})
    assert lines(before, after, Measure.PLAN) == (
        Line("", "5-2/1", "국비", "2024", 5, 5, ()),
        Line("", "5-2/1", "시비", "2024", 7, None, (B,)),
        Line("", "5-2/1", "기타", "2024", None, 0, (C,)),
    )


def test_cells_that_are_alike_on_the_axes_asked_for_make_one_line() -> None:
    before, after = Cube({A: Balance(5, 1), B: Balance(7, 1)}), Cube({A: Balance(6, 1), B: Balance(6, 1)})
    assert lines(before, after, Measure.PLAN, ["period"]) == (Line("", "", "", "2024", 12, 12, (A, B)),)


def transaction(number: int, day: int, *cells: Cell, undoes: int | None = None) -> Transaction:
    header = Header(act="plan", effective=date(2024, 1, day), by="담당", undoes=undoes)
    seal = Seal(number=number, uid="", node="", recorded="", previous="", hash="")
    return Transaction(header=header, seal=seal, postings=[Posting(cell, 1) for cell in cells])


def test_what_moved_a_cell_lies_between_the_states_by_date_and_by_number() -> None:
    every = [transaction(1, 1, A), transaction(2, 20, A, A), transaction(3, 2, B), transaction(4, 25, A)]
    found = movers(every, State(date(2024, 1, 10), 4), State(date(2024, 1, 20), 4), {})
    assert {cell: [t.number for t in by] for cell, by in found.items()} == {A: [2]}
    found = movers(every, State(date(2024, 1, 20), 2), State(date(2024, 1, 20), 4), {})
    assert {cell: [t.number for t in by] for cell, by in found.items()} == {B: [3]}


def test_a_change_that_was_taken_back_between_them_moved_nothing() -> None:
    every = [transaction(1, 1, A), transaction(2, 1, A), transaction(3, 1, A, undoes=2)]
    day = date(2024, 1, 31)
    assert movers(every, State(day, 1), State(day, 3), {2: 3}) == {}
    assert movers(every, State(day, 2), State(day, 3), {2: 3}) == {A: [every[2]]}, "taken back since"


def test_new_gone_and_changed_rows() -> None:
    def project(key: str, **fields: str) -> Row:
        return Row("project", key, {"name": f"공약 {key}", **fields})

    before = [project("1"), project("2", department="가과", team="나팀"), Row("note", "3", {"name": "다"})]
    after = [project("2", department="라과", team="마팀"), project("4", department="가과"), Row("note", "3", None)]
    assert [(row.key, *rest) for row, *rest in renamed(before, after)] == [
        ("1", "name", "공약 1", ""),
        ("2", "department", "가과", "라과"),
        ("4", "name", "", "공약 4"),
    ]
