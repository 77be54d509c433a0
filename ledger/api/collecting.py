"""Forms in: read, sorted, judged one after another, and each that is taken recorded as one transaction."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from ledger.api.board import Line, Standing, State, not_undone, standing
from ledger.api.desk import Desk
from ledger.api.exchange import files_in
from ledger.api.forms import made, require_folder
from ledger.api.judging import Bench, Handed, check_meta, origin_of
from ledger.api.recording import check_amendment
from ledger.capture.file import File
from ledger.capture.submission import returned
from ledger.checks.run import rule_named
from ledger.cube.drafting import Change
from ledger.cube.names import Names
from ledger.cube.registers import Registers, registers
from ledger.disk import Waiting
from ledger.journal.store import Journal
from ledger.model.book import Adoption, Book
from ledger.model.entry import Act, Seal
from ledger.model.errors import LedgerError, Refused
from ledger.model.form import Spot
from ledger.model.money import Unit, unit_named
from ledger.model.progress import Step, counted, unseen
from ledger.model.registers.submission import Verdict
from ledger.model.text import Text, folded

BLANK = Text(en="(blank)", ko="(빈칸)")
_AT_A_TIME = 20  # forms that one sync of the disk makes last
_PREFERENCES = {"form": Text(en="form", ko="양식"), "book": Text(en="book", ko="장부")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What came of it: every file for a form of this book, in the order of issue; refusals of files that are none; the
    board; the seals of what was recorded; and the names and the unit to show changes in."""

    handed: tuple[Handed, ...]
    strangers: tuple[LedgerError, ...]
    board: tuple[Line, ...]
    seals: tuple[Seal, ...]
    names: Names
    unit: Unit

    @property
    def taken(self) -> tuple[Handed, ...]:
        """The forms that are recorded, or would be."""
        return tuple(each for each in self.handed if each.state is State.ACCEPTED)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The cells that they change, form by form."""
        return tuple(change for each in self.taken for change in each.changes)

    @property
    def is_clean(self) -> bool:
        """Whether every file was taken."""
        return not self.strangers and len(self.taken) == len(self.handed)


def collect(
    desk: Desk,
    paths: Sequence[Path],
    act: Act,
    *,
    prefer: str = "",
    ignore: Sequence[str] = (),
    dry_run: bool = False,
    step: Step = unseen,
) -> Collected:
    """Take the forms in files and folders: each is recorded whole or not at all, and none stops another.

    `act` gives reason, procedure and basis of what is recorded. `prefer` settles conflicts: for the `form` or for the
    `book`. `ignore` are rules whose findings are accepted. Refused: an unknown rule or preference, a folder without
    files, a change of the adopted plan without reason and procedure.
    """
    ignored = {rule_named(name).id for name in ignore}
    prefer = _preference(prefer)
    with desk.reading() if dry_run else desk.writing() as journal:
        tray = _Tray(desk, journal)
        for path in counted(_files(paths), step):
            tray.take(path)
        for handed in tray.sorted():
            tray.settle(handed, act, prefer, ignored)
        if tray.registers.records(Adoption):
            check_amendment(journal, *(each.draft for each in tray.handed if each.draft is not None))
        seals = [] if dry_run else list(_recorded(journal, tray.handed))
        recorded = {**tray.known.recorded, **{seal.number: seal.recorded for seal in seals}}
        return Collected(
            handed=tuple(tray.handed),
            strangers=tuple(tray.strangers),
            board=tuple(_board(replace(tray.known, recorded=recorded), tray.handed, desk)),
            seals=tuple(seals),
            names=tray.registers.names,
            unit=unit_named(tray.book.unit),
        )


def _files(paths: Sequence[Path]) -> list[Path]:
    """What is to be read of the files and folders named. Refused: nothing is, or the one file named is not there."""
    files = [each for each in files_in(paths) if not each.name.startswith("~$")]
    if not files:
        raise Refused(
            Text(
                en="the lock that Excel leaves beside an open file is no form: there is no file to read",
                ko="엑셀이 연 파일 옆에 두는 잠금 파일(~$)뿐이어서 읽을 파일이 없습니다",
            ),
            where=", ".join(path.name for path in paths),
            way_out=Text(en="name the form itself", ko="양식 파일의 이름을 주십시오"),
        )
    if len(paths) == 1 and not paths[0].exists():
        raise Refused(
            Text(en="no such file", ko="파일이 없습니다"),
            where=str(paths[0]),
            way_out=Text(
                en="name forms that came back, or a folder of them", ko="받은 양식 파일이나 양식이 든 폴더를 주십시오"
            ),
        )
    return files


def _preference(typed: str) -> str:
    for name, said in _PREFERENCES.items():
        if folded(typed) in (name, said.ko):
            return name
    if typed:
        raise Refused(Text(en="--prefer takes form or book", ko="--prefer에는 form(양식)이나 book(장부)을 씁니다"))
    return ""


class _Tray:
    """The files of one run: those for forms of this book, and strangers."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        self._desk, self._journal = desk, journal
        versions = not_undone(journal)
        self.known = standing(journal, versions, desk.path.parent)
        self.registers = Registers([each.row for each in registers(versions)], lambda kind, key: False)
        self.book = self.registers.records(Book)[0]
        self._bench = Bench(journal, self.known, versions, desk.path.parent)
        self._undone = journal.undone()
        self.handed: list[Handed] = []
        self.strangers: list[LedgerError] = []

    def take(self, path: Path) -> None:
        """Read a file: a form of this book, or what it is not."""
        try:
            file = returned(File.read(path))
            form = check_meta(file, self.known, self._journal.node, self.book.institution)
            newest = self.known.newest(form)
            if newest is form:
                self.handed.append(self._bench.read(file, form))
            else:
                said = _NEWER.format(key=newest.key)
                self.handed.append(Handed(returned=file, issued=form, state=State.OBSOLETE, said=said))
        except LedgerError as refusal:
            self.strangers.append(refusal)

    def sorted(self) -> list[Handed]:
        """Those to be judged. Of several files for one form none is taken, unless they say the same."""
        order = {key: place for place, key in enumerate(self.known.forms)}
        self.handed.sort(key=lambda each: (order[each.issued.key], each.returned.file))
        by_form: dict[str, list[Handed]] = {}
        for each in self.handed:
            if each.state is not State.OBSOLETE and not self._is_recorded(each):
                by_form.setdefault(each.issued.key, []).append(each)
        return [each for rivals in by_form.values() for each in self._one_of(rivals)]

    def settle(self, handed: Handed, act: Act, prefer: str, ignore: Collection[str]) -> None:
        """Judge a form, and draft what is to be recorded of it."""
        by = self._desk.by
        if handed.state in (State.ACCEPTED, State.RETURNED):
            self._bench.judge(handed, act, by=by, prefer=prefer, ignore=ignore)
        if handed.state is State.RETURNED:
            self._bench.returning(handed, act, by=by)

    def _is_recorded(self, handed: Handed) -> bool:
        recorded = [n for n in self._journal.with_origin(origin_of(handed)) if n not in self._undone]
        if recorded:
            handed.state, handed.number = State.DUPLICATE, recorded[0]
            handed.said = _RECORDED.format(number=recorded[0])
        return bool(recorded)

    def _was_returned(self, handed: Handed) -> bool:
        """A file that was given back before stands aside where a better one is there, or was taken since."""
        given = self.known.verdicts.get(handed.issued.key, ())
        back = [n for n, each in given if each.verdict is Verdict.RETURNED and each.sha256 == handed.returned.sha256]
        if back:
            handed.state, handed.number = State.DUPLICATE, back[-1]
            handed.said = _WAS_RETURNED.format(number=back[-1])
        return bool(back)

    def _one_of(self, rivals: Sequence[Handed]) -> Iterator[Handed]:
        if len(rivals) > 1 or self.known.accepted(rivals[0].issued.key):
            rivals = [each for each in rivals if not self._was_returned(each)]
        if len({tuple(_answers(each).items()) for each in rivals}) > 1:
            names = ", ".join(each.returned.file for each in rivals)
            for each in rivals:
                each.state, each.said = State.DUPLICATE, _RIVALS.format(names=names)
            return
        for place, each in enumerate(rivals):
            if place:
                each.state, each.said = State.DUPLICATE, _TWIN.format(name=rivals[0].returned.file)
            else:
                yield each


def give_back(collected: Collected, folder: Path, step: Step = unseen) -> list[Path]:
    """Draw each form that is given back or in conflict anew into a folder, its faulty cells marked; the officer's own
    files stay as they are. A file of that name that says something else stays too. Refused: the folder is a file.
    StorageFailure: the disk."""
    from ledger.render.forms import draw

    require_folder(folder)
    back = [each for each in collected.handed if each.state in (State.RETURNED, State.CONFLICT) and each.form]
    with made(folder), Waiting() as waiting:
        for handed in counted(back, step):
            assert handed.form is not None
            faults = dict(handed.faults)
            for each in handed.conflicts:
                faults[each.spot] = [
                    *faults.get(each.spot, ()),
                    _CONFLICT.format(issued=each.issued or BLANK, now=each.now or BLANK),
                ]
            marked = {str(said) for texts in faults.values() for said in texts}
            others = [reason.said for reason in handed.reasons if str(reason.said) not in marked]
            data = draw(handed.form, handed.answers, faults, others)
            name = f"{Path(handed.returned.file).stem}_{handed.state.label.ko}_{handed.issued.key}"
            waiting.add(data, _free(folder / f"{name}.xlsx", data))
        return waiting.place()


def _free(target: Path, data: bytes) -> Path:
    for number in count(2):
        if not target.exists() or target.read_bytes() == data:
            return target
        target = target.with_stem(f"{target.stem.removesuffix(f' ({number - 1})')} ({number})")
    raise AssertionError("count() does not end")


def _recorded(journal: Journal, handed: Iterable[Handed]) -> Iterator[Seal]:
    """Record the forms, some at a time: what a crash cuts off is whole forms, and the next run takes those left."""
    left = [each for each in handed if each.draft is not None]
    for start in range(0, len(left), _AT_A_TIME):
        some = left[start : start + _AT_A_TIME]
        try:
            yield from _appended(journal, some)
        except Refused:  # a balance that overflows together with what is effective later: all but that form
            for each in some:
                try:
                    yield from _appended(journal, [each])
                except Refused as refusal:
                    each.give_back("", refusal.what)


def _appended(journal: Journal, handed: Sequence[Handed]) -> list[Seal]:
    seals = journal.append([each.draft for each in handed if each.draft is not None])
    for each, seal in zip(handed, seals, strict=True):
        each.number = seal.number
    return seals


def _board(known: Standing, handed: Sequence[Handed], desk: Desk) -> Iterator[Line]:
    """The forms that are out, each with what this run made of it, then further files for the same form."""
    files: dict[str, list[Handed]] = {}
    for each in handed:
        files.setdefault(known.newest(each.issued).key, []).append(each)
    for line in known.lines(desk.today):
        mine = files.get(line.key, [])
        judged = [each for each in mine if each.state not in (State.DUPLICATE, State.OBSOLETE)][-1:]
        if not judged and line.state is State.MISSING:
            judged = mine[:1]
        yield _judged(line, judged[0], known) if judged else line
        for each in mine:
            if each not in judged:
                yield _judged(replace(line, said=None), each, known)


def _judged(line: Line, handed: Handed, known: Standing) -> Line:
    return replace(
        line,
        state=handed.state,
        file=handed.returned.file,
        sha256=handed.returned.sha256,
        number=handed.number,
        recorded=known.recorded.get(handed.number or 0, ""),
        said=handed.said or line.said,
        reasons=tuple(map(str, handed.reasons)),
    )


def _answers(handed: Handed) -> dict[Spot, object]:
    """What a file says, so that two can be compared: values, and the texts that could not be read."""
    return {spot: handed.values.get(spot, said.text) for spot, said in handed.answers.items()}


_NEWER = Text(en="the department was issued {key} since", ko="새 양식({key})이 배부되었습니다")
_RECORDED = Text(en="recorded as transaction {number}", ko="전표 {number}에 기록한 파일")
_WAS_RETURNED = Text(en="given back before (transaction {number})", ko="이미 반려한 파일(전표 {number})")
_RIVALS = Text(
    en="files that say different things, none is taken: {names}; leave one",
    ko="내용이 다른 파일이 여럿이어서 받지 않습니다: {names}. 하나만 남기십시오",
)
_TWIN = Text(en="the same as {name}", ko="{name} 파일과 같은 내용")
_CONFLICT = Text(
    en="the book changed meanwhile: {issued} when issued, {now} now",
    ko="그사이 장부가 바뀌었습니다: 배부할 때 {issued}, 지금 {now}",
)
