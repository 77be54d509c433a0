"""Charts on a page: lengths in whole pixels, worked out from the exact figures."""

import re
from fractions import Fraction

from ledger.model.document import Drawn
from ledger.model.table import Figure, Kind
from ledger.render.charted import Charted, Series
from ledger.render.svg import svg

BLANK = Figure(kind=Kind.BLANK)


def series(name: str, *figures: Figure) -> Series:
    return Series(name, figures, tuple(str(figure.value) if figure.is_number else "" for figure in figures))


def bars(drawn: str) -> list[tuple[int, int]]:
    """Width and height of every bar."""
    return [(int(wide), int(tall)) for wide, tall in re.findall(r'<rect[^>]* width="(\d+)" height="(\d+)"', drawn)]


def texts(drawn: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawn)


def test_columns_are_as_high_as_their_figures_and_a_blank_has_none() -> None:
    chart = Charted(
        "추이",
        Drawn.COLUMNS,
        "백만원",
        ("'23", "'24"),
        (series("계획", Figure(500), Figure(250)), series("확보", BLANK, Figure(100))),
    )
    drawn = svg(chart)

    heights = [tall for _, tall in bars(drawn)]
    assert heights == [180, 90, 36, 10, 10]  # three columns, and the marks of two series in the legend
    assert texts(drawn) == [
        "추이 (단위 : 백만원)",
        "0",
        "100",
        "200",
        "300",
        "400",
        "500",
        "&#x27;23",
        "&#x27;24",
        "계획",
        "확보",
    ]


def test_a_decrease_hangs_below_the_line() -> None:
    chart = Charted("추이", Drawn.COLUMNS, "", ("가", "나"), (series("계획", Figure(-20), Figure(40)),))

    assert texts(svg(chart))[1:5] == ["△20", "0", "20", "40"]
    assert [tall for _, tall in bars(svg(chart))] == [60, 120]


def test_decimals_are_exact() -> None:
    shares = series("구성비", Figure(1, -1, "%"), Figure(999, -1, "%"))
    drawn = svg(Charted("비중", Drawn.SHARES, "", ("가", "나"), (shares,)))

    assert shares.values == (Fraction(1, 10), Fraction(999, 10))
    assert [wide for wide, _ in bars(drawn)] == [0, 379]
    assert "." not in re.sub(r">[^<]*<", "", drawn).replace("www.w3.org", "")


def test_text_is_text_and_a_long_label_is_cut() -> None:
    drawn = svg(Charted("<b>&", Drawn.BARS, "", ("가" * 40,), (series("a", Figure(1)),)))

    assert "&lt;b&gt;&amp;" in drawn
    assert texts(drawn)[1] == "가" * 14 + "…"


def test_nothing_to_draw_is_an_empty_field() -> None:
    assert bars(svg(Charted("빈 도표", Drawn.COLUMNS, "", ("가",), (series("a", BLANK),)))) == []
