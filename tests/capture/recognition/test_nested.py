"""Rows under parents that no label calls totals, rates among amounts, averages, and units of one column only."""

import pytest

from tests.capture.recognition.pages import broken, spelled, sums, table

HEAD = "(단위: 백만원)\n분야\t예산\n"


def scoped(found, scope):
    return [spelled(found, each) for each in found.relations if each.scope == scope]


@pytest.mark.parametrize("marker", ["", " ", "- ", " 1) ", " 가. ", "○ "])
def test_unlabelled_parents(marker):
    rows = f"사회복지\t500\n{marker}노인\t300\n{marker}아동\t200\n교통\t300\n{marker}도로\t300\n"
    for text in (f"{HEAD}{rows}합계\t800\n", f"{HEAD}합계\t800\n{rows}"):
        found = table(text)
        assert broken([found]) == []
        assert len(found.relations) == 3


def test_unlabelled_parents_in_several_years():
    rows = [
        "사회복지\t500\t520",
        "노인\t300\t310",
        "아동\t200\t210",
        "교통\t300\t305",
        "도로\t300\t305",
        "합계\t800\t825",
    ]
    found = table("\n".join(["분야\t2023\t2024", *rows]))
    assert sums(found)["C7 = C2+C5"] == "column"
    assert broken([found]) == []


@pytest.mark.parametrize(
    ("right", "wrong", "at"),
    [
        ("합계\t870", "합계\t890", ["B11"]),
        ("노인\t300", "노인\t310", ["B2"]),
        ("복지\t500", "복지\t510", ["B2", "B11"]),
    ],
)
@pytest.mark.parametrize("marker", ["", "- "])
def test_one_wrong_figure_does_not_hide_the_nesting(marker, right, wrong, at):
    groups = [
        ("복지\t500", "노인\t300", "아동\t200"),
        ("교통\t300", "도로\t100", "철도\t200"),
        ("환경\t70", "물\t50", "공기\t20"),
    ]
    lines = [line for head, *parts in groups for line in (head, *(marker + part for part in parts))]
    text = "\n".join(["분야\t예산", *lines, "합계\t870"])
    found = table(text.replace(right, wrong))
    assert sorted(broken([found])) == sorted(at)
    assert len(found.relations) == 4


def test_a_row_printed_twice_is_no_group():
    found = table("분야\t예산\n가\t1,234\n나\t2,345\n나\t2,345\n다\t3,456\n합계\t7,035\n")
    assert broken([found]) == ["B6"]


def test_numbering_names_the_parts_of_a_total():
    rows = "가. 일반회계\t800\n  1) 자체\t500\n  2) 보조\t300\n나. 특별회계\t200\n  1) 자체\t120\n  2) 보조\t80\n"
    found = table(f"구분\t예산\n{rows}총계(가+나)\t1,000\n")
    assert sums(found) == {"B2 = B3+B4": "subtotal", "B5 = B6+B7": "subtotal", "B8 = B2+B5": "column"}


def test_rates_beside_amounts_are_per_cent():
    rows = "가과\t100\t50\t50.0\n나과\t200\t150\t75.0\n합계\t300\t200\t66.7\n평균\t150\t100\t62.5\n"
    found = table(f"(단위: 백만원, %)\n부서\t예산\t집행\t집행률\n{rows}")
    assert [cell.figures[0].unit for row in found.rows[1:] if (cell := row[3])] == ["%"] * 4
    assert scoped(found, "share") == ["D3 = C3+B3", "D4 = C4+B4", "D5 = C5+B5"]


def test_a_row_of_shares_is_per_cent():
    found = table("(단위: 백만원)\n구분\t계\t자체\t보조\n사업비\t1,000\t600\t400\n비중(%)\t100.0\t60.0\t40.0\n")
    assert [cell.figures[0].unit for cell in found.rows[2][1:] if cell] == ["%"] * 3
    assert [cell.figures[0].unit for cell in found.rows[1][1:] if cell] == [""] * 3


def test_averages_have_no_relations():
    found = table(
        "구분\t1월\t2월\t평균\n가과\t100\t50\t75\n나과\t200\t150\t175\n합계\t300\t200\t250\n평균\t150\t100\t125\n"
    )
    assert sums(found) == {"B4 = B2+B3": "column", "C4 = C2+C3": "column"}


def test_a_rate_among_amounts_is_no_part():
    found = table("구분\t2023\t2024\n재정자립도\t37.5\t38.6\n자체\t300\t320\n이전\t500\t510\n합계\t800\t870\n")
    assert sums(found) == {"B5 = B3+B4": "column", "C5 = C3+C4": "column"}
    assert broken([found]) == ["C5"]


def test_the_unit_of_one_column_is_not_that_of_counts():
    rows = "계\t45\t123,456\n경제\t15\t50,000\n복지\t21\t43,456\n환경\t10\t30,000\n"
    found = table(f"분야\t사업수\t총사업비(백만원)\n{rows}")
    assert found.unit == ""
    assert found.rows[1][2].figures[0].unit == "원"
    assert found.rows[1][1].figures[0].unit == ""
    assert broken([found]) == ["B2"]


def test_a_row_of_decimals_among_whole_amounts_is_a_rate():
    found = table("구분\t2023\t2024\n자체\t300\t320\n이전\t500\t510\n건전성\t40.9\t41.2\n합계\t800\t831\n")
    assert sums(found) == {"B5 = B2+B3": "column", "C5 = C2+C3": "column"}
    assert broken([found]) == ["C5"]
    slipped = table("구분\t2023\t2024\n자체\t300\t320\n이전\t50.5\t510\n합계\t805\t830\n")
    assert broken([slipped]) == ["B4"]


def test_details_of_some_parents_only_are_never_added_to_them():
    rows = "복지\t500\n- 노인\t300\n- 아동\t120\n교통\t310\n- 도로\t200\n"
    assert sums(table(f"{HEAD}{rows}합계\t810\n")) == {"B8 = B3+B6": "column"}
    assert broken([table(f"{HEAD}{rows}합계\t801\n")]) == ["B8"]
