"""A chart as it stands on its sheet: references to the cells of its table, and what they hold."""

from collections.abc import Sequence

from ledger.model.document import Chart
from ledger.model.relation import Place
from ledger.model.table import column_letters
from ledger.render.charted import charted
from ledger.render.layout.figures import PERCENT, number
from ledger.render.layout.place import PlacedTable, rows_of_chart
from ledger.workbook import plan
from ledger.workbook.plan import Area


def chart_plan(chart: Chart, placed: PlacedTable, top: int, columns: int) -> plan.Chart:
    """The chart over `columns` columns of the sheet from row `top` on."""
    said = charted(chart, placed.table)
    head = max(0, placed.table.heads - 1)
    series = tuple(
        plan.Series(
            name_at=_reference(placed, [head], column),
            name=each.name,
            values_at=_reference(placed, chart.rows, column),
            values=tuple(number(figure) if figure.is_number else None for figure in each.figures),
            format=_format(each.unit, each.decimals),
        )
        for column, each in zip(chart.series, said.series, strict=True)
    )
    return plan.Chart(
        title=said.heading,
        drawn=chart.drawn,
        area=Area(top, 1, top + rows_of_chart(chart) - 1, columns),
        labels_at=_reference(placed, chart.rows, chart.labels),
        labels=said.labels,
        series=series,
    )


def _reference(placed: PlacedTable, rows: Sequence[int], column: int) -> str:
    """`'5-2'!$C$4:$C$9`; rows that do not follow each other give several ranges in brackets."""
    sheet, letters = placed.sheet.replace("'", "''"), column_letters(placed.column(Place(0, column)))
    runs: list[tuple[int, int]] = []
    for row in rows:
        physical = placed.row(Place(row, column))
        if runs and runs[-1][1] == physical - 1:
            runs[-1] = runs[-1][0], physical
        else:
            runs.append((physical, physical))
    ranges = [f"'{sheet}'!${letters}${first}" + (f":${letters}${last}" if last > first else "") for first, last in runs]
    return ranges[0] if len(ranges) == 1 else f"({','.join(ranges)})"


def _format(unit: str, decimals: int) -> str:
    digits = "#,##0" + ("." + "0" * decimals if decimals else "") + (PERCENT if unit == PERCENT else "")
    return f'{digits};"△"{digits}'
