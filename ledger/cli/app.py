"""The command line: a group whose commands are the files of a folder, each loaded only when it is called."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ledger.cli.pages import command_page, group_page
from ledger.cli.streams import printable, shown, tell
from ledger.cli.usage import usage_line
from ledger.cli.words import option
from ledger.discover import module_named, names_in
from ledger.model.entry import Seal
from ledger.model.errors import LedgerError, Refused
from ledger.model.text import Text

COMMANDS = "ledger.cli.commands"
_INTERRUPTED = Text(
    en="interrupted; `ledger log` shows whether it was recorded",
    ko="중단했습니다. 기록되었는지는 `ledger log`로 확인하십시오",
)


class Command(TyperCommand):
    """A command whose page is printed in the user's language."""

    def get_help(self, ctx: Any) -> str:
        """The page of the command."""
        return printable(command_page(self, ctx))


class Commands(TyperGroup):
    """The folder is the list of commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of every command, none of them loaded."""
        return names_in(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command, loaded now; None when there is none of that name."""
        return command(cmd_name) if cmd_name in names_in(COMMANDS) else None

    def get_help(self, ctx: Any) -> str:
        """The page of the program: every command in one line."""
        return printable(group_page(self, ctx))


def command(name: str) -> Any:
    """The command that a file of the folder describes: `HELP`, its page, and `run`, which does it."""
    module = module_named(COMMANDS, name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=Command, help=str(module.HELP))(module.run)
    return typer.main.get_command(single)


def _desk(
    context: typer.Context,
    book: Annotated[
        Path | None,
        option(
            "--book",
            Text(
                en="The book; else $LEDGER_BOOK, else ledger.db", ko="장부 파일. 없으면 $LEDGER_BOOK, 그다음 ledger.db"
            ),
            metavar="FILE",
        ),
    ] = None,
    lang: Annotated[str, option("--lang", Text(en="Language: ko or en", ko="언어: ko 또는 en"), metavar="ko|en")] = "",
    by: Annotated[
        str | None,
        option(
            "--by",
            Text(
                en="Who records; else $LEDGER_USER, else the login",
                ko="기록자. 없으면 $LEDGER_USER, 그다음 로그인 이름",
            ),
        ),
    ] = None,
    debug: Annotated[bool, option("--debug", Text(en="Show where a defect arose", ko="오류 위치를 보임"))] = False,
) -> None:
    from ledger.api.desk import desk_of

    if lang not in ("", "ko", "en"):
        raise Refused(Text(en="--lang takes ko or en", ko="--lang에는 ko나 en을 씁니다"))
    context.obj = desk_of(os.environ, book, by, tell, recorded=context.obj)


def group() -> Any:
    """The whole command line."""
    app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)
    app.callback(cls=Commands)(_desk)
    return typer.main.get_command(app)


def run(argv: Sequence[str]) -> int:
    """Run a command; its exit code. What a user can cause is told in one line on stderr."""
    if list(argv) in ([], ["help"]):
        argv = ["--help"]
    recorded: list[Seal] = []
    return shown(partial(_ended, argv, recorded), partial(_in_the_book, recorded))


def _in_the_book(recorded: Sequence[Seal]) -> Text | None:
    """What was recorded by a command whose output is lost."""
    if not recorded:
        return None
    said = Text(en="it was recorded, up to transaction {number}", ko="기록은 되었습니다(마지막 전표 {number}번)")
    return said.format(number=recorded[-1].number)


def _ended(argv: Sequence[str], recorded: list[Seal]) -> int:
    """How the command ended. Not by typer's own `main`, which takes a closed pipe for a failure."""
    try:
        program = group()
        with program.make_context("ledger", list(argv), obj=recorded) as context:
            ended = program.invoke(context)
        return ended if isinstance(ended, int) else 0
    except typer.Exit as ended:
        return ended.exit_code
    except LedgerError as refusal:
        return _told(refusal.line, refusal.exit_code)
    except KeyboardInterrupt:
        return _told(_INTERRUPTED, 130)
    except OSError:
        raise
    except Exception as error:
        line = usage_line(error)
        if line is not None:
            return _told(line, 2) if str(line).strip() else 2
        if "--debug" in argv:
            raise
        return _told(_defect(error), 5)


def _told(line: Text, code: int) -> int:
    tell(line)
    return code


def _defect(error: Exception) -> Text:
    said = Text(
        en="a defect of the program ({kind}: {error}); `ledger --debug ...` shows where",
        ko="프로그램 결함({kind}: {error}). `ledger --debug ...`로 위치를 볼 수 있습니다",
    )
    return said.format(kind=type(error).__name__, error=error)
