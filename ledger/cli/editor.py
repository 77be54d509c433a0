"""The editor that the user has chosen: $VISUAL, $EDITOR, or what every computer has."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from ledger.model.errors import Refused
from ledger.model.text import Text

_INSTEAD = Text(en="set EDITOR, or use --print and --file", ko="EDITOR를 정하거나 --print와 --file을 쓰십시오")


def edit(path: Path) -> None:
    """Open a file in the editor and wait for its end. Refused: no editor, no terminal to open it in, or it failed."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen and os.name != "nt" and not sys.stdin.isatty():
        raise Refused(Text(en="there is no terminal to edit in", ko="편집기를 열 터미널이 없습니다"), way_out=_INSTEAD)
    command = _words(chosen or ("notepad" if os.name == "nt" else "vi"))
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError:
        said = Text(en="the editor '{name}' cannot be started", ko="편집기 '{name}': 실행할 수 없습니다")
        raise Refused(said.format(name=command[0]), way_out=_INSTEAD) from None
    if code:
        said = Text(
            en="the editor '{name}' ended with code {code}: nothing was recorded",
            ko="편집기 '{name}': 오류({code})로 끝나 기록하지 않았습니다",
        )
        raise Refused(said.format(name=command[0], code=code))


def _words(command: str) -> list[str]:
    """`code --wait` -> its words. Refused: a quote that does not end."""
    try:
        words = [word.strip('"') for word in shlex.split(command, posix=os.name != "nt")]
    except ValueError:
        words = []
    if not words:
        said = Text(en="EDITOR is no command: {command}", ko="EDITOR 값이 명령이 아닙니다: {command}")
        raise Refused(said.format(command=command), way_out=_INSTEAD)
    return words
