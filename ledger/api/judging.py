"""A form that came back, judged: what it changes, where it and the book disagree, and why it cannot be taken."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ledger.api.board import Standing, State
from ledger.api.books import books_of
from ledger.api.forms import Reissuing
from ledger.capture.answers import Value, answered, issued
from ledger.capture.submission import Filled, Returned, filled
from ledger.checks import run
from ledger.checks.filled import FilledForm, NewAmount, NewTotal
from ledger.cube.balances import Cube, moved
from ledger.cube.books import Books
from ledger.cube.drafting import Change, Drafting
from ledger.cube.shelves import Shelves
from ledger.journal.store import Journal
from ledger.model.entry import Act, Balance, Cell, Draft, Instruction, Measure, Posting, Row, Version
from ledger.model.errors import Refused
from ledger.model.finding import Finding
from ledger.model.form import VERSION, Answer, Answers, Form, Input, InputGrid, Kind, Spot, joined
from ledger.model.money import stated, unit_named
from ledger.model.record import kinds
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.registers.submission import Submission, Verdict
from ledger.model.text import Text, same
from ledger.reports.forms import faults_of, stated_of

Values = dict[Spot, Value]


class Reason(NamedTuple):
    """Why a form is given back: the cell (`5-2!F12`) where it is about one."""

    cell: str
    said: Text

    def __str__(self) -> str:
        return f"{self.cell}: {self.said}" if self.cell else str(self.said)


class Later(NamedTuple):
    """What takes effect after a day: the last versions of rows by kind and key, and the last balances of cells that
    move."""

    rows: Mapping[tuple[str, str], Version]
    cells: Mapping[Cell, Balance]


class Conflict(NamedTuple):
    """An input that the book and the form changed to different values since the form was made, as people read them."""

    spot: Spot
    cell: str
    label: str
    issued: str
    now: str
    submitted: str


@dataclass(slots=True, kw_only=True)
class Handed:
    """A file for a form that this book issued, and what becomes of it. `number` is the transaction that holds it, or
    held it already; `draft` what is to be recorded; `faults` the inputs to mark in a form that is given back."""

    returned: Returned
    issued: IssuedForm
    state: State = State.ACCEPTED
    form: Form | None = None
    said: Text | None = None
    number: int | None = None
    reasons: list[Reason] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remarks: list[Text] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)
    faults: dict[Spot, list[Text]] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    filled: Filled = field(default_factory=Filled)
    draft: Draft | None = None
    changes: tuple[Change, ...] = ()
    replaced: tuple[tuple[Row | None, Row], ...] = ()

    def give_back(self, cell: str, said: Text, spot: Spot | None = None) -> None:
        """One more reason to return the form; the input to mark, where there is one."""
        self.state = State.RETURNED
        if (reason := Reason(cell, said)) not in self.reasons:
            self.reasons.append(reason)
        if spot is not None:
            self.faults.setdefault(spot, []).append(said)


class Bench:
    """Where forms are judged, one after another, each seeing what those before it change: nothing is recorded here."""

    def __init__(self, journal: Journal, known: Standing, versions: Sequence[Version], beside: Path) -> None:
        self._journal = journal
        self._known = known
        self._reissuing = Reissuing(journal, beside)
        self._now: dict[date, Shelves] = {}
        self._later: dict[date, Later] = {}
        self._versions = versions
        self._drafted: list[Posting] = []
        self._taken = {(each.row.kind, each.row.key) for each in self._versions}

    def read(self, returned: Returned, row: IssuedForm) -> Handed:
        """The answers of a file, read against the form as it was issued. Refused: a hidden sheet that says otherwise, a
        form that cannot be made again."""
        form = self._reissuing.form(row)
        if wrong := [name for name, value in form.meta().items() if returned.meta[name] != value]:
            raise Refused(_EDITED.format(names=", ".join(wrong)), where=f"{returned.file}!_form", way_out=_ORIGINAL)
        handed = Handed(returned=returned, issued=row, form=form)
        handed.filled = filled(returned, form)
        handed.answers, handed.remarks = handed.filled.answers, list(handed.filled.remarks)
        for cell, said, spot in handed.filled.faults:
            handed.give_back(cell, said, spot)
        for spot, (given, label) in _inputs(form).items():
            answer = handed.answers.get(spot)
            if answer is not None and spot not in handed.faults and spot not in handed.filled.astray:
                try:
                    handed.values[spot] = answered(given, answer.text, label)
                except Refused as refusal:
                    handed.give_back(answer.cell, _line(refusal), spot)
        return handed

    def judge(self, handed: Handed, act: Act, *, by: str, prefer: str, ignore: Collection[str]) -> None:
        """Settle what becomes of a form, and draft it where it is taken. One with cells that could not be read is
        judged by the others, those as they were, so that a department hears every reason at once."""
        form = _form(handed)
        local, accepted = self._local(form), self._known.accepted(form.key)
        taken = self._merged(handed, self._base(handed, accepted), local, prefer)
        if accepted and not (taken or handed.conflicts or handed.reasons):
            handed.state, handed.number = State.DUPLICATE, accepted[0]
            handed.said = _SAME_AS.format(number=accepted[0])
            return
        refused = {spot[:3] for spot in handed.faults if spot in handed.values}  # rows that are as they are
        told = {spot: each for spot, each in (taken | _unread_texts(handed)).items() if spot[:3] not in refused}
        for spot, said in faults_of(local, form, told).items():
            if spot not in handed.faults:
                handed.give_back(handed.answers[spot].cell, said, spot)
        self._draft(handed, act, taken, local, by, ignore, is_settled=bool(prefer))

    def returning(self, handed: Handed, act: Act, *, by: str) -> None:
        """Draft the verdict on a form that is given back; nothing where it was given back for the same already."""
        form = _form(handed)
        made = _verdict(handed, Verdict.RETURNED)
        last = self._known.last(form.key)
        if last is not None and last[1] == made:
            handed.number = last[0]
            return
        drafting = _drafting(self._local(form))
        stated = replace(act, act="collect", rows=(Row.of(made),), evidence=handed.returned.file)
        handed.draft = drafting.draft(stated, by=by, effective=form.as_of)

    def _local(self, form: Form) -> Books:
        """The pledges of a form as of its day, with what was drafted here so far."""
        if form.as_of not in self._now:
            self._now[form.as_of] = Shelves(books_of(self._journal, form.as_of))
        return self._now[form.as_of].part(sheet.project for sheet in form.sheets)

    def _shown(self, books: Books, handed: Handed) -> Values:
        """What the form would show if it were made of other books; nothing where there is nothing to ask any more."""
        return _issued(self._reissuing.of(handed.issued, books))

    def _base(self, handed: Handed, accepted: tuple[int, Submission] | None) -> Values:
        """What the answers are held against: the form as it was issued, or as it was when it was last accepted."""
        base = _issued(_form(handed))
        if accepted is not None:
            number, given = accepted
            shown = self._shown(self._reissuing.then(handed.issued, number), handed)
            base |= {spot: value for spot, value in shown.items() if spot in base}
            unseen = dict(each.rsplit("=", 1) for each in given.unseen)
            for spot, value in handed.values.items():
                if unseen.get(_place(spot)) == _shortly(value):
                    base[spot] = value
                elif _place(spot) in unseen and not base[spot]:
                    handed.give_back(handed.answers[spot].cell, _RECORDED_LINE.format(number=number), spot)
        return base

    def _merged(self, handed: Handed, base: Values, local: Books, prefer: str) -> dict[Spot, Answer]:
        """The answers to take. Where the book and the form both changed an input there is a conflict."""
        then = self._reissuing.then(handed.issued, handed.issued.number)
        is_moved = (local.rows, local.cube.cells) != (then.rows, then.cube.cells)
        shown = (
            self._shown(local, handed) if is_moved else {spot: issued(each) for spot, each in _form(handed).inputs()}
        )
        given = _inputs(_form(handed))
        taken: dict[Spot, Answer] = {}
        for spot, value in handed.values.items():
            if value == base[spot]:
                continue
            cell = handed.answers[spot].cell
            if spot not in shown:
                handed.give_back(cell, _GONE, spot)
            elif shown[spot] == value:
                continue
            elif shown[spot] == base[spot] or prefer == "form":
                taken[spot] = Answer(value, cell)
            if spot in shown and shown[spot] != base[spot]:
                said = (_said(each, *given[spot]) for each in (base[spot], shown[spot], value))
                handed.conflicts.append(Conflict(spot, cell, _label(_form(handed), spot), *said))
        return taken

    def _draft(
        self,
        handed: Handed,
        act: Act,
        taken: dict[Spot, Answer],
        local: Books,
        by: str,
        ignore: Collection[str],
        *,
        is_settled: bool,
    ) -> None:
        """Draft what a form changes, and hear the rules on it: of one that is given back anyway, on its amounts."""
        form, file = _form(handed), handed.returned
        given = _inputs(form)
        drafting = _drafting(local)
        doubtful = {spot for spot in given if spot not in handed.values}
        if not is_settled:
            doubtful |= {conflict.spot for conflict in handed.conflicts}
        if handed.reasons or doubtful:
            taken = {spot: answer for spot, answer in taken.items() if given[spot][0].kind is Kind.AMOUNT}
        try:
            instructions, rows = stated_of(local, form, taken, self._taken)
            stated = replace(
                act,
                act="collect",
                instructions=instructions,
                rows=rows,
                evidence=file.file,
                origin=origin_of(handed),
                file=file.file,
                sha256=file.sha256,
            )
            draft = drafting.draft(stated, by=by, effective=form.as_of)
        except Refused as refusal:
            handed.give_back("", _line(refusal))
            return
        after = _after(local, draft)
        unknown = {spot: Answer(None) for spot in doubtful if given[spot][0].kind is Kind.AMOUNT}
        unsure = [_cell(each) for each in stated_of(local, form, unknown)[0]]
        for cell, said in list(self._found(handed, instructions, local, after, ignore, unsure)):
            handed.give_back(cell, said, next((s for s, each in handed.answers.items() if each.cell == cell), None))
        if handed.reasons:
            return
        if handed.conflicts and not is_settled:
            handed.state = State.CONFLICT
            return
        verdict = Row.of(_verdict(handed, Verdict.ACCEPTED, self._unseen(handed, taken, after)))
        handed.changes, handed.replaced = tuple(drafting.changes()), drafting.registers.replaced
        handed.draft = replace(draft, rows=(*draft.rows, verdict))
        handed.remarks += self._overlaid(form.as_of, draft)
        self._go_on(handed.draft)

    def _found(
        self,
        handed: Handed,
        instructions: Sequence[Instruction],
        before: Books,
        after: Books,
        ignore: Collection[str],
        unsure: Sequence[Cell],
    ) -> Iterator[tuple[str, Text]]:
        """What the rules find in a form, and in the book as it would be and was not before: the cell and the words.
        Nothing on what the `unsure` cells, of which nobody can say yet what they will hold, have a part in."""
        cells = {_cell(each): each for each in instructions}
        amounts = (
            NewAmount(cell, each.won, balance.won if (balance := before.cube.cells.get(cell)) else None, each.where)
            for cell, each in cells.items()
            if each.won is not None
        )
        paper = FilledForm(
            file=handed.returned.file,
            books=before,
            unit=_form(handed).unit,
            amounts=tuple(amounts),
            totals=tuple(self._totals(handed)),
        )
        for finding in run.check_form(paper, ignore):
            yield finding.where.cell or "", _finding(finding)
        found = [
            (touched[0], finding)
            for finding in run.errors_in(after, ignore)
            if (touched := [each.where for cell, each in cells.items() if _concerns(finding, cell)])
            and not any(_concerns(finding, cell._replace(period=finding.where.period or "")) for cell in unsure)
        ]
        stood = {(each.id, each.where, str(each.message)) for each in run.errors_in(before, ignore)} if found else set()
        for cell_of_form, finding in found:
            if (finding.id, finding.where, str(finding.message)) not in stood:
                yield cell_of_form, _finding(finding)

    def _totals(self, handed: Handed) -> Iterator[NewTotal]:
        unit = _form(handed).unit
        for cell, text, parts in handed.filled.totals:
            try:
                typed = answered(Input(kind=Kind.AMOUNT), text, unit)
            except Refused:
                typed = None
            computed = sum(value for part in parts if isinstance(value := handed.values.get(part), int))
            if isinstance(typed, int) and all(part in handed.values for part in parts):
                yield NewTotal(typed, computed, cell)

    def _unseen(self, handed: Handed, taken: Mapping[Spot, Answer], after: Books) -> tuple[str, ...]:
        """The answers that the form would not show as they were given, were it made again now."""
        exact = (Kind.AMOUNT, Kind.COUNT)  # these stand as they were given
        told = {spot for spot, given in _form(handed).inputs() if spot in taken and given.kind not in exact}
        told |= {conflict.spot for conflict in handed.conflicts}
        shown = self._shown(after, handed) if told else {}
        unlike = [spot for spot in sorted(told) if shown.get(spot) != handed.values[spot]]
        return tuple(f"{_place(spot)}={_shortly(handed.values[spot])}" for spot in unlike)

    def _overlaid(self, as_of: date, draft: Draft) -> Iterator[Text]:
        """What a form says of its as-of date though something later is recorded: that stands from its own day on."""
        if as_of not in self._later:
            self._later[as_of] = self._after(as_of)
        rows, cells = self._later[as_of]
        for row in draft.rows:
            if version := rows.get((row.kind, row.key)):
                what = f"{kinds()[row.kind].LABEL} {row.key}"
                yield _LATER.format(what=what, number=version.number, on=version.effective)
        if any(posting.cell in cells for posting in draft.postings):
            last = moved(cells, self._drafted + [each for each in draft.postings if each.cell in cells])
            unit = unit_named(self._now[as_of].part(()).book.unit)
            for cell in dict.fromkeys(posting.cell for posting in draft.postings if posting.cell in cells):
                amount = f"{stated(last[cell].won, unit)} {unit}"
                yield _MOVED_LATER.format(cell=" ".join(cell), as_of=as_of, amount=amount)

    def _after(self, as_of: date) -> Later:
        if not any(each.header.effective > as_of for each in self._journal.headers()):
            return Later({}, {})
        then, whole = self._journal.balances(as_of=as_of), self._journal.balances()
        return Later(
            {(each.row.kind, each.row.key): each for each in self._versions if each.effective > as_of},
            {cell: balance for cell, balance in whole.items() if then.get(cell) != balance},
        )

    def _go_on(self, draft: Draft) -> None:
        """Later forms see what this one changes."""
        self._taken |= {(row.kind, row.key) for row in draft.rows}
        self._drafted += draft.postings
        for as_of, shelves in self._now.items():
            if draft.header.effective <= as_of:
                shelves.take(draft)


def origin_of(handed: Handed) -> str:
    """What a form is known by that was taken before."""
    return f"form:{handed.issued.key}:{handed.returned.sha256}"


def check_meta(returned: Returned, known: Standing, node: str, institution: str) -> IssuedForm:
    """The form that a workbook says it is. Refused: of another version, book or institution, or never issued."""
    meta = returned.meta
    for name, wanted, said in (
        ("version", str(VERSION), _OTHER_VERSION),
        ("book", node, _OTHER_BOOK),
        ("institution", institution, _OTHER_INSTITUTION),
    ):
        if meta[name] != wanted:
            raise Refused(said.format(said=meta[name][:12]), where=returned.file, way_out=_ORIGINAL)
    if meta["form"] not in known.forms:
        raise Refused(_NEVER.format(key=meta["form"][:40]), where=returned.file, way_out=_ORIGINAL)
    return known.forms[meta["form"]]


def _finding(finding: Finding) -> Text:
    said = same("{id} {title}: {message}")
    return said.format(id=finding.id, title=run.rule_named(finding.id).title, message=finding.message)


def _form(handed: Handed) -> Form:
    assert handed.form is not None
    return handed.form


def _issued(form: Form) -> Values:
    """What every input held when a form was made."""
    return {spot: issued(given) for spot, given in form.inputs()}


def _inputs(form: Form) -> dict[Spot, tuple[Input, str]]:
    """Every input with the unit that its figures are typed in."""
    units = {(sheet.name, grid.name): grid.unit for sheet in form.sheets for grid in sheet.grids}
    return {spot: (given, units[spot.sheet, spot.grid]) for spot, given in form.inputs()}


def _unread_texts(handed: Handed) -> dict[Spot, Answer]:
    """The answers in words that could not be read, as they were typed, so that no row is found to lack one."""
    words = (Kind.TEXT, Kind.CHOICE, Kind.QUANTITY)
    return {
        spot: Answer(handed.answers[spot].text, handed.answers[spot].cell)
        for spot, (given, _) in _inputs(_form(handed)).items()
        if given.kind in words and spot in handed.answers and spot not in handed.values
    }


def _after(books: Books, draft: Draft) -> Books:
    """The books with a draft recorded."""
    rows = {(row.kind, row.key): row for row in books.rows} | {(row.kind, row.key): row for row in draft.rows}
    kept = tuple(row for row in sorted(rows.values(), key=lambda row: row.kind) if row.body is not None)
    return replace(books, rows=kept, cube=Cube(moved(books.cube.cells, draft.postings)))


def _drafting(books: Books) -> Drafting:
    return Drafting(books.rows, lambda _: books.cube.cells)


def _verdict(handed: Handed, verdict: Verdict, unseen: tuple[str, ...] = ()) -> Submission:
    return Submission(
        key=handed.issued.key,
        form=handed.issued.key,
        verdict=verdict,
        file=handed.returned.file,
        sha256=handed.returned.sha256,
        reasons=tuple(map(str, handed.reasons)),
        unseen=unseen,
    )


def _cell(said: Instruction) -> Cell:
    return Cell(said.project, said.source, said.period, Measure(said.measure))


def _concerns(finding: Finding, cell: Cell) -> bool:
    """Whether a finding on the book is about a cell: on all that it names, money apart from its measure."""
    where = finding.where
    return where.project == cell.project and where.source in (None, cell.source) and where.period in (None, cell.period)


def _label(form: Form, spot: Spot) -> str:
    for sheet in form.sheets:
        for grid in sheet.grids:
            if (sheet.name, grid.name) == (spot.sheet, spot.grid):
                return _label_in(grid, spot)
    raise KeyError(spot)


def _label_in(grid: InputGrid, spot: Spot) -> str:
    row = next(row for row in grid.rows if row.key == spot.row)
    column = next(column for column in grid.columns if column.key == spot.column)
    return " ".join((*(label for label in row.labels if label), column.label))


def _said(value: Value, given: Input, label: str) -> str:
    if given.kind is Kind.AMOUNT and isinstance(value, int):
        return stated(value, unit_named(label))
    return "" if value is None else str(value)


def _place(spot: Spot) -> str:
    return joined(*spot)


def _shortly(value: Value) -> str:
    return sha256(f"{type(value).__name__}:{value}".encode()).hexdigest()[:16]


def _line(refusal: Refused) -> Text:
    if refusal.way_out is None:
        return refusal.what
    return same("{what} ({way_out})").format(what=refusal.what, way_out=refusal.way_out)


_EDITED = Text(en="the hidden sheet was edited: {names}", ko="숨긴 시트를 고쳤습니다: {names}")
_ORIGINAL = Text(
    en="fill in the form that this book issued: `ledger list forms`",
    ko="이 장부에서 배부한 양식에 적어 내십시오. `ledger list forms`로 볼 수 있습니다",
)
_OTHER_VERSION = Text(
    en="a form of version {said}, made by another version of this program",
    ko="다른 버전의 프로그램에서 만든 양식입니다: 양식 버전 {said}",
)
_OTHER_BOOK = Text(en="a form of another book: {said}", ko="다른 장부의 양식입니다: {said}")
_OTHER_INSTITUTION = Text(en="a form of another institution: {said}", ko="다른 기관의 양식입니다: {said}")
_NEVER = Text(en="this book never issued a form '{key}'", ko="이 장부에서 배부한 적이 없는 양식 번호입니다: {key}")
_GONE = Text(
    en="the book no longer asks this of the department: issue the form again",
    ko="이제 이 부서에 묻지 않는 항목입니다. 양식을 다시 배부하십시오",
)
_SAME_AS = Text(en="already recorded as transaction {number}", ko="전표 {number}에 이미 기록한 내용")
_RECORDED_LINE = Text(
    en="the line was recorded as it stood (transaction {number}): correct it in the book, or write a new line",
    ko="전표 {number}에 이미 기록한 줄입니다. 장부에서 고치거나 다른 줄에 적으십시오",
)
_LATER = Text(
    en="{what}: transaction {number} stands from {on} on; the form counts until then",
    ko="{what}: {on}부터는 전표 {number} 내용이 그대로 효력이 있고, 양식의 내용은 그 전까지만 나타납니다",
)
_MOVED_LATER = Text(
    en="{cell}: what was recorded after {as_of} is added to what the form says; the book now holds {amount}",
    ko="{cell}: 기준일({as_of}) 뒤에 기록한 증감은 양식의 금액에 그대로 더해집니다. 지금 장부의 금액은 {amount}",
)
