"""Stored numbers as they are written out."""

import pytest

from ledger.workbook.numbers import dated, exact, percent, shown_as, timed


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("1234567890123456", "1234567890123456"),
        ("1234.5", "1234.5"),
        ("999.9999999999999", "1000"),
        ("-0.30000000000000004", "-0.3"),
        ("1.2345E3", "1234.5"),
        ("1E15", "1000000000000000"),
        ("-0", "0"),
        ("٣٤", "٣٤"),
        ("NaN", "NaN"),
        ("1e999999", "1e999999"),
    ],
)
def test_digits_are_exact(said: str, text: str) -> None:
    assert exact(said) == text


def test_percentages_days_and_times() -> None:
    assert (percent("0.125"), percent("2.03"), percent("-")) == ("12.5%", "203%", "-")
    assert [dated(day) for day in ("1", "59", "60", "61", "45048", "2958465", "2958466", "-1")] == [
        *("1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01", "2023-05-02", "9999-12-31", "2958466", "-1")
    ]
    assert dated("45048.99999999") == "2023-05-03"
    assert dated("45048.5") == "2023-05-02T12:00:00"
    assert (dated("0", from_1904=True), dated("2958465", from_1904=True)) == ("1904-01-01", "2958465")
    assert (timed("0.5"), timed("1.5")) == ("12:00:00", "36:00:00")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("General", "0.5"),
        ('#,##0_)_ ;"△"#,##0;"-"_)', "0.5"),
        ('0"day"', "0.5"),
        ("[Red]#,##0\\d", "0.5"),
        ("0.00E+00", "0.5"),
        ("0.0%", "50%"),
        ('yyyy"년" m"월"', "1899-12-31T12:00:00"),
        ("[$-412]mm/dd", "1899-12-31T12:00:00"),
        ("[h]:mm", "12:00:00"),
        ("h:mm AM/PM", "12:00:00"),
    ],
)
def test_a_format_is_a_date_a_time_a_percentage_or_neither(code: str, text: str) -> None:
    assert shown_as(164, code)("0.5") == text
