import pytest

from ledger.checks.run import check_tables
from ledger.model.errors import Refused
from ledger.model.finding import Class, Severity
from tests.checks.tables import table

TEXT = "구분\t금액\n혁신\t31,221,861\n가\t18,108,299\n나\t12,217,250"
SUM = "subtotal: B2 = B3:B4"


def test_a_finding_of_a_document_has_its_place_and_whole_won() -> None:
    (finding,) = check_tables(
        [table(TEXT, [SUM], unit="천원", name="사업구성", lines=(135, 143, 144, 145), file="004.txt")]
    )
    where = finding.where
    assert (where.file, where.table, where.row, where.column, where.cell) == (
        "004.txt",
        "사업구성",
        "혁신",
        "금액",
        "B143",
    )
    assert (finding.rule, finding.id, finding.severity) == ("subtotal", "T103", Severity.ERROR)
    assert finding.klass is Class.CONTRADICTION
    assert (finding.stated, finding.computed, finding.difference) == (31_221_861_000, 30_325_549_000, 896_312_000)
    assert (finding.unit, finding.policy, finding.group) == ("천원", "exact", 1)
    assert finding.suggestions[0].kind == "missing-row"


def test_other_figures_are_exact_texts() -> None:
    (finding,) = check_tables([table("지역\t비중\n가\t59.7\n나\t40.1\n계\t100.0", ["share-sum: B4 = B2:B3"])])
    assert (finding.stated, finding.computed, finding.difference) == ("100", "99.8", "0.2")
    (count,) = check_tables([table("a\tb\n가\t3\n나\t4\n계\t9", ["column: B4 = B2:B3"], unit="명")])
    assert (count.stated, count.computed) == (9, 7)


def test_findings_come_in_reading_order_and_groups_go_on_from_file_to_file() -> None:
    one = table(TEXT, [SUM], unit="천원", name="가", file="1.txt")
    other = table(TEXT, [SUM], unit="천원", name="가", file="2.txt")
    found = check_tables([one, other])
    assert [(finding.where.file, finding.group) for finding in found] == [("1.txt", 1), ("2.txt", 2)]


def test_rules_are_selected_by_name_and_id() -> None:
    one = table(TEXT, [SUM], unit="천원")
    assert check_tables([one], ignore=["subtotal"]) == []
    assert check_tables([one], select=["T101"]) == []
    assert len(check_tables([one], select=["T103"])) == 1
    with pytest.raises(Refused):
        check_tables([one], select=["no-such-rule"])
