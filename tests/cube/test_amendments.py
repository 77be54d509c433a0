"""Amendments of an adopted plan: which they are, their numbers, and their cells before and after."""

from datetime import date

import pytest

from ledger.cube.amendments import Amendment
from tests.bookkeeping import CITY, books_from

ADOPTED = """
2023-01-02 plan unit=백만원
  5-2/1 시비 2024 plan = 4
2023-01-03 adopt
  + adoption plan on=2023-01-03
2023-05-01 plan unit=백만원
  5-2/1 시비 2024 plan = 5
2023-06-01 plan unit=백만원
  5-2/1 시비 2024 plan = 6
"""
UNDONE = "2023-07-01 undo undoes=4 unit=백만원\n  5-2/1 시비 2024 plan -=1 entries=-1\n"
NEXT = "2023-08-01 plan unit=백만원\n  5-2/1 시비 2024 plan = 9\n"


def said(book: str) -> list[str]:
    """`제1호 of transaction 4 (undone by 6): 4 → 5`, in 백만원."""
    return [_line(each) for each in books_from(CITY + book, date(2024, 1, 15)).amendments]


def _line(each: Amendment) -> str:
    undone = f" (undone by {each.undone_by.number})" if each.undone_by else ""
    moves = ", ".join(f"{m.before.won // 10**6} → {m.after.won // 10**6}" for m in each.moves)
    return f"{each.name} of transaction {each.transaction.number}{undone}: {moves}"


def test_they_are_numbered_in_the_order_recorded() -> None:
    assert said(ADOPTED) == ["제1호 of transaction 4: 4 → 5", "제2호 of transaction 5: 5 → 6"]


def test_one_that_was_undone_keeps_its_number_and_what_undid_it_has_none() -> None:
    assert said(ADOPTED + UNDONE + NEXT) == [
        "제1호 of transaction 4 (undone by 6): 4 → 5",
        "제2호 of transaction 5: 5 → 6",
        "제3호 of transaction 7: 5 → 9",
    ]


def test_one_whose_undo_was_undone_stands_again() -> None:
    again = "2023-07-02 undo undoes=6 unit=백만원\n  5-2/1 시비 2024 plan +=1\n"
    assert said(ADOPTED + UNDONE + again)[0] == "제1호 of transaction 4: 4 → 5"


def test_taking_back_what_was_adopted_is_an_amendment_of_its_own() -> None:
    back = "2023-07-01 undo undoes=2 unit=백만원\n  5-2/1 시비 2024 plan -=4 entries=-1\n"
    assert said(ADOPTED + back)[2] == "제3호 of transaction 6: 6 → 2"


def test_numbers_stand_when_the_adoption_is_taken_back_and_made_again() -> None:
    reopened = "2023-07-01 undo undoes=3\n  - adoption plan\n"
    assert said(ADOPTED + reopened + NEXT) == said(ADOPTED), "between the two the plan changes freely"
    adopted_again = "2023-09-01 adopt\n  + adoption plan on=2023-09-01\n"
    changed = "2023-10-01 plan unit=백만원\n  5-2/1 시비 2024 plan = 7\n"
    assert said(ADOPTED + reopened + NEXT + adopted_again + changed) == [
        *said(ADOPTED),
        "제3호 of transaction 9: 9 → 7",
    ]


@pytest.mark.parametrize("more", ["", UNDONE, UNDONE + NEXT])
def test_no_later_transaction_renumbers(more: str) -> None:
    def numbers(book: str) -> list[tuple[int, int]]:
        return [
            (each.number, each.transaction.number) for each in books_from(CITY + book, date(2024, 1, 15)).amendments
        ]

    assert numbers(ADOPTED + more)[:2] == numbers(ADOPTED)


def test_money_that_is_secured_is_no_amendment() -> None:
    assert said(ADOPTED + "2023-07-01 secure unit=백만원\n  5-2/1 시비 2024 secured 1\n") == said(ADOPTED)
