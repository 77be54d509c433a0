"""Native charts, which officers can edit: they point at the cells of a table, and keep the values they had, so that a
viewer that computes nothing draws them too."""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, PieChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series as ChartSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun

from ledger.model.document import Drawn
from ledger.workbook.colours import BLACK, NAVY, of_series
from ledger.workbook.plain import plain
from ledger.workbook.plan import Area, Chart, Series
from ledger.workbook.styles import FACE

_LINE = "D9D9D9"
_LABELLED = 12  # more figures than these would run into one another


def anchored(plan: Chart) -> Any:
    """The chart, on the cells that it covers: it moves with them."""
    chart = _shares(plan) if plan.drawn is Drawn.SHARES else _bars(plan)
    chart.title = _title(plan.title)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    chart.roundedCorners = False
    chart.display_blanks = "gap"
    chart.anchor = _anchor(plan.area)
    return chart


def _bars(plan: Chart) -> Any:
    chart = BarChart()
    lying = plan.drawn is Drawn.BARS
    chart.type, chart.grouping, chart.gapWidth = "bar" if lying else "col", "clustered", 60
    chart.series = [_series(plan, place, each) for place, each in enumerate(plan.series)]
    if len(plan.series) * len(plan.labels) <= _LABELLED:
        chart.dataLabels = _data_labels()
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl says nothing, and Excel then shows no axis
        axis.txPr = _text(900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    chart.y_axis.number_format = plan.series[0].format
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    chart.x_axis.tickLblPos = "low"  # below the figures, also where some are negative
    if lying:
        chart.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
        chart.y_axis.crosses = "max"
    chart.legend = _legend("b") if len(plan.series) > 1 else None
    return chart


def _shares(plan: Chart) -> Any:
    chart = PieChart()
    (series,) = plan.series
    drawn = _series(plan, 0, series)
    drawn.dPt = [DataPoint(idx=place, spPr=_filled(place)) for place in range(len(plan.labels))]
    chart.series = [drawn]
    chart.dataLabels = _data_labels()
    chart.dataLabels.dLblPos = "outEnd"
    chart.layout = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.2, y=0.24, w=0.4, h=0.62))
    chart.legend = _legend("r")
    return chart


def _series(plan: Chart, place: int, series: Series) -> ChartSeries:
    values = [NumVal(idx=at, v=f"{value:f}") for at, value in enumerate(series.values) if value is not None]
    cache = NumData(formatCode=series.format, ptCount=len(series.values), pt=values)
    return ChartSeries(
        idx=place,
        order=place,
        tx=SeriesLabel(strRef=_strings(series.name_at, [series.name])),
        cat=AxDataSource(strRef=_strings(plan.labels_at, plan.labels)),
        val=NumDataSource(numRef=NumRef(f=series.values_at, numCache=cache)),
        spPr=_filled(place),
        invertIfNegative=None if plan.drawn is Drawn.SHARES else False,
    )


def _strings(reference: str, texts: Sequence[str]) -> StrRef:
    points = [StrVal(idx=at, v=plain(text)) for at, text in enumerate(texts)]
    return StrRef(f=reference, strCache=StrData(ptCount=len(points), pt=points))


def _filled(place: int) -> GraphicalProperties:
    return GraphicalProperties(solidFill=of_series(place), ln=LineProperties(noFill=True))


def _data_labels() -> DataLabelList:
    """The figure alone, as its cell prints it."""
    others = ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return DataLabelList(showVal=True, **dict.fromkeys(others, False), txPr=_text(800))


def _legend(side: str) -> Legend:
    legend = Legend()
    legend.position, legend.overlay, legend.txPr = side, False, _text(900)
    return legend


def _title(text: str) -> Title:
    look = _characters(1200, NAVY, bold=True)
    run = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=plain(text))])
    return Title(tx=Text(rich=RichText(p=[run])), overlay=False)


def _text(size: int) -> RichText:
    look = _characters(size, BLACK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _characters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    """Hundredths of a point. Hangul takes the `ea` face; without one it gets whatever the viewer likes."""
    face = Font(typeface=FACE)
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=face, ea=face)


def _anchor(area: Area) -> TwoCellAnchor:
    start = AnchorMarker(col=area.left - 1, row=area.top - 1)
    end = AnchorMarker(col=area.right, row=area.bottom)
    return TwoCellAnchor(editAs="oneCell", _from=start, to=end)
