"""Text in the two languages of the user, and the form in which names are stored, compared and measured."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_language = "ko"


def language() -> str:
    """`ko` or `en`: settled once, before any command is loaded."""
    return _language


def speak(code: str) -> None:
    """Settle the language of every text from here on."""
    global _language
    _language = "en" if code == "en" else "ko"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Every text within in a language, whatever the user's own."""
    spoken = language()
    speak(code)
    try:
        yield
    finally:
        speak(spoken)


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages, written where it is used. `str()` gives the user's own."""

    en: str
    ko: str

    def __post_init__(self) -> None:
        if not (self.en and self.ko):
            raise ValueError(f"a text needs both languages: {self!r}")

    def __str__(self) -> str:
        return self.ko if _language == "ko" else self.en

    def format(self, **values: object) -> "Text":
        """Fill `{name}` places in both languages; a value that is itself a Text speaks each language."""
        return Text(
            en=self.en.format(**{name: _in("en", value) for name, value in values.items()}),
            ko=self.ko.format(**{name: _in("ko", value) for name, value in values.items()}),
        )


def same(text: str) -> Text:
    """A text that reads alike in both languages: a name, a code, a figure."""
    return Text(en=text, ko=text)


def joined(parts: Iterable[Text], separator: str = ", ") -> Text:
    """Several texts as one."""
    every = list(parts)
    return Text(en=separator.join(p.en for p in every), ko=separator.join(p.ko for p in every))


def _in(code: str, value: object) -> object:
    return getattr(value, code) if isinstance(value, Text) else value


_SPACES = re.compile(r"[\s\u00a0\u3000]+")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ud800-\udfff]"
)
_BREAKING = re.compile(f"{_UNSEEN.pattern}|[\t\n\u2028\u2029]")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2032": "'", "`": "'", "\u00b4": "'"})


def clean(text: str) -> str:
    """A name as it is stored: NFC, single ordinary spaces, none at the ends.

    Raises ValueError with the code point when the text holds a character nobody can see (zero width,
    text direction, control): two names that look alike must be alike.
    """
    tidy = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if unseen := _UNSEEN.search(tidy):
        raise ValueError(f"U+{ord(unseen.group()):04X}")
    return tidy


def legible(text: str) -> str:
    """A text for a terminal or a file, line breaks and tabs as they are: what nobody can see, and what would steer the
    terminal, is written as its code."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def visible(text: str) -> str:
    """A text that stays on its line whatever it quotes: what nobody can see is written as its code."""
    return _BREAKING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def folded(text: str) -> str:
    """A name as it is compared: spelling of quotes, spaces and letter case do not count."""
    return _SPACES.sub("", unicodedata.normalize("NFC", text)).translate(_QUOTES).casefold()


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one existing name most like a mistyped one, compared letter by letter (자모), or None."""
    from difflib import get_close_matches

    apart = {unicodedata.normalize("NFD", folded(each)): each for each in names}
    close = get_close_matches(unicodedata.normalize("NFD", folded(name)), apart, n=1, cutoff=0.7)
    return apart[close[0]] if close else None


def width(text: str) -> int:
    """Columns that a text fills in a terminal or a sheet: a Hangul syllable fills two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in unicodedata.normalize("NFC", text)
    )
