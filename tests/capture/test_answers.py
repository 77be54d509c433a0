"""What is typed into an input, as the value that it is asked for; anything else is refused in words."""

import pytest

from ledger.capture.answers import answered
from ledger.model.errors import Refused
from ledger.model.form import Input, Kind

AMOUNT = Input(kind=Kind.AMOUNT, least=0)
COUNT = Input(kind=Kind.COUNT, least=0, most=100)
PERCENT = Input(kind=Kind.COUNT, least=0, most=100, unit="%")
CHOICE = Input(kind=Kind.CHOICE, choices=("정상추진", "이행후 계속추진"))
TEXT = Input(kind=Kind.TEXT, text="개소식 (1차)", most=20)
QUANTITY = Input(kind=Kind.QUANTITY, text="4,495명")
MILLION = 1_000_000


@pytest.mark.parametrize(
    ("given", "typed", "label", "value"),
    [
        (AMOUNT, "", "백만원", None),
        (AMOUNT, "-", "백만원", 0),
        (AMOUNT, "0", "백만원", 0),
        (AMOUNT, "1,234", "백만원", 1234 * MILLION),
        (AMOUNT, "１２３４", "백만원", 1234 * MILLION),
        (AMOUNT, "560 백만원", "백만원", 560 * MILLION),
        (AMOUNT, "1.0", "백만원", MILLION),
        (AMOUNT, "500천원", "천원", 500_000),
        (AMOUNT, "12원", "원", 12),
        (Input(kind=Kind.AMOUNT), "△5", "백만원", -5 * MILLION),
        (COUNT, "50", "", 50),
        (COUNT, "3.0", "", 3),
        (PERCENT, "55%", "", 55),
        (PERCENT, "55 ％", "", 55),
        (COUNT, "", "", None),
        (CHOICE, " 이행후  계속추진", "", "이행후 계속추진"),
        (CHOICE, "", "", ""),
        (TEXT, "개소식(1차)", "", "개소식 (1차)"),
        (TEXT, "준공식", "", "준공식"),
        (QUANTITY, "4495명", "", "4,495명"),
        (QUANTITY, "4495.5명", "", "4495.5명"),
    ],
)
def test_a_value(given: Input, typed: str, label: str, value: int | str | None) -> None:
    assert answered(given, typed, label) == value


@pytest.mark.parametrize(
    ("given", "typed", "label", "reason"),
    [
        (AMOUNT, "5억", "백만원", "양식의 단위(백만원)가 아님"),
        (AMOUNT, "560천원", "백만원", "양식의 단위(백만원)가 아님"),
        (AMOUNT, "560백만원", "천원", "양식의 단위(천원)가 아님"),
        (AMOUNT, "500백만원", "원", "양식의 단위(원)가 아님"),
        (AMOUNT, "50%", "백만원", "양식의 단위(백만원)가 아님"),
        (AMOUNT, "24.394", "백만원", "소수입니다"),
        (AMOUNT, "약 5", "백만원", "어림한 금액"),
        (AMOUNT, "(4)", "백만원", "두 가지로 읽힙니다"),
        (AMOUNT, "1 234", "백만원", "수로 읽을 수 없습니다"),
        (AMOUNT, "1,23", "백만원", "수로 읽을 수 없습니다"),
        (AMOUNT, "100 (변경)", "백만원", "금액으로 읽을 수 없습니다"),
        (AMOUNT, "2023-03-15", "백만원", "수로 읽을 수 없습니다"),
        (AMOUNT, "-1", "백만원", "△1: 0보다 작습니다"),
        (AMOUNT, "1234567890123", "백만원", "한도"),
        (COUNT, "101", "", "100보다 큽니다"),
        (COUNT, "3.5", "", "정수"),
        (COUNT, "55%", "", "정수로 쓰십시오: 55"),
        (PERCENT, "55.5%", "", "'55.5%': 정수가 아닙니다"),
        (COUNT, "3 (예정)", "", "정수"),
        (CHOICE, "추진중", "", "고를 수 있는 값이 아닙니다"),
        (TEXT, "가" * 21, "", "21자: 20자까지"),
        (TEXT, "개소\u200b식 개최", "", "보이지 않는 글자(U+200B)"),
    ],
)
def test_what_is_refused(given: Input, typed: str, label: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        answered(given, typed, label)
    assert reason in str(refusal.value.line)
