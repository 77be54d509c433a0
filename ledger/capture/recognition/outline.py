"""The sections of a document: under which heading a line of prose stands, and how the contents list calls it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# A heading is short; a longer line is a sentence.
_LONG = 45
_CHAPTER = re.compile(r"\s*(?:[IVX]{1,4}|[Ⅰ-Ⅻ])\s*\.\s+\S")
_ITEM = re.compile(r"\s*([0-9]{1,2})\.\s+(\S.*?)\s*")
_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*")
_NUMBERED = re.compile(r"\s*[0-9]{1,2}\s+([^\s0-9].*?)\s*")
_SQUARE = re.compile(r"\s*[□■◇◆]\s*(\S.*?)\s*")


@dataclass(slots=True)
class Chapter:
    """A chapter's contents list and, in order, the headings of its sections as far as they are printed."""

    items: list[str] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A heading, its chapter, and its place in it. `heading` is empty where the document lost it."""

    chapter: Chapter
    heading: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the section is called: by its heading, and by the contents list if that has as many sections."""
        items, sections = self.chapter.items, self.chapter.sections
        index = next((index for index, each in enumerate(sections) if each is self), len(items))
        listed = items[index] if len(items) == len(sections) else ""
        return tuple(dict.fromkeys(filter(None, (self.heading, listed))))


class Outline:
    """Follows a document line by line; `section` opens where a line states what every section states once."""

    def __init__(self) -> None:
        self._chapter = Chapter()
        self._heading = ""
        self._square = ""
        self._is_numbered = False  # the line before was a number alone

    def read(self, text: str) -> None:
        """Take note of a heading or an item of a contents list; other lines change nothing."""
        if not text.strip():
            return
        if _CHAPTER.match(text):
            self._chapter, self._heading = Chapter(), ""
        elif item := _ITEM.fullmatch(text):
            self._list(int(item[1]), item[2])
        elif len(text) <= _LONG:
            self._head(text)
        self._is_numbered = _NUMBER.fullmatch(text) is not None

    def section(self) -> Section:
        """The section of the line that was read last, and a heading is used up by it."""
        found = Section(self._chapter, self._heading)
        self._chapter.sections.append(found)
        self._heading = ""
        return found

    @property
    def heading(self) -> str:
        """The heading above the line that was read last, whatever its kind."""
        return self._heading or self._square

    def _list(self, number: int, item: str) -> None:
        if number == len(self._chapter.items) + 1:
            self._chapter.items.append(item)

    def _head(self, text: str) -> None:
        if self._is_numbered:
            self._heading = text.strip()
        elif numbered := _NUMBERED.fullmatch(text):
            self._heading = numbered[1]
        elif square := _SQUARE.fullmatch(text):
            self._square = square[1]


def cells_read(outline: Outline, texts: Sequence[Sequence[str]]) -> None:
    """A contents list may be laid out as a table."""
    for text in _short(texts):
        if _ITEM.fullmatch(text):
            outline.read(text)


def _short(texts: Sequence[Sequence[str]]) -> Iterator[str]:
    return (text for row in texts[:50] for text in row if text and len(text) <= _LONG)
