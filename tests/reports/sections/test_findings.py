"""Twin of findings: the state of the book, how much was checked, and a row per finding."""

from dataclasses import replace
from datetime import date

from ledger.checks.run import check
from ledger.checks.waivers import waived, waiver_of
from ledger.model.document import Block, Fields, Grid, Note, Title
from ledger.model.finding import Severity
from ledger.model.text import speak
from ledger.reports.context import Context
from ledger.reports.sections.findings import Options, build
from tests.reports.contexts import AS_OF, STAMP, context

WRONG = """  + stated row measure=plan project=5-2/1 source=시비 won=9000000 unit=백만원
  5-2/1 시비 2023 plan = 4백만원
"""


def checked(lines: str) -> Context:
    about = context(lines, pledge="")
    return replace(about, findings=tuple(check(about.books)), rules=10)


def of(about: Context) -> list[Block]:
    return build(about, Options(title="장부 점검"))


def test_a_sound_book_has_a_line_and_no_table() -> None:
    blocks = of(checked("  5-2/1 시비 2023 plan = 4백만원\n"))
    assert blocks[0] == Title("장부 점검")
    assert [block for block in blocks if isinstance(block, Grid)] == []
    (note,) = (block.text for block in blocks if isinstance(block, Note))
    assert note == "규칙 10개: 오류 0건, 주의 0건, 참고 0건"


def test_the_state_of_the_book_can_be_read_off() -> None:
    (block,) = (block for block in of(checked("")) if isinstance(block, Fields))
    said = dict(pair for row in block.rows for pair in row)
    assert (said["기관"], said["기준일"]) == ("가나시", "2024. 1. 15.")
    assert {STAMP.book, STAMP.head, str(STAMP.number)} <= set(said.values())
    assert (said["단위"], said["단수처리"]) == ("백만원", "반올림")


def test_each_finding_is_a_row_with_rule_severity_place_and_message() -> None:
    about = checked(WRONG)
    assert [finding.severity for finding in about.findings] == [Severity.ERROR]
    (grid,) = (block for block in of(about) if isinstance(block, Grid))
    head, *rows = [[cell.text for cell in row if cell] for row in grid.table.rows]
    assert head == ["규칙", "구분", "위치", "내용"]
    (row,) = rows
    assert row[:3] == ["B101", "오류", "5-2/1 시비 계획"]
    assert "기재 9" in row[3]
    assert "계산 4" in row[3]
    (note,) = (block.text for block in of(about) if isinstance(block, Note))
    assert "오류 1건" in note


def test_an_accepted_finding_is_listed_with_its_waiver() -> None:
    about = checked(WRONG)
    made = waiver_of(about.findings[0], reason="원문 오기", approver="예산과장", until=date(2024, 6, 30), on=AS_OF)
    accepted = replace(about, findings=tuple(waived(about.findings, [made], AS_OF)))
    (grid,) = (block for block in of(accepted) if isinstance(block, Grid))
    _, row = [[cell.text for cell in row if cell] for row in grid.table.rows]
    assert row[:3] == ["B101", "예외승인", "5-2/1 시비 계획"]
    assert row[3].endswith("[예외승인: 2024-06-30까지, 승인자 예산과장, 사유 원문 오기]")
    (note,) = (block.text for block in of(accepted) if isinstance(block, Note))
    assert note == "규칙 10개: 오류 0건, 주의 0건, 참고 1건 (참고 가운데 예외승인 1건)"


def test_in_english_too() -> None:
    speak("en")
    (grid,) = (block for block in of(checked(WRONG)) if isinstance(block, Grid))
    head, row = [[cell.text for cell in row if cell] for row in grid.table.rows]
    assert head == ["Rule", "Severity", "Place", "Finding"]
    assert row[:3] == ["B101", "error", "5-2/1 시비 plan"]


def test_where_amounts_are_rounded_it_says_where_the_exact_ones_are() -> None:
    def notes(plan: str) -> list[str]:
        blocks = build(context(f"  5-2/1 시비 2023 plan = {plan}\n"), Options(title="점검"))
        return [block.text for block in blocks if isinstance(block, Note) and "원자료" in block.text]

    assert len(notes("1,500,001")) == 1
    assert notes("2백만원") == []
