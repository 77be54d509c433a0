"""A template and a book make a form: for one department, a sheet for each pledge that it answers for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ledger.cube.books import Books
from ledger.cube.departments import in_charge
from ledger.discover import module_named
from ledger.model.entry import Instruction, Row
from ledger.model.errors import Refused
from ledger.model.form import META, Answer, Form, FormSheet, InputGrid, Spot, Taken, parted
from ledger.model.money import MILLION, THOUSAND, WON, Unit, stated, unit_named
from ledger.model.project import is_within
from ledger.model.text import Text, folded
from ledger.reports.asked import Asked
from ledger.reports.options import Option, Section, options_in, told

PARTS = "ledger.reports.parts"
_LONGEST_NAME = 31  # of a sheet in Excel
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_NO_NAME = ("history", META)  # Excel keeps the first for itself


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """A form as its TOML describes it, in the language it was read in."""

    name: str
    title: str
    parts: tuple[Section, ...]


def options_of(kind: str) -> tuple[Option, ...]:
    """The options of a kind of part, as its module declares them. Refused: an unknown kind."""
    return options_in(PARTS, kind, Text(en="unknown kind of part '{kind}'", ko="알 수 없는 구역 종류 '{kind}'"))


def part(kind: str, options: Mapping[str, Any], where: str = "") -> Section:
    """A part of a kind, with options of the types of `options_of`."""
    return Section(kind, told(PARTS, kind, options), where)


def departments(books: Books) -> list[str]:
    """The departments that answer for a pledge or a unit project, in the order of the tree."""
    return list(dict.fromkeys(department for department in in_charge(books.projects).values() if department))


def form_of(
    books: Books, template: FormTemplate, department: str, key: str, unit: Unit | None = None, due: date | None = None
) -> Form:
    """The form of a department, without sheets where it answers for nothing that the form asks about. Where no unit is
    given, amounts are in that of the book, or in the largest in which every one is whole.

    The same books and words always give the same form. Refused: a unit in which an amount of the form is not whole,
    options that a part cannot take.
    """
    form = Form(
        key=key,
        template=template.name,
        title=template.title,
        department=department,
        institution=books.book.institution,
        book=books.node,
        number=books.number,
        head=books.head,
        as_of=books.as_of,
        unit=(unit or unit_named(books.book.unit)).label,
        sheets=tuple(_sheets(books, template, department, unit or unit_named(books.book.unit))),
        due=due,
    )
    if unit is not None:
        _require_whole(form, unit)
        return form
    fit = _largest(form)
    return form if fit.label == form.unit else form_of(books, template, department, key, fit, due)


def _sheets(books: Books, template: FormTemplate, department: str, unit: Unit) -> Iterator[FormSheet]:
    charge = in_charge(books.projects)
    names: set[str] = set()
    for pledge in books.pledges:
        nodes = tuple(p for p in books.projects if is_within(p.key, pledge.key) and charge[p.key] == department)
        if not nodes:
            continue
        grids = tuple(_grids(Asked(books, pledge, nodes), template, unit))
        _require_once(grids, template)
        if any(grid.rows for grid in grids):
            name = _sheet_name(pledge.key, names)
            names.add(name.casefold())
            yield FormSheet(name=name, project=pledge.key, title=pledge.name, grids=grids)


def _grids(asked: Asked, template: FormTemplate, unit: Unit) -> Iterator[InputGrid]:
    for each in template.parts:
        try:
            grid = module_named(PARTS, each.kind).build(asked, unit, each.options)
        except Refused as refusal:
            raise refusal.at(each.place) from None
        if grid is not None:
            yield _told_apart(grid)


def _require_once(grids: Iterable[InputGrid], template: FormTemplate) -> None:
    asked = Counter((grid.part, row.key) for grid in grids for row in grid.rows)
    if twice := [key for (_, key), count in asked.items() if count > 1]:
        raise Refused(
            Text(en="the template asks twice for '{key}'", ko="서식이 같은 것을 두 번 묻습니다: '{key}'").format(
                key=" ".join(parted(twice[0]))
            ),
            where=template.name,
            way_out=Text(
                en="ask for each measure and each sort in one part only",
                ko="단계(measures)나 구분(sorts)은 한 구역에서 한 번만 물으십시오",
            ),
        )


def _told_apart(grid: InputGrid) -> InputGrid:
    """With the code before a name that several of its rows share: a row moved without its key is known by its labels
    alone."""
    known: dict[str, set[str]] = {}
    for row in grid.rows:
        known.setdefault(folded(row.labels[0]), set()).add(parted(row.key)[0])
    rows = tuple(
        replace(row, labels=(f"{parted(row.key)[0]} {row.labels[0]}", *row.labels[1:]))
        if len(known[folded(row.labels[0])]) > 1
        else row
        for row in grid.rows
    )
    return replace(grid, rows=rows)


def _sheet_name(code: str, taken: set[str]) -> str:
    """The code as Excel can call a sheet; numbered where that is taken."""
    plain = _NOT_IN_A_NAME.sub("_", code).strip("'")[:_LONGEST_NAME] or "_"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() in _NO_NAME:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(str(number)) - 3]} ({number})"
    return name


def _amounts(form: Form) -> Iterator[tuple[str, int]]:
    """Every amount that is recorded, and where it stands in the words of the form."""
    for sheet in form.sheets:
        for grid in sheet.grids:
            for row in grid.rows:
                for column, given in zip(grid.columns, row.inputs, strict=True):
                    if given is not None and given.won is not None:
                        yield " ".join((sheet.name, *row.labels, column.label)), given.won


def _largest(form: Form) -> Unit:
    own = unit_named(form.unit)
    smaller = (unit for unit in (MILLION, THOUSAND, WON) if unit.won < own.won)
    amounts = [won for _, won in _amounts(form)]
    return next((unit for unit in (own, *smaller) if not any(won % unit.won for won in amounts)), WON)


def _require_whole(form: Form, unit: Unit) -> None:
    for place, won in _amounts(form):
        if won % unit.won:
            raise Refused(
                Text(
                    en="{amount}원 is not whole in {unit}: a form asks for whole numbers",
                    ko="{amount}원: {unit} 단위로 나누어떨어지지 않아 이 단위의 양식을 만들 수 없습니다",
                ).format(amount=stated(won, WON), unit=unit),
                where=f"{form.department} {place}",
                way_out=Text(
                    en="leave out --unit, or give a smaller one", ko="--unit을 빼거나 더 작은 단위를 주십시오"
                ),
            )


def faults_of(books: Books, form: Form, answers: Mapping[Spot, Answer]) -> dict[Spot, Text]:
    """What the parts of a form cannot take of the answers that were changed, each with its reason."""
    found: dict[Spot, Text] = {}
    for sheet, grid, changed in _by_grid(form, answers):
        tried = getattr(module_named(PARTS, grid.part), "faults", None)
        wrong = tried(books, grid, changed) if tried else {}
        found |= {Spot(sheet.name, grid.name, *place): reason for place, reason in wrong.items()}
    return found


def stated_of(
    books: Books, form: Form, answers: Mapping[Spot, Answer], taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """What is to be recorded of the answers that were changed, as `books` stand now. `taken` are kind and key of every
    register row that there ever was, so that no number is given again. Refused: an answer with a fault."""
    instructions: list[Instruction] = []
    rows: list[Row] = []
    unit = unit_named(form.unit)
    for sheet, grid, changed in _by_grid(form, answers):
        used = {*taken, *((row.kind, row.key) for row in rows)}
        more = module_named(PARTS, grid.part).stated(books, sheet.project, grid, changed, unit, used)
        instructions += more[0]
        rows += more[1]
    return instructions, rows


def _by_grid(
    form: Form, answers: Mapping[Spot, Answer]
) -> Iterator[tuple[FormSheet, InputGrid, dict[tuple[str, str], Answer]]]:
    """The answers of each grid, in the order of the form."""
    inputs: dict[tuple[str, str], dict[tuple[str, str], Answer]] = {}
    for spot, _ in form.inputs():
        if spot in answers:
            inputs.setdefault((spot.sheet, spot.grid), {})[spot.row, spot.column] = answers[spot]
    for sheet in form.sheets:
        for grid in sheet.grids:
            if changed := inputs.get((sheet.name, grid.name)):
                yield sheet, grid, changed
