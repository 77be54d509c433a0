"""TOML: a book laid out for people, with grids that look like the official table.

    schema = 1

    [[transaction]]
    act = "plan"
    effective = 2023-01-02
    by = "예산담당"
    postings = [
        ["5-2/1", "시비", "2023", "plan", 4000000],
        ["5-2/1", "국비", "2023", "executed", -500000, -1, 2023-12-20],
    ]

    [[transaction.project]]
    key = "5-2"
    name = "산·학·연 컨소시엄"

    [[transaction.grid]]
    measure = "plan"
    unit = "백만원"
    columns = ["prior", "2022H2", "2023"]
    rows = [
        ["5-2/1", "시비", "", "4", 5],
    ]

`postings` move their cells by 원, or by the `unit` of the transaction; what may follow the amount is the number of
entries and the day of payment. A register row is a table named after its register; `removed = true` removes it, and
`blank = ["start"]` names fields that hold no value. An attached file is a table `file` with its `name` and, in base64,
its `content`. A cell of a grid sets its balance, in the `unit` of the grid or its transaction, or else in the one the
book types amounts in; `""` says nothing about the cell, `"blank"` makes it blank.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ledger.capture.file import File
from ledger.capture.stated import FILE, Stated, amount, registers, row, twice
from ledger.capture.stated import unit as unit_of
from ledger.model.entry import Act, Instruction, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import WON, Unit
from ledger.model.text import Text
from ledger.specs.toml import Path, Toml, shown

SUFFIX = ".toml"
SCHEMA = 1

_TEXTS = ("act", "by", "reason", "procedure", "basis", "document", "evidence", "origin", "uid")
_NUMBERS = ("number", "undoes")
_KEYS = (*_TEXTS, *_NUMBERS, "effective", "unit", "postings", "grid", FILE)
_FILE = ("name", "content")
_GRID = ("measure", "unit", "columns", "rows")

_STARTS = re.compile(r"\[|[^\s=\[\]]+[ \t]*=")


def identify(file: File) -> bool:
    """Whether the first line that is no comment opens a table or states `key = value`."""
    try:
        lines = (line.strip() for line in file.text().split("\n"))
    except Refused:
        return False
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return bool(_STARTS.match(first))


def read(file: File, unit: Unit) -> list[Act]:
    """The acts of the file. `unit` is the one of grids that do not state theirs."""
    book = Toml.read(file.name, file.text())
    if book.get(int, "schema") != SCHEMA:
        raise book.refused(
            Text(
                en="schema {found} is not known; this is schema {known}",
                ko="알 수 없는 schema {found}. 아는 것: {known}",
            ).format(found=book.data["schema"], known=SCHEMA),
            "schema",
        )
    book.only(("schema", "transaction"))
    return [_act(book, ("transaction", index), unit) for index in range(len(_tables(book, "transaction")))]


def _tables(book: Toml, *path: str | int) -> list[Any]:
    return book.get(list, *path, default=[])


def _act(book: Toml, path: Path, unit: Unit) -> Act:
    table = book.get(dict, *path)
    book.only((*_KEYS, *registers()), *path)
    stated = Stated(book.where(*path))
    stated.header |= {key: book.get(str, *path, key) for key in _TEXTS if key in table}
    stated.header |= {key: book.get(int, *path, key) for key in _NUMBERS if key in table}
    if "effective" in table:
        stated.header["effective"] = book.get(date, *path, "effective")
    rows = [(at, key) for key in table if key not in _KEYS for at in _row_paths(book, (*path, key))]
    for at, kind in sorted(rows, key=lambda each: book.line(*each[0])):  # as they stand in the file
        stated.take(_row(book, at, kind), book.where(*at))
    for index in range(len(_tables(book, *path, FILE))):
        at = (*path, FILE, index)
        book.only(_FILE, *at)
        stated.attach(book.get(str, *at, "name"), book.get(str, *at, "content"), book.where(*at))
    stated.instructions += _postings(book, path)
    for index in range(len(_tables(book, *path, "grid"))):
        stated.instructions += _grid(book, (*path, "grid", index), _unit(book, path, unit))
    return stated.act()


def _row_paths(book: Toml, path: Path) -> list[Path]:
    """A register has several rows, `[[transaction.project]]`, or one, `[transaction.book]`."""
    if type(book.value(*path)) is dict:
        return [path]
    return [(*path, index) for index in range(len(book.get(list, *path)))]


def _row(book: Toml, path: Path, kind: str) -> Row:
    body = dict(book.get(dict, *path))
    key, where = book.get(str, *path, "key"), book.where(*path)
    removed = book.get(bool, *path, "removed", default=False)
    body |= dict.fromkeys(book.get(list, *path, "blank", default=[]))
    for name in ("key", "removed", "blank"):
        body.pop(name, None)
    if removed and body:
        raise book.refused(Text(en="a removed row has no fields", ko="삭제하는(removed) 줄에는 항목이 없습니다"), *path)
    return row(kind, key, None if removed else body, where)


def _postings(book: Toml, path: Path) -> Iterator[Instruction]:
    if "postings" not in book.get(dict, *path):
        return
    of = _unit(book, path, WON)
    for index, where in enumerate(book.places(*path, "postings")):
        cells = book.get(list, *path, "postings", index)
        if len(cells) < 5 or any(type(cell) is not str for cell in cells[:4]):
            raise Refused(
                Text(
                    en='a posting is ["project", "source", "period", "measure", amount], not {cells}',
                    ko='기장은 ["사업", "재원", "연차", "단계", 금액] 순서로 씁니다: {cells}',
                ).format(cells=shown(cells)),
                where=where,
            )
        project, source, period, measure, said, *rest = cells
        won = _amount(said, of, where)
        entries, paid_on = _details(rest, where)
        yield Instruction(
            project=project,
            source=source,
            period=period,
            measure=measure,
            won=won,
            operator=Operator.SET if won is None else Operator.ADD,
            entries=entries,
            paid_on=paid_on,
            where=where,
        )


def _details(rest: list[Any], where: str) -> tuple[int, date | None]:
    """Entries and day of payment, either of which may be left out."""
    match [(type(each), each) for each in rest]:
        case []:
            return 1, None
        case [(kind, entries)] if kind is int:
            return entries, None
        case [(kind, paid_on)] if kind is date:
            return 1, paid_on
        case [(first, entries), (second, paid_on)] if first is int and second is date:
            return entries, paid_on
    raise Refused(
        Text(
            en="after the amount may follow the entries and the date of payment, not {rest}",
            ko="금액 뒤에는 기장수와 지급일만 옵니다: {rest}",
        ).format(rest=shown(rest)),
        where=where,
    )


def _grid(book: Toml, path: Path, unit: Unit) -> Iterator[Instruction]:
    book.only(_GRID, *path)
    of, measure = _unit(book, path, unit), book.get(str, *path, "measure")
    columns = _columns(book, (*path, "columns"))
    first: dict[tuple[str, str], str] = {}
    for index, where in enumerate(book.places(*path, "rows")):
        project, source, *cells = _grid_row(book, (*path, "rows", index), len(columns))
        if (project, source) in first:
            raise twice(f"{project} {source}", where, first[project, source])
        first[project, source] = where
        for period, said in zip(columns, cells, strict=True):
            if said != "":
                won = _amount(said, of, where)
                yield Instruction(project=project, source=source, period=period, measure=measure, won=won, where=where)


def _columns(book: Toml, path: Path) -> list[str]:
    columns = [book.get(str, *path, index) for index in range(len(book.get(list, *path)))]
    for index, period in enumerate(columns):
        if period in columns[:index]:
            raise twice(period, book.where(*path))
    return columns


def _grid_row(book: Toml, path: Path, columns: int) -> list[Any]:
    """Project, source and one cell per column."""
    cells = book.get(list, *path)
    if len(cells) != columns + 2:
        raise book.refused(
            Text(
                en="the row has {count} cells; project, source and {columns} columns make {expected}",
                ko="줄의 칸이 {count}개입니다. 사업, 재원, 열 {columns}개를 합하면 {expected}개입니다",
            ).format(count=len(cells), columns=columns, expected=columns + 2),
            *path,
        )
    for index in (0, 1):
        book.get(str, *path, index)
    return cells


def _unit(book: Toml, path: Path, otherwise: Unit) -> Unit:
    """The unit that the table at the path states, or else what is around it."""
    if "unit" not in book.get(dict, *path):
        return otherwise
    return unit_of(book.get(str, *path, "unit"), book.where(*path, "unit"))


def _amount(said: Any, of: Unit, where: str) -> int | None:
    if type(said) not in (int, str):
        raise Refused(
            Text(
                en="an amount is a whole number or a text in quotes, not {value}",
                ko="금액은 정수나 따옴표로 묶은 글로 씁니다: {value}",
            ).format(value=shown(said)),
            where=where,
        )
    return amount(said, of, where)
