"""Laws of the whole, over books that nobody thought of: what goes in comes out, in any order, and back again."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.books import books_of
from ledger.api.desk import Desk
from ledger.api.exchange import book_from, export, import_files
from ledger.api.history import undo
from ledger.api.reporting import Request, as_json_text, report
from ledger.capture.file import File
from ledger.capture.formats import plain
from ledger.cube.books import cells_of
from ledger.cube.drafting import Drafting
from ledger.journal.store import Journal
from ledger.model.entry import Act, Attachment, Cell, Draft, Header, Instruction, Measure, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import WON
from ledger.model.registers.photo import Photo
from tests.bookkeeping import CITY
from tests.photos import drawn, encoded

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
PROJECTS, SOURCES = ("5-2/1", "5-2/2"), ("국비", "시비")
PERIODS = ("prior", "2022H2", "2023", "2024", "after")
DAYS = st.dates(date(2022, 7, 1), date(2024, 12, 31))

amounts = st.integers(-(10**12), 10**12)
moves = st.builds(
    Instruction,
    project=st.sampled_from(PROJECTS),
    source=st.sampled_from(SOURCES),
    period=st.sampled_from(PERIODS),
    measure=st.sampled_from([str(measure) for measure in Measure]),
    won=amounts,
    operator=st.sampled_from([Operator.ADD, Operator.TAKE]),
)
settings_ = st.builds(
    Instruction,
    project=st.sampled_from(PROJECTS),
    source=st.sampled_from(SOURCES),
    period=st.sampled_from(PERIODS),
    measure=st.sampled_from([str(measure) for measure in Measure]),
    won=st.none() | amounts,
)
# One act moves cells as often as it likes; one that sets a cell says so once.
instructions = st.lists(moves, min_size=1, max_size=4) | st.lists(
    settings_, min_size=1, max_size=4, unique_by=lambda each: (each.project, each.source, each.period, each.measure)
)
words = st.text(st.sampled_from("가나다 ,\"'=;#-+@△A1"), max_size=8).map(str.strip)
acts = st.lists(
    st.builds(
        Act,
        act=st.sampled_from(["plan", "secure", "execute"]),
        effective=DAYS,
        reason=words,
        basis=words,
        instructions=instructions,
    ),
    max_size=6,
)


def desk(path: Path) -> Desk:
    return Desk(path, "담당", lambda: NOW, lambda purpose: f"{abs(hash((str(path), purpose))):032x}"[:32])


@contextmanager
def city(every: list[Act]) -> Iterator[Desk]:
    """A book of the small city with these acts recorded, each in its own transaction."""
    with tempfile.TemporaryDirectory() as folder:
        seat = desk(Path(folder) / "city.db")
        source = Path(folder) / "city.ledger"
        source.write_text(CITY, encoding="utf-8")
        book_from(seat, source)
        with seat.writing() as journal:
            rows = books_of(journal, NOW.date()).rows
            for act in every:
                drafting = Drafting(rows, lambda on: journal.balances(as_of=on))
                draft = drafting.draft(act, by="담당", effective=NOW.date())
                if draft.postings:
                    with suppress(Refused):  # a cell cannot be blanked more often than it was filled, on no date
                        journal.append([draft])
        yield seat


@given(st.lists(moves, max_size=8), st.randoms(use_true_random=False))
@SLOW
def test_the_order_of_entries_does_not_matter(every: list[Instruction], chance: Any) -> None:
    def cells(instructions: list[Instruction]) -> object:
        rows = [row for act in plain.read(File("c", CITY.encode()), WON) for row in act.rows]
        drafting = Drafting(rows, lambda on: {})
        for instruction in instructions:
            drafting.draft(Act(instructions=[instruction]), by="담당", effective=NOW.date())
        return drafting.changes()

    shuffled = list(every)
    chance.shuffle(shuffled)
    assert cells(every) == cells(shuffled)


@given(st.lists(moves, max_size=12))
@SLOW
def test_what_goes_in_comes_out(every: list[Instruction]) -> None:
    with city([Act(instructions=[each]) for each in every]) as seat, seat.reading() as journal:
        cube = books_of(journal, date(2030, 1, 1)).cube
    for measure in Measure:
        signed = [
            (each.won or 0) * (1 if each.operator is Operator.ADD else -1) for each in every if each.measure == measure
        ]
        assert (cube.won(measure) or 0) == sum(signed)
        for axis, names in ((1, PROJECTS), (2, SOURCES), (3, PERIODS)):
            parts = (cube.won(measure, **{("project", "source", "period")[axis - 1]: name}) for name in names)
            assert sum(part or 0 for part in parts) == sum(signed)


@given(acts, instructions)
@SLOW
def test_an_entry_and_its_undo_are_nothing(before: list[Act], entry: list[Instruction]) -> None:
    with city(before) as seat:
        with seat.writing() as journal:
            was = {day: journal.balances(as_of=day) for day in (None, date(2023, 6, 30), date(2024, 1, 1))}
            drafting = Drafting(books_of(journal, NOW.date()).rows, lambda on: journal.balances(as_of=on))
            draft = drafting.draft(Act(instructions=entry), by="담당", effective=date(2023, 3, 1))
            if not draft.postings:
                return
            try:
                number = journal.append([draft])[0].number
            except Refused:
                return
        undo(seat, number, reason="착오")
        with seat.reading() as journal:
            assert was == {day: journal.balances(as_of=day) for day in was}


@given(acts, st.integers(0, 7), DAYS)
@SLOW
def test_as_of_a_transaction_is_the_book_of_the_first_so_many(every: list[Act], number: int, day: date) -> None:
    with city(every) as seat, seat.reading() as journal:
        transactions = list(journal.transactions())
        at = max(1, min(number, len(transactions)))
        assert journal.balances(at=at) == standing(cells_of(transactions[:at]))
        assert journal.balances(at=at, as_of=day) == standing(cells_of(transactions[:at], day))


def standing(cells: dict[Cell, Any]) -> dict[Cell, Any]:
    return {cell: balance for cell, balance in cells.items() if not balance.is_blank}


@pytest.mark.parametrize("suffix", [".ledger", ".toml", ".csv"])
@given(every=acts, undone=st.booleans(), pictures=st.lists(st.integers(1, 3), max_size=2))
@SLOW
def test_the_import_of_an_export_is_an_equal_book(
    suffix: str, every: list[Act], undone: bool, pictures: list[int]
) -> None:
    with city(every) as seat:
        with seat.writing() as journal:
            journal.append([pictured(place, wide) for place, wide in enumerate(pictures, 1)])
        if undone and (every or pictures):
            with seat.reading() as journal:
                last = journal.head.number if journal.head else 1
            if last > 1:
                undo(seat, last, reason="착오")
        target = seat.path.with_name(f"export{suffix}")
        target.write_bytes(export(seat, target))
        again = desk(seat.path.with_name("again.db"))
        book_from(again, target)
        assert told(again) == told(seat)
        assert not import_files(again, [target]).seals
        assert told(again) == told(seat)


def pictured(place: int, wide: int) -> Draft:
    """A photo of a pledge, with its picture: so many pixels wide."""
    file = Attachment.of(f"사진 {place}.jpg", encoded(drawn(wide, 1)))
    photo = Photo(
        key=f"5-2 {place:02}", project="5-2", caption="개소식", sha256=file.sha256, width=wide, height=1, on="2023-05"
    )
    header = Header(act="photo", effective=NOW.date(), by="담당")
    return Draft(header=header, rows=[Row(photo.KIND, photo.key, photo.body())], files=[file])


def told(seat: Desk) -> object:
    """All that makes two books equal: headers, postings, rows and files in order, apart from uid, time and hash."""
    with seat.reading() as journal:
        transactions = list(journal.transactions())
        days = {t.header.effective for t in transactions}
        return (
            [(t.header, tuple(t.postings), tuple(t.rows), tuple(f.read() for f in t.files)) for t in transactions],
            {day: journal.balances(as_of=day) for day in days},
        )


@given(acts)
@SLOW
def test_no_float_is_reachable_from_an_amount(every: list[Act]) -> None:
    with city(every) as seat:
        document = report(seat, Request(template="pledge-card", as_of=date(2024, 12, 31), unit="억원"))
        assert not list(floats(document))
        json.loads(as_json_text(document), parse_float=refuse)
        with seat.reading() as journal:
            assert not list(floats(list(journal.transactions())))
            assert not list(floats(journal.balances()))
            asked = "SELECT DISTINCT typeof(won) FROM postings UNION SELECT typeof(won) FROM cells"
            kinds = journal.connection.execute(asked)
            assert {kind for (kind,) in kinds} <= {"integer"}


def refuse(text: str) -> float:
    raise AssertionError(f"a float in the JSON: {text}")


def floats(value: Any) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from floats(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from floats(key)
            yield from floats(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from floats(each)


def test_two_founded_books_have_ids_of_their_own(tmp_path: Path) -> None:
    seats = [desk(tmp_path / name) for name in ("a.db", "b.db")]
    for seat in seats:
        with Journal.create(seat.path, now=seat.now, new_id=seat.new_id):
            pass
    nodes = []
    for seat in seats:
        with seat.reading() as journal:
            nodes.append(journal.node)
    assert nodes[0] != nodes[1]
