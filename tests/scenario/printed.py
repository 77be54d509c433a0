"""What reports print, held against the model: every total of the summary, by each way of counting, to the won."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.scenario.city import TERM, City, Place
from tests.scenario.model import Model

_LABELS = dict(zip(("기투자", "'22.7.", "'23", "'24", "'25", "'26.6.", "임기후"), TERM, strict=True))
_MEASURES = {"계획": "plan", "확보": "secured", "집행": "executed"}
_SCOPES = {"총계": TERM, "임기내": TERM[1:6]}

Where = Callable[[Place], bool]


def differences(report: Path, model: Model, city: City, as_of: str) -> tuple[int, list[str]]:
    """How many figures of a summary in 원 were held against the model, and those that are not what it says."""
    cells, groups = model.cells(as_of), _groups(city)
    held, wrong = 0, []
    for table in _tables(report):
        name = str(table["name"]).rpartition("/")[2]
        for row in table["rows"][table["heads"] :] if name in groups else []:
            of_row = groups[name](row[0]["text"])
            for (measure, scope), cell in zip(_heads(table), row, strict=True):
                if measure not in _MEASURES or scope not in _SCOPES:
                    continue
                expected = sum(
                    won
                    for (place, of), won in cells.items()
                    if of == _MEASURES[measure] and place.period in _SCOPES[scope] and of_row(place)
                )
                held += 1
                if _won(cell) != expected:
                    wrong.append(f"{name} {row[0]['text']} {measure} {scope}: {_won(cell):,}, not {expected:,}")
    return held, wrong


def _tables(report: Path) -> list[dict[str, Any]]:
    sheets = json.loads(report.read_text(encoding="ascii"))["sheets"]
    return [block for sheet in sheets for block in sheet["blocks"] if block["kind"] == "table"]


def _groups(city: City) -> dict[str, Callable[[str], Where]]:
    """Which places a line of each table stands for, by its label."""
    pledges = {pledge.code: pledge for pledge in city.pledges}

    def by(says: Callable[[Place], str]) -> Callable[[str], Where]:
        return lambda label: lambda place: label == "합계" or says(place) == label

    return {
        "by-field": by(lambda place: pledges[place.project.split("/")[0]].field),
        "by-department": by(lambda place: pledges[place.project.split("/")[0]].department),
        "by-source": by(lambda place: place.source),
        "by-year": by(lambda place: next(label for label, period in _LABELS.items() if period == place.period)),
    }


def _heads(table: dict[str, Any]) -> list[tuple[str, str]]:
    """Of each column, the head over it and the one below that; a head goes on over the empty cells beside it."""
    above, below = table["rows"][:2]
    heads, group = [], ""
    for upper, lower in zip(above, below, strict=True):
        group = upper["text"] if upper else group
        heads.append((group, lower["text"] if lower else ""))
    return heads


def _won(cell: dict[str, Any] | None) -> int:
    figures = (cell or {}).get("figures", [])
    return sum(figure.get("won", 0) for figure in figures)
