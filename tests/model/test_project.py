import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.project import code_order, is_within, leaves, parent

CODES = st.lists(st.text("0123456789가나-", min_size=1, max_size=4), min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(("path", "above"), [("5-2/1", "5-2"), ("a/b/c", "a/b"), ("5-2", None)])
def test_the_parent_of_a_path(path: str, above: str | None) -> None:
    assert parent(path) == above


@pytest.mark.parametrize(
    ("path", "ancestor", "inside"),
    [
        ("5-2", "5-2", True),
        ("5-2/1", "5-2", True),
        ("5-2/1/3", "5-2", True),
        ("5-20", "5-2", False),
        ("5-20/1", "5-2", False),
        ("5-2", "5-2/1", False),
    ],
)
def test_codes_match_whole(path: str, ancestor: str, inside: bool) -> None:
    assert is_within(path, ancestor) is inside


def test_codes_are_sorted_as_officers_count_them() -> None:
    paths = ["5-10", "5-2/10", "5-2/2", "가-1", "5-2", "10-1", "5-2/1", "A-1"]
    assert sorted(paths, key=code_order) == ["5-2", "5-2/1", "5-2/2", "5-2/10", "5-10", "10-1", "A-1", "가-1"]


@pytest.mark.parametrize("path", ["", "-", "5-", "5--2", "Ⅳ-1", "²", "5-가2"])
def test_any_code_can_be_sorted(path: str) -> None:
    assert sorted([path, "5-2", "가"], key=code_order)


@given(st.lists(CODES, max_size=6))
def test_any_codes_sort_alike_in_any_order(paths: list[str]) -> None:
    assert sorted(map(code_order, paths)) == sorted(map(code_order, paths[::-1]))


def test_leaves_have_no_child() -> None:
    assert leaves(["5-2", "5-2/1", "5-2/2", "5-20", "7/1/1", "7"]) == {"5-2/1", "5-2/2", "5-20", "7/1/1"}
    assert leaves([]) == frozenset()


@given(st.sets(CODES, max_size=8))
def test_every_path_has_a_leaf_at_or_below_it(paths: set[str]) -> None:
    found = leaves(paths)
    assert found <= paths
    assert all(any(is_within(leaf, path) for leaf in found) for path in paths)
