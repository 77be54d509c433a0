import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from ledger.api.desk import Desk
from ledger.api.editing import Opened, Overtaken, open_pledge, save_pledge
from ledger.api.recording import Recorded
from ledger.capture.file import File
from ledger.cli import streams
from ledger.cli.amounts import CODE, show_rows_changed, tell
from ledger.cli.asking import agreed, require_someone
from ledger.cli.editor import edit
from ledger.cli.parameters import Context, Ended, Stopped
from ledger.cli.show import note, say
from ledger.cli.words import CORRECTION, DRY_RUN, ON, REASON, desk_of, option
from ledger.disk import save
from ledger.model.entry import Act
from ledger.model.errors import LedgerError, Refused
from ledger.model.text import Text
from ledger.specs.pledge_guide import with_faults

HELP = Text(
    en="Edit a whole pledge as TOML in $VISUAL or $EDITOR; one transaction.\n\n"
    "Projects, milestones, participation, remarks, indicators, action items.\n"
    "Amounts are recorded with plan, secure and execute.\n"
    "Comments that you write are kept in the book for the next edit.\n\n"
    "ledger edit 5-2\n"
    "ledger edit 5-2 --print > 5-2.toml\n"
    "ledger edit 5-2 --file 5-2.toml --yes",
    ko="공약 하나를 $VISUAL이나 $EDITOR에서 TOML로 고쳐 전표 하나로 기록합니다.\n\n"
    "사업, 추진실적, 시민참여, 문제점, 성과지표와 목표·실적, 처리요구사항을 고칩니다.\n"
    "금액은 plan, secure, execute로 기록합니다.\n"
    "적어 둔 주석(#)은 장부에 남아 다음 편집 때 다시 나옵니다.\n\n"
    "ledger edit 5-2\n"
    "ledger edit 5-2 --print > 5-2.toml\n"
    "ledger edit 5-2 --file 5-2.toml --yes",
)


def run(
    context: Context,
    code: Annotated[str, CODE],
    file: Annotated[
        str,
        option(
            "--file",
            Text(
                en="Take this edited file (- for stdin), open no editor", ko="편집기 대신 이 파일을 씀 (-는 표준입력)"
            ),
            metavar="FILE",
        ),
    ] = "",
    print_: Annotated[
        bool, option("--print", Text(en="Print the TOML, record nothing", ko="TOML을 출력하고 기록하지 않음"))
    ] = False,
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    reason: Annotated[str, REASON] = "",
    yes: Annotated[bool, option("--yes", Text(en="Record without asking", ko="묻지 않고 기록"))] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    opened = open_pledge(desk, code)
    if print_:
        return say(opened.text.rstrip("\n"))
    if not (yes or dry_run):
        require_someone()
    editing = _Editing(desk, opened, Act(effective=on, reason=reason), correction, yes, dry_run)
    return editing.of_file(file) if file else editing.in_editor()


@dataclass(frozen=True)
class _Editing:
    """One pledge under way from its text to its transaction."""

    desk: Desk
    opened: Opened
    act: Act
    correction: bool
    yes: bool
    dry_run: bool

    @property
    def name(self) -> str:
        """What the file is called: the code, in signs that any disk takes."""
        return re.sub(r"[^\w.-]", "_", self.opened.pledge)

    def of_file(self, file: str) -> None:
        """Record what a file says."""
        if file != "-":
            read = File.read(Path(file))
            return self._finish(read.name, read.text())
        read = File(f"{self.name}.toml", sys.stdin.buffer.read())
        try:
            return self._finish(read.name, read.text())
        except BaseException:
            self._keep(read.data)
            raise

    def in_editor(self) -> None:
        """Open the editor until its text can be recorded or the user gives up; what was written is not lost then."""
        folder = Path(tempfile.mkdtemp(prefix="ledger-"))
        path = folder / f"{self.name}.toml"
        _lay(path, self.opened.text)
        laid, is_safe = path.read_bytes(), False
        try:
            while not self._is_done(path):
                pass
            is_safe = True
        except BaseException:
            written = path.read_bytes() if path.exists() else laid
            is_safe = written == laid or self._keep(written)
            raise
        finally:
            if is_safe:
                shutil.rmtree(folder, ignore_errors=True)
            else:
                note(Text(en="the text is still in {path}", ko="쓴 글은 그대로 있습니다: {path}").format(path=path))

    def _is_done(self, path: Path) -> bool:
        """One round of the editor; False when what is wrong was written into the file, to be edited again."""
        edit(path)
        text = File.read(path).text()
        try:
            self._finish(path.name, text)
        except Overtaken:
            raise
        except Refused as refusal:
            if not sys.stdin.isatty():
                raise
            streams.tell(refusal.line)
            if not agreed(Text(en="Edit again?", ko="다시 고칩니까?")):
                raise Ended(refusal.exit_code) from None
            _lay(path, self._marked(path.name, text, refusal))
            return False
        return True

    def _marked(self, name: str, text: str, refusal: Refused) -> str:
        """The text with its faults at the top, told with the lines that this very text has."""
        marked = with_faults(text, refusal)
        try:
            self._save(name, marked, dry_run=True)
        except Refused as again:
            return with_faults(marked, again)
        return marked

    def _finish(self, name: str, text: str) -> None:
        """Show what changes, ask, record."""
        if self.yes or self.dry_run:
            recorded = self._save(name, text, dry_run=self.dry_run)
            show_rows_changed(recorded)
            return tell(recorded, dry_run=self.dry_run)
        seen = self._save(name, text, dry_run=True)
        show_rows_changed(seen)
        if seen.drafts:
            if not agreed(Text(en="Record this?", ko="이대로 기록합니까?")):
                raise Stopped
            seen = self._save(name, text, dry_run=False)
        return tell(seen, dry_run=False)

    def _save(self, name: str, text: str, *, dry_run: bool) -> Recorded:
        return save_pledge(
            self.desk,
            self.opened.pledge,
            name,
            text,
            self.act,
            edition=self.opened.edition,
            correction=self.correction,
            dry_run=dry_run,
        )

    def _keep(self, data: bytes) -> bool:
        """Put an edited text beside the book; whether it is there now."""
        beside = (self.desk.path.with_name(f"{self.name}.edited{n}.toml") for n in ("", *map(str, range(2, 10_000))))
        try:
            kept = save(data, next(path for path in beside if not path.exists()))
        except LedgerError as failure:
            streams.tell(failure.line)
            return False
        said = Text(
            en="nothing was recorded; your text is kept in {kept} (to go on: ledger edit {code} --file {kept})",
            ko="기록하지 않았습니다. 쓴 글은 {kept} 파일에 있습니다 (이어서: ledger edit {code} --file {kept})",
        )
        note(said.format(kept=kept, code=self.opened.pledge))
        return True


def _lay(path: Path, text: str) -> None:
    """A text as the editors of the system expect it: an old notepad knows UTF-8 by its mark and lines by CR LF."""
    path.write_text(text, encoding="utf-8-sig" if os.name == "nt" else "utf-8")
