"""Questions to whoever sits there."""

import sys

from ledger.cli.parameters import Stopped
from ledger.model.errors import Refused
from ledger.model.text import Text, folded, legible


def require_someone() -> None:
    """Refused: no terminal, nobody who could answer."""
    if not sys.stdin.isatty():
        raise Refused(
            Text(en="nobody here can confirm this", ko="확인을 받을 수 없는 환경입니다"),
            way_out=Text(en="use --yes or --dry-run", ko="--yes나 --dry-run을 쓰십시오"),
        )


def agreed(question: Text) -> bool:
    """Yes or no, asked on stderr until one is said. Stopped: nothing more comes. Refused: nobody could answer."""
    require_someone()
    while True:
        print(f"{legible(str(question))} [y/N]: ", end="", file=sys.stderr, flush=True)
        said = sys.stdin.readline()
        if not said:
            raise Stopped
        if folded(said) in ("y", "yes", "예", "네"):
            return True
        if folded(said) in ("", "n", "no", "아니오", "아니요"):
            return False
