"""Waivers: bound to rule, place and exact difference, for a time; one that accepts nothing is a finding."""

from dataclasses import replace
from datetime import date

import pytest

from ledger.checks.run import check, check_tables, rule_named
from ledger.checks.waivers import RULE, check_waived, exact, finding_at, waived, waiver_of
from ledger.cube.books import Books
from ledger.model.errors import Refused
from ledger.model.finding import Finding, Severity, Where
from ledger.model.table import Table
from ledger.model.waiver import FileWaiver, Waiver
from tests.bookkeeping import CITY, books_from
from tests.checks.tables import table

DAY = date(2024, 1, 15)
OVER = """
2023-12-31 execute unit=백만원
  5-2/1 시비 2023 executed {executed}
  5-2/2 시비 2023 executed 7
"""
WAIVED = """
{on} waive
  + waiver w rule=executed-over-secured project=5-2/1 source=시비 measure=executed difference=5000000 on={on} \
reason=성립전 approver=예산과장 until=2024-12-31
"""


def book(executed: int = 5, waiver: str = WAIVED.format(on="2024-01-10"), as_of: date = DAY) -> Books:
    return books_from(CITY + OVER.format(executed=executed) + waiver, as_of)


def said(found: list[Finding]) -> list[str]:
    return [f"{f.id} {f.severity} {f.where.project or f.where.file}" for f in found]


def test_an_accepted_finding_is_a_note_with_its_waiver() -> None:
    accepted, other = check_waived(book())
    assert (accepted.severity, other.severity) == (Severity.NOTE, Severity.ERROR)
    assert accepted.waiver is not None
    assert accepted.waiver.approver == "예산과장"
    assert other.waiver is None
    assert str(accepted.message).endswith("[예외승인: 2024-12-31까지, 승인자 예산과장, 사유 성립전]")
    assert accepted.message.en.endswith("[waived until 2024-12-31 by 예산과장: 성립전]")


def test_another_difference_voids_it() -> None:
    found = check_waived(book(executed=6))
    assert said(found) == ["B201 error 5-2/1", "W101 warning 5-2/1", "B201 error 5-2/2"]
    assert str(found[1].message) == "예외승인(executed-over-secured) 효력 없음: 승인 당시 5 백만원, 현재 6 백만원"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2024, 1, 9), ["B201 error 5-2/1", "B201 error 5-2/2"]),
        (date(2024, 1, 10), ["B201 note 5-2/1", "B201 error 5-2/2"]),
        (date(2024, 12, 31), ["B201 note 5-2/1", "B201 error 5-2/2"]),
        (date(2025, 1, 1), ["B201 error 5-2/1", "W101 warning 5-2/1", "B201 error 5-2/2"]),
    ],
)
def test_it_stands_from_its_date_to_the_end_of_its_last_day(as_of: date, expected: list[str]) -> None:
    found = [finding for finding in check_waived(book(as_of=as_of)) if finding.id in ("B201", "W101")]
    assert said(found) == expected


def test_one_that_matches_nothing_is_a_finding() -> None:
    found = check_waived(book(waiver=WAIVED.format(on="2024-01-10").replace("5-2/1", "5-2")))
    assert said(found) == ["W101 warning 5-2", "B201 error 5-2/1", "B201 error 5-2/2"]
    assert str(found[0].message) == "예외승인(executed-over-secured)에 해당하는 점검결과 없음"


def test_a_waiver_made_of_a_finding_accepts_it() -> None:
    books = book(waiver="")
    finding = finding_at(books, rule_named("executed-over-secured"), Where(project="5-2/1"))
    made = made_of(finding)
    assert (made.key, made.difference) == ("executed-over-secured:5-2/1:시비::executed", "5000000")
    assert said(waived(check(books), [made], DAY)) == ["B201 note 5-2/1", "B201 error 5-2/2"]
    assert Waiver.from_body(made.key, made.body()) == made


def test_a_finding_without_an_amount_is_bound_to_its_transaction() -> None:
    adoption = "\n2024-01-02 adopt\n  + adoption plan on=2024-01-02\n"
    books = book(waiver=unexplained(2) + adoption + unexplained(3) + unexplained(4))
    one, other = [finding for finding in check(books) if finding.rule == "unexplained-amendment"]
    made = made_of(one)
    assert (made.difference, made.transaction) == ("", one.where.transaction)
    assert [f.waiver for f in waived([one, other], [made], DAY)] == [made, None]
    assert said(waived([other], [made], DAY)) == ["J101 error 5-2/1", "W101 warning 5-2/1"]


def test_an_amount_that_is_compared_with_nothing_binds_too() -> None:
    finding = check(book(waiver="\n2024-01-02 x unit=백만원\n  5-2/1 국비 2024 plan -4\n"))[0]
    assert (finding.rule, exact(finding)) == ("negative-balance", "-4000000")


def test_of_several_findings_the_one_about_exactly_that_place() -> None:
    stated = "\n2024-01-02 x\n  + stated a measure=executed project=5-2/1 source=시비 {} won=9000000 unit=백만원\n"
    books = book(waiver=stated.format("period=2023") + stated.replace("stated a", "stated b").format(""))
    at = Where(project="5-2/1", source="시비", measure="집행")
    assert finding_at(books, rule_named("stated-total"), at).where.period is None
    assert finding_at(books, rule_named("stated-total"), replace(at, period="23")).where.period == "2023"
    with pytest.raises(Refused, match=r"several findings of stated-total: 5-2/1 시비 '23"):
        finding_at(books, rule_named("stated-total"), Where(project="5-2/1"))


def test_no_such_finding_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="but: 5-2/1 시비 집행"):
        finding_at(book(), rule_named("executed-over-secured"), Where(source="국비"))
    with pytest.raises(Refused, match=r"no finding of negative-balance as of 2024-01-15$"):
        finding_at(book(), rule_named("negative-balance"), Where())
    with pytest.raises(Refused, match="unknown project"):
        finding_at(book(), rule_named("executed-over-secured"), Where(project="협력"))


# --- documents ------------------------------------------------------------------------------------------------------

WRONG = "단위사업\t계\t'23\t'24\n인재 양성\t9\t3\t4\n기업 지원\t5\t2\t3"


def tables(text: str = WRONG, file: str = "표.txt", name: str = "투자계획") -> list[Table]:
    return [table(text, ["row: B2 = C2 + D2", "row: B3 = C3 + D3"], unit="백만원", file=file, name=name)]


def of_file(line: int = 1, **changed: object) -> FileWaiver:
    values = {
        "rule": "row-total",
        "table": "투자계획",
        "row": "인재  양성",
        "column": "계",
        "difference": "2000000",
        "reason": "원문 오기",
        "approver": "예산과장",
        "until": date(2024, 12, 31),
    }
    return FileWaiver(key=f"w.toml:{line}", file="w.toml", line=line, **{**values, **changed})  # type: ignore[arg-type]


def test_a_cell_is_known_by_its_labels_wherever_it_stands() -> None:
    moved = table(
        "단위사업\t계\t'23\t'24\n기업 지원\t5\t2\t3\n인재 양성\t9\t3\t4",
        ["row: B3 = C3 + D3"],
        unit="백만원",
        name="투자계획",
        lines=(11, 12, 13),
    )
    for document in (tables(), [moved]):
        assert said(waived(check_tables(document), [of_file()], DAY)) == ["T101 note 표.txt"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"difference": "3000000"}, "예외승인(row-total) 효력 없음: 승인 당시 3 백만원, 현재 2 백만원"),
        ({"row": "기업 지원"}, "예외승인(row-total)에 해당하는 점검결과 없음"),
        ({"rule": "column-total"}, "예외승인(column-total)에 해당하는 점검결과 없음"),
        ({"until": date(2024, 1, 14)}, "예외승인(row-total) 기한 지남: 2024-01-14까지"),
    ],
)
def test_one_without_use_is_told_at_its_line(changed: dict[str, object], message: str) -> None:
    finding, idle = waived(check_tables(tables()), [of_file(7, **changed)], DAY)
    assert (finding.severity, idle.severity) == (Severity.ERROR, RULE.severity)
    assert (idle.where, str(idle.message)) == (Where(file="w.toml", cell="A7"), message)


def test_the_same_document_in_two_files_takes_one_waiver() -> None:
    found = check_tables([*tables(file="a.txt"), *tables(file="b.txt")])
    assert said(waived(found, [of_file()], DAY)) == ["T101 note a.txt", "T101 note b.txt"]


def test_findings_alike_in_everything_take_a_waiver_each() -> None:
    finding = check_tables(tables())[0]
    marks = [f.waiver is not None for f in waived([finding, finding], [of_file(1)], DAY)]
    assert marks == [True, False]
    assert said(waived([finding, finding], [of_file(1), of_file(2)], DAY)) == ["T101 note 표.txt"] * 2


def unexplained(amount: int) -> str:
    return f"\n2024-01-03 plan unit=백만원\n  5-2/1 시비 2023 plan {amount}\n"


def made_of(finding: Finding) -> Waiver:
    return waiver_of(finding, reason="사유", approver="예산과장", until=date(2024, 12, 31), on=DAY)


@pytest.mark.parametrize("lacking", ["reason", "approver"])
def test_a_waiver_says_why_and_who(lacking: str) -> None:
    finding = check(book(waiver=""))[0]
    words = {"reason": "사유", "approver": "예산과장", lacking: ""}
    with pytest.raises(Refused, match=f"a waiver needs its {lacking}"):
        waiver_of(finding, **words, until=DAY, on=DAY)


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(Refused, match="ends before it begins"):
        waiver_of(check(book(waiver=""))[0], reason="사유", approver="과장", until=date(2024, 1, 14), on=DAY)
