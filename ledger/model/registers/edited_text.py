"""What somebody wrote around the rows of a pledge while editing it: kept for the next `ledger edit`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ledger.model.record import Record
from ledger.model.text import Text

# A register keeps one ordinary space where there are several; these stand for themselves.
_SPACED = re.compile(r"^ | $|(?<= ) |[^\S ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedText(Record):
    """The TOML of a pledge as it was last saved, comments and order included (`key`: the pledge)."""

    KIND: ClassVar[str] = "edited-text"
    LABEL: ClassVar[Text] = Text(en="edited text", ko="편집 글")
    REPORTED: ClassVar[bool] = False
    FIELDS: ClassVar[Mapping[str, Text]] = {"lines": Text(en="comments", ko="주석")}
    lines: tuple[str, ...]

    @classmethod
    def of(cls, pledge: str, text: str) -> Self:
        """The row that keeps a text."""
        return cls(key=pledge, lines=tuple(_kept(line) for line in text.rstrip("\n").split("\n")))

    @property
    def text(self) -> str:
        """The text that was kept."""
        return "".join(json.loads(f'"{line}"') + "\n" for line in self.lines)


def _kept(line: str) -> str:
    escaped = json.dumps(line, ensure_ascii=False)[1:-1]
    return _SPACED.sub(lambda space: f"\\u{ord(space[0]):04x}", escaped)
