"""Questions to whoever sits there."""

import sys

import typer

from ledger.model.errors import Refused
from ledger.model.text import Text


def require_someone() -> None:
    """Refused: no terminal, nobody who could answer."""
    if not sys.stdin.isatty():
        raise Refused(
            Text(en="nobody to ask", ko="물어볼 사람이 없습니다"),
            way_out=Text(en="use --yes or --dry-run", ko="--yes나 --dry-run을 쓰십시오"),
        )


def agreed(question: Text) -> bool:
    """Yes or no, on stderr."""
    return typer.confirm(str(question), err=True)
