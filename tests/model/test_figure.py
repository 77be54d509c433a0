import json
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.model.errors import Refused
from ledger.model.figure import amount_typed, find, read
from ledger.model.money import HUNDRED_MILLION, LIMIT, MILLION, THOUSAND, UNITS, WON, Unit, printed, stated
from ledger.model.table import Figure, Kind

AMOUNTS = st.integers(-LIMIT, LIMIT)


def short(figure: Figure) -> tuple[int, int, str]:
    return figure.value, figure.exponent, figure.unit


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3,270", (3270, 0, "")),
        ("3270백만원", (3270, 6, "원")),
        ("3,270 백만원", (3270, 6, "원")),
        ("32억7천만원", (327, 7, "원")),
        ("28억8800만원", (288800, 4, "원")),
        ("1조 2천 4백억원", (124, 10, "원")),
        ("1조 5,800억 원", (15800, 8, "원")),
        ("6억 4,500만", (64500, 4, "원")),
        ("1억 500원", (100000500, 0, "원")),
        ("500천원", (500, 3, "원")),
        ("5백만원", (5, 6, "원")),
        ("14.2조원", (142, 11, "원")),
        ("16.9백만원", (169, 5, "원")),
        ("465억 달러", (465, 8, "달러")),
        ("1,550만명", (1550, 4, "명")),
        ("61,751.5", (617515, -1, "")),
        ("2023", (2023, 0, "")),
        ("△19,221", (-19221, 0, "")),
        ("▲ 5", (-5, 0, "")),
        ("-5", (-5, 0, "")),
        ("−5", (-5, 0, "")),
        ("－５", (-5, 0, "")),
        ("１，２３４", (1234, 0, "")),
        ("₩1,234", (1234, 0, "원")),
        ("4495명", (4495, 0, "명")),
        ("5 개소", (5, 0, "개소")),
        ("4회를", (4, 0, "회")),
        ("2,077시간", (2077, 0, "시간")),
        ("24.2%p", (242, -1, "%p")),
        ("2,709.600㎡", (2709600, -3, "㎡")),
        ("누적 1,006팀", (1006, 0, "팀")),
    ],
)
def test_one_figure_of_a_cell(text: str, figure: tuple[int, int, str]) -> None:
    reading = read(text)
    assert [[short(each) for each in figures] for figures in reading.readings] == [[figure]]
    assert reading.figures[0].kind is Kind.VALUE
    assert reading.unreadable == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        (" \u00a0\u3000\n", Kind.BLANK),
        ("-", Kind.DASH),
        ("－", Kind.DASH),
        ("–", Kind.DASH),
        ("0", Kind.ZERO),
        ("0.0", Kind.ZERO),
        ("0원", Kind.ZERO),
        ("약 742억 원", Kind.APPROXIMATE),
        ("100여 명", Kind.APPROXIMATE),
        ("15개 이상", Kind.APPROXIMATE),
        ("20개사 내외", Kind.APPROXIMATE),
        ("30명미만", Kind.APPROXIMATE),
        ("6억 4,500만원 정도", Kind.APPROXIMATE),
        ("~100", Kind.APPROXIMATE),
    ],
)
def test_kinds_that_are_not_a_plain_value(text: str, kind: Kind) -> None:
    assert [[each.kind for each in figures] for figures in read(text).readings] == [[kind]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("13,004 (13,004)", [(13004, ""), (13004, "")]),
        ("13,004\n(13,004)", [(13004, ""), (13004, "")]),
        ("- (-)", [(0, ""), (0, "")]),
        ("36(△25)", [(36, ""), (-25, "")]),
        ("간담회 3 업무협의 6", [(3, ""), (6, "")]),
        ("4개 -> 8개", [(4, "개"), (8, "개")]),
        ("4개→8개", [(4, "개"), (8, "개")]),
        ("320개사, 900편", [(320, "개사"), (900, "편")]),
        ("6개월~1개월", [(6, "개월"), (1, "개월")]),
        ("계획 5명 / 실적 4명", [(5, "명"), (4, "명")]),
    ],
)
def test_several_figures_of_a_cell(text: str, figures: list[tuple[int, str]]) -> None:
    (reading,) = read(text).readings
    assert [(each.value, each.unit) for each in reading] == figures


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("(1,234)", [[-1234], [None, 1234]]),
        ("( 4 )", [[-4], [None, 4]]),
        ("9,327-", [[9327], [-9327]]),
        ("36(25)", [[36, 25], [36, -25]]),
    ],
)
def test_an_ambiguous_shape_keeps_its_readings_the_likeliest_first(text: str, readings: list[list[int | None]]) -> None:
    reading = read(text)
    assert reading.is_ambiguous
    assert [[each.value if each.is_number else None for each in figures] for figures in reading.readings] == readings


UNREADABLE = (
    "1,23 12,34,567 1,2345 1_000 1,234① ٣٤ 1\u200b234 \u200b1234 1234\ufeff 1e6 ½ Ⅳ ② 5² +5 .5 5. 007 0,500 "
    "1.234.567 1,2O4 l,234 3-5 10:30 3~5명 500천 5명5 △△5 --5 ₩5명 12a 0x10 1억2 " + "9" * 5000
).split()
UNREADABLE += ["1 234", "1, 234", "1 ,234", "- 5", "△(5)", "32억 7천", "32억 7천원", "6억 4,500", "18억 20개"]
UNREADABLE += ["1억 3270백만원", "12.5억 3천만원", "3만 2억원", "320개사, 1,23편"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_every_other_shape_is_unreadable_and_never_recorded(text: str) -> None:
    reading = read(text)
    assert reading.readings == ()
    assert reading.unreadable
    assert reading.unreadable in text
    with pytest.raises(Refused):
        amount_typed(text, MILLION)


@pytest.mark.parametrize(
    "text",
    [
        "국비",
        "미정",
        "2023. 10. 6.",
        "2023-10-06",
        "'23.10.10.",
        "2023.7.~12.",
        "2023년",
        "1차",
        "6~7급",
        "제3차",
        "A4",
    ],
)
def test_words_dates_and_ordinals_hold_no_figure(text: str) -> None:
    assert read(text) == read("국비")
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("- 디지털아트 34편, 21개사 지원(2023. 10. 6.)", ["34편", "21개사"]),
        ("창업지원 8건·28억8800만원 매출 기여 등 달성", ["8건", "28억8800만원"]),
        ("'23년 355백만원 → '24년 723백만원, 203%↑", ["355백만원", "723백만원", "203%"]),
        ("2030년이 되면 약 2,340만 명에 이를 것", ["약 2,340만 명"]),
        ("1) 창업지원협의체 간담회(3회) 7.21.(2차)/10.24.(3차)", ["(3회)"]),
        ("'4~5년 이후'(전체의 84.5%)", ["(84.5%)"]),
        ("CES 2024 81개사, 계약 58건, 1,23 오기 5건", ["81개사", "58건", "5건"]),
    ],
)
def test_figures_in_prose_and_where_they_stand(text: str, figures: list[str]) -> None:
    found = [text[slice(*figure.span)] for figure in find(text)]
    assert found == [figure if figure in text else figure.strip("()") for figure in figures]


def test_the_counts_of_a_clean_report_are_all_found() -> None:
    text = "신규 고용 34명 이용자 수 4,495명 프로그램 91회 신규 창업 8건 업무협약 11개 기관"
    assert [short(figure)[::2] for figure in find(text)] == [
        (34, "명"),
        (4495, "명"),
        (91, "회"),
        (8, "건"),
        (11, "개"),
    ]


# What an officer may type, and what it is in won; None is refused. The unit of the table is 백만원.
TYPED = {
    "3,270": 3_270_000_000,
    "3270": 3_270_000_000,
    " 3,270 ": 3_270_000_000,
    "３，２７０": 3_270_000_000,
    "12.5": 12_500_000,
    "61,751.5": 61_751_500_000,
    "0.000001": 1,
    "0": 0,
    "0.0": 0,
    "△0": 0,
    "-5": -5_000_000,
    "−5": -5_000_000,
    "－5": -5_000_000,
    "△5": -5_000_000,
    "▲5": -5_000_000,
    "△ 5": -5_000_000,
    "(5)": -5_000_000,
    "(1,234)": -1_234_000_000,
    "560백만원": 560_000_000,
    "560 백만원": 560_000_000,
    "500천원": 500_000,
    "500원": 500,
    "0원": 0,
    "5억": 500_000_000,
    "5억원": 500_000_000,
    "5.5억원": 550_000_000,
    "△5억원": -500_000_000,
    "32억7천만원": 3_270_000_000,
    "32억 7천만원": 3_270_000_000,
    "12억 3천만원": 1_230_000_000,
    "28억8800만원": 2_888_000_000,
    "6억 4,500만": 645_000_000,
    "1조 2천 4백억원": 1_240_000_000_000,
    "₩1,234": 1_234,
    "￦1,234원": 1_234,
    "1,000조원": LIMIT,
    "1,000조 1원": None,
    "1,000,000,001": None,
    "0.0000001": None,
    "0.5원": None,
    "": None,
    "   ": None,
    "-": None,
    "–": None,
    "미정": None,
    "약 5": None,
    "5여": None,
    "5억원 이상": None,
    "~5": None,
    "4495명": None,
    "5%": None,
    "5달러": None,
    "3 5": None,
    "5/6": None,
    "5명 5건": None,
    "13,004 (13,004)": None,
    "36(25)": None,
    "9,327-": None,
    "시비 560": None,
    "560백만원(국비)": None,
    "2023. 10. 6.": None,
    "오백만원": None,
}


@pytest.mark.parametrize(("text", "won"), TYPED.items())
def test_each_spelling_has_one_amount_or_is_refused(text: str, won: int | None) -> None:
    if won is None:
        with pytest.raises(Refused):
            amount_typed(text, MILLION)
    else:
        assert amount_typed(text, MILLION) == won


@pytest.mark.parametrize(
    ("text", "unit", "line"),
    [
        ("", WON, "금액이 없습니다 (영이면 0을 쓰고, 없으면 칸을 비워 두십시오)"),
        ("-", WON, "'-' 표시는 금액이 아닙니다 (영이면 0을 쓰고, 없으면 칸을 비워 두십시오)"),
        ("1,23", WON, "'1,23' 값은 금액으로 읽을 수 없습니다 (1,234 또는 560백만원처럼 쓰십시오)"),
        ("1\u200b23", WON, "'1<U+200B>23' 값은 금액으로 읽을 수 없습니다 (1,234 또는 560백만원처럼 쓰십시오)"),
        ("9,327-", WON, "'9,327-' 값은 두 가지로 읽힙니다 (1,234 또는 560백만원처럼 쓰십시오)"),
        ("5명 5건", WON, "'5명 5건' 값에 수치가 여럿입니다 (1,234 또는 560백만원처럼 쓰십시오)"),
        ("약 5", WON, "'약 5' 값은 어림한 금액입니다 (정확한 금액을 쓰십시오)"),
        ("4495명", WON, "'4495명' 값은 금액이 아니라 명 단위입니다 (560백만원처럼 금액을 쓰십시오)"),
        ("12.5", WON, "'12.5'(원)에 1원 미만이 있습니다 (금액은 1원 단위까지만 기록합니다)"),
        ("12.3456", THOUSAND, "'12.3456'(천원)에 1원 미만이 있습니다 (금액은 1원 단위까지만 기록합니다)"),
        ("10,000,001", HUNDRED_MILLION, "1,000,000,100,000,000원은 금액의 한도(1,000조원)를 넘습니다"),
    ],
)
def test_a_refusal_is_one_line_with_the_way_out(text: str, unit: Unit, line: str) -> None:
    with pytest.raises(Refused) as refusal:
        amount_typed(text, unit)
    assert refusal.value.line.ko == line
    assert "\n" not in refusal.value.line.en


@given(AMOUNTS, st.sampled_from(UNITS))
@example(-LIMIT, WON)
def test_every_printed_amount_reads_back(won: int, unit: Unit) -> None:
    assert amount_typed(printed(won), WON) == won
    assert amount_typed(stated(won, unit), unit) == won
    assert amount_typed(f"{stated(won, unit)}{unit}", MILLION) == won


@given(st.text("0123456789,.() -△▲억만천백조원명약여~'년차①½٣\u200b", max_size=14), st.sampled_from(UNITS))
def test_what_is_accepted_is_stable_and_what_is_not_is_refused(text: str, unit: Unit) -> None:
    try:
        won = amount_typed(text, unit)
    except Refused:
        return
    assert amount_typed(stated(won, unit), unit) == won
    assert not set(text) & set("명약여~'년차①½٣\u200b")


@given(st.text(max_size=30))
def test_no_text_breaks_the_lexer_and_spans_lie_within_it(text: str) -> None:
    for figure in (*find(text), *read(text).figures):
        assert 0 <= figure.span[0] <= figure.span[1] <= len(text)


@given(AMOUNTS, AMOUNTS)
def test_two_figures_of_a_cell_keep_their_order(secured: int, executed: int) -> None:
    (figures,) = read(f"{printed(secured)} ({printed(executed)})").readings
    assert [figure.value for figure in figures] == [secured, executed]


def test_figures_are_whole_numbers_all_through() -> None:
    figures = [figure for text in TYPED for figure in read(text).figures]
    assert all(type(figure.value) is int and type(figure.exponent) is int for figure in figures)
    assert json.dumps([figure.value for figure in figures])
    assert Fraction(read("61,751.5").figures[0].value, 10) == Fraction(123503, 2)


@given(st.integers(0, 10**15), st.booleans())
def test_the_short_way_for_bare_numbers_gives_the_same(value: int, commas: bool) -> None:
    text = f"{value:,}" if commas else str(value)
    [[bare]] = read(text).readings
    [[long]] = read(f"{text} ").readings
    assert bare == long


@pytest.mark.parametrize("text", ["=가(1)", "-주(3)", "=ab(1)", "=HYPERLINK(1)"])
def test_a_sign_before_a_word_with_a_bracketed_number_is_read(text: str) -> None:
    assert [figure.value for figure in read(text).figures][-1:] in ([1], [3], [-1], [-3])
