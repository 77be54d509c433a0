"""Forms given back, and plans that come in after the adoption."""

from pathlib import Path

import pytest

from ledger.api import recording
from ledger.api.books import since_adoption
from ledger.api.collecting import give_back
from ledger.journal.store import Journal
from ledger.model.entry import Act, Instruction, Measure, Transaction, Version
from ledger.model.errors import Refused
from tests.collecting import collected, handed_in, held, said
from tests.returned import cell_of, desk_at, fill, opened


def test_forms_to_give_back_are_drawn_anew_with_their_faults(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": "약 130", "5-2/2 시비 secured 2024": 7})
    before = form.read_bytes()
    (written,) = give_back(collected(town), town / "back")
    assert written == town / "back" / "기업지원과_반려_0003-01.xlsx"
    assert form.read_bytes() == before
    with opened(written) as book:
        cell = cell_of(book, "5-2/1 국비 secured 2023")
        assert cell.value == "약 130"
        assert "어림한 금액입니다" in cell.comment.text
    fill(written, {"5-2/1 국비 secured 2023": 130})  # corrected in what was given back
    assert said(collected(town, written)) == ["제출 기업지원과_반려_0003-01.xlsx"]
    assert [held(town, "5-2/1 국비 2023 secured"), held(town, "5-2/2 시비 2024 secured")] == [130, 7]


def test_what_was_written_into_a_form_given_back_is_not_written_over(town: Path) -> None:
    form = handed_in(town)
    fill(form, {"5-2/1 국비 secured 2023": "약 130"})
    first = give_back(collected(town), town / "back")
    assert give_back(collected(town), town / "back") == first
    fill(first[0], {"5-2/1 국비 secured 2023": 131})
    (second,) = give_back(collected(town), town / "back")
    assert second.name == "기업지원과_반려_0003-01 (2).xlsx"


def test_many_plans_are_held_against_a_journal_that_is_read_once(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, read = desk_at(town / "ledger.db"), []

    def since(journal: Journal, versions: list[Version]) -> list[Transaction]:
        read.append(journal.path.name)
        return since_adoption(journal, versions)

    monkeypatch.setattr(recording, "since_adoption", since)
    recording.adopt(desk, Act())
    with desk.reading() as journal:
        drafting = recording.drafting_on(journal)
        first, second, change = (
            drafting.draft(
                Act(
                    instructions=[
                        Instruction(project=project, source=source, period="2024", measure=Measure.PLAN, won=1)
                    ]
                ),
                by="담당",
                effective=desk.today,
            )
            for project, source in (("6-1/1", "시비"), ("6-1/1", "국비"), ("5-2/1", "국비"))
        )
        recording.check_amendment(journal, first, second)
        assert read == ["ledger.db"]
        with pytest.raises(Refused, match="adopted"):
            recording.check_amendment(journal, first, second, change)
