"""The sheet of a pledge: its header block, its grids to fill in, checks and reference beside them."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from ledger.model.form import GRID_MARK, KEY_MARK, Form, FormSheet, Kind, Spot, head_key, label_key
from ledger.model.money import Unit, unit_named
from ledger.model.text import Text, width
from ledger.render.form.checks import (
    cell_name,
    column_total,
    common,
    criteria,
    markings,
    row_check,
    row_total,
    sheet_check,
    validations,
)
from ledger.render.form.place import BOX, CAPS, FIRST, KEYS, NUMBERS, PLEDGE, TITLE, PlacedForm, PlacedGrid
from ledger.render.form.values import issued
from ledger.render.layout.canvas import Canvas
from ledger.render.layout.columns import UPRIGHT, Span, spans
from ledger.render.layout.measure import height
from ledger.render.layout.paper import TALL
from ledger.reports.context import dotted
from ledger.workbook.guard import can_list
from ledger.workbook.plan import Area, Formula, Look, Page, Sheet, Value
from ledger.workbook.styles import RETURNED

_TITLE_HEIGHT, _HEADING_HEIGHT, _BOX_HEIGHT, _HEAD_HEIGHT, _GAP = 30.0, 22.0, 19.0, 19.0, 6.0
_ROW_HEIGHT, _TEXT_HEIGHT = 16.5, 27.0
_GUIDE_SIZE = 12  # of 양식_안내: 9 points and more on paper, where a sheet is shrunk to the width of the page
_HELP, _LABEL = Look("보고_도움"), "보고_항목"
_INPUTS = {
    Kind.AMOUNT: "입력칸",
    Kind.COUNT: "입력_수",
    Kind.QUANTITY: "입력_수",
    Kind.CHOICE: "입력_선택",
    Kind.TEXT: "입력_글",
}

_EXACT = "#,##0.#########"  # a fraction is shown as it was typed, not as the whole number that it is near

Holds = Mapping[Spot, Value]
Comments = Mapping[Spot, str]


def drawn(form: Form, placed: PlacedForm, holds: Holds, comments: Comments) -> Sheet:
    """The plan of a sheet. `holds` are the values of its inputs; one with a comment is marked as faulty."""
    drawing = _Drawing(form, placed, holds, comments)
    drawing.draw()
    return Sheet(
        name=placed.sheet.name,
        widths=placed.widths,
        rows=drawing.canvas.rows(
            placed.last, _page_breaks(placed, drawing.canvas), frozenset(grid.keys for grid in placed.grids)
        ),
        merges=drawing.canvas.merges,
        page=Page(
            last_column=placed.right,
            last_row=placed.last,
            titles=(placed.grids[0].heads,) * 2 if len(placed.grids) == 1 else None,
            header=form.institution,
            left=f"{form.key} / {form.book[:8]} / {form.number} / {form.head[:16]}",
            right=str(Text(en="as of {day}", ko="기준일 {day}").format(day=dotted(form.as_of))),
        ),
        hidden_columns=(KEYS, NUMBERS, CAPS, placed.reference),
        freeze=cell_name(placed.guide, placed.inputs),
        locked=True,
        validations=tuple(validations(placed, unit_named(form.unit), can_list)),
        markings=tuple(markings(placed)),
    )


def _page_breaks(placed: PlacedForm, canvas: Canvas) -> frozenset[int]:
    """Rows with which a new page starts: a grid that no longer fits, or a block of rows of one that fits on none."""
    room = TALL * max(1.0, sum(placed.printed) / UPRIGHT)
    starts = [row for grid in placed.grids for row in (grid.top, *_blocks(grid))]
    tops = {grid.top: grid.end for grid in placed.grids}
    hidden = {grid.keys for grid in placed.grids}
    breaks, used = set(), sum(canvas.height(row) for row in range(1, starts[0]))
    for start, following in zip(starts, [*starts[1:], placed.last + 1], strict=True):
        whole = sum(canvas.height(row) for row in range(start, tops.get(start, following)) if row not in hidden)
        piece = sum(canvas.height(row) for row in range(start, following) if row not in hidden)
        if used + (whole if whole <= room else piece) > room:
            breaks.add(start)
            used = 0.0
        used += piece
    return frozenset(breaks)


def _blocks(grid: PlacedGrid) -> list[int]:
    """Rows of a grid whose first label is another than that of the row above."""
    rows = list(grid.rows())
    return [place for (_, above), (place, row) in pairwise(rows) if above.labels[:1] != row.labels[:1]]


class _Drawing:
    """The sheet while it is drawn."""

    def __init__(self, form: Form, placed: PlacedForm, holds: Holds, comments: Comments) -> None:
        self.canvas = Canvas()
        self._form, self._placed, self._holds, self._comments = form, placed, holds, comments
        self._unit: Unit = unit_named(form.unit)
        self._values = {place: holds[spot] for spot, place in placed.cells().items()}
        self._checks: list[Formula] = []

    def draw(self) -> None:
        for grid in self._placed.grids:
            self._heading(grid)
            self._heads(grid)
            self._totals(grid)
            self._rows(grid)
            self._beside(grid)
            for row, note in enumerate(grid.grid.notes, grid.last + 1):
                self._line(row, f"※ {note}", "보고_주", 15.0)
            self.canvas.raise_row(grid.end, _GAP)
        self._header()

    def _header(self) -> None:
        form, sheet = self._form, self._placed.sheet
        self._line(TITLE, form.title, "보고_제목", _TITLE_HEIGHT)
        self._line(PLEDGE, f"{sheet.project} {sheet.title}", "보고_소제목", _HEADING_HEIGHT)
        self._box()
        guide = _guide(form, self._placed.sheet)
        self._line(self._placed.guide, guide, "양식_안내", height(guide, sum(self._placed.printed), _GUIDE_SIZE) + 6)
        self.canvas.raise_row(self._placed.guide + 1, _GAP)
        if self._checks:
            self.canvas.put(_at(BOX, self._placed.check), sheet_check(self._placed, self._checks), Look("양식_확인"))

    def _box(self) -> None:
        """제출부서, 기준일, 제출기한, and which form it is."""
        form = self._form
        said = (
            (Text(en="Department", ko="제출부서"), form.department),
            (Text(en="As of", ko="기준일"), dotted(form.as_of)),
            (Text(en="Due", ko="제출기한"), dotted(form.due) if form.due else ""),
            (Text(en="Form", ko="양식번호"), form.key),
        )
        widths, pairs = self._placed.printed, self._placed.pairs
        wanted = [
            max(width(str(pair[side])) for pair in said[place::pairs]) + 4.0
            for place in range(pairs)
            for side in (0, 1)
        ]
        covered = [(FIRST + left - 1, FIRST + right - 1) for left, right in spans(wanted, widths)]
        for place, pair in enumerate(said):
            row = BOX + place // pairs
            edges = Look("", "thick" if row == BOX else "thin", "thick" if row == self._placed.guide - 1 else "thin")
            for side, style in enumerate(("보고_표지", "보고_내용")):
                span = covered[2 * (place % pairs) + side]
                look = edges._replace(style=style, left="thin" if span[0] > FIRST else "")
                self.canvas.put(_over(row, span), str(pair[side]) or None, look)
                self.canvas.raise_row(row, max(_BOX_HEIGHT, height(str(pair[side]), self._room(span))))

    def _heading(self, grid: PlacedGrid) -> None:
        self.canvas.raise_row(grid.top, _HEADING_HEIGHT)
        right = self._placed.right
        unit_from = max(FIRST + 1, right - 2)
        self.canvas.put(Area(grid.top, FIRST, grid.top, unit_from - 1), f"□ {grid.grid.title}", Look("보고_소제목"))
        if grid.grid.unit:
            said = Text(en="(unit: {unit})", ko="(단위 : {unit})").format(unit=grid.grid.unit)
            self.canvas.put(Area(grid.top, unit_from, grid.top, right), str(said), Look("보고_단위"))

    def _heads(self, grid: PlacedGrid) -> None:
        """The hidden keys of the columns, and the heads."""
        self.canvas.put(_at(grid.keys, KEYS), f"{GRID_MARK}{grid.grid.name}", _HELP)
        for place, (left, _) in enumerate(grid.labels):
            self.canvas.put(_at(grid.keys, left), label_key(place), _HELP)
        for column, (left, _) in zip(grid.grid.columns, grid.columns, strict=True):
            self.canvas.put(_at(grid.keys, left), column.key, _HELP)
        self.canvas.put(_at(grid.heads, KEYS), head_key(grid.grid.name), _HELP)
        self.canvas.raise_row(grid.heads, _HEAD_HEIGHT)
        for text, span in self._headed(grid):
            look = Look("보고_머리", "thick", "double", "thin" if span[0] > FIRST else "")
            self.canvas.put(_over(grid.heads, span), text, look)
            self.canvas.raise_row(grid.heads, height(text, self._room(span)) + 4)
        self._gaps(grid, grid.heads, Look("", "thick", "double", "thin"))

    def _headed(self, grid: PlacedGrid) -> list[tuple[str, Span]]:
        said = list(zip(grid.grid.heads, grid.labels, strict=True))
        if grid.total:
            said.append((str(Text(en="Total", ko="계")), grid.total))
        return said + [(column.label, span) for column, span in zip(grid.grid.columns, grid.columns, strict=True)]

    def _totals(self, grid: PlacedGrid) -> None:
        above: dict[int, str] = {}  # what is said again is not shown
        for row, total in enumerate(grid.grid.sums, grid.sums):
            by = criteria(grid, total)
            shared = common(grid, total)
            named = next((place for place in range(len(grid.labels)) if place not in by), 0)
            top = "double" if row == grid.sums else "hair"
            bottom = "thin" if row == grid.first - 1 else "hair"
            for place, span in enumerate(grid.labels):
                text = by.get(place, total.label if place == named else shared.get(place, "") if place > named else "")
                look = Look("보고_합계항목", top, bottom, "thin" if place else "")
                self.canvas.put(_over(row, span), text or None, look)
                if row == grid.sums or text != above.get(place):
                    self.canvas.raise_row(row, height(text, self._room(span)))
                above[place] = text
            sums = {left: column_total(grid, total, row, left, self._values) for left, _ in grid.columns}
            look = Look("보고_합계", top, bottom, "thin")
            for span in grid.columns:
                self.canvas.put(_over(row, span), sums[span[0]], look)
            if grid.total:
                values = {(row, column): formula.cached for column, formula in sums.items()}
                self.canvas.put(_over(row, grid.total), row_total(grid, row, values), look)
            self._gaps(grid, row, look)
            self.canvas.raise_row(row, _ROW_HEIGHT)

    def _rows(self, grid: PlacedGrid) -> None:
        numbers = {row.key: number for number, row in enumerate(grid.grid.rows, 1)}
        starts = (grid.first, *_blocks(grid))
        for place, row in grid.rows():
            self.canvas.put(_at(place, KEYS), f"{grid.grid.name}{KEY_MARK}{row.key}", _HELP)
            self.canvas.put(_at(place, NUMBERS), numbers[row.key], _HELP)
            if row.below:
                self.canvas.put(_at(place, CAPS), numbers[row.below], _HELP)
            self.canvas.raise_row(place, _ROW_HEIGHT)
            top = ("thin" if grid.grid.sums else "double") if place == grid.first else "hair"
            edges = Look("", top, "thick" if place == grid.last else "hair")
            for at, (text, span) in enumerate(zip(row.labels, grid.labels, strict=True)):
                open_above = at < len(grid.labels) - 1 and place > grid.first
                open_below = at < len(grid.labels) - 1 and place < grid.last
                look = edges._replace(
                    style=_LABEL,
                    top="" if open_above else edges.top,
                    bottom="" if open_below else edges.bottom,
                    left="thin" if at else "",
                )
                self.canvas.put(_over(place, span), text or None, look)
                if at or place in starts:
                    self.canvas.raise_row(place, height(text, self._room(span)))
            if grid.total:
                total = row_total(grid, place, self._values)
                self.canvas.put(_over(place, grid.total), total, edges._replace(style="보고_합계", left="thin"))
            self._inputs(grid, place, edges)
            self._gaps(grid, place, edges._replace(style=_LABEL, left="thin"))

    def _inputs(self, grid: PlacedGrid, place: int, edges: Look) -> None:
        row = grid.grid.rows[place - grid.first]
        for column, span, given in zip(grid.grid.columns, grid.columns, row.inputs, strict=True):
            if given is None:
                self.canvas.put(_over(place, span), None, edges._replace(style=_LABEL, left="thin"))
                continue
            spot = Spot(grid.sheet, grid.grid.name, row.key, column.key)
            comment = self._comments.get(spot, "")
            style = _INPUTS[given.kind] + (RETURNED if comment else "")
            value = self._holds[spot]
            exact = _EXACT if isinstance(value, Decimal) else ""
            look = edges._replace(style=style, left="thin", format=exact)
            self.canvas.put(_over(place, span), value, look, comment)
            if given.kind is Kind.TEXT:
                room = self._room(span)
                self.canvas.raise_row(place, max(_TEXT_HEIGHT if room > 40 else 0, height(str(value or ""), room)))

    def _gaps(self, grid: PlacedGrid, row: int, look: Look) -> None:
        """Columns of the sheet that a grid does not have, where it stands below another with more of them: shaded."""
        taken = {column for left, right in grid.spans for column in range(left, right + 1)}
        for column in range(FIRST, grid.right + 1):
            if column not in taken:
                self.canvas.put(_at(row, column), None, look._replace(style="양식_없음"))

    def _beside(self, grid: PlacedGrid) -> None:
        """The checks, and what the book said when the form went out."""
        if grid.grid.summed:
            head = str(Text(en="Check", ko="확인"))
            self.canvas.put(_at(grid.heads, self._placed.check), head, Look("양식_확인"))
            for place, row in grid.rows():
                check = row_check(grid, place, row, self._values)
                self._checks.append(check)
                self.canvas.put(_at(place, self._placed.check), check, Look("양식_확인"))
        if grid.is_referred_to:
            self._reference(grid)

    def _reference(self, grid: PlacedGrid) -> None:
        shift = self._placed.reference + 1 - FIRST
        said = Text(en="What the book says (for reference)", ko="배부 당시 장부의 값(참고)")
        self.canvas.put(_at(grid.top, FIRST + shift), str(said), Look("양식_확인"))
        heads = [(text, left) for text, (left, right) in self._headed(grid) if (left, right) != grid.total]
        for text, left in heads:
            self.canvas.put(_at(grid.heads, left + shift), text, Look("양식_참고항목", bottom="thin"))
        for number, (place, row) in enumerate(grid.rows(), 1):
            self.canvas.put(_at(place, self._placed.reference), number, _HELP)
            for text, (left, _) in zip(row.labels, grid.labels, strict=True):
                self.canvas.put(_at(place, left + shift), text or None, Look("양식_참고항목"))
            for given, (left, _) in zip(row.inputs, grid.columns, strict=True):
                was = issued(given, self._unit) if given else None
                self.canvas.put(_at(place, left + shift), was, Look("양식_참고"))

    def _room(self, span: Span) -> float:
        return sum(self._placed.printed[span[0] - FIRST : span[1] - FIRST + 1])

    def _line(self, row: int, text: str, style: str, points: float) -> None:
        self.canvas.put(Area(row, FIRST, row, self._placed.right), text, Look(style))
        self.canvas.raise_row(row, points)


def _guide(form: Form, sheet: FormSheet) -> str:
    """How to fill it in, in the words of an officer."""
    said = [
        Text(en="Fill in the yellow cells only.", ko="노란 칸만 작성합니다."),
        Text(
            en="Blue bold: changed since the form went out.", ko="파란 굵은 글씨는 양식을 배부한 때와 달라진 값입니다."
        ),
    ]
    if any(grid.summed for grid in sheet.grids):
        said += [
            Text(
                en="Amounts are whole {unit} without the unit; none is 0, a cell that does not apply stays blank.",
                ko="금액은 {unit} 단위의 정수로만 적고(단위 글자 없이), 없음은 0, 해당 없는 칸은 비워 둡니다.",
            ).format(unit=form.unit),
        ]
    if any(row.below for grid in sheet.grids for row in grid.rows):
        said += [
            Text(en="Red: more executed than secured.", ko="빨간 칸은 집행이 확보보다 많은 곳입니다."),
        ]
    said.append(
        Text(
            en="Hidden rows and columns must stay, even where rows are sorted or inserted.",
            ko="줄을 정렬하거나 끼워 넣더라도 숨겨진 행과 열은 지우지 않습니다.",
        )
    )
    return " ".join(map(str, said))


def _at(row: int, column: int) -> Area:
    return Area(row, column, row, column)


def _over(row: int, span: Span) -> Area:
    return Area(row, span[0], row, span[1])
