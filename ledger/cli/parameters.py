"""What a command takes, said once: the parameters of its `run`, from which a plain call is read and a page is made."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol


class Parameter(NamedTuple):
    """An option by its flags, or an argument, which has none; its line of help; what makes a value of its text."""

    flags: tuple[str, ...]
    help: str
    metavar: str | None = None
    parser: Callable[[str], Any] | None = None


class Context(Protocol):
    """What a command is told of its call: the desk, its own name, and the values of its parameters by name."""

    obj: Any
    info_name: str | None
    params: Any


class Ended(Exception):
    """A command is done, with an exit code of its own."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Stopped(Exception):
    """Whoever was asked said no."""
