"""Pages of help: how to call a command, what it is for, and its arguments and options, in the user's language."""

import re
import shutil
from typing import Any

from ledger.cli.lines import folded_lines
from ledger.model.text import Text, width

_USAGE = Text(en="Usage", ko="사용법")
_OPTIONS = Text(en="Options", ko="옵션")
_ARGUMENTS = Text(en="Arguments", ko="인자")
_COMMANDS = Text(en="Commands", ko="명령")
_HELP = Text(en="Show this page", ko="이 안내를 보임")


def command_page(command: Any, context: Any, more: str = "") -> str:
    """The page of one command; `more` is a paragraph below what it is for."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    words = [_shape(argument) for argument in arguments]
    lines = [f"{_USAGE}: {context.command_path} {' '.join([*words, '[OPTIONS]'])}", ""]
    lines += _paragraphs(f"{command.help}\n\n{more}".rstrip())
    if arguments:
        lines += ["", f"{_ARGUMENTS}:", *_rows([(p.metavar or p.name.upper(), p.help or "") for p in arguments])]
    rows = [(_flags(p), p.help or "") for p in options]
    lines += ["", f"{_OPTIONS}:", *_rows([*rows, ("--help", str(_HELP))])]
    return "\n".join(lines)


def group_page(group: Any, context: Any) -> str:
    """The page of the program."""
    about = Text(
        en="A budget and KPI ledger: records what is planned, secured and executed, proves that every total closes, "
        "and prints the official report.",
        ko="예산·성과 장부: 계획·확보·집행을 기록하고, 모든 합계가 맞는지 증명하며, 공식 서식으로 출력합니다.",
    )
    options = [p for p in group.params if not p.hidden]
    commands = [(name, _first_line(group.get_command(context, name))) for name in group.list_commands(context)]
    lines = [f"{_USAGE}: ledger [OPTIONS] COMMAND ...", "", *_paragraphs(str(about))]
    lines += ["", f"{_OPTIONS}:", *_rows([*((_flags(p), p.help or "") for p in options), ("--help", str(_HELP))])]
    lines += ["", f"{_COMMANDS}:", *_rows(commands)]
    return "\n".join(lines)


def _first_line(command: Any) -> str:
    return str(command.help).splitlines()[0]


def _shape(argument: Any) -> str:
    word = argument.metavar or argument.name.upper()
    many = "..." if argument.nargs == -1 else ""
    return f"{word}{many}" if argument.required else f"[{word}{many}]"


def _flags(option: Any) -> str:
    word = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return f"{', '.join([*option.opts, *option.secondary_opts])}{word}"


def _columns() -> int:
    return max(40, min(100, shutil.get_terminal_size().columns))


def _paragraphs(text: str) -> list[str]:
    """Every paragraph, and every example in it, three spaces before each, on lines of its own."""
    said = [part for paragraph in text.splitlines() for part in re.split(" {3}(?=ledger )", paragraph)]
    return [line for part in said for line in (folded_lines(part, _columns()) or [""])]


def _rows(rows: list[tuple[str, str]]) -> list[str]:
    left = min(26, max(width(name) for name, _ in rows))
    lines = []
    for name, said in rows:
        parts = folded_lines(said, _columns() - left - 4) or [""]
        first = f"  {name}{' ' * max(0, left - width(name))}  {parts[0]}"
        lines += [first, *(f"{' ' * (left + 4)}{part}" for part in parts[1:])]
    return lines
