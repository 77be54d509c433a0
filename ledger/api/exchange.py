"""Books in and out: exports that carry transactions, and imports that never record the same thing twice."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, result
from ledger.capture.file import File
from ledger.capture.identify import acts_of
from ledger.cube.drafting import Drafting
from ledger.discover import module_named, modules_in, names_in
from ledger.disk import save
from ledger.journal.store import Journal
from ledger.model.book import Book
from ledger.model.entry import Act, Draft, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.text import Text

EXPORTS = "ledger.render.exports"


def import_files(desk: Desk, paths: Sequence[Path], *, on: date | None = None, dry_run: bool = False) -> Recorded:
    """The acts of the files, recorded as one: all of them or none. What is recorded already is left out. `on` is the
    effective date of acts that state none; today without it."""
    with desk.reading() if dry_run else desk.writing() as journal:
        drafting = drafting_on(journal)
        unit = unit_named(drafting.registers.records(Book)[0].unit)
        acts = [act for path in paths for act in acts_of(File.read(path), unit)]
        drafts, known = _drafts(desk, journal, drafting, acts, on or desk.today)
        return result(drafting, drafts, None if dry_run else journal, known)


def book_from(desk: Desk, path: Path) -> Recorded:
    """A new book from an export: the same transactions in the same order. Nothing is left where it is refused."""
    acts = acts_of(File.read(path), unit_named("원"))
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
    with Journal.create(desk.path, now=desk.now, new_id=desk.new_id) as journal:
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


def _drafts(
    desk: Desk, journal: Journal, drafting: Drafting, acts: Sequence[Act], on: date
) -> tuple[list[Draft], list[int]]:
    """Drafts of what is new, and the numbers of the transactions that hold the rest."""
    recorded = journal.numbers_of([act.uid for act in acts if act.uid])
    undone = journal.undone()
    in_file = {act.uid for act in acts if act.uid}
    numbers: dict[int, int] = {}
    drafts: list[Draft] = []
    known: list[int] = []
    next_number = (journal.head.number if journal.head else 0) + 1
    seen: dict[str, int] = {}
    for act in acts:
        number = recorded.get(act.uid)
        if number is not None and _stands(journal, number, undone, in_file):
            known.append(number)
        else:
            act = _identified(act, seen, is_again=number is not None)
            standing = [n for n in journal.with_origin(act.origin) if n not in undone] if not act.uid else []
            if standing:
                number = standing[0]
                known.append(number)
            else:
                _check_founding(act)
                draft = drafting.draft(
                    _without_known_rows(act, drafting), by=desk.by, effective=on, undoes=_undone(act, numbers)
                )
                if not draft.postings and not draft.rows and not act.uid:
                    continue
                number = next_number + len(drafts)
                drafts.append(draft)
        if act.number is not None:
            numbers[act.number] = number
    return drafts, known


def _stands(journal: Journal, number: int, undone: dict[int, int], in_file: set[str]) -> bool:
    """Whether a recorded transaction still is what the file says: it was not undone, or the file has the undo too."""
    by = undone.get(number)
    return by is None or journal.transaction(by).seal.uid in in_file


def _identified(act: Act, seen: dict[str, int], *, is_again: bool) -> Act:
    """An act that brings no id is known by what it says. One that sets balances needs none: setting them again
    changes nothing. Acts of one file that say the same are told apart by their order."""
    if act.uid and not is_again:
        return act
    if any(instruction.operator is Operator.SET for instruction in act.instructions) or not act.instructions:
        return replace(act, uid="")
    said = [_words(act), [[row.kind, row.key, row.body] for row in act.rows], str(act.effective), act.act]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    seen[digest] = seen.get(digest, 0) + 1
    return replace(act, uid="", origin=act.origin or f"rows:{digest}:{seen[digest]}")


def _words(act: Act) -> list[list[str]]:
    return [
        [i.project, i.source, i.period, i.measure, str(i.operator), str(i.won), str(i.entries), str(i.paid_on)]
        for i in act.instructions
    ]


def _without_known_rows(act: Act, drafting: Drafting) -> Act:
    """A hand-written file may repeat rows that stand as they are; an export's rows are part of its history."""
    if act.uid:
        return act
    standing = drafting.registers.rows
    return replace(act, rows=[row for row in act.rows if not _is_standing(row, standing)])


def _is_standing(row: Row, standing: dict[tuple[str, str], Row]) -> bool:
    return row.body is not None and standing.get((row.kind, row.key)) == row


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


def _undone(act: Act, numbers: dict[int, int]) -> int | None:
    if act.undoes is None:
        return None
    if act.undoes not in numbers:
        raise Refused(
            Text(
                en="it undoes transaction {number}, which the file does not hold",
                ko="되돌린 전표 {number}: 파일에 없습니다",
            ).format(number=act.undoes),
            where=act.where,
        )
    return numbers[act.undoes]
