"""The room that texts take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.render.layout.measure import balanced, height, lines, longest_word


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
