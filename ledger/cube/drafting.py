"""From acts as stated to drafts that can be recorded: names looked up, `=` turned into what moves the balance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ledger.cube.balances import moved
from ledger.cube.pictures import check_pictures
from ledger.cube.registers import Registers
from ledger.cube.seals import check_sealed
from ledger.model.entry import (
    Act,
    Attachment,
    Balance,
    Cell,
    Draft,
    Header,
    Instruction,
    Measure,
    Operator,
    Posting,
    Row,
    Transaction,
)
from ledger.model.errors import Refused
from ledger.model.money import within_limit
from ledger.model.period import Period
from ledger.model.project import Project, code_order
from ledger.model.registers.provenance import MOST_PLACES, Provenance
from ledger.model.registers.sealed_state import SealedState
from ledger.model.source import Source
from ledger.model.text import Text, clean

BLANK = Balance(0, 0)
_MOST_ENTRIES = 1_000_000_000  # what blanks a cell negates all entries in it, and no cell has more
_TWICE = Text(en="the cell {cell} is stated twice", ko="같은 칸({cell})을 두 번 적었습니다")
_TEXTS = {
    "act": Text(en="the act", ko="행위"),
    "by": Text(en="the name of who records", ko="기록자"),
    "reason": Text(en="the reason", ko="사유"),
    "procedure": Text(en="the procedure", ko="절차"),
    "basis": Text(en="the basis", ko="예산구분"),
    "document": Text(en="the document", ko="문서번호"),
    "evidence": Text(en="the evidence", ko="증빙"),
    "origin": Text(en="the origin", ko="출처"),
}
_AXES = {Project.KIND: 0, Source.KIND: 1, Period.KIND: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """A cell before and after the drafts."""

    cell: Cell
    before: Balance
    after: Balance


class Drafting:
    """Drafts acts one after another, each seeing what the ones before it did, with nothing recorded yet.

    `rows` are the registers in force; `cells_at(date)` gives the recorded balances of what is effective by then,
    `cells_at(None)` all of them; `file(sha256)` gives an attached file.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        cells_at: Callable[[date | None], Mapping[Cell, Balance]],
        file: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        self._registers = Registers(rows, self._holds)
        self._seals = tuple(self._registers.records(SealedState))
        self._cells_at = cells_at
        self._file = file
        self._attached: dict[str, Attachment] = {}
        self._recorded: dict[date | None, Mapping[Cell, Balance]] = {}
        self._drafted: dict[date, dict[Cell, Balance]] = {}

    def draft(self, act: Act, *, by: str, effective: date, undoes: int | None = None) -> Draft:
        """The draft of an act. `by` and `effective` stand in where the act does not say.

        Refused, naming the line: an unknown name, a project that is no leaf, an amount beyond the limit, and
        whatever `Registers.take`, `check_pictures` and `check_sealed` refuse.
        """
        try:
            header = _legible(
                Header(
                    act=act.act or "import",
                    effective=act.effective or effective,
                    by=act.by or by,
                    reason=act.reason,
                    procedure=act.procedure,
                    basis=act.basis,
                    document=act.document,
                    evidence=act.evidence,
                    origin=act.origin,
                    undoes=undoes,
                )
            )
            rows = self._registers.take(act.rows)
            check_pictures(rows, act.files, self._kept)
        except Refused as refusal:
            raise refusal.at(act.where) if act.where else refusal from None
        self._attached |= {file.sha256: file for file in act.files}
        moves = self._drafted.setdefault(header.effective, {})
        postings, places = [], []
        stated: dict[Cell, bool] = {}
        for instruction in act.instructions:
            try:
                posting = self._posting(instruction, header.effective, stated)
            except Refused as refusal:
                raise refusal.at(instruction.where) if instruction.where else refusal from None
            if posting is not None:
                postings.append(posting)
                places.append(instruction.where)
                moves[posting.cell] = _after(moves.get(posting.cell, BLANK), posting)
        if act.sha256 and postings:
            rows = (*rows, *self._registers.take((_provenance(act, places),)))
        return check_sealed(
            Draft(header=header, postings=postings, rows=rows, files=act.files, uid=act.uid), self._seals
        )

    def reversal(self, transaction: Transaction, rows: Iterable[Row], header: Header) -> Draft:
        """The draft that takes a transaction back: every posting negated, and the register rows as they were.

        Refused: a posting on a name that is not registered any more, and what `check_sealed` refuses.
        """
        names = self._registers.names
        for cell in (posting.cell for posting in transaction.postings):
            if not names.has(cell):
                raise Refused(
                    Text(en="the cell {cell} is not registered any more", ko="등록이 없어진 칸입니다: {cell}").format(
                        cell=" ".join(cell)
                    )
                )
        postings = [p._replace(won=-p.won, entries=-p.entries) for p in transaction.postings]
        moves = self._drafted.setdefault(header.effective, {})
        for posting in postings:
            moves[posting.cell] = _after(moves.get(posting.cell, BLANK), posting)
        return check_sealed(
            Draft(header=_legible(header), postings=postings, rows=self._registers.take(tuple(rows))), self._seals
        )

    @property
    def registers(self) -> Registers:
        """The registers as the drafts so far leave them."""
        return self._registers

    def balance(self, cell: Cell, effective: date) -> Balance:
        """What the cell holds as of a date: recorded, and drafted so far."""
        won, entries = self._at(effective).get(cell, BLANK)
        for on, moves in self._drafted.items():
            if on <= effective and cell in moves:
                won, entries = won + moves[cell].won, entries + moves[cell].entries
        return Balance(won, entries)

    def changes(self) -> list[Change]:
        """Every cell that the drafts touch, before the first and after the last of them, in the order of the book."""
        recorded, drafted = self._at(None), self._moves(date.max)
        changes = [
            Change(
                cell, before := recorded.get(cell, BLANK), Balance(before.won + move.won, before.entries + move.entries)
            )
            for cell, move in drafted.items()
        ]
        names, measures = self._registers.names, list(Measure)
        sources, periods = list(names.sources), list(names.periods)
        return sorted(
            changes,
            key=lambda change: (
                code_order(change.cell.project),
                measures.index(change.cell.measure),
                sources.index(change.cell.source),
                periods.index(change.cell.period),
            ),
        )

    def _posting(self, said: Instruction, effective: date, stated: dict[Cell, bool]) -> Posting | None:
        """What moves the cell as it was told to; None when it stands so already. `stated` are the cells of the act so
        far, and whether they were set: a cell that is set is stated once."""
        names = self._registers.names
        cell = Cell(
            names.leaf(said.project), names.source(said.source), names.period(said.period), names.measure(said.measure)
        )
        is_set = said.operator is Operator.SET
        if cell in stated and (is_set or stated[cell]):
            raise Refused(_TWICE.format(cell=" ".join(cell)))
        stated[cell] = is_set
        if not 0 < abs(said.entries) <= _MOST_ENTRIES or (is_set and said.entries != 1):
            said_entries = Text(en="entries={count} cannot be", ko="기장수 {count}: 쓸 수 없는 값입니다")
            raise Refused(said_entries.format(count=said.entries))
        if not is_set:
            won = within_limit(said.won or 0)
            return Posting(cell, won if said.operator is Operator.ADD else -won, said.entries, said.paid_on)
        was = self.balance(cell, effective)
        if said.won is None:
            return None if was.is_blank else Posting(cell, -was.won, -was.entries, said.paid_on)
        if said.won == was.won and not was.is_blank:
            return None
        return Posting(cell, within_limit(said.won) - was.won, 1, said.paid_on)

    def _moves(self, effective: date) -> dict[Cell, Balance]:
        together: dict[Cell, Balance] = {}
        for on, moves in self._drafted.items():
            if on <= effective:
                together = moved(together, (Posting(cell, *move) for cell, move in moves.items()))
        return together

    def _holds(self, kind: str, key: str) -> bool:
        axis = _AXES.get(kind)
        if axis is None:
            return False
        standing = moved(self._at(None), (Posting(cell, *move) for cell, move in self._moves(date.max).items()))
        return any(cell[axis] == key and not balance.is_blank for cell, balance in standing.items())

    def _kept(self, digest: str) -> bytes | None:
        """A file that is attached to what is recorded or drafted."""
        drafted = self._attached.get(digest)
        return drafted.read() if drafted else self._file(digest)

    def _at(self, on: date | None) -> Mapping[Cell, Balance]:
        if on not in self._recorded:
            self._recorded[on] = self._cells_at(on)
        return self._recorded[on]


def _legible(header: Header) -> Header:
    """A header with its texts as they are recorded, each on one line. Refused: a character that nobody can see, or that
    would steer whatever shows it."""
    texts: dict[str, Any] = {}
    for name, label in _TEXTS.items():
        try:
            texts[name] = clean(getattr(header, name))
        except ValueError as unseen:
            raise Refused(
                Text(
                    en="{label} holds a character that cannot be seen ({code})",
                    ko="{label}: 보이지 않는 글자({code})가 있습니다",
                ).format(label=label, code=unseen),
                way_out=Text(en="type it anew, do not paste it", ko="복사해 붙이지 말고 새로 적으십시오"),
            ) from None
    return replace(header, **texts)


def _provenance(act: Act, places: Sequence[str]) -> Row:
    """Where the postings stand in the file of the act; its name goes without saying in each."""
    own = [place.removeprefix(act.file).lstrip(":!") for place in places]
    kept = tuple(own) if len(own) <= MOST_PLACES else ()
    row = Provenance(key=act.sha256, file=act.file, places=kept)
    return Row.of(row)


def _after(balance: Balance, posting: Posting) -> Balance:
    return Balance(balance.won + posting.won, balance.entries + posting.entries)
