"""Text that stays text."""

import pytest

from ledger.workbook.plain import CUT, LONGEST, escaped, opens_formula, plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("가\x00나\x1f다", "가나다"),
        ("한 줄\r\n두 줄", "한 줄\n두 줄"),
        ("\ud800고양시", "고양시"),
        ("탭\t칸", "탭\t칸"),
    ],
)
def test_what_a_cell_cannot_hold_is_left_out(text: str, kept: str) -> None:
    assert plain(text) == kept


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    assert plain("가" * LONGEST) == "가" * LONGEST
    assert len(plain("가" * (LONGEST + 1))) == LONGEST
    assert plain("가" * (LONGEST + 1)).endswith(CUT)


def test_spelled_out_letters_are_escaped() -> None:
    assert escaped("_x0041_ 시비") == "_x005F_x0041_ 시비"
    assert escaped("a_x_b") == "a_x_b"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "＝1", "＋1", "－1", "＠a"])
def test_openers_of_formulas(text: str) -> None:
    assert opens_formula(text)
    assert not opens_formula("국비" + text)
