"""Output that a console cannot encode degrades; it never ends a command, and no figure is lost by it."""

import codecs
import sys
import unicodedata
from typing import TextIO

# What stands in on a console without the sign. A wide character becomes two marks, so that columns stay in line.
_INSTEAD = str.maketrans({"△": "-", "▲": "-", "─": "-", "═": "=", "│": "|", "·": ".", "□": "#", "※": "*", "→": ">"})


def settle_streams() -> None:
    """Let stdout and stderr print any text in whatever encoding they have."""
    codecs.register_error("ledger-degrade", _degraded)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="ledger-degrade")


def can_print(sample: str, stream: TextIO | None = None) -> bool:
    """Whether the stream has all of these characters."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    try:
        sample.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def printable(text: str) -> str:
    """The text as stdout can print it, for those who write past the stream (typer's pages: UTF-8 on any console)."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "ledger-degrade").decode(encoding)


def _degraded(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_INSTEAD)
    said = "".join(
        char if char.isascii() else "??" if unicodedata.east_asian_width(char) in "WF" else "?" for char in lost
    )
    return said, error.end
