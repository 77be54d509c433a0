"""Twin of remarks: problems and improvements under their names, nested lines below."""

from dataclasses import replace

import pytest

from ledger.model.document import Grid
from ledger.model.errors import Refused
from ledger.model.table import Role
from ledger.reports.context import Context
from ledger.reports.sections.remarks import Options, build
from tests.reports.contexts import context

LINES = """  + remark "5-2 01" project=5-2 sort=improvement text="강좌 신설"
  + remark "5-2 02" project=5-2 sort=improvement text="대학 연계" under="5-2 01"
  + remark "5-2 03" project=5-2 sort=problem text="인력 부족"
  + remark "5-2/1 01" project=5-2/1 sort=problem text="기관 사이 소통 부족"
  + remark "5-2 10" project=5-2 sort=goal text="청년 창업 200건"
"""


def told(about: Context, *sorts: str) -> list[str]:
    blocks = build(about, Options(title="문제점 및 개선대책", sorts=sorts))
    assert all(isinstance(block, Grid) and block.table.prose and not block.table.heads for block in blocks)
    tables = [block.table for block in blocks if isinstance(block, Grid)]
    return [cell.text for table in tables for row in table.rows for cell in row if cell]


def test_each_sort_under_its_name() -> None:
    assert told(context(LINES), "problem", "improvement") == [
        "○ 문제점",
        "  - 인력 부족",
        "  - 기관 사이 소통 부족",
        "○ 개선대책",
        "  - 강좌 신설",
        "    · 대학 연계",
    ]


def test_a_sort_alone_is_named_by_the_title() -> None:
    assert told(context(LINES), "goal") == ["○ 청년 창업 200건"]
    assert told(context(LINES), "problem") == ["○ 인력 부족", "○ 기관 사이 소통 부족"]


def test_what_is_not_there_is_not_named() -> None:
    assert told(context(LINES), "goal", "note") == ["○ 목표", "  - 청년 창업 200건"]
    assert not told(context(LINES), "note")
    assert not told(context(""), "problem", "improvement")
    assert not told(replace(context(LINES), project=None), "problem")


def test_names_are_bold() -> None:
    (grid,) = build(context(LINES), Options(title="", sorts=("problem", "improvement")))
    assert isinstance(grid, Grid)
    roles = [cell.role for row in grid.table.rows for cell in row if cell]
    assert roles == [Role.STRONG, Role.TEXT, Role.TEXT, Role.STRONG, Role.TEXT, Role.TEXT]


def test_an_unknown_sort_is_refused() -> None:
    with pytest.raises(Refused, match="no such sort"):
        told(context(LINES), "problems")
