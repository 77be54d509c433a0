"""Twin of waivers: what is not well formed is refused with its file and line."""

from datetime import date

import pytest

from ledger.model.errors import Refused
from ledger.specs.waivers import read_waivers

GOOD = """# accepted by the council
[[waiver]]
rule = "T101"
table = "투자계획"
row = "인재 양성"
column = "계"
difference = 2000000
reason = "원문 오기"
approver = "예산과장"
until = 2024-12-31

[[waiver]]
rule = "share-sum"
table = "구성비"
difference = "-0.10"
reason = "원문 그대로"
approver = "예산과장"
until = 2024-06-30
"""


def test_the_waivers_of_a_file_in_their_order() -> None:
    first, second = read_waivers("w.toml", GOOD)
    assert (first.rule, first.table, first.row, first.column) == ("row-total", "투자계획", "인재 양성", "계")
    assert (first.difference, first.reason, first.approver) == ("2000000", "원문 오기", "예산과장")
    assert (first.until, first.on) == (date(2024, 12, 31), None)
    assert (first.file, first.line) == ("w.toml", 2)
    assert (second.rule, second.row, second.difference, second.line) == ("share-sum", "", "-0.1", 12)


def test_an_empty_file_has_none() -> None:
    assert read_waivers("w.toml", "# nothing yet\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('column = "계"', 'colum = "계"', 6, "unknown key 'colum' (did you mean 'column'?)"),
        ("# accepted by the council", "unit = 1", 1, "unknown key 'unit'"),
        ('rule = "T101"', 'rule = "row-totl"', 3, "unknown rule 'row-totl'"),
        ('rule = "T101"\n', "", 2, "'rule' is missing"),
        ('table = "투자계획"\n', "", 2, "'table' is missing"),
        ("difference = 2000000\n", "", 2, "'difference' is missing"),
        ("difference = 2000000", "difference = 2.0", 7, "whole number or decimal text"),
        ("difference = 2000000", 'difference = "2,000,000"', 7, "whole number or decimal text"),
        ("difference = 2000000", "difference = true", 7, "whole number or decimal text"),
        ('reason = "원문 오기"', 'reason = ""', 2, "a waiver needs its reason"),
        ('reason = "원문 오기"\n', "", 2, "'reason' is missing"),
        ("until = 2024-12-31", 'until = "2024-12-31"', 10, "a date like"),
        ("until = 2024-12-31\n", "", 2, "'until' is missing"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(old: str, new: str, line: int, says: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(Refused) as refusal:
        read_waivers("w.toml", GOOD.replace(old, new))
    said = refusal.value.line.en
    assert said.startswith(f"w.toml:{line}: "), said
    assert says in said
