"""Charts in a terminal: labels and figures in line, bars as long as their figures."""

from decimal import Decimal

import pytest

from ledger.cli.bars import bar_lines
from ledger.model.document import Drawn
from ledger.model.table import Figure, Kind
from ledger.model.text import width
from ledger.render.charted import Charted, Series

BLANK = Figure(kind=Kind.BLANK)


def series(name: str, *said: str) -> Series:
    figures = tuple(
        Figure(int(Decimal(text.strip("%").replace("△", "-").replace(",", "")) * 10), -1) if text else BLANK
        for text in said
    )
    return Series(name, figures, said)


TREND = Charted(
    "연차별 추이",
    Drawn.COLUMNS,
    "백만원",
    ("기투자", "'22.7.", "임기후"),
    (series("계획", "1,000", "2,000", ""), series("확보액", "500", "", ""), series("집행", "1", "△2,000", "")),
)


def test_every_figure_has_its_bar() -> None:
    assert [line.text for line in bar_lines(TREND, 60)] == [
        "",
        "연차별 추이 (단위 : 백만원)",
        "기투자  계획     1,000  ■■■■■■■■■",
        "        확보액     500  ▒▒▒▒",
        "        집행         1  □",
        "'22.7.  계획     2,000  ■■■■■■■■■■■■■■■■■■",
        "        집행    △2,000  □□□□□□□□□□□□□□□□□□",
        "임기후",
    ]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_bars_start_in_one_column_and_fit_even_where_marks_are_wide(columns: int) -> None:
    lines = [line.text for line in bar_lines(TREND, columns)[2:]]
    starts = {
        width(line[: min(line.find(mark) for mark in "■▒□" if mark in line)]) for line in lines if line[-1] in "■▒□"
    }

    assert len(starts) == 1
    assert max(width(line) + sum(map(line.count, "■▒□")) for line in lines) <= columns
    assert all(line.encode("cp949") for line in lines)


def test_shares_have_one_mark_and_a_long_label_runs_on_below() -> None:
    chart = Charted(
        "비중", Drawn.SHARES, "", ("산학연 협력체계 구축 및 운영 지원", "국비"), (series("구성비", "75.0%", "25.0%"),)
    )

    assert [line.text for line in bar_lines(chart, 60)[1:]] == [
        "비중",
        "산학연 협력체계 구축 및   75.0%  ■■■■■■■■■■■■",
        "운영 지원",
        "국비                      25.0%  ■■■■",
    ]


def test_bars_are_coloured_where_a_person_looks_and_blanks_are_not() -> None:
    styles = [line.style for line in bar_lines(TREND, 80)]
    assert styles == ["", "bold", "blue", "yellow", "bright_black", "blue", "bright_black", ""]


def test_nothing_at_all_is_labels_alone() -> None:
    chart = Charted("빈 도표", Drawn.BARS, "", ("가",), (series("a", ""),))
    assert [line.text for line in bar_lines(chart, 80)] == ["", "빈 도표", "가"]
