"""What typer says when a command line is wrong, said in the user's language with the way out."""

import re
from typing import Any

from ledger.model.text import Text, nearest

GLOBAL_OPTIONS = ("--book", "--lang", "--by", "--debug")


def usage_line(error: Exception) -> Text | None:
    """One line for an error of the command line; empty when there is nothing to say, None for any other error."""
    names = {each.__name__ for each in type(error).__mro__}
    if "NoArgsIsHelpError" in names:
        return Text(en=" ", ko=" ")
    if "ClickException" not in names:
        return None
    kind = next((name for name in _SAID if name in names), "UsageError")
    page = _page(error)
    return Text(en="{said} (see `{page}`)", ko="{said} (`{page}` 참고)").format(said=_SAID[kind](error), page=page)


def _page(error: Any) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'ledger'} --help"


def _no_such_option(error: Any) -> Text:
    name = error.option_name
    if name in GLOBAL_OPTIONS:
        said = Text(
            en="{name} goes before the command: ledger {name} ... COMMAND",
            ko="{name} 옵션은 명령 앞에 씁니다: ledger {name} ... 명령",
        )
        return said.format(name=name)
    known = (
        [opt for param in error.ctx.command.params for opt in param.opts if opt.startswith("--")] if error.ctx else []
    )
    near = nearest(name, known)
    said = Text(en="no such option: {name}", ko="없는 옵션입니다: {name}").format(name=name)
    return (
        Text(en="{said}; did you mean {near}?", ko="{said}. 혹시 {near} 아닙니까?").format(said=said, near=near)
        if near
        else said
    )


def _missing(error: Any) -> Text:
    parameter = error.param
    what = parameter.metavar or parameter.name.upper() if parameter is not None else "?"
    if parameter is not None and parameter.param_type_name == "option":
        said = Text(en="missing option {what}: {help}", ko="빠진 옵션 {what}: {help}")
        return said.format(what=parameter.opts[0], help=parameter.help)
    return Text(en="missing argument: {what}", ko="빠진 인자: {what}").format(what=what)


def _bad_value(error: Any) -> Text:
    parameter = error.param
    name = parameter.opts[0] if parameter is not None and parameter.param_type_name == "option" else error.param_hint
    name = name or (parameter.metavar or parameter.name if parameter is not None else "?")
    said = Text(en="{name}: this value cannot be used: {message}", ko="{name}: 쓸 수 없는 값입니다: {message}")
    is_number = re.fullmatch("'(.*)' is not a valid (?:int|integer)\\.", error.message, re.DOTALL)
    whole = Text(en="'{typed}' is no whole number", ko="'{typed}' 값은 정수가 아닙니다")
    return said.format(name=name, message=whole.format(typed=is_number[1]) if is_number else error.message)


def _no_value(error: Any) -> Text:
    return Text(en="option {name} needs a value", ko="{name} 옵션에 값이 필요합니다").format(name=error.option_name)


def _other(error: Any) -> Text:
    message = error.message
    context = getattr(error, "ctx", None)
    if context is not None and hasattr(context.command, "list_commands") and message.startswith("No such command"):
        typed = message.split("'")[1]
        near = nearest(typed, context.command.list_commands(context))
        said = Text(en="no such command: {typed}", ko="없는 명령입니다: {typed}").format(typed=typed)
        return (
            Text(en="{said}; did you mean {near}?", ko="{said}. 혹시 {near} 아닙니까?").format(said=said, near=near)
            if near
            else said
        )
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rstrip(")")
        return Text(en="more arguments than expected: {extra}", ko="남는 인자가 있습니다: {extra}").format(extra=extra)
    return Text(en="{message}", ko="명령이 맞지 않습니다: {message}").format(message=message)


_SAID = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _no_value,
    "BadParameter": _bad_value,
    "UsageError": _other,
}
