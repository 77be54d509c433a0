"""The tables of the source documents, found with every relation that their inventory lists."""

from collections import Counter

import pytest

from ledger.capture.recognition import explained
from tests.capture.recognition.pages import broken, kept, tables


def scopes(name: str) -> list[Counter[str]]:
    return [Counter(relation.scope for relation in each.relations) for each in tables(kept(name))]


def test_a_pledge_sheet_closes_in_both_measures():
    plan, secured = tables(kept("pledge"))
    assert (plan.title, plan.unit, plan.heads, plan.labels) == ("연도별 투자계획(사업비)", "백만원", 1, 2)
    assert len(plan.relations) == 16
    assert len(secured.relations) == 32
    assert {relation.total.figure for relation in secured.relations} == {0, 1}
    assert broken([plan, secured]) == []


def test_staff_by_grades():
    assert scopes("staff") == [Counter(subtotal=2, row=2)]
    assert broken(tables(kept("staff"))) == []


def test_revenue_and_expenditure_side_by_side():
    assert scopes("budget") == [Counter(change=16, subtotal=6, column=6)]
    assert broken(tables(kept("budget"))) == []


def test_totals_inside_labels_wherever_the_amount_stands():
    [programmes] = tables(kept("programmes"))
    assert programmes.unit == "천원"
    assert Counter(relation.scope for relation in programmes.relations) == Counter(label=20)
    # As printed: a row stands under the wrong label, and one is missing.
    assert broken([programmes]) == ["B6", "B9"]


def test_audit_counts():
    assert scopes("audit") == [Counter(column=4, row=3, grand=2)]
    assert broken(tables(kept("audit"))) == []


def test_shares_and_shifted_rows():
    assert scopes("industry") == [
        Counter(share=6, column=4),
        Counter(share=6, column=4),
        Counter({"share": 12, "share-sum": 4, "subtotal": 2, "column": 2}),
        Counter({"share": 12, "share-sum": 2, "column": 2}),
    ]
    assert broken(tables(kept("industry"))) == []


@pytest.mark.parametrize("name", ["pledge", "staff", "budget", "programmes", "audit", "industry"])
def test_what_was_understood_can_be_told(name):
    said = explained(tables(kept(name)))
    assert said
    assert all(line.en and line.ko for line in said)
