"""How long, and in what rhythm, a command waits for a book that somebody else holds."""

import os
import time
from collections.abc import Iterator

LONGEST = 30.0


def limit() -> float:
    """Seconds to wait at most: 30, or what `LEDGER_WAIT` says."""
    try:
        return max(0.0, float(os.environ.get("LEDGER_WAIT", LONGEST)))
    except ValueError:
        return LONGEST


def attempts() -> Iterator[None]:
    """One attempt at once, then more after short pauses until the limit has passed.

    The pauses are random: SQLite's own growing ones starve whoever has waited longest.
    """
    end = time.monotonic() + limit()
    yield
    from random import uniform

    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, uniform(0.005, 0.05)))
        yield
