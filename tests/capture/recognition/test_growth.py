"""Columns and rows of 증감률 beside the figures they compare."""

import pytest

from ledger.api.checking import check_files
from ledger.capture.file import File
from tests.capture.recognition.pages import table

HEAD = "구분\t2023\t2024\t증감률(%)\n"
ROWS = "가\t100\t110\t10.0\n나\t200\t230\t15.0\n다\t400\t380\t△5.0\n"


def growth(found):
    return [each for each in found.relations if each.scope == "growth"]


def found_in(text):
    checked = check_files([File("a.txt", text.encode())])
    return [(finding.id, finding.where.cell) for finding in checked.findings]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "구분\t2023\t2024\t전년 대비 증가율\n",
        "(단위: 백만원, %)\n" + HEAD,
        "(단위: 백만원)\n" + HEAD,
    ],
)
def test_a_rate_of_change_is_of_the_two_figures_beside_it(head):
    assert len(growth(table(head + ROWS))) == 3
    assert found_in(head + ROWS) == []


def test_the_wrong_one_of_three_is_found():
    assert found_in(HEAD + ROWS.replace("△5.0", "△6.0")) == [("T112", "D4")]
    assert found_in(HEAD + ROWS.replace("380", "320")) == [("T112", "D4")]


def test_newest_first_is_read_too():
    text = "구분\t2024\t2023\t증감률\n가\t110\t100\t10.0\n나\t230\t200\t15.0\n다\t380\t400\t△5.0\n"
    assert (len(growth(table(text))), found_in(text)) == (3, [])


def test_beside_a_change_and_a_total():
    rows = "가\t100\t110\t10\t10.0\n나\t200\t230\t30\t15.0\n계\t300\t340\t40\t13.3\n"
    text = "구분\t2023\t2024\t증감\t증감률(%)\n" + rows
    assert (len(growth(table(text))), found_in(text)) == (3, [])


def test_rates_of_something_else_are_no_growth():
    assert growth(table(HEAD + "가\t100\t110\t3.1\n나\t200\t230\t2.2\n다\t400\t380\t5.0\n")) == []


def test_what_began_from_nothing_has_no_rate():
    text = HEAD + ROWS + "라\t0\t10\t100.0\n"
    assert (len(growth(table(text))), found_in(text)) == (3, [])
