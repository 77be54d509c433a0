"""신구대비표: two states of a book side by side. The lines shown and what stayed as it was make the total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.cube.books import Books
from ledger.cube.changes import field_in_words, subject
from ledger.cube.departments import in_charge, present_name
from ledger.cube.differences import USUAL, Charges, Line, lines, renamed
from ledger.cube.rounding import Spot, controlled
from ledger.model.document import Block, Document, Fields, Grid, Sheet, Title
from ledger.model.entry import Cell, Measure
from ledger.model.project import Project, code_order
from ledger.model.registers.department import Department
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Kind, Role, Table, TableCell
from ledger.model.text import Text
from ledger.reports.context import Context, text_of
from ledger.reports.report import waived_sheets

TITLE = Text(en="Before and after", ko="신구대비표")
_AXES = {
    "department": Text(en="Department", ko="부서"),
    "project": Text(en="Project", ko="사업"),
    "source": Text(en="Source", ko="재원"),
    "period": Text(en="Period", ko="연차"),
}
_HEADS = (
    Text(en="Before", ko="당초"),
    Text(en="After", ko="변경"),
    Text(en="Change", ko="증감"),
    Text(en="Remarks", ko="비고"),
    Text(en="Reason", ko="사유"),
)
_REGISTERS = (
    Text(en="Code", ko="관리번호"),
    Text(en="Name", ko="사업명"),
    Text(en="Item", ko="항목"),
    Text(en="Before", ko="당초"),
    Text(en="After", ko="변경"),
)
_NEW, _GONE = Text(en="new", ko="신규"), Text(en="gone", ko="폐지")
_HANDED = Text(en="handed over", ko="이체")
_STAYED = Text(en="stayed in the old book", ko="이전 장부에 남음")
_TWO_TERMS = Text(
    en="Books of two terms: lines are not divided by period. What was executed in the earlier term is 기투자 of the "
    "later one, of its plan too; the plan that was left then is in it as far as it was planned anew.",
    ko="임기가 다른 두 장부의 비교: 연차를 나누지 않음. 앞 임기의 집행액이 뒤 장부의 기투자(계획 포함)이며, 앞 임기에 "
    "남은 계획은 새로 입력한 만큼만 들어 있음.",
)
_BLANK = Text(en="blank", ko="빈칸")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two states of a book, each with what it is called; `every`: lines that stayed as they were too. `reasons`: why
    each cell was moved from one to the other. `same_term`: the periods of both are the same."""

    before: Books
    called: tuple[str, str]
    measure: Measure
    axes: Sequence[str] = USUAL
    same_term: bool = True
    every: bool = False
    reasons: Mapping[Cell, Sequence[str]]


def differences(context: Context, compared: Compared) -> Document:
    """The document. `context` is that of the later state."""
    name = str(TITLE)
    blocks: list[Block] = [Title(name), _header(context, compared), Grid(_table(context, compared))]
    if (registers := _registers(context, compared)) is not None:
        blocks.append(Grid(registers))
    sheet = Sheet(name=name, blocks=tuple(blocks), landscape=True)
    sheets = sheet, *waived_sheets(context)
    return Document(title=name, subject=context.books.book.institution, sheets=sheets, stamp=context.stamp)


def _header(context: Context, compared: Compared) -> Fields:
    book = context.books.book
    before, after = compared.called
    return Fields(
        (
            (
                (str(Text(en="Institution", ko="기관")), book.institution),
                (str(Text(en="Measure", ko="단계")), str(compared.measure.label)),
            ),
            *context.coverage(),
            ((str(_HEADS[0]), before), (str(_HEADS[1]), after)),
        )
    )


def _table(context: Context, compared: Compared) -> Table:
    """The lines that changed, what they come to, what stayed as it was, and the total of both."""
    charges: Charges = ({}, {})
    if "department" in compared.axes:
        charges = _charges(compared.before, context.books), _charges(context.books, context.books)
    departments = list(dict.fromkeys(name for charge in reversed(charges) for name in charge.values()))
    every = sorted(
        lines(compared.before.cube, context.books.cube, compared.measure, compared.axes, charges),
        key=lambda line: _order(line, departments, context.books, compared.before),
    )
    changed, same = [each for each in every if each.changed], [each for each in every if not each.changed]
    shown = every if compared.every else changed
    printed = _printed(context, changed, same)
    columns = len(compared.axes)
    rows: list[tuple[TableCell | None, ...]] = [_head(compared)]
    for line in shown:
        labels = (
            TableCell(_label(line, axis, context.books, compared.before), role=Role.LABEL) for axis in compared.axes
        )
        remarks = TableCell(_remarks(line, context.books, compared), role=Role.LABEL), TableCell(_why(line, compared))
        rows.append((*labels, *_amounts(printed[line], Role.AMOUNT), *remarks))
    for key, said in _sums(len(changed), len(same)):
        label = TableCell(str(said), role=Role.TOTAL_LABEL, columns=columns), *[None] * (columns - 1)
        rows.append((*label, *_amounts(printed[key], Role.TOTAL), TableCell(""), TableCell("")))
    return Table(
        name="differences",
        title=str(compared.measure.label),
        rows=tuple(rows),
        labels=columns,
        unit=context.unit.label,
        rounding=context.rounding,
        relations=tuple(_relations(shown, columns, every=compared.every)),
        breaks=(len(rows) - 3,),
        notes=(
            *(() if compared.same_term else (str(_TWO_TERMS),)),
            *(context.rounding_notes() or replace(context, books=compared.before).rounding_notes()),
        ),
    )


def _charges(books: Books, now: Books) -> Mapping[str, str]:
    """Who is in charge of each project, under the name that the department has by now."""
    departments = now.records(Department)
    return {key: present_name(departments, name) if name else "" for key, name in in_charge(books.projects).items()}


Key = Line | str
_CHANGED, _SAME, _TOTAL = "changed", "same", ""


def _sums(changed: int, same: int) -> Iterator[tuple[str, Text]]:
    yield _CHANGED, Text(en="changed: {count} lines", ko="변경 {count}건").format(count=changed)
    yield _SAME, Text(en="unchanged: {count} lines", ko="변경 없음 {count}건").format(count=same)
    yield _TOTAL, Text(en="Total", ko="합계")


def _printed(context: Context, changed: Sequence[Line], same: Sequence[Line]) -> dict[Key, tuple[Figure, ...]]:
    """당초, 변경 and 증감 of every line and sum. Under 단수조정 they are made to close together: 당초 and 증감 make
    변경 in every line, and the lines make the sums."""
    groups: dict[Key, Sequence[Line]] = {line: [line] for line in (*changed, *same)}
    groups |= {_CHANGED: changed, _SAME: same, _TOTAL: [*changed, *same]}
    adjusted = _adjusted(context, changed, same) if context.rounding == "controlled" else None
    figures: dict[Key, tuple[Figure, ...]] = {}
    for key, group in groups.items():
        before, after = _over([line.before for line in group]), _over([line.after for line in group])
        if not isinstance(key, Line):
            before, after = before or 0, after or 0
        exact = before, after, (after or 0) - (before or 0)
        values = adjusted[key] if adjusted else tuple(context.rounded(won or 0) for won in exact)
        figures[key] = tuple(_figure(value, won) for value, won in zip(values, exact, strict=True))
    return figures


def _adjusted(context: Context, changed: Sequence[Line], same: Sequence[Line]) -> dict[Key, tuple[int, ...]]:
    """Whole units of every line and sum: a table of two columns, what was and what came to it, whose rows make what
    is."""
    cells: dict[tuple[tuple[str, ...], str], int] = {}
    paths: dict[Key, tuple[str, ...]] = {_CHANGED: (_CHANGED,), _SAME: (_SAME,), _TOTAL: ()}
    for name, group in ((_CHANGED, changed), (_SAME, same)):
        for place, line in enumerate(group):
            paths[line] = (name, str(place))
            cells[paths[line], "before"] = line.before or 0
            cells[paths[line], "change"] = (line.after or 0) - (line.before or 0)
    printed = controlled(cells, context.unit.won).printed
    return {
        key: tuple(printed.get(Spot(path, column), 0) for column in ("before", None, "change"))
        for key, path in paths.items()
    }


def _over(amounts: Sequence[int | None]) -> int | None:
    known = [won for won in amounts if won is not None]
    return sum(known) if known else None


def _figure(value: int, won: int | None) -> Figure:
    if won is None:
        return Figure(kind=Kind.BLANK)
    return Figure(value=value, kind=Kind.VALUE if value else Kind.ZERO, won=won)


def _amounts(figures: Sequence[Figure], role: Role) -> Iterator[TableCell]:
    yield from (TableCell(text_of(figure), (figure,), role) for figure in figures)


def _head(compared: Compared) -> tuple[TableCell, ...]:
    words = (*(_AXES[axis] for axis in compared.axes), *_HEADS)
    return tuple(TableCell(str(word), role=Role.HEAD) for word in words)


def _order(line: Line, departments: Sequence[str], *states: Books) -> tuple[object, ...]:
    """As the reports print them; what neither state knows any more comes last."""
    sources = list(dict.fromkeys(source.key for books in states for source in books.sources))
    periods = list(dict.fromkeys(period.key for books in states for period in books.periods))
    places = [
        keys.index(key) if key in keys else len(keys) for keys, key in ((sources, line.source), (periods, line.period))
    ]
    department = departments.index(line.department) if line.department else len(departments)
    return department, code_order(line.project), *places


def _label(line: Line, axis: str, *states: Books) -> str:
    """The name of a line on an axis, as the later state has it."""
    key = str(getattr(line, axis))
    if axis == "department":
        return key or str(Text(en="(none)", ko="(미기재)"))
    if axis == "source":
        return key
    for books in states:
        if axis == "project" and (project := books.names.projects.get(key)):
            return f"{key} {project.name}"
        if axis == "period" and (period := books.names.periods.get(key)):
            return period.label
    return key


def _remarks(line: Line, books: Books, compared: Compared) -> str:
    """신규 or 폐지, 이체 from one department to another, and where a blank cell is now zero or was. Of two terms only
    whole projects are new or stayed."""
    balances = books.cube.cells
    if not compared.same_term:
        if not line.project or line.project in books.names.projects:
            return str(_NEW) if line.project and line.project not in compared.before.names.projects else ""
        return str(_STAYED)
    if line.department and any(balances.get(cell) == compared.before.cube.cells.get(cell) for cell in line.changed):
        return str(_HANDED)
    if not line.changed or (line.before is not None and line.after is not None):
        return ""
    said = str(_NEW if line.before is None else _GONE)
    if line.before or line.after:
        return said
    return f"{said} ({_BLANK} → 0)" if line.before is None else f"{said} (0 → {_BLANK})"


def _why(line: Line, compared: Compared) -> str:
    return "; ".join(dict.fromkeys(why for cell in line.changed for why in compared.reasons.get(cell, ())))


def _relations(shown: Sequence[Line], columns: int, *, every: bool) -> Iterator[Relation]:
    """The changed lines make their sum, the others theirs where they are shown, both the total; 변경 less 당초 is
    증감."""
    changed, same, total = range(len(shown) + 1, len(shown) + 4)
    rows = {changed: [row for row, line in enumerate(shown, 1) if line.changed]}
    if every:
        rows[same] = [row for row, line in enumerate(shown, 1) if not line.changed]
    for column in range(columns, columns + 3):
        for row, own in rows.items():
            if own:
                yield Relation(Place(row, column), tuple(Part(Place(each, column)) for each in own), "subtotal")
        both = Part(Place(changed, column)), Part(Place(same, column))
        yield Relation(Place(total, column), both, "grand")
    for row in range(1, total + 1):
        parts = Part(Place(row, columns + 1)), Part(Place(row, columns), -1)
        yield Relation(Place(row, columns + 2), parts, "change")


def _registers(context: Context, compared: Compared) -> Table | None:
    """What else is published of the pledges and differs: names, departments, 이행상태, targets."""
    rows: list[tuple[TableCell, ...]] = [tuple(TableCell(str(word), role=Role.HEAD) for word in _REGISTERS)]
    states = context.books, compared.before
    for row, field, said, says in renamed(compared.before.rows, context.books.rows):
        project, about = max(subject(row, books) for books in states)
        known = next((each for books in states if (each := books.names.projects.get(project))), None)
        if known is None:
            continue
        item = field_in_words(row, field) or about
        if row.kind == Project.KIND and field == "name" and not (said and says):
            item = str(_NEW if says else _GONE if compared.same_term else _STAYED)
        labels = (TableCell(each, role=Role.LABEL) for each in (project, known.name, item))
        rows.append((*labels, TableCell(said), TableCell(says)))
    if len(rows) == 1:
        return None
    title = str(Text(en="Names, departments, status, targets", ko="사업명·부서·이행상태·목표의 변경"))
    return Table(name="registers", title=title, rows=tuple(rows), labels=len(_REGISTERS))
