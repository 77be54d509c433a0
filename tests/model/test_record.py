from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

import pytest

from ledger.model.book import Adoption, Book, StatedTotal
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.record import Record, kinds
from ledger.model.registers.participation import Participation
from ledger.model.source import Institution
from ledger.model.text import Text, same


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    KIND: ClassVar[str] = "sample-of-test-record"
    LABEL: ClassVar[Text] = same("sample")
    name: str
    count: int = 0
    is_done: bool = False
    on: date | None = None
    colour: Colour | None = None
    tags: tuple[str, ...] = ()


FULL = Sample(key="k", name="이름", count=-3, is_done=True, on=date(2024, 2, 29), colour=Colour.RED, tags=("가", "나"))


def test_a_row_is_stored_as_plain_json_without_its_defaults() -> None:
    assert Sample(key="k", name="이름").body() == {"name": "이름"}
    assert FULL.body() == {
        "name": "이름",
        "count": -3,
        "is_done": True,
        "on": "2024-02-29",
        "colour": "red",
        "tags": ["가", "나"],
    }


@pytest.mark.parametrize(
    "row",
    [
        FULL,
        Sample(key="k", name="이름"),
        Book(key="book", institution="고양시", kind=Institution.CITY, start=date(2022, 7, 1), end=date(2026, 6, 30)),
        Adoption(key="plan", on=date(2023, 1, 2)),
        StatedTotal(key="t", measure=Measure.PLAN, won=32_675_000_000, unit="백만원"),
        Participation(key="p", project="5-2", category="기타", count=3, label="간담회", dates=("2023-07-21",)),
    ],
)
def test_a_stored_row_reads_back(row: Record) -> None:
    assert type(row).from_body(row.key, row.body()) == row


def test_an_explicit_none_reads_as_none() -> None:
    assert Sample.from_body("k", {"name": "이름", "on": None, "colour": None}) == Sample(key="k", name="이름")


def test_names_are_cleaned_on_the_way_in() -> None:
    row = Sample.from_body(" k ", {"name": " 이\u00a0름 ", "tags": [" 가 "]})
    assert row == Sample(key="k", name="이 름", tags=("가",))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"name": "a", "cuont": 1}, "sample has no field 'cuont'; did you mean 'count'?"),
        ({"name": "a", "xyzzy": 1}, "sample has no field 'xyzzy'"),
        ({"count": 1}, "sample 'k' lacks name"),
        ({"name": None}, "name cannot be None"),
        ({"name": 1}, "name cannot be 1"),
        ({"name": "a", "count": True}, "count cannot be True"),
        ({"name": "a", "count": 1.0}, "count cannot be 1.0"),
        ({"name": "a", "count": "1"}, "count cannot be '1'"),
        ({"name": "a", "is_done": 1}, "is_done cannot be 1"),
        ({"name": "a", "on": "2024-02-30"}, "on cannot be '2024-02-30'"),
        ({"name": "a", "on": 20240229}, "on cannot be 20240229"),
        ({"name": "a", "colour": "blue"}, "colour cannot be 'blue' (use one of red)"),
        ({"name": "a", "tags": "가"}, "tags cannot be '가'"),
        ({"name": "a", "tags": [1]}, "tags cannot be [1]"),
        ({"name": "a\u200b"}, "name holds an invisible character (U+200B)"),
        ({"name": "a", "tags": ["\u202e"]}, "tags holds an invisible character (U+202E)"),
    ],
)
def test_what_is_not_of_the_row_is_refused(body: dict[str, object], said: str) -> None:
    with pytest.raises(Refused) as refusal:
        Sample.from_body("k", body)
    assert refusal.value.line.en == said


def test_a_field_cannot_be_the_key() -> None:
    with pytest.raises(Refused, match="has no field 'key'"):
        Sample.from_body("k", {"name": "a", "key": "other"})


def test_a_datetime_is_not_a_date() -> None:
    with pytest.raises(Refused):
        Sample.from_body("k", {"name": "a", "on": "2024-02-29T10:00"})


def test_every_kind_of_register_is_known_by_name() -> None:
    assert kinds()["sample-of-test-record"] is Sample
    assert kinds()["book"] is Book
    assert list(kinds()) == sorted(kinds())


@pytest.mark.parametrize(
    ("place", "scope"),
    [
        ({"project": "5-2/1", "source": "국비"}, "row"),
        ({"period": "2023"}, "column"),
        ({"project": "5-2", "period": "2023"}, "column"),
        ({"source": "국비"}, "source"),
        ({"project": "5-2/1"}, "project"),
        ({}, "grand"),
    ],
)
def test_a_stated_total_knows_which_total_it_is(place: dict[str, str], scope: str) -> None:
    assert StatedTotal(key="t", measure=Measure.PLAN, won=0, **place).scope == scope
