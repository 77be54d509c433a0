"""A small town with forms out, what a department hands in, and what became of it in words."""

import shutil
from pathlib import Path
from typing import Any

from ledger.api.books import read_books
from ledger.api.collecting import Collected, collect
from ledger.api.exchange import book_from
from ledger.api.forms import issue
from ledger.model.entry import Act, Measure
from tests.bookkeeping import CITY
from tests.returned import desk_at

TOWN = (
    CITY
    + """
  + project 6-1 name="돌봄 확대" department=복지과
  + project 6-1/1 name="긴급 돌봄"

2023-01-01 secure unit=백만원 by=담당
  5-2/1 국비 2023 secured 100
  5-2/1 국비 2023 plan 100
  6-1/1 시비 2023 secured 50
  6-1/1 시비 2023 executed 40
"""
)

LINE = {"milestones: 5-2 1 on": "2023. 7. 21.", "milestones: 5-2 1 text": "개소식"}


def town_at(folder: Path, town: str = TOWN) -> Path:
    """A book of two departments in a folder, their forms in `out`, to be handed in in `in`."""
    (folder / "town.ledger").write_text(town, encoding="utf-8")
    book_from(desk_at(folder / "ledger.db"), folder / "town.ledger")
    issue(desk_at(folder / "ledger.db"), folder / "out")
    (folder / "in").mkdir()
    return folder


def handed_in(town: Path, name: str = "기업지원과.xlsx", as_name: str = "") -> Path:
    """A form of a department, to be filled in and handed in."""
    return Path(shutil.copy(town / "out" / name, town / "in" / (as_name or name)))


def collected(town: Path, *paths: Path, act: Act = Act(), **more: Any) -> Collected:
    """What comes of the files, or of everything in `in`."""
    return collect(desk_at(town / "ledger.db"), paths or (town / "in",), act, **more)


def said(outcome: Collected) -> list[str]:
    """What became of every file, reason by reason."""
    lines = []
    for each in outcome.handed:
        lines.append(f"{each.state.label} {each.returned.file}" + (f": {each.said}" if each.said else ""))
        lines += [f"  {reason}" for reason in each.reasons]
        if each.conflicts:
            lines += [
                f"  {c.cell} {c.label}: {c.issued or '-'} | {c.now or '-'} | {c.submitted or '-'}"
                for c in each.conflicts
            ]
        lines += [f"  ({remark})" for remark in each.remarks]
    return [*lines, *(f"! {refusal.line}" for refusal in outcome.strangers)]


def held(town: Path, said: str) -> int | None:
    """What a cell of the book holds, in 백만원."""
    project, source, period, measure = said.split()
    won = read_books(desk_at(town / "ledger.db")).cube.won(Measure(measure), project, source, period)
    return None if won is None else won // 1_000_000
