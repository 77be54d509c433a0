"""A slip hides no relation and brings no other one: each total keeps the lines that its place gives it."""

import pytest

from tests.capture.recognition.pages import broken, sums, table


@pytest.mark.parametrize("total", ["1,101", "10"])
def test_the_total_of_a_single_row(total):
    found = table(f"구분\t계\t국비\t시비\t기타\n사업비\t{total}\t500\t400\t200")
    assert sums(found) == {"B2 = C2+D2+E2": "row"}
    assert [relation.confidence for relation in found.relations] == [100]


@pytest.mark.parametrize("heads", ["단가\t수량", "인원\t지원액", "전년\t당해", "금액(천원)\t면적(㎡)"])
def test_no_total_of_what_is_not_added(heads):
    assert sums(table(f"구분\t{heads}\t합계\n사업비\t1,100\t500\t550,000")) == {}


def _nested(*rows: str) -> str:
    return "\n".join(["구분\t2023\t2024", *rows])


def test_a_row_moved_to_the_end_of_another_group():
    found = table(_nested("총계\t1,518\t2,527", "가 소계\t303\t704", "a\t101\t202", "b\t202\t502", "다\t707\t808",
                          "나 소계\t1,215\t1,823", "c\t404\t505", "d\t104\t510"))  # fmt: skip
    assert {"B3 = B4+B5+B6", "B7 = B8+B9", "B2 = B3+B7"} <= sums(found).keys()
    assert sorted(broken([found])) == ["B3", "B7", "C3", "C7"]


def test_a_line_beside_the_groups_is_no_slip():
    found = table(_nested("총계\t2,225\t3,335", "가 소계\t303\t704", "a\t101\t202", "b\t202\t502", "예비비\t707\t808",
                          "나 소계\t1,215\t1,823", "c\t404\t505", "d\t811\t1,318"))  # fmt: skip
    assert {"B3 = B4+B5", "B2 = B3+B6+B7"} <= sums(found).keys()
    assert broken([found]) == []


def test_an_outer_subtotal_ends_where_the_total_says():
    found = table(_nested("총계\t2,225\t3,335", "가 소계\t1,019\t1,513", "ㄱ 소계\t303\t704", "a\t101\t202",
                          "b\t202\t502", "ㄴ 소계\t707\t808", "c\t303\t402", "d\t404\t406", "나 소계\t1,206\t1,822",
                          "e\t400\t500", "f\t806\t1,322"))  # fmt: skip
    assert {"B3 = B4+B7", "B2 = B3+B10"} <= sums(found).keys()
    assert broken([found]) == ["B3", "C3"]


@pytest.mark.parametrize("shares", [(10, 20, 30, 40), (20, 10, 30, 40), (40, 20, 30, 10)])
def test_two_shares_swapped_are_still_shares(shares):
    rows = [
        f"{label}\t{count}\t{share}.0" for label, count, share in zip("가나다라", (11, 22, 33, 44), shares, strict=True)
    ]
    found = table("\n".join(["구분\t사업체\t비중", *rows, "계\t110\t100.0"]))
    assert sum(relation.scope == "share" for relation in found.relations) == 5


def test_shares_in_a_row():
    found = table("구분\t국비\t시비\t기타\t계\n금액\t500\t300\t200\t1,000\n구성비\t50.0\t30.0\t20.0\t100.0")
    scopes = [relation.scope for relation in found.relations]
    assert (scopes.count("share"), scopes.count("share-sum"), scopes.count("row")) == (4, 1, 1)
