"""One small table for each form in which official tables state totals, and what must not be taken for one."""

import pytest

from ledger.capture.recognition import recognise
from ledger.model.relation import Operation
from tests.capture.recognition.pages import broken, grid, spelled, sums, table, tables


def test_a_total_row_first_and_last():
    assert sums(table("구분\t2023\t2024\n합계\t30\t300\n가\t10\t100\n나\t20\t200")) == {
        "B2 = B3+B4": "column",
        "C2 = C3+C4": "column",
    }
    assert sums(table("구분\t금액\n가\t10\n나\t20\n총  계\t30")) == {"B4 = B2+B3": "column"}


def test_a_total_row_without_a_label():
    found = table("구분\t2023\t2024\n\t1,130\t3,300\n가\t1,010\t1,100\n나\t120\t2,200")
    assert sums(found) == {"B2 = B3+B4": "column", "C2 = C3+C4": "column"}
    assert {relation.confidence for relation in found.relations} == {95}


@pytest.mark.parametrize("fault", ["1,131", "1,103", "11,300", "-"])
def test_one_wrong_figure_does_not_hide_its_own_total(fault):
    found = table(f"구분\t2022\t2023\t2024\n\t{fault}\t3,300\t470\n가\t1,010\t1,100\t250\n나\t120\t2,200\t220")
    assert len(found.relations) == 3
    assert broken([found]) == ["B2"]


def test_a_row_dropped_below_a_total_without_a_label():
    found = table("구분\t2022\t2023\n\t1,130\t3,300\n가\t1,010\t1,100\n다\t50\t1,000")
    assert broken([found]) == ["B2", "C2"]


def test_subtotals_close_their_groups():
    found = table("구분\t금액\n가\t1\n나\t2\n소계\t3\n다\t4\n라\t5\n소계\t9\n합계\t12")
    assert sums(found) == {"B4 = B2+B3": "subtotal", "B7 = B5+B6": "subtotal", "B8 = B4+B7": "column"}


def test_subtotals_open_their_groups():
    found = table("구분\t금액\n총계\t12\n소계\t3\n가\t1\n나\t2\n소계\t9\n다\t4\n라\t5")
    assert sums(found) == {"B3 = B4+B5": "subtotal", "B6 = B7+B8": "subtotal", "B2 = B3+B6": "column"}


def test_groups_by_a_label_filled_down():
    found = table("분야\t재원\t금액\n가\t계\t3\n\t국비\t1\n\t시비\t2\n나\t계\t9\n\t국비\t4\n\t시비\t5\n합계\t\t12")
    assert sums(found) == {"C2 = C3+C4": "subtotal", "C5 = C6+C7": "subtotal", "C8 = C2+C5": "column"}


def test_a_total_for_each_source():
    found = table("분야\t재원\t금액\n계\t계\t12\n\t국비\t5\n\t시비\t7\n가\t국비\t1\n\t시비\t2\n나\t국비\t4\n\t시비\t5")
    assert sums(found) == {"C3 = C5+C7": "subtotal", "C4 = C6+C8": "subtotal", "C2 = C3+C4": "column"}


def test_a_head_without_a_label_of_a_total():
    lines = ["구분\t2023\t2024", "총계\t9,310\t8,423", "운영\t6,210\t5,310", "인건\t4,110\t3,205", "경비\t2,100\t2,105"]
    found = table("\n".join([*lines, "수탁\t3,100\t3,113"]))
    assert sums(found)["B3 = B4+B5"] == "subtotal"
    assert sums(found)["B2 = B3+B6"] == "column"
    lost = table("\n".join([*lines[:4], "수탁\t3,100\t3,113"]).replace("인건", "인건\t4,110\t3,205\n잡비"))
    assert broken([lost]) in (["B3", "C3"], [])


def test_letters_name_the_parts():
    found = table("구분\t금액\n가(A)\t1\n나(B)\t2\n다(C)\t4\n가와 다(A+C)\t5\n계(A+B+C)\t7")
    assert sums(found) == {"B5 = B2+B4": "column", "B6 = B2+B3+B4": "column"}


def test_totals_among_the_columns():
    found = table("구분\t계\t국비\t시비\n가\t3\t1\t2\n나\t9\t4\t5\n계\t12\t5\t7")
    assert sums(found) == {
        "B2 = C2+D2": "row",
        "B3 = C3+D3": "row",
        "B4 = C4+D4": "grand",
        "B4 = B2+B3": "grand",
        "C4 = C2+C3": "column",
        "D4 = D2+D3": "column",
    }


def test_heads_of_two_rows_with_a_subtotal():
    found = table("구분\t계\t임원\t일반직\t\t\t기타\n\t\t\t1급\t2급\t소계\t\n정원\t20\t1\t5\t7\t12\t7")
    assert sums(found) == {"F3 = D3+E3": "subtotal", "B3 = C3+F3+G3": "row"}


def test_rows_shifted_by_a_merged_label():
    found = table(
        "구분\t수\t비중\t\n도시\t가\t30\t60.0\n\t나\t10\t20.0\n\t소계\t40\t80.0\n농촌\t10\t20.0\t\n계\t50\t100.0\t"
    )
    assert sums(found)["C4 = C2+C3"] == "subtotal"
    assert sums(found)["B6 = C4+B5"] == "column"
    assert broken([found]) == []


def test_changes_and_shares():
    found = table("구분\t2024(A)\t2023(B)\t증감(A-B)\t비중(A/B)\n가\t30\t40\t△10\t75.0\n나\t60\t50\t10\t120.0")
    assert [spelled(found, each) for each in found.relations if each.scope == "change"] == [
        "D2 = B2-C2",
        "D3 = B3-C3",
    ]
    shares = [each for each in found.relations if each.scope == "share"]
    assert [(spelled(found, each), each.operation) for each in shares] == [
        ("E2 = B2+C2", Operation.SHARE),
        ("E3 = B3+C3", Operation.SHARE),
    ]


def test_a_difference_row():
    found = table("구분\t계\t가\t나\n정원\t525\t352\t173\n현원\t484\t333\t151\n현원-정원\t△41\t△19\t△22")
    assert sums(found)["C4 = C3-C2"] == "change"


def test_two_figures_in_a_cell_have_relations_of_their_own():
    found = table("구분\t계\t2022\t2023\n가\t30 (25)\t10 (5)\t20 (20)\n나\t7 (7)\t3 (3)\t4 (4)")
    assert sums(found)["B2/1 = C2/1+D2/1"] == "row"
    assert len(found.relations) == 4


def test_an_ambiguous_cell_is_read_so_that_it_closes():
    found = table("구분\t금액\t비고\n가\t(4)\t\n나\t10\t\n계\t6\t")
    assert broken([found]) == []
    found = table("구분\t계\t2022\t2023\n가\t20 (25)\t(5)\t20 (20)\n나\t7 (7)\t3 (3)\t4 (4)\n다\t8 (8)\t4 (4)\t4 (4)")
    assert broken([found]) == []
    assert found.figure(found.relations[0].parts[0].place).value == 0


def test_a_total_inside_a_label():
    text = (
        "|과제|사업|예산(천원)|부서|\n|---|---|---|---|\n|창업 (30천원)|공간|10|총무과|\n||행사|20|총무과|\n"
        "|수출 (7천원)|박람회|7||\n|인재 (9천원)|양성|교육|9|"
    )
    found = table(text)
    assert {spelled(found, each): each.scope for each in found.relations} == {
        "A3 = C3+C4": "label",
        "A5 = C5": "label",
        "A6 = D6": "label",
    }


def test_title_unit_and_several_tables_in_one_sheet():
    rows = [
        ("투자계획", "", ""),
        ("", "", "(단위 : 천원)"),
        ("구분", "2023", "2024"),
        ("계", "3", "30"),
        ("가", "1", "10"),
        ("나", "2", "20"),
        ("※ 국비 제외", "", ""),
        ("", "", ""),
        ("인원", "", ""),
        ("구분", "남", "여"),
        ("가", "1", "2"),
    ]
    plan, people = recognise([grid(rows)])
    assert (plan.title, plan.unit, plan.lines[0]) == ("투자계획", "천원", 3)
    assert sums(plan) == {"B4 = B5+B6": "column", "C4 = C5+C6": "column"}
    assert (people.title, people.unit, len(people.relations)) == ("인원", "", 0)


@pytest.mark.parametrize(
    "text",
    [
        "구분\t금액\n가\t10\n나\t20",  # no total at all
        "연도\t관람객\n2021\t1,200\n2022\t1,350\n2023\t2,550",  # one accident
        "통계\t금액\n회계\t10\n설계\t20",  # words that end in 계
        "구분\t단가\t수량\t금액\t합계\n가\t10\t3\t30\t33\n나\t20\t2\t40\t44",
        "구분\t2023 계\t2024 계\n가\t1,000\t2,000\n나\t3,000\t4,500",
        "구분\t가\t나\n비율(%)\t60.0\t40.0\n평균\t3\t5",
        "2019\t2020\n2021\t2022",
        "계",
        "계\t\n\t",
    ],
)
def test_what_is_no_total(text):
    assert [list(each.relations) for each in tables(text) if len(each.relations)] == []


@pytest.mark.parametrize("rows", [[], [()], [("",)], [("계",)], [("1",)], [("1", "2"), ("", "")]])
def test_grids_of_nothing(rows):
    assert all(len(each.relations) == 0 for each in recognise([grid(rows)]))


def test_a_label_states_how_many_rows_it_heads():
    found = table("부서\t팀\t업무\n기획실 (2팀)\t기획팀\t예산\n\t인사팀\t채용\n홍보실 (1팀)\t홍보팀\t홍보\n")
    assert sums(found) == {"A2 = B2+B3": "count", "A4 = B4": "count"}


def test_a_total_row_without_a_label_whose_figures_slipped_to_the_right():
    rows = ["가\t1,110\t10\t100\t1,000", "나\t2,220\t20\t200\t2,000"]
    found = table("\n".join(["구분\t계\t1월\t2월\t3월", "\t3,330\t\t30\t3,000", *rows]))
    assert set(broken([found])) == {"B2", "C2", "D2"}
