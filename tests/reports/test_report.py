"""Twin of report: what only a section knows is refused with the place of the section in the template's file."""

from pathlib import Path

import pytest

from ledger.model.document import Grid
from ledger.model.errors import Refused
from ledger.reports.report import build
from ledger.specs.reports import read_template
from tests.reports.contexts import context

SHEET = """title = {{ en = "Card", ko = "카드" }}

[[sheet]]
per = "book"
name = {{ en = "Card", ko = "카드" }}

[[sheet.section]]
kind = "header"

[[sheet.section]]
{section}
name = "a"
title = {{ en = "A", ko = "가" }}
"""


@pytest.mark.parametrize(
    ("section", "en", "ko"),
    [
        (
            'kind = "amounts"\nmeasures = ["zz"]',
            "amounts: no such measure: 'zz' (use one of plan, secured, executed)",
            "amounts: 없는 단계: 'zz' (쓸 수 있는 것: plan, secured, executed)",
        ),
        (
            'kind = "comparison"\nmeasure = "secure"',
            "comparison: no such measure: 'secure' (did you mean 'secured'? use one of plan, secured, executed)",
            "comparison: 없는 단계: 'secure' (혹시 'secured' 아닙니까? 쓸 수 있는 것: plan, secured, executed)",
        ),
        (
            'kind = "chart"\nof = "zzz"',
            "chart: no such chart: 'zzz' (use one of periods, sources, attainment)",
            "chart: 없는 도표: 'zzz' (쓸 수 있는 것: periods, sources, attainment)",
        ),
        (
            'kind = "summary"\nby = "zz"',
            "summary: no summary is made by 'zz' (use one of field, source, year, department, status, kind, owner)",
            "summary: 'zz' 기준의 총괄은 없습니다 "
            "(쓸 수 있는 것: field, source, year, department, status, kind, owner)",
        ),
        (
            'kind = "action_summary"\nby = "departement"',
            "action_summary: items are not counted by 'departement' (did you mean 'department'? use one of category, "
            "department)",
            "action_summary: 'departement' 기준으로는 집계하지 않습니다 (혹시 'department' 아닙니까? 쓸 수 있는 것: "
            "category, department)",
        ),
    ],
)
def test_a_value_that_a_section_does_not_know(section: str, en: str, ko: str, tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    path.write_text(SHEET.format(section=section), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(read_template(path), context("", pledge=""), [])
    assert refused.value.line.en == f"council.toml:10: {en}"
    assert refused.value.line.ko == f"council.toml:10: {ko}"


FIRST = """[[sheet.section]]
kind = "amounts"
name = "money"
measures = ["plan"]
title = {{ en = "M", ko = "금" }}

"""
MONEY = "  5-2/1 시비 2023 plan = 6백만원\n  5-2/1 시비 2023 secured = 5백만원\n"


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ('plan = "mony"', "the sheet has no table 'mony' (did you mean 'money'? use one of money, a)"),
        ('secured = "money:7"', "table 'money' has no figure 7 in its total row (name a table of amounts"),
        ('plan = "a"', "table 'a' has no figure 0 in its total row (name a table of amounts"),
        ('plan = "money:x"', "no figure of a table: 'money:x' (write NAME, or NAME:1"),
    ],
)
def test_rates_that_follow_what_the_sheet_does_not_hold(option: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    text = SHEET.replace("[[sheet.section]]\n{section}", FIRST + "[[sheet.section]]\n{section}")
    path.write_text(text.format(section=f'kind = "rates"\n{option}'), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(read_template(path), context(MONEY, pledge=""), [])
    assert refused.value.line.en.startswith(f"council.toml:16: rates: {says}"), refused.value.line.en


def test_rates_stand_by_themselves_where_their_table_has_nothing_to_print(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    first = FIRST.replace('["plan"]', '["executed"]')
    text = SHEET.replace("[[sheet.section]]\n{section}", first + "[[sheet.section]]\n{section}")
    path.write_text(text.format(section='kind = "rates"\nexecuted = "money"'), encoding="utf-8")
    (sheet,) = build(read_template(path), context(MONEY, pledge=""), []).sheets
    (rates,) = (block.table for block in sheet.blocks if isinstance(block, Grid))
    assert {relation.scope for relation in rates.relations} == {"rate"}
