"""The room that texts take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.render.layout.measure import balanced, height, height_of_prose, hung, lines, longest_word


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("국비", 4, 1),
        ("국비", 3, 2),
        ("산학연 협력", 11, 1),
        ("산학연 협력", 10, 2),
        ("하나\n둘", 20, 2),
        ("", 5, 1),
        ("가" * 30, 20, 3),
    ],
)
def test_lines(text: str, room: float, count: int) -> None:
    assert lines(text, room) == count


def test_height_grows_with_lines_and_size() -> None:
    assert height("가", 20) < height("가\n나", 20) < height("가\n나", 20, 13)


def test_labels_are_broken_into_lines_of_like_length() -> None:
    assert balanced("특화산업에 맞는 전문인재 양성", 18) == "특화산업에 맞는\n전문인재 양성"
    assert balanced("국비", 18) == "국비"
    assert balanced("산·학·연\n협력", 5) == "산·학·연\n협력"


@given(st.text("가나 ab", max_size=60), st.floats(3, 40))
def test_balancing_changes_nothing_but_spaces(text: str, room: float) -> None:
    assert balanced(text, room).replace("\n", " ") == text


def test_longest_word() -> None:
    assert longest_word("산학연 협력체계") == 8
    assert longest_word("") == 0


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [
        ("○ 협의체 운영", 40, "○ 협의체 운영"),
        ("○ 대학과 함께 하는 기업 지원", 20, "○ 대학과 함께 하는\n  기업 지원"),
        ("  - 대학과 함께 하는 기업 지원", 22, "  - 대학과 함께 하는\n    기업 지원"),
        ("    · 가나다라마바사아자차카타파하 가", 20, "    · 가나다라마바사아자차카타파하\n      가"),
        ("한 줄\n대학과 함께 하는", 15, "한 줄\n대학과 함께\n하는"),
        ("", 20, ""),
    ],
)
def test_prose_is_broken_at_spaces_and_hangs_below_its_first_word(text: str, room: float, broken: str) -> None:
    assert hung(text, room) == broken


@given(st.text("가나 ab-·○", max_size=80), st.floats(8, 60))
def test_hanging_changes_nothing_but_spaces(text: str, room: float) -> None:
    assert "".join(hung(text, room).split()) == "".join(text.split())


def test_prose_is_as_high_as_its_lines_and_a_long_word_is_broken_within() -> None:
    assert height_of_prose("가", 20) < height_of_prose("가\n나", 20) == height_of_prose("가" * 12, 20)
    assert height_of_prose("가" * 1_000, 68) < 409 < height_of_prose("가" * 1_000, 50)
