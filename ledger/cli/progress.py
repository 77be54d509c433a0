"""A progress bar for whatever takes longer than a second, where a person is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from ledger.model.progress import Step, unseen
from ledger.model.text import Text

_PATIENCE, _PAUSE = 1.0, 0.1  # seconds: before the bar is shown, and between two looks of it


@contextmanager
def progress(what: Text, now: Callable[[], float] = monotonic) -> Iterator[Step]:
    """The step to hand to a job. On a terminal it draws a bar on stderr once a second is over; the bar is gone when
    the block ends. `now` are seconds."""
    if not sys.stderr.isatty():
        yield unseen
        return
    bar = _Bar(what, now)
    try:
        yield bar.step
    finally:
        bar.close()


class _Bar:
    """Drawn from within the job's own steps: no thread, and nothing of rich before it is seen."""

    def __init__(self, what: Text, now: Callable[[], float]) -> None:
        self._what, self._now = what, now
        self._due = now() + _PATIENCE
        self._shown: Any = None

    def step(self, done: int, total: int) -> None:
        moment = self._now()
        if moment < self._due:
            return
        self._due = moment + _PAUSE
        if self._shown is None:
            self._open(done, total)
        self._shown.update(self._shown.task_ids[0], completed=done, total=total, refresh=True)

    def close(self) -> None:
        if self._shown is not None:
            self._shown.stop()

    def _open(self, done: int, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._shown = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._shown.add_task(str(self._what), completed=done, total=total)
        self._shown.start()
