from datetime import date

import pytest

from ledger.cube import drafting as drafting_module
from ledger.cube.drafting import Drafting
from ledger.model.entry import Act, Instruction, Row
from ledger.model.registers.provenance import Provenance
from tests.bookkeeping import CITY, books_from

CSV = {"file": "집행.csv", "sha256": "0" * 64}


def drafting() -> Drafting:
    return Drafting(books_from(CITY, date(2024, 1, 15)).rows, lambda _: {})


def amounts(*where: str) -> list[Instruction]:
    periods = ("2022H2", "2023", "2024")
    return [
        Instruction(project="5-2/1", source="시비", period=period, measure="executed", won=won, where=place)
        for won, (period, place) in enumerate(zip(periods, where, strict=False), 1)
    ]


def said(act: Act) -> list[Row]:
    return list(drafting().draft(act, by="담당", effective=date(2024, 1, 15)).rows)


def test_each_posting_keeps_its_place_in_the_file() -> None:
    kept = Provenance(key="0" * 64, file="집행.csv", places=("2", "5-2!F3"))
    assert said(Act(instructions=amounts("집행.csv:2", "집행.csv!5-2!F3"), **CSV)) == [
        Row("provenance", kept.key, kept.body())
    ]


def test_what_posts_nothing_or_names_no_file_keeps_nothing() -> None:
    assert said(Act(**CSV)) == []
    assert said(Act(instructions=amounts("2"))) == []


def test_of_too_many_postings_only_the_file_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting_module, "MOST_PLACES", 1)
    assert said(Act(instructions=amounts("2", "3"), **CSV)) == [Row("provenance", "0" * 64, {"file": "집행.csv"})]
