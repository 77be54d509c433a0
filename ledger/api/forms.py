"""Forms out: one workbook for each department, each known to the book before it can lie in a folder."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from ledger.api.books import books_of
from ledger.api.desk import Desk
from ledger.api.recording import Recorded, record_act
from ledger.cube.books import Books
from ledger.cube.departments import in_charge
from ledger.cube.drafting import Drafting
from ledger.cube.shelves import Shelves
from ledger.disk import Waiting, cannot_write
from ledger.journal.store import Journal
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.form import Form
from ledger.model.money import WON, Unit, unit_named
from ledger.model.progress import Step, counted, unseen
from ledger.model.registers.department import Department
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.text import Text, folded, language, nearest, speaking
from ledger.reports.forms import FormTemplate, departments, form_of
from ledger.specs.forms import form_template_named

_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 180  # bytes: disks take 255 with the suffix, a running number and what a passing name adds


@dataclass(frozen=True, slots=True)
class Copy:
    """A form and the file it goes out in. `earlier` is the key of the form that it makes obsolete; one that `stands`
    is out already as it is, under its own key."""

    form: Form
    file: Path
    earlier: str = ""
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of it: the forms in the order of the departments, what was recorded, and the projects that nobody is
    in charge of, so that no form asks about them."""

    copies: tuple[Copy, ...]
    recorded: Recorded
    orphans: tuple[str, ...] = ()


def issue(
    desk: Desk,
    folder: Path,
    template: str = "execution",
    wanted: Sequence[str] = (),
    *,
    as_of: date | None = None,
    due: date | None = None,
    unit: str = "",
    dry_run: bool = False,
    step: Step = unseen,
) -> Issued:
    """A form for each department (default: every one that answers for a pledge) into a folder.

    Every file is whole on the disk before the forms are recorded, so that a full disk makes none obsolete, and has its
    name after it: a crash in between leaves forms that are missing and can be written again by the same command, never
    one that a department fills in and the book does not know. A form that is out already and would be the same goes out
    again as it is.

    Refused: an unknown department, one that answers for no pledge, a unit in which an amount is not whole, a folder
    that is a file, a file in the place of a form that is not an empty form of this book. StorageFailure: the disk.
    """
    found: list[Copy] = []
    orphans: list[str] = []

    def stated(drafting: Drafting, journal: Journal) -> Act:
        template_now = form_template_named(template, desk.path.parent)
        books = books_of(journal, as_of or desk.today)
        orphans.extend(path for path, department in in_charge(books.projects).items() if not department)
        asking = _Asking(books, template_now, due, unit_named(unit) if unit else None)
        last = {each.department: each for each in drafting.registers.records(IssuedForm) if each.template == template}
        reissuing = Reissuing(journal, desk.path.parent)
        for department, name in counted(_named(books, wanted), step):
            earlier = reissuing.known(last[department]) if department in last else None
            copy = asking.copy(department, folder / name, earlier)
            if copy.form.sheets:
                found.append(copy)
                data = _drawn(copy, earlier)
                if not dry_run:
                    waiting.add(data, copy.file)
            elif wanted:
                raise _nothing_to_ask(department)
        if not found:
            raise _nothing_to_ask(template)
        return Act(act="form", rows=[_row(copy.form) for copy in found if not copy.stands])

    require_folder(folder)
    with nullcontext() if dry_run else made(folder), Waiting() as waiting:
        recorded = record_act(desk, stated, dry_run=dry_run)
        if not dry_run:
            found = [replace(copy, file=file) for copy, file in zip(found, waiting.place(), strict=True)]
    return Issued(tuple(found), recorded, tuple(orphans))


class Reissuing:
    """Forms as they went out, each built anew from the state of the book that it names and in its own language.

    States of the book and templates are read once for all the forms of a folder.
    """

    def __init__(self, journal: Journal, beside: Path | None) -> None:
        self._journal, self._beside = journal, beside
        self._states: dict[tuple[date, int], tuple[Shelves, dict[str, set[str]]]] = {}
        self._templates: dict[tuple[str, str], FormTemplate] = {}

    def form(self, issued: IssuedForm) -> Form:
        """Refused: its template is gone, or asks for something else than it did."""
        books, unit = self.then(issued, issued.number), unit_named(issued.unit)
        with speaking(issued.language):
            form = form_of(books, self._template(issued), issued.department, issued.key, unit, issued.due)
        if form.layout != issued.layout:
            raise Refused(
                Text(
                    en="the template '{name}' was changed after the form went out",
                    ko="양식을 배부한 뒤에 바뀐 서식: '{name}'",
                ).format(name=issued.template),
                where=issued.key,
                way_out=Text(
                    en="put the template back, or issue the form again",
                    ko="서식을 되돌리거나 양식을 다시 배부하십시오",
                ),
            )
        return form

    def then(self, issued: IssuedForm, number: int) -> Books:
        """The pledges that a form asks about, as they were known at a transaction."""
        state = (issued.as_of, number)
        if state not in self._states:
            books = books_of(self._journal, *state)
            pledges: dict[str, set[str]] = {}
            for path, department in in_charge(books.projects).items():
                pledges.setdefault(department, set()).add(path.split("/")[0])
            for heir in books.records(Department):
                for name in heir.formerly:
                    pledges.setdefault(name, pledges.get(heir.key, set()))
            self._states[state] = Shelves(books), pledges
        shelves, pledges = self._states[state]
        return shelves.part(pledges.get(issued.department, ()))

    def of(self, issued: IssuedForm, books: Books) -> Form:
        """What a form would be if it were made of other books, in 원, whatever its department is called there."""
        called = issued.department
        if called not in departments(books):
            heirs = (each.key for each in books.records(Department) if called in each.formerly)
            called = next(heirs, called)
        with speaking(issued.language):
            return form_of(books, self._template(issued), called, issued.key, WON)

    def _template(self, issued: IssuedForm) -> FormTemplate:
        named = (issued.template, issued.language)
        if named not in self._templates:
            self._templates[named] = form_template_named(issued.template, self._beside)
        return self._templates[named]

    def known(self, issued: IssuedForm) -> Form | None:
        """The form, where it can still be built."""
        try:
            return self.form(issued)
        except Refused:
            return None


class _Asking:
    """Makes the forms of one issue, numbered as they are recorded."""

    def __init__(self, books: Books, template: FormTemplate, due: date | None, unit: Unit | None) -> None:
        self._books, self._template, self._due, self._unit = books, template, due, unit
        self._count = 0

    def copy(self, department: str, file: Path, earlier: Form | None) -> Copy:
        """The form of a department; the one that went out before where it would be the same."""
        key = f"{self._books.number + 1:04}-{self._count + 1:02}"
        form = form_of(self._books, self._template, department, key, self._unit, self._due)
        if earlier is not None and form == replace(earlier, key=key, number=form.number, head=form.head):
            return Copy(earlier, file, stands=True)
        self._count += bool(form.sheets)
        return Copy(form, file, earlier.key if earlier else "")


def _nothing_to_ask(where: str) -> Refused:
    return Refused(
        Text(en="there is nothing that this form asks about", ko="이 서식으로 물을 내용이 없습니다"), where=where
    )


def _named(books: Books, wanted: Sequence[str]) -> list[tuple[str, str]]:
    """The departments asked for, each with the name of its file, which is the same whoever else is asked. Refused: one
    that answers for nothing."""
    known = departments(books)
    if not known:
        raise Refused(
            Text(en="no pledge has a department", ko="주관부서가 적힌 공약이 없습니다"),
            way_out=Text(en='ledger set 5-2 department="..."', ko='ledger set 5-2 주관부서="부서명"'),
        )
    names = dict(zip(known, _file_names(known), strict=True))
    return [(name, names[name]) for name in dict.fromkeys(department_named(books, each) for each in wanted) or known]


def department_named(books: Books, typed: str) -> str:
    """A department that answers for a pledge. Refused: there is none of that name, or it answers for none."""
    known = {folded(department): department for department in departments(books)}
    if folded(typed) not in known:
        near = nearest(typed, known.values())
        raise Refused(
            Text(
                en="no pledge is in the charge of '{name}'", ko="'{name}': 맡은 공약이 없는 부서이거나 없는 부서입니다"
            ).format(name=typed),
            way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
            if near
            else Text(en="see `ledger list projects`", ko="`ledger list projects`로 주관부서를 보십시오"),
        )
    return known[folded(typed)]


def _file_names(known: Iterable[str]) -> Iterator[str]:
    """Names that every disk takes, none twice whatever the case of its letters."""
    taken: set[str] = set()
    for department in known:
        short = _NOT_IN_A_NAME.sub("_", department).encode()[:_LONGEST_NAME].decode(errors="ignore")
        plain = short.strip(" .") or "_"
        plain = f"{plain}_" if _DEVICE.fullmatch(plain) else plain
        name = plain
        for number in count(2):
            if name.casefold() not in taken:
                break
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        yield f"{name}.xlsx"


def _drawn(copy: Copy, earlier: Form | None) -> bytes:
    """The workbook of a form. Refused: in its place is a file that is no empty form of this book, so that what a
    department has filled in is never written over."""
    from ledger.render.forms import draw

    data = draw(copy.form)
    if not copy.file.exists():
        return data
    empty = [data] if earlier is None or copy.stands else [data, draw(earlier)]
    if not copy.file.is_file() or copy.file.read_bytes() not in empty:
        raise Refused(
            Text(
                en="in the place of the form is a file that may have been filled in",
                ko="양식을 쓸 자리에 이미 작성되었을 수 있는 파일이 있습니다",
            ),
            where=str(copy.file),
            way_out=Text(en="give another folder, or move it away", ko="다른 폴더를 주거나 그 파일을 옮기십시오"),
        )
    return data


def _row(form: Form) -> Row:
    issued = IssuedForm(
        key=form.key,
        template=form.template,
        department=form.department,
        as_of=form.as_of,
        unit=form.unit,
        number=form.number,
        head=form.head,
        layout=form.layout,
        due=form.due,
        language=language(),
    )
    return Row.of(issued)


def require_folder(folder: Path) -> None:
    """Refused: a file in the place of a folder."""
    if folder.exists() and not folder.is_dir():
        raise Refused(
            Text(en="a file, not a folder for the forms", ko="양식을 담을 폴더가 아니라 파일입니다"),
            where=str(folder),
            way_out=Text(en="give the name of a folder", ko="폴더 이름을 주십시오"),
        )


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """A folder, made where there is none; removed again where the block fails and leaves it empty. StorageFailure: the
    disk refuses."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        _make(folder)
        yield
    except BaseException:
        for each in new:
            with suppress(OSError):
                each.rmdir()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
