"""The workbook of a form: the sheets of its pledges, the hidden one that says which form it is, and, when it is given
back, the list of its faults."""

from collections.abc import Iterator, Mapping, Sequence

from ledger.model.form import META, Answers, Form, InputGrid, InputRow, Spot
from ledger.model.money import unit_named
from ledger.model.text import Text
from ledger.render.form.checks import cell_name
from ledger.render.form.place import PlacedForm
from ledger.render.form.sheet import drawn
from ledger.render.form.values import filled
from ledger.render.layout.measure import height
from ledger.workbook.plan import Cell, Look, Page, Row, Sheet, Value, Workbook

_REASONS = Text(en="returned", ko="반려사유")
_WIDTHS = (6.0, 12.0, 8.0, 50.0, 20.0, 60.0)


def plan(
    form: Form, answers: Answers | None, faults: Mapping[Spot, Sequence[Text]], reasons: Sequence[Text]
) -> Workbook:
    """Everything that the file holds; see `ledger.render.forms.draw`."""
    placed = [PlacedForm(sheet) for sheet in form.sheets]
    holds = filled(form, unit_named(form.unit), answers)
    comments = {spot: "\n".join(map(str, said)) for spot, said in faults.items()}
    sheets = [drawn(form, each, holds, comments) for each in placed]
    if comments or reasons:
        sheets.insert(0, _reasons(form, placed, answers or {}, comments, reasons))
    return Workbook(title=form.title, subject=form.department, day=form.as_of, sheets=[*sheets, _meta(form)])


def _meta(form: Form) -> Sheet:
    look = Look("Normal")
    rows = tuple(Row(15, (Cell(1, look, name), Cell(2, look, value))) for name, value in form.meta().items())
    return Sheet(name=META, widths=(16, 70), rows=rows, buried=True)


def _reasons(
    form: Form, placed: Sequence[PlacedForm], answers: Answers, comments: Mapping[Spot, str], reasons: Sequence[Text]
) -> Sheet:
    """A sheet that says what is wrong: of the file, then cell by cell in reading order."""
    said = [("", "", "", "", str(reason)) for reason in reasons]
    said += list(_faults(placed, answers, comments))
    heads = (
        Text(en="No.", ko="번호"),
        Text(en="Sheet", ko="시트"),
        Text(en="Cell", ko="칸"),
        Text(en="Item", ko="항목"),
        Text(en="As typed", ko="적은 값"),
        Text(en="Reason", ko="사유"),
    )
    title = Text(en="Returned: {count} to be corrected", ko="반려: 고칠 곳 {count}건").format(count=len(said))
    how = Text(
        en="Correct the red cells (each has a comment) and hand the form in again.",
        ko="빨간 칸(칸마다 사유를 메모로 달았습니다)을 고쳐 다시 제출합니다.",
    )
    rows = [
        Row(30, (Cell(1, Look("보고_소제목"), str(title)),)),
        Row(18, (Cell(1, Look("보고_원자료"), f"{form.department} / {form.key} / {how}"),)),
        Row(19, tuple(Cell(at, _head(at), str(head)) for at, head in enumerate(heads, 1))),
    ]
    for number, cells in enumerate(said, 1):
        last = number == len(said)
        tall = max(16.5, *(height(text, room) for text, room in zip(cells, _WIDTHS[1:], strict=True)))
        values: tuple[Value, ...] = (number, *cells)
        rows.append(Row(tall, tuple(Cell(at, _body(at, last=last), value) for at, value in enumerate(values, 1))))
    name = str(_REASONS)
    while name.casefold() in {each.sheet.name.casefold() for each in placed}:
        name += "_"
    page = Page(last_column=len(_WIDTHS), last_row=len(rows), landscape=True, titles=(3, 3), header=form.institution)
    return Sheet(name=name, widths=_WIDTHS, rows=rows, page=page, freeze="A4", locked=True)


def _head(column: int) -> Look:
    return Look("보고_머리", "thick", "double", "thin" if column > 1 else "")


def _body(column: int, *, last: bool) -> Look:
    style = "보고_항목" if column < 4 else "보고_글"
    return Look(style, "", "thick" if last else "hair", "thin" if column > 1 else "")


def _faults(
    placed: Sequence[PlacedForm], answers: Answers, comments: Mapping[Spot, str]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Sheet, cell, what it is about, what was typed, and why not."""
    for each in placed:
        for grid in each.grids:
            for row, column, spot, _ in grid.inputs():
                if spot in comments:
                    about = _about(grid.grid, grid.grid.rows[row - grid.first], spot)
                    typed = answers[spot].text if spot in answers else ""
                    yield spot.sheet, cell_name(row, column), about, typed, comments[spot]


def _about(grid: InputGrid, row: InputRow, spot: Spot) -> str:
    label = next(column.label for column in grid.columns if column.key == spot.column)
    return " / ".join((grid.title, *(text for text in row.labels if text), label))
