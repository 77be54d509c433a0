"""The command line: commands are the files of a folder, each loaded only when it is called."""

from collections.abc import Callable, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from ledger.cli import settings
from ledger.cli.parameters import Ended, Stopped
from ledger.cli.plain_call import plain_call
from ledger.cli.streams import shown, tell
from ledger.discover import module_named, names_in
from ledger.model.entry import Seal
from ledger.model.errors import LedgerError
from ledger.model.text import Text

COMMANDS = "ledger.cli.commands"
_INTERRUPTED = Text(
    en="interrupted; `ledger log` shows whether it was recorded",
    ko="중단했습니다. 기록되었는지는 `ledger log`로 확인하십시오",
)
_STOPPED = Text(en="stopped; nothing was recorded", ko="그만두었습니다. 기록된 것은 없습니다")


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
    """How the command ended."""
    try:
        _call(argv, recorded)
        return 0
    except Ended as ended:
        return ended.code
    except Stopped:
        return _told(_STOPPED, 2)
    except LedgerError as refusal:
        return _told(refusal.line, refusal.exit_code)
    except KeyboardInterrupt:
        return _told(_INTERRUPTED, 130)
    except OSError:
        raise
    except Exception as error:
        if "--debug" in argv:
            raise
        return _told(_defect(error), 5)


def _call(argv: Sequence[str], recorded: list[Seal]) -> None:
    """A plain command line is called at once; any other is read by typer, which takes longer to load than most
    commands to run."""
    call = plain_call(argv, settings.run, _command)
    if call is None:
        from ledger.cli.program import invoke

        invoke(argv, recorded)
        return
    context = SimpleNamespace(obj=recorded, info_name=call.command, params=call.values)
    settings.run(context, **call.settings)
    module_named(COMMANDS, call.command).run(context, **call.values)


def _command(name: str) -> Callable[..., Any] | None:
    return module_named(COMMANDS, name).run if name in names_in(COMMANDS) else None


def _told(line: Text, code: int) -> int:
    tell(line)
    return code


def _defect(error: Exception) -> Text:
    said = Text(
        en="a defect of the program ({kind}: {error}); `ledger --debug ...` shows where",
        ko="프로그램 결함({kind}: {error}). `ledger --debug ...`로 위치를 볼 수 있습니다",
    )
    return said.format(kind=type(error).__name__, error=error)
