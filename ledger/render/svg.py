"""A chart as SVG, for a page: every length is worked out from the exact figures in whole numbers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

from ledger.model.document import Drawn
from ledger.model.text import width
from ledger.render.charted import Charted, Series
from ledger.workbook.colours import GREY, NAVY, of_series
from ledger.workbook.plain import tidy

_WIDE = 680
_TITLE, _LEGEND, _LABELS = 34, 24, 22
_TALL = 180  # of the field in which columns stand
_BAR, _GAP = 16, 8
_LEFT, _NAMES, _RIGHT = 78, 190, 110
_LETTER = 6  # a letter of 11 px; a syllable is two
_LINE = "D9D9D9"


def svg(chart: Charted) -> str:
    """Columns that stand, or bars that lie, of different colours where they are shares of a whole."""
    drawn, tall = _standing(chart) if chart.drawn is Drawn.COLUMNS else _lying(chart)
    if len(chart.series) > 1:
        drawn += _legend(chart.series, tall)
        tall += _LEGEND
    parts = "".join([_text(_WIDE // 2, 22, chart.heading, "middle", NAVY, ' font-weight="bold"'), *drawn])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {tall + 8}" role="img"'
        f' aria-label="{escape(tidy(chart.heading))}" font-size="11">{parts}</svg>'
    )


class _Scale:
    """Figures of one number of decimals as lengths: `room` pixels from the lowest tick to the highest."""

    def __init__(self, series: Sequence[Series], room: int) -> None:
        self._decimals = max(each.decimals for each in series)
        self._room = room
        every = [self._whole(value) for each in series for value in each.values if value is not None]
        low, high = min([0, *every]), max([0, *every])
        step = _step(max(1, high - low))
        self._low, self._high = low // step * step, max(step, -(-high // step) * step)
        self._step = step

    def at(self, value: Fraction) -> int:
        """Pixels from the lowest tick."""
        return (self._whole(value) - self._low) * self._room // (self._high - self._low)

    def ticks(self) -> Iterator[tuple[int, str]]:
        for tick in range(self._low, self._high + 1, self._step):
            whole, rest = divmod(abs(tick), 10**self._decimals)
            said = f"{whole:,}" + (f".{rest:0{self._decimals}}".rstrip("0") if rest else "")
            yield (tick - self._low) * self._room // (self._high - self._low), f"{'△' if tick < 0 else ''}{said}"

    def _whole(self, value: Fraction) -> int:
        return int(value * 10**self._decimals)


def _step(span: int) -> int:
    """1, 2 or 5 and noughts, so that at most five steps make the span."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if 5 * digit * power >= span:
                return digit * power
        power *= 10


def _standing(chart: Charted) -> tuple[list[str], int]:
    scale, base = _Scale(chart.series, _TALL), _TITLE + _TALL
    drawn = []
    for up, said in scale.ticks():
        drawn.append(f'<path d="M{_LEFT} {base - up}H{_WIDE - 10}" stroke="#{_LINE}"/>')
        drawn.append(_text(_LEFT - 6, base - up + 4, said, "end"))
    room = (_WIDE - 10 - _LEFT) // max(1, len(chart.labels))
    wide = max(2, min(32, room * 3 // 4 // len(chart.series)))
    zero = scale.at(Fraction())
    for row, label in enumerate(chart.labels):
        left = _LEFT + row * room + (room - wide * len(chart.series)) // 2
        drawn.append(_text(_LEFT + row * room + room // 2, base + 16, _cut(label, room), "middle"))
        for place, series in enumerate(chart.series):
            if (value := series.values[row]) is None:
                continue
            up = scale.at(value)
            drawn.append(_bar(left + place * wide, base - max(up, zero), wide, abs(up - zero), place))
    return drawn, base + _LABELS


def _lying(chart: Charted) -> tuple[list[str], int]:
    scale = _Scale(chart.series, _WIDE - _NAMES - _RIGHT)
    zero, top = scale.at(Fraction()), _TITLE
    drawn = []
    for row, label in enumerate(chart.labels):
        middle = top + _BAR * len(chart.series) // 2 + 4
        drawn.append(_text(_NAMES - 8, middle, _cut(label, _NAMES - 8), "end"))
        for place, series in enumerate(chart.series):
            if (value := series.values[row]) is not None:
                end = scale.at(value)
                colour = row if chart.drawn is Drawn.SHARES else place
                drawn.append(_bar(_NAMES + min(zero, end), top, abs(end - zero), _BAR - 2, colour))
                drawn.append(_text(_NAMES + max(zero, end) + 6, top + 12, series.texts[row], "start"))
            top += _BAR
        top += _GAP
    drawn.append(f'<path d="M{_NAMES + zero} {_TITLE - 4}V{top - 2}" stroke="#{GREY}"/>')
    return drawn, top


def _legend(series: Sequence[Series], top: int) -> list[str]:
    drawn, left = [], _LEFT
    for place, each in enumerate(series):
        drawn.append(_bar(left, top + 5, 10, 10, place))
        drawn.append(_text(left + 14, top + 14, each.name, "start"))
        left += 30 + _LETTER * width(each.name)
    return drawn


def _bar(left: int, top: int, wide: int, tall: int, colour: int) -> str:
    return f'<rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="#{of_series(colour)}"/>'


def _text(left: int, base: int, said: str, anchor: str, colour: str = GREY, more: str = "") -> str:
    return f'<text x="{left}" y="{base}" text-anchor="{anchor}" fill="#{colour}"{more}>{escape(tidy(said))}</text>'


def _cut(text: str, room: int) -> str:
    """The text where it has room; its table has the whole of it."""
    if _LETTER * width(text) <= room:
        return text
    short = text
    while short and _LETTER * (width(short) + 2) > room:
        short = short[:-1]
    return f"{short}…"
