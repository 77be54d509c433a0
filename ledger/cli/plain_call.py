"""A command line in which everything is as the command says, read without typer: loading that takes longer than most
commands. Whatever is not plain, help and mistakes included, is left to typer."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from ledger.cli.parameters import Parameter
from ledger.model.errors import LedgerError


class Call(NamedTuple):
    """A plain command line: the values of the options before the command, its name, and those behind it."""

    settings: dict[str, Any]
    command: str
    values: dict[str, Any]


class _NotPlain(Exception):
    """Left to typer."""


class _Taken(NamedTuple):
    """A parameter of a command: its name, what was declared of it, its type, and whether it may be left out."""

    name: str
    declared: Parameter
    type: Any
    default: Any


def plain_call(
    argv: Sequence[str], settings: Callable[..., Any], command: Callable[[str], Callable[..., Any] | None]
) -> Call | None:
    """The call that a command line makes; None where typer must read it. `settings` takes the options before the
    command, `command` gives the `run` of a name, None for a name that no command has."""
    words = list(argv)
    try:
        before = _values(_taken(settings), words, stop_at_words=True)
        run = command(words.pop(0)) if words else None
        if run is None:
            return None
        name = argv[len(argv) - len(words) - 1]
        return Call(before, name, _values(_taken(run), words))
    except (_NotPlain, LedgerError):  # what a parser refuses is told in typer's order
        return None


def _taken(function: Callable[..., Any]) -> list[_Taken]:
    found = []
    for name, parameter in inspect.signature(function).parameters.items():
        said = getattr(parameter.annotation, "__metadata__", ())
        if said:
            found.append(_Taken(name, said[0], _kind(get_args(parameter.annotation)[0]), parameter.default))
    return found


def _kind(declared: Any) -> Any:
    """The type that a value has where there is one: `date` of `date | None`."""
    if isinstance(declared, UnionType):
        return next(each for each in get_args(declared) if each is not type(None))
    return declared


def _values(taken: Sequence[_Taken], words: list[str], *, stop_at_words: bool = False) -> dict[str, Any]:
    """The values by name, defaults included; `words` is used up, or up to the first that is no option."""
    flags = {flag: each for each in taken for flag in each.declared.flags}
    arguments = [each for each in taken if not each.declared.flags]
    said: dict[str, Any] = {}
    loose: list[str] = []
    while words and not (stop_at_words and not words[0].startswith("-")):
        word = words.pop(0)
        if not word.startswith("-"):
            loose.append(word)
            continue
        flag, equals, value = word.partition("=")
        if flag not in flags or (equals and not flag.startswith("--")):
            raise _NotPlain
        _take(flags[flag], said, words, value if equals else None)
    said |= _placed(arguments, loose)
    for each in taken:
        if each.name not in said:
            if each.default is inspect.Parameter.empty:
                raise _NotPlain
            said[each.name] = each.default
    return said


def _take(option: _Taken, said: dict[str, Any], words: list[str], value: str | None) -> None:
    """One option; its value is the next word where none is given with it."""
    if option.type is bool:
        if value is not None:
            raise _NotPlain
        said[option.name] = True
        return
    if value is None:
        if not words or words[0].startswith("-"):
            raise _NotPlain
        value = words.pop(0)
    if get_origin(option.type) is list:
        said.setdefault(option.name, []).append(_converted(option, get_args(option.type)[0], value))
    elif option.name in said:
        raise _NotPlain
    else:
        said[option.name] = _converted(option, option.type, value)


def _placed(arguments: Sequence[_Taken], words: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Words to arguments in their order; the last argument may be a list."""
    left = list(words)
    for each in arguments:
        if get_origin(each.type) is list:
            if each is not arguments[-1]:
                raise _NotPlain
            if left:
                yield each.name, [_converted(each, get_args(each.type)[0], word) for word in left]
            return
        if left:
            yield each.name, _converted(each, each.type, left.pop(0))
    if left:
        raise _NotPlain


def _converted(taken: _Taken, kind: Any, text: str) -> Any:
    if taken.declared.parser is not None:
        return taken.declared.parser(text)
    if kind is str:
        return text
    if kind is Path and text:
        return Path(text)
    if kind is int and re.fullmatch("[0-9]{1,18}", text):
        return int(text)
    raise _NotPlain
