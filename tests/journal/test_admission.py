"""Twin of admission: what may not touch the book."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest

from ledger.journal.admission import admitted
from ledger.model.entry import Posting, Row
from ledger.model.errors import Refused


@pytest.mark.parametrize("won", [1.0, True, None, "1", Decimal(1), float("nan")])
def test_an_amount_of_another_type_is_a_defect_of_the_caller(desk: Any, won: Any) -> None:
    desk.create().close()
    before = desk.fingerprint
    for posting in (Posting(desk.cell(), won), Posting(desk.cell(), 1, won)):
        with pytest.raises(TypeError), desk.open(write=True) as journal:
            journal.append([desk.draft([posting])])
    assert desk.fingerprint == before


@pytest.mark.parametrize("won", [10**15 + 1, -(10**15) - 1, 2**63])
def test_an_amount_beyond_the_limit_is_refused_with_its_cell(desk: Any, won: int) -> None:
    desk.create().close()
    before = desk.fingerprint
    with desk.open(write=True) as journal, pytest.raises(Refused, match="beyond") as refusal:
        journal.append([desk.draft({desk.cell(): won})])
    assert refusal.value.where.startswith("5-2/1 시비 2024 plan")
    assert desk.fingerprint == before


@pytest.mark.parametrize("value", [1.5, {1: 2}, {"a": [0.1]}, date(2026, 1, 1), {"a"}])
def test_a_body_holds_plain_json_without_fractions(desk: Any, value: Any) -> None:
    with pytest.raises(TypeError):
        admitted(desk.draft(None, Row("project", "1", {"name": value})))


def test_dates_are_dates_and_not_times(desk: Any) -> None:
    moment = datetime(2026, 1, 5)  # noqa: DTZ001
    with pytest.raises(TypeError):
        admitted(desk.draft([Posting(desk.cell(), 1, 1, moment)]))
    with pytest.raises(TypeError):
        admitted(desk.draft(effective=moment))
    with pytest.raises(TypeError):
        admitted(desk.draft(undoes=True))


def test_text_is_composed_before_it_is_recorded(desk: Any) -> None:
    apart = normalize("NFD", "시비")
    assert apart != "시비"
    draft = desk.draft({desk.cell(source=apart): 1}, Row("source", apart, {apart: [apart]}))
    draft = replace(draft, header=replace(draft.header, by=apart))
    ready = admitted(draft)
    assert ready.header.by == "시비"
    assert ready.postings[0].cell.source == "시비"
    assert ready.rows == [Row("source", "시비", {"시비": ["시비"]})]


@pytest.mark.parametrize("text", ["\ud800", "a\0b"])
def test_text_that_cannot_be_stored_is_refused(desk: Any, text: str) -> None:
    for draft in (
        desk.draft({desk.cell(project=text): 1}),
        desk.draft(None, Row("project", text, None)),
        desk.draft(None, Row("project", "1", {"name": text})),
        desk.draft(origin=text),
    ):
        with pytest.raises(Refused, match="cannot be stored"):
            admitted(draft)


@pytest.mark.parametrize(("key", "body"), [("book", None), ("other", {}), ("", {}), ("other", None)])
def test_a_book_has_one_row_of_itself(desk: Any, key: str, body: Any) -> None:
    with pytest.raises(Refused, match="one row of itself"):
        admitted(desk.draft(None, Row("book", key, body)))
    admitted(desk.draft(None, Row("book", "book", {"unit": "천원"})))


@pytest.mark.parametrize("uid", ["1", "A" * 32, "g" * 32, "0" * 33])
def test_a_uid_is_32_hex_digits(desk: Any, uid: str) -> None:
    with pytest.raises(Refused, match="no id"):
        admitted(desk.draft(uid=uid))


def test_a_measure_is_one_of_three(desk: Any) -> None:
    with pytest.raises(ValueError, match="paid"):
        admitted(desk.draft([Posting(desk.cell()._replace(measure="paid"), 1)]))
