"""Charts in a terminal: a bar for each figure, behind it, so that labels and figures stay in line whatever room a
console gives to the marks."""

from fractions import Fraction

from ledger.cli.lines import folded_lines, left, right
from ledger.cli.tables import Line
from ledger.model.document import Drawn
from ledger.model.text import width
from ledger.render.charted import Charted

_MARKS = (("■", "blue"), ("▒", "yellow"), ("□", "bright_black"))
_MOST_OF_LABEL, _MOST_OF_BAR, _LEAST_OF_BAR = 24, 50, 8


def bar_lines(chart: Charted, columns: int) -> list[Line]:
    """The chart within so many columns. A bar is as long as its figure is large; that it is a decrease, the △ says.
    What is blank has no bar, and no line where others of its row have one."""
    names = [each.name if len(chart.series) > 1 else "" for each in chart.series]
    labels = min(_MOST_OF_LABEL, max(map(width, chart.labels), default=0))
    wide = max(map(width, names))
    figures = max((width(text) for each in chart.series for text in each.texts), default=0)
    # Consoles of old give a mark two columns.
    room = max(_LEAST_OF_BAR, min(_MOST_OF_BAR, (columns - labels - wide - figures - 6) // 2))
    sizes = [abs(value) for each in chart.series for value in each.values if value is not None]
    longest = max(sizes, default=Fraction())
    lines = [Line(""), Line(chart.heading, "bold")]
    for row, label in enumerate(chart.labels):
        folded = folded_lines(label, labels)
        for place, series in enumerate(chart.series):
            value = series.values[row]
            if value is None and (place or any(each.values[row] is not None for each in chart.series)):
                continue
            mark, colour = _MARKS[place % len(_MARKS)] if chart.drawn is not Drawn.SHARES else _MARKS[0]
            # Whatever is not nothing shows: no bar would read as a zero.
            bar = mark * max(1, int(abs(value) * room // longest)) if value else ""
            name = f"{left(names[place] if value is not None else '', wide)}  " if wide else ""
            said = left(folded.pop(0) if folded else "", labels)
            lines.append(
                Line(f"{said}  {name}{right(series.texts[row], figures)}  {bar}".rstrip(), colour if bar else "")
            )
        lines += [Line(text) for text in folded]
    return lines
