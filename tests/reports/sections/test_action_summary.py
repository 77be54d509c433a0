"""Twin of action_summary: counts by category and by department."""

import pytest

from ledger.model.errors import Refused
from ledger.reports.sections.action_summary import Options, build
from tests.reports.contexts import context
from tests.reports.sections.test_action_items import ITEMS
from tests.reports.tables import broken, only, texts


def test_by_category_with_a_total_row() -> None:
    table = only(build(context(ITEMS, pledge=""), Options(name="a", title="총괄")))
    assert texts(table) == [
        ["구분", "계", "완료", "추진중", "검토중", "미반영"],
        ["계", "3", "1", "1", "1", "-"],
        ["시정", "2", "1", "-", "1", "-"],
        ["건의", "1", "-", "1", "-", "-"],
    ]
    assert (broken(table), len(table.relations)) == (0, 3 + 4)


def test_by_department_an_item_of_two_counts_twice_and_there_is_no_total() -> None:
    table = only(build(context(ITEMS, pledge=""), Options(name="a", title="", by="department")))
    assert texts(table)[1:] == [
        ["판로팀", "1", "1", "-", "-", "-"],
        ["(부서 미지정)", "1", "-", "-", "1", "-"],
        ["기획팀", "1", "-", "1", "-", "-"],
        ["인사팀", "1", "-", "1", "-", "-"],
    ]
    assert broken(table) == 0


def test_none_print_nothing_and_another_by_is_refused() -> None:
    assert build(context("", pledge=""), Options(name="a", title="")) == []
    with pytest.raises(Refused, match="field"):
        build(context(ITEMS, pledge=""), Options(name="a", title="", by="field"))
