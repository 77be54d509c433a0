"""예산 사건: every name leads to one event, and a slip of the pen to none."""

import pytest

from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.event import (
    AHEAD,
    DEEMED,
    EVENTS,
    RETURN,
    SUPPLEMENTARY,
    Budget,
    basis_typed,
    check_direction,
    doubt_of,
    event_of,
)
from ledger.model.registers.settlement import Leftover
from ledger.model.text import folded


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("본예산", "본예산"),
        ("당초예산", "본예산"),
        ("1회추경", "1회추경"),
        ("제1회 추경", "1회추경"),
        ("제 2 회 추가경정예산", "2회추경"),
        ("2차 추경", "2회추경"),
        ("추경예산", "추경"),
        ("정리추경", "정리추경"),
        ("결산추경", "정리추경"),
        ("2024년 본예산", "2024년 본예산"),
        ("'24년도 제1회 추경", "2024년 1회추경"),
        ("간주처리", "간주처리"),
        ("간주예산", "간주처리"),
        ("추경 성립전 사용", "성립전"),
        ("supplementary budget 3", "3회추경"),
        ("Original Budget", "본예산"),
    ],
)
def test_a_known_budget_is_stored_as_it_is_usually_spelled(typed: str, stored: str) -> None:
    assert basis_typed(typed) == stored
    assert basis_typed(stored) == stored


@pytest.mark.parametrize("typed", ["", "공약 실천계획서", "특별교부세", "도비보조 내시", "1회추경안", "전출", "재이용"])
def test_any_other_text_stays_as_it_is(typed: str) -> None:
    assert basis_typed(typed) == typed
    assert event_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "near"), [("1회추겸", "1회추경"), ("본예신", "본예산"), ("성립젼", "성립전"), ("예비바", "예비비")]
)
def test_a_slip_of_the_pen_is_refused_with_what_was_meant(typed: str, near: str) -> None:
    with pytest.raises(Refused) as refused:
        basis_typed(typed)
    assert refused.value.way_out is not None
    assert refused.value.way_out.ko == f"혹시 '{near}' 아닙니까?"


@pytest.mark.parametrize(("typed", "command"), [("명시이월", "carry"), ("불용", "lapse"), ("반납", "return")])
def test_what_secures_nothing_is_refused_with_its_command(typed: str, command: str) -> None:
    with pytest.raises(Refused) as refused:
        basis_typed(typed)
    assert refused.value.way_out is not None
    assert f"`ledger {command}`" in refused.value.way_out.ko


def test_supplementary_budgets_are_one_event_whatever_their_number() -> None:
    assert {event_of(basis) for basis in ("1회추경", "7회추경", "정리추경", "2024년 제2회 추경")} == {SUPPLEMENTARY}
    assert event_of("2023년 간주처리") is DEEMED
    assert event_of("성립전 사용") is AHEAD


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("이상한말", "등록된 예산구분이 아닙니다: '이상한말' (`ledger list 예산구분`)"),
        ("10회 추경", "'10회추경': 추경 횟수가 맞는지 확인하십시오"),
    ],
)
def test_a_basis_that_may_be_wrong(typed: str, doubt: str) -> None:
    said = doubt_of(typed)
    assert said
    assert said.ko == doubt


@pytest.mark.parametrize("typed", ["", "본예산", "9회추경", "2024년 1회추경", "간주처리"])
def test_a_basis_without_doubt(typed: str) -> None:
    assert doubt_of(typed) is None


def test_what_only_adds_takes_nothing_away() -> None:
    with pytest.raises(Refused):
        check_direction("성립전", takes=True)
    check_direction("성립전", takes=False)
    check_direction("1회추경", takes=True)
    check_direction("", takes=True)


def test_every_name_leads_to_one_event() -> None:
    names = [folded(name) for event in EVENTS for name in event.names]
    assert len(names) == len(set(names))
    assert len({event.key for event in EVENTS}) == len(EVENTS)


def test_what_each_event_does_to_the_money() -> None:
    assert {event.key for event in EVENTS if event.measure is None} == {kind.value for kind in Leftover}
    for event in EVENTS:
        assert event.is_paid == (event.measure is Measure.EXECUTED) == (event.budget is Budget.PAID_FROM)
        assert (event.measure is Measure.SECURED) == (event.command == "secure") == (event.budget is Budget.VOTED)
    assert (RETURN.measure, RETURN.sign) == (Measure.EXECUTED, -1)
