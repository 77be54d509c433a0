import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.text import Text, clean, folded, joined, language, nearest, same, speak, visible, width


@pytest.fixture(autouse=True)
def settled() -> Iterator[None]:
    before = language()
    yield
    speak(before)


def test_a_text_speaks_the_language_that_was_settled() -> None:
    text = Text(en="budget", ko="예산")
    speak("en")
    assert (str(text), language()) == ("budget", "en")
    speak("ko")
    assert (str(text), language()) == ("예산", "ko")
    speak("fr")
    assert language() == "ko"


@pytest.mark.parametrize(("en", "ko"), [("", "예산"), ("budget", ""), ("", "")])
def test_a_text_needs_both_languages(en: str, ko: str) -> None:
    with pytest.raises(ValueError, match="needs both languages"):
        Text(en=en, ko=ko)


def test_a_text_within_a_text_speaks_the_language_of_its_place() -> None:
    said = Text(en="{what} of {count}", ko="{what} {count}건").format(what=Text(en="error", ko="오류"), count=3)
    assert said == Text(en="error of 3", ko="오류 3건")


def test_texts_are_joined_in_both_languages() -> None:
    parts = [Text(en="a", ko="가"), same("5-2")]
    assert joined(parts) == Text(en="a, 5-2", ko="가, 5-2")
    assert joined(parts, "·") == Text(en="a·5-2", ko="가·5-2")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  국비 ", "국비"),
        ("국\u00a0비", "국 비"),
        ("국\u3000\n\t비", "국 비"),
        (unicodedata.normalize("NFD", "국비"), "국비"),
        ("①", "①"),
        ("", ""),
    ],
)
def test_names_are_stored_in_one_form(raw: str, stored: str) -> None:
    assert clean(raw) == stored


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u3164", "\x00", "\x7f", "\ud800"]
)
def test_a_name_with_a_character_nobody_sees_is_refused_by_its_code(unseen: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(unseen):04X}"):
        clean(f"국{unseen}비")


@given(st.text())
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    try:
        stored = clean(text)
    except ValueError:
        return
    assert clean(stored) == stored


@pytest.mark.parametrize("other", ["국 비", " 국비", unicodedata.normalize("NFD", "국비"), "국\u00a0비"])
def test_spelling_of_spaces_does_not_make_another_name(other: str) -> None:
    assert folded(other) == folded("국비")


def test_quotes_and_letter_case_do_not_make_another_name() -> None:
    assert folded("’23 A") == folded("'23a")
    assert folded("국비") != folded("구비")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("국 비", "국비"), ("구비", "국비"), ("극비", "국비"), ("기타등", "기타"), ("도로포장", None), ("", None)],
)
def test_the_nearest_name_is_found_letter_by_letter(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["국비", "도비", "시비", "기타"]) == meant


@pytest.mark.parametrize(
    ("text", "columns"),
    [("국비", 4), ("A-1", 3), (unicodedata.normalize("NFD", "국비"), 4), ("１", 2), ("△1", 2), ("", 0), ("e\u0301", 1)],
)
def test_a_hangul_syllable_fills_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_what_breaks_a_line_is_written_as_its_code() -> None:
    assert visible("가\n나\t\x1b[2J\u202e\u2028.jpg") == "가\\u000a나\\u0009\\u001b[2J\\u202e\\u2028.jpg"
    assert visible("개소식 1장.jpg") == "개소식 1장.jpg"
