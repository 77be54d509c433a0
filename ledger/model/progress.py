"""How far a long job is: it tells whoever watches, and knows nothing of who that is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Step = Callable[[int, int], None]


def unseen(done: int, total: int) -> None:
    """The step of a job that nobody watches."""


def counted(items: Sequence[T], step: Step) -> Iterator[T]:
    """The items one by one; before each, and after the last, how many of them are done."""
    for done, item in enumerate(items):
        step(done, len(items))
        yield item
    step(len(items), len(items))
