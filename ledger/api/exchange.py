"""Books in and out: exports that carry transactions, and imports that never record the same thing twice."""

import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, result
from ledger.capture.drafts import is_document
from ledger.capture.file import MEGABYTE, File
from ledger.capture.identify import acts_of
from ledger.cube.drafting import Drafting
from ledger.cube.names import Names
from ledger.cube.pictures import photos_in
from ledger.cube.registers import Registers
from ledger.discover import module_named, modules_in, names_in
from ledger.disk import save
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Draft, Operator
from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.progress import Step, counted, unseen
from ledger.model.text import Text

EXPORTS = "ledger.render.exports"
_LARGEST_BOOK = 512 * MEGABYTE  # an export with a thousand photos


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    code: str = "",
    on: date | None = None,
    reason: str = "",
    dry_run: bool = False,
    step: Step = unseen,
) -> Recorded:
    """The acts of the files, and of all files in folders, recorded as one: all of them or none. What is recorded
    already is left out. `on` is the effective date of acts that state none; today without it. `reason` is that of acts
    that state none. `code` is the project of the one document that names none of the book."""
    files = list(files_in(paths))
    if code and len(files) != 1:
        raise Refused(
            Text(
                en="--as is for one document, not for {count}", ko="--as는 문서 하나에만 씁니다: 파일 {count}개"
            ).format(count=len(files))
        )
    with desk.reading() if dry_run else desk.writing() as journal:
        taken = _Import(desk, journal, on or desk.today)
        for path in counted(files, step):
            file = File.read(path)
            acts = _acts(file, taken.drafting.registers, code)
            taken.take([act if act.uid else _taken_from(file, act, reason) for act in acts])
        return result(taken.drafting, taken.drafts, None if dry_run else journal, taken.known)


def _taken_from(file: File, act: Act, reason: str) -> Act:
    return replace(act, file=file.name, sha256=file.sha256, reason=act.reason or reason)


def book_from(desk: Desk, path: Path) -> Recorded:
    """A new book from an export: the same transactions in the same order. Nothing is left where it is refused."""
    acts = acts_of(File.read(path, _LARGEST_BOOK), unit_named("원"))
    if not acts or not any(row.kind == Book.KIND for row in acts[0].rows):
        raise Refused(
            Text(
                en="this file does not begin with the founding of a book",
                ko="장부를 만드는 전표로 시작하지 않는 파일입니다",
            ),
            where=path.name,
            way_out=Text(
                en="make the book with `ledger init`, then `ledger import`", ko="`ledger init` 다음에 `ledger import`"
            ),
        )
    drafting = Drafting((), lambda _: {})
    numbers: dict[int, int] = {}
    drafts = []
    for place, act in enumerate(acts, 1):
        if act.number is not None:
            numbers[act.number] = place
        drafts.append(drafting.draft(act, by=desk.by, effective=desk.today, undoes=_undone(act, numbers)))
    with desk.founding() as journal:
        return result(drafting, drafts, journal)


def export(desk: Desk, target: Path) -> bytes:
    """Every transaction of the book in the format of the target's suffix."""
    for module in modules_in(EXPORTS):
        if target.suffix.casefold() == module.SUFFIX:
            with desk.reading() as journal:
                return b"".join(module.write(journal.transactions()))
    suffixes = ", ".join(module_named(EXPORTS, name).SUFFIX for name in names_in(EXPORTS))
    raise Refused(
        Text(en="no export writes '{suffix}' files", ko="'{suffix}' 파일로는 내보내지 않습니다").format(
            suffix=target.suffix
        ),
        where=target.name,
        way_out=Text(en="use one of {suffixes}", ko="쓸 수 있는 것: {suffixes}").format(suffixes=suffixes),
    )


def export_to(desk: Desk, target: Path) -> Path:
    """The export in a file; where it really was written."""
    return save(export(desk, target), target)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, by name; hidden ones and locks of an office are skipped."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [each for each in sorted(path.iterdir()) if each.is_file() and not each.name.startswith((".", "~$"))]
        if not inside:
            raise Refused(
                Text(en="the folder holds no file", ko="폴더에 파일이 없습니다"), where=path.name or str(path)
            )
        yield from inside


def _acts(file: File, registers: Registers, code: str) -> list[Act]:
    """What a file states: transactions, or else a document for people."""
    if not is_document(file):
        if code:
            raise Refused(
                Text(
                    en="the file names its projects itself: --as is for documents",
                    ko="사업을 스스로 밝히는 파일입니다. --as는 문서에만 씁니다",
                ),
                where=file.name,
            )
        return acts_of(file, unit_named(registers.records(Book)[0].unit))
    from ledger.capture.drafts.acts import acts_of_document, apart
    from ledger.capture.pages import pages_of
    from ledger.capture.recognition import recognise

    pages = apart(pages_of(file))
    return acts_of_document(pages, recognise(pages), registers, code)


class _Import:
    """The acts of one import, held against what the book has recorded already.

    An act with a uid comes from an export: while the transaction of that uid stands, it must say the same. What an act
    without one moves (`+=`, `-=`) is known by a digest of its resolved lines; what it sets needs no memory, since
    setting it again changes nothing.
    """

    def __init__(self, desk: Desk, journal: Journal, on: date) -> None:
        self._desk = desk
        self._journal = journal
        self._on = on
        self._undone = journal.undone()
        self._next = (journal.head.number if journal.head else 0) + 1
        self._numbers: dict[int, int] = {}
        self._moves: dict[str, int] = {}
        self.drafting = drafting_on(journal)
        self.drafts: list[Draft] = []
        self.known: list[int] = []

    def take(self, acts: Sequence[Act]) -> None:
        """Draft the acts of one file, in order."""
        recorded = self._journal.numbers_of([act.uid for act in acts if act.uid])
        uids = {act.uid for act in acts}
        seen: Counter[str] = Counter()
        for act in acts:
            number = recorded.get(act.uid)
            if number is not None and self._stands(number, uids):
                self._check_same(act, number)
                self.known.append(number)
            else:
                number = self._draft(replace(act, uid="") if number is not None else act, seen)
            if act.number is not None and number is not None:
                self._numbers[act.number] = number

    def _stands(self, number: int, uids: Container[str]) -> bool:
        """Whether a recorded transaction still is what the file says: not undone, or the file has the undo too."""
        by = self._undone.get(number)
        return by is None or self._journal.transaction(by).seal.uid in uids

    def _check_same(self, act: Act, number: int) -> None:
        transaction = self._journal.transaction(number)
        posted = [(*p.cell, p.won, p.entries, p.paid_on) for p in transaction.postings]
        said = [(i.project, i.source, i.period, i.measure, i.won, i.entries, i.paid_on) for i in act.instructions]
        if posted != said or list(transaction.rows) != list(act.rows) or list(transaction.files) != list(act.files):
            raise Refused(
                Text(
                    en="transaction {number} of the book says otherwise under the same uid",
                    ko="같은 고유번호(uid)의 전표 {number}: 장부의 내용과 다릅니다",
                ).format(number=number),
                where=act.where,
                way_out=Text(
                    en="undo it, or take the uid out of the file", ko="그 전표를 되돌리거나, 파일에서 uid를 지우십시오"
                ),
            )

    def _draft(self, act: Act, seen: Counter[str]) -> int | None:
        """Draft what is new of an act; the number it will have, or has already. None: all of it stands so."""
        _check_founding(act)
        if not act.uid:
            digest = _digest(act, self.drafting.registers.names)
            if digest is not None:
                seen[digest] += 1
                act = replace(act, origin=f"moves:{digest}:{seen[digest]}")
                if (number := self._moved(act.origin)) is not None:
                    self.known.append(number)
                    act = replace(act, instructions=[i for i in act.instructions if i.operator is Operator.SET])
            standing = self.drafting.registers.rows
            rows = [row for row in act.rows if standing.get((row.kind, row.key)) != row]
            shown = {photo.sha256 for photo in photos_in(row for row in act.rows if row not in rows)}
            act = replace(act, rows=rows, files=[file for file in act.files if file.sha256 not in shown])
            if not act.instructions and not act.rows and not act.files:
                return self.known[-1] if self.known else None
        draft = self.drafting.draft(act, by=self._desk.by, effective=self._on, undoes=_undone(act, self._numbers))
        if not draft.postings and not draft.rows and not act.uid:
            return None
        number = self._next + len(self.drafts)
        self.drafts.append(draft)
        if act.origin:
            self._moves[act.origin] = number
        return number

    def _moved(self, origin: str) -> int | None:
        """The transaction, recorded and standing or drafted just now, that made these moves."""
        recorded = [number for number in self._journal.with_origin(origin) if number not in self._undone]
        return recorded[0] if recorded else self._moves.get(origin)


def _digest(act: Act, names: Names) -> str | None:
    """What the act moves, in keys of the book, and why; None when it moves nothing, or names what the book does not
    know yet (then nothing of it can have been recorded)."""
    moves = [i for i in act.instructions if i.operator is not Operator.SET]
    if not moves:
        return None
    try:
        lines = sorted(
            [
                names.project(move.project),
                names.source(move.source),
                names.period(move.period),
                names.measure(move.measure).value,
                str(move.operator),
                str(move.won),
                str(move.entries),
                str(move.paid_on),
            ]
            for move in moves
        )
    except Refused:
        return None
    why = [act.act, str(act.effective), act.reason, act.procedure, act.basis, act.document, act.evidence]
    return hashlib.sha256(json.dumps([why, lines], ensure_ascii=False).encode()).hexdigest()


def _check_founding(act: Act) -> None:
    if any(row.kind == Book.KIND for row in act.rows) and act.act == "init":
        raise Refused(
            Text(en="this is the export of another book", ko="다른 장부의 내보내기 파일입니다"),
            where=act.where,
            way_out=Text(
                en="make a book of it: ledger --book NEW.db init --from FILE",
                ko="새 장부로: ledger --book 새장부.db init --from 파일",
            ),
        )


def _undone(act: Act, numbers: Mapping[int, int]) -> int | None:
    """What the act undoes, in the numbers of this book; `numbers` knows the transactions before it in the file."""
    if act.undoes is None:
        return None
    if act.undoes not in numbers:
        raise Refused(
            Text(
                en="it undoes transaction {number}, which the file does not hold before it",
                ko="되돌린 전표 {number}: 파일의 앞부분에 없습니다",
            ).format(number=act.undoes),
            where=act.where,
        )
    return numbers[act.undoes]
