"""Twin of indicators: a row for each indicator, of a rate its two counts as well."""

import pytest

from ledger.model.entry import Row
from ledger.model.errors import Refused
from tests.reports.asking import asked, books, built, recorded, shown, wrong

LINES = """  + indicator P1 name="교육생 수" unit=명 project=5-2 direction=higher aggregation=sum
  + indicator P2 name=취업률 unit=% project=5-2/1 aggregation=ratio numerator=취업자 denominator=수료자 order=2
  + indicator P3 name="제도 도입" unit=건 project=5-2/1 direction=milestone order=3
  + indicator P4 name="남의 지표" unit=명 project=9-9
  + actual P1:2023 indicator=P1 period=2023 value=120명 evidence=명부
  + actual P2:2023 indicator=P2 period=2023 value=95.4% numerator=954 denominator=1000
  + actual P3:prior indicator=P3 period=prior value=미달성
"""


def test_values_stand_as_the_book_has_them() -> None:
    assert shown(built("indicators", asked(books(LINES)))) == (
        "성과지표 구분 단위 ; prior=기투자 ; 2022H2='22.7. ; 2023='23 ; 2024='24 ; 2025='25 ; 2026H1='26.6.\n"
        "P1|value ; 교육생 수 / 실적 / 명 ;  ,  , 120명 ,  ,  ,\n"
        "P2|value ; 취업률 / 실적 / % ;  ,  , 95.4% ,  ,  ,\n"
        "P2|numerator ; 취업률 / 취업자 /  ;  ,  , 954 ,  ,  ,\n"
        "P2|denominator ; 취업률 / 수료자 /  ;  ,  , 1000 ,  ,  ,\n"
        "P3|value ; 제도 도입 / 실적 / 건 ; 미달성 ,  ,  ,  ,  ,\n"
    )


def test_what_is_reached_or_not_is_a_choice() -> None:
    grid = built("indicators", asked(books(LINES)))
    assert grid is not None
    assert {given.choices for given in grid.rows[-1].inputs if given} == {("달성", "미달성")}


def test_no_indicator_no_part() -> None:
    assert built("indicators", asked(books())) is None


def test_an_answer_keeps_what_else_is_known_of_the_actual() -> None:
    body = {"indicator": "P1", "period": "2023", "value": "130", "evidence": "명부"}
    assert recorded("indicators", books(LINES), {("P1|value", "2023"): "130"}) == ([], [Row("actual", "P1:2023", body)])


def test_a_blank_takes_the_actual_out() -> None:
    said = {("P1|value", "2023"): "", ("P1|value", "2024"): ""}
    assert recorded("indicators", books(LINES), said) == ([], [Row("actual", "P1:2023", None)])


def test_a_rate_comes_with_its_counts() -> None:
    said = {("P2|value", "2024"): "90", ("P2|numerator", "2024"): "9", ("P2|denominator", "2024"): "10"}
    body = {"indicator": "P2", "period": "2024", "value": "90", "numerator": "9", "denominator": "10"}
    assert recorded("indicators", books(LINES), said) == ([], [Row("actual", "P2:2024", body)])


def test_what_no_indicator_takes_is_told_at_its_place() -> None:
    said = {
        ("P1|value", "2023"): "삼십",
        ("P1|value", "2024"): "30 이상",
        ("P2|value", "2024"): "90",
        ("P2|numerator", "2025"): "9",
        ("P3|value", "2024"): "거의",
    }
    assert wrong("indicators", books(LINES), said) == {
        ("P1|value", "2023"): "'삼십': 명 단위의 값으로 읽을 수 없습니다",
        ("P1|value", "2024"): "실적은 하나의 값이어야 합니다: '30 이상'",
        ("P2|value", "2024"): "분자(취업자)와 분모(수료자)가 필요합니다",
        ("P2|numerator", "2025"): "실적값 없음: '취업률'",
        ("P3|value", "2024"): "'거의': 달성, 미달성 가운데 하나여야 합니다",
    }
    with pytest.raises(Refused, match="삼십"):
        recorded("indicators", books(LINES), said)


def test_an_indicator_that_is_gone_since_is_a_fault() -> None:
    assert wrong("indicators", books(), {("P1|value", "2023"): "1"}) == {("P1|value", "2023"): "없어진 지표: 'P1'"}
