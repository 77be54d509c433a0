"""The command line as typer reads it: for pages of help, and for whatever is not plain or is wrong."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from ledger.cli import settings
from ledger.cli.app import COMMANDS
from ledger.cli.pages import command_page, group_page
from ledger.cli.parameters import Context, Ended, Parameter
from ledger.cli.streams import printable, tell
from ledger.cli.usage import usage_line
from ledger.discover import module_named, names_in
from ledger.model.entry import Seal


class Command(TyperCommand):
    """A command whose page is printed in the user's language."""

    def get_help(self, ctx: Any) -> str:
        """The page of the command."""
        more = getattr(module_named(COMMANDS, ctx.info_name), "more", None)
        return printable(command_page(self, ctx, str(more()) if more else ""))


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
    """The command that a file of the folder describes: `HELP`, its page, and `run`, which does it; where that must be
    looked up, `more` gives a paragraph of its page."""
    module = module_named(COMMANDS, name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=Command, help=str(module.HELP))(_for_typer(module.run))
    return typer.main.get_command(single)


def group() -> Any:
    """The whole command line."""
    app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)
    app.callback(cls=Commands)(_for_typer(settings.run))
    return typer.main.get_command(app)


def invoke(argv: Sequence[str], recorded: list[Seal]) -> None:
    """Read a command line and run its command. Not by typer's own `main`, which takes a closed pipe for a failure.

    Ended, after what is wrong with the command line was told in the user's language.
    """
    try:
        program = group()
        with program.make_context("ledger", list(argv), obj=recorded) as context:
            program.invoke(context)
    except typer.Exit as ended:  # after a page of help
        raise Ended(ended.exit_code) from None
    except Exception as error:
        line = usage_line(error)
        if line is None:
            raise
        if str(line).strip():
            tell(line)
        raise Ended(2) from None


def _for_typer(run: Callable[..., Any]) -> Callable[..., Any]:
    """A command with its parameters as typer declares them."""
    signature = inspect.signature(run)
    parameters = [each.replace(annotation=_declared(each.annotation)) for each in signature.parameters.values()]

    def called(**values: Any) -> Any:
        return run(**values)

    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def _declared(annotation: Any) -> Any:
    if annotation is Context:
        return typer.Context
    said: Parameter = annotation.__metadata__[0]
    shown: dict[str, Any] = {"help": said.help, "metavar": said.metavar, "parser": said.parser, "show_default": False}
    return Annotated[
        get_args(annotation)[0], typer.Option(*said.flags, **shown) if said.flags else typer.Argument(**shown)
    ]
