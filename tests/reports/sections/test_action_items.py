"""Twin of action_items: a row per item, in their order."""

from ledger.reports.sections.action_items import Options, build
from tests.reports.contexts import context
from tests.reports.tables import only, texts

ITEMS = """
  + action-item 10 category=건의 text="기준 보완" departments=[기획팀, 인사팀] outcome=under-way order=10
  + action-item 2 category=시정 text=공실 departments=[판로팀] outcome=done result="6개사 선정" order=2 project=5-2/1
  + action-item 3 category=시정 text=감사 order=3
"""
OPTIONS = Options(name="items", title="목록")


def test_every_item_in_its_order_under_its_own_number() -> None:
    table = only(build(context(ITEMS, pledge=""), OPTIONS))
    assert texts(table) == [
        ["연번", "구분", "요구내용", "부서", "추진상황", "조치결과"],
        ["2", "시정", "공실", "판로팀", "완료", "6개사 선정"],
        ["3", "시정", "감사", "", "검토중", ""],
        ["10", "건의", "기준 보완", "기획팀, 인사팀", "추진중", ""],
    ]
    assert table.breaks == (1, 3), "a group per category"


def test_only_those_of_a_pledge() -> None:
    assert [row[2] for row in texts(only(build(context(ITEMS), OPTIONS)))] == ["요구내용", "공실"]


def test_none_print_nothing() -> None:
    assert build(context("", pledge=""), OPTIONS) == []
