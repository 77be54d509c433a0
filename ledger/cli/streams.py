"""Output that a console cannot encode degrades; it never ends a command, and no figure is lost by it."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from ledger.disk import reason
from ledger.model.text import Text, legible

# What stands in on a console without the sign. A wide character becomes two marks, so that columns stay in line.
_INSTEAD = str.maketrans(
    {"△": "-", "▲": "-", "─": "-", "═": "=", "│": "|", "·": ".", "□": "#", "■": "#", "▒": "=", "※": "*", "→": ">"}
)

_UNSEEN = Text(en="the result could not be shown: {why}", ko="결과를 출력하지 못했습니다: {why}")
_SYSTEM = Text(en="the system says: {why}", ko="시스템 오류: {why}")


def settle_streams() -> None:
    """Let stdout and stderr print any text in whatever encoding they have. A stream that was closed (`>&-`) becomes one
    to nowhere, in its own place: no file may be opened there, since whatever is printed would be written into it."""
    codecs.register_error("ledger-degrade", _degraded)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="ledger-degrade")


def shown(command: Callable[[], int], aside: Callable[[], Text | None] = lambda: None) -> int:
    """The exit code of what prints, once all of it is written out: 5 and a line where that fails, 0 where the reader
    has seen enough (`| head`). `aside` is asked what a user who sees nothing must still know."""
    try:
        code = command()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout, sys.stderr)
        return 0
    except OSError as failure:  # one that names no file is of a stream: every file has a name
        _let_go(sys.stdout, sys.stderr)
        said = (_UNSEEN if failure.filename is None else _SYSTEM).format(why=reason(failure))
        more = aside()
        tell(said if more is None else Text(en="{said}; {more}", ko="{said}. {more}").format(said=said, more=more))
        return 5
    return code


def tell(said: Text) -> None:
    """One line on stderr about what happened. Where even that cannot be written, the exit code alone says it."""
    try:
        print(f"ledger: {legible(str(said))}", file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


def _let_go(*streams: TextIO) -> None:
    """What a failed stream still holds must not be written at exit: Python would end with a code of its own."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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
