"""Cells that number rows or columns are labels and heads, never figures."""

import pytest

from tests.capture.recognition.pages import broken, sums, table

TWO = {"B4 = B2+B3": "column", "C4 = C2+C3": "column"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("사업 1", "사업 2"), ("1분기", "2분기"), ("1팀", "2팀"), ("제1권역", "제2권역"), ("A동 3층", "A동 4층"),
     ("2022", "2023"), ("20대", "30대"), ("①", "②"), ("101호", "104호")],
)  # fmt: skip
def test_labels_with_digits(first, second):
    found = table(f"구분\t2023\t2024\n{first}\t10\t100\n{second}\t20\t200\n계\t30\t300")
    assert (found.labels, sums(found)) == (1, TWO)


def test_counts_behind_a_label_are_figures():
    assert sums(table("부서\t팀수\t인원\n경영\t1팀\t10명\n사업\t2팀\t20명\n계\t3팀\t30명")) == TWO


def test_a_total_in_the_column_of_numbers():
    assert sums(table("연번\t사업\t금액\n1\t가\t10\n2\t나\t20\n계\t\t30")) == {"C4 = C2+C3": "column"}


@pytest.mark.parametrize(
    "head", ["23\t24\t25", "1월\t2월\t3월", "1분기\t2분기\t3분기", "1/4\t2/4\t3/4", "1회\t2회\t3회", "10대\t20대\t30대"]
)
def test_a_head_row_of_years_months_quarters(head):
    found = table(f"구분\t{head}\t계\n가\t110\t50\t12\t172\n나\t1\t2\t3\t6\n계\t111\t52\t15\t178")
    assert (found.heads, len(found.relations), broken([found])) == (1, 7, [])


def test_a_second_head_row_of_two_digit_years():
    found = table("구분\t연도별\t\t\t계\n\t23\t24\t25\t\n가\t110\t50\t12\t172\n나\t1\t2\t3\t6\n계\t111\t52\t15\t178")
    assert (found.heads, broken([found])) == (2, [])


def test_figures_that_happen_to_ascend_are_figures():
    found = table("구분\t가\t나\t다\n국비\t23\t24\t25\n시비\t5\t9\t7\n계\t28\t33\t32")
    assert (found.heads, len(found.relations)) == (1, 3)
