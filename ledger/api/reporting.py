"""Reports: from a template and the book to a document, to a file, and back to the question whether it still holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger import __version__
from ledger.api import comparing
from ledger.api.books import about, books_of, narrowed
from ledger.api.checking import rules_run, stated_tables
from ledger.api.desk import Desk
from ledger.checks.waivers import check_waived
from ledger.cube.books import Books
from ledger.discover import modules_in
from ledger.disk import save
from ledger.journal.store import Journal
from ledger.model.document import Document, Stamp
from ledger.model.errors import LedgerError, Refused
from ledger.model.finding import Finding
from ledger.model.form import META
from ledger.model.money import unit_named
from ledger.model.progress import Step, unseen
from ledger.model.project import Project, is_within
from ledger.model.registers.action_item import ActionItem
from ledger.model.registers.photo import Photo
from ledger.model.text import Text, language, speaking
from ledger.reports.context import Context, rounding_named
from ledger.reports.report import Template, build
from ledger.specs.reports import FOLDER, template_named, template_names

if TYPE_CHECKING:
    from ledger.workbook.read import Said

FORMATS = "ledger.render.formats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a report; what is empty comes from the template. `at`: as it was known at a transaction;
    `cards_only`: without the sheets about the whole book."""

    template: str
    project: str = ""
    department: str = ""
    field: str = ""
    status: str = ""
    unit: str = ""
    rounding: str = ""
    as_of: date | None = None
    at: int | None = None
    contacts: bool = False
    cards_only: bool = False

    @property
    def conditions(self) -> dict[str, str]:
        """Which pledges are asked for; none where all are."""
        said = {"project": self.project, "department": self.department, "field": self.field, "status": self.status}
        return {name: value for name, value in said.items() if value}

    def options(self) -> tuple[tuple[str, str], ...]:
        """The words from which the same report can be asked for again."""
        said = {
            **self.conditions,
            "unit": self.unit,
            "rounding": self.rounding,
            "contacts": "yes" if self.contacts else "",
            "lang": language(),
        }
        return tuple((name, value) for name, value in said.items() if value)


def report(desk: Desk, request: Request, step: Step = unseen) -> Document:
    """The document, with the state of the book that it was made from."""
    with desk.reading() as journal:
        return made(journal, desk, request, step).document


def save_report(document: Document, target: Path, step: Step = unseen) -> Path:
    """The document in the format of the target's suffix; where it really was written."""
    for module in modules_in(FORMATS):
        if target.suffix.casefold() == module.SUFFIX:
            return save(module.draw(document, step), target)
    suffixes = ", ".join(module.SUFFIX for module in modules_in(FORMATS))
    raise Refused(
        Text(en="no report is written as '{suffix}'", ko="'{suffix}' 꼴로는 보고서를 쓰지 않습니다").format(
            suffix=target.suffix
        ),
        where=target.name,
        way_out=Text(en="use one of {suffixes}", ko="쓸 수 있는 것: {suffixes}").format(suffixes=suffixes),
    )


class Made(NamedTuple):
    """A document, the template it was made by, and what the check of the book says of what it is about."""

    document: Document
    template: Template
    findings: tuple[Finding, ...]


def made(journal: Journal, desk: Desk, request: Request, step: Step = unseen) -> Made:
    """The document of a request, from an open book."""
    template = template_named(request.template, desk.path.parent)
    if request.cards_only:
        template = replace(template, sheets=tuple(sheet for sheet in template.sheets if sheet.per == "pledge"))
    books = books_of(journal, request.as_of or desk.today, request.at)
    unit = unit_named(request.unit or template.unit or books.book.unit)
    rounding = rounding_named(request.rounding or template.rounding)
    chosen = narrowed(books, **request.conditions)
    kept = stated_tables(books)
    found = check_waived(books, kept)
    if request.conditions:
        found = about(found, chosen)
    narrow = books.about(chosen, request.department)
    if request.conditions and not chosen and not (_lists_items(template) and narrow.records(ActionItem)):
        raise Refused(Text(en="no pledge matches", ko="조건에 맞는 공약이 없습니다"))
    context = Context(
        books=narrow,
        project=None,
        unit=unit,
        rounding=rounding,
        findings=tuple(found),
        stamp=_stamp(books, request),
        contacts=request.contacts,
        rules=len(rules_run(kept)),
        covers=_covers(request, chosen),
        stated=kept,
        files=_pictures(journal, books, template, chosen),
    )
    return Made(build(template, context, chosen, step), template, context.findings)


def _covers(request: Request, chosen: Sequence[Project]) -> str:
    """The conditions in words: `주관부서 일자리과, 이행상태 완료`; of a project its pledge by name."""
    said = [f"{pledge.key} {pledge.name}" for pledge in chosen if request.project]
    said += [f"{Project.FIELDS[name]} {value}" for name, value in request.conditions.items() if name != "project"]
    return ", ".join(said)


def _lists_items(template: Template) -> bool:
    return any(section.kind.startswith("action_") for sheet in template.sheets for section in sheet.sections)


def _pictures(journal: Journal, books: Books, template: Template, chosen: tuple[Project, ...]) -> Mapping[str, bytes]:
    """The contents of the photos in force of the chosen pledges, where the template shows any."""
    if not any(section.kind == "photos" for sheet in template.sheets for section in sheet.sections):
        return {}
    return {
        photo.sha256: journal.file(photo.sha256)
        for photo in books.records(Photo)
        if any(is_within(photo.project, pledge.key) for pledge in chosen)
    }


def _stamp(books: Books, request: Request) -> Stamp:
    return Stamp(
        book=books.node,
        number=books.number,
        head=books.head,
        as_of=books.as_of,
        template=request.template,
        options=request.options(),
        tool=__version__,
    )


@dataclass(frozen=True, slots=True)
class ReportState:
    """What `verify REPORT.xlsx` found: `verdict` is `matches`, `older`, `changed`, `another-book` or `unknown-state`;
    `number` is the last transaction that the workbook knows, `behind` counts those recorded since; `cells` are the
    changed ones: sheet, cell, what the book says and what the report says (a value, or a formula after `=`).
    `uncalculated` formulas were saved without their value."""

    verdict: str
    behind: int = 0
    number: int = 0
    cells: tuple[tuple[str, str, str, str], ...] = ()
    uncalculated: int = 0


def verify_report(desk: Desk, path: Path) -> ReportState:
    """Whether a handed-in workbook says what the book said in the state that it names.

    The report is built anew from that state and compared cell by cell, so any changed figure is named.
    """
    from ledger.workbook.read import cells_of, differences, stamp_of

    if not path.is_file():
        raise Refused(Text(en="there is no such file", ko="파일이 없습니다"), where=str(path))
    stamp = stamp_of(path)
    if stamp is None and META in cells_of(path.read_bytes(), path.name):
        raise Refused(
            Text(en="a form, not a report", ko="보고서가 아니라 수합양식입니다"),
            where=path.name,
            way_out=Text(
                en="`ledger collect {name} --dry-run` says what it holds",
                ko="`ledger collect {name} --dry-run`으로 확인하십시오",
            ).format(name=path.name),
        )
    if stamp is None:
        raise Refused(
            Text(en="this workbook names no state of a book", ko="장부의 상태가 적혀 있지 않은 통합문서입니다"),
            where=path.name,
        )
    number, request = _stamped(stamp, path)
    if request.template != comparing.NAME:
        _require_template(request.template, desk, path)
    with desk.reading() as journal:
        if stamp.get("book") != journal.node:
            return ReportState("another-book")
        head = journal.head
        if head is None or number > head.number or journal.transaction(number).seal.hash != stamp.get("head"):
            return ReportState("unknown-state")
        if request.template == comparing.NAME:
            document = _compared(journal, stamp, path)
        else:
            document = made_as_then(journal, desk, request, stamp.get("lang", "")).document
    from ledger.render.formats.xlsx import draw

    found = differences(draw(document), path)
    changed = [each for each in found if not each.now.is_stale or each.now.formula != each.was.formula]
    cells = tuple((each.sheet, each.cell, _told(each.was), _told(each.now)) for each in changed)
    behind = head.number - number
    verdict = "changed" if cells else "older" if behind else "matches"
    return ReportState(verdict, behind, number, cells, len(found) - len(changed))


def _require_template(name: str, desk: Desk, path: Path) -> None:
    if name not in template_names(desk.path.parent):
        raise Refused(
            Text(
                en="the template '{name}' that it was made from is gone",
                ko="이 보고서를 만든 서식 '{name}': 찾을 수 없음",
            ).format(name=name),
            where=path.name,
            way_out=Text(
                en="put {file} back beside the book", ko="장부 옆 {file} 자리에 서식 파일을 다시 두십시오"
            ).format(file=f"{FOLDER}/{name}.toml"),
        )


def _compared(journal: Journal, stamp: Mapping[str, str], path: Path) -> Document:
    """The 신구대비표 that a stamp describes, in the language that it was made in."""
    try:
        with speaking(stamp.get("lang") or language()):
            return comparing.compare_as_stamped(journal, stamp)
    except (KeyError, ValueError):
        raise _edited(path) from None


def _told(said: "Said") -> str:
    """A cell in words: its value, with its formula where it has one."""
    return f"{said.text} (={said.formula})" if said.formula else said.text


def _stamped(stamp: Mapping[str, str], path: Path) -> tuple[int, Request]:
    """The state of the book and the report that a stamp describes. Refused: a stamp that somebody has edited."""
    try:
        number = int(stamp["number"][:18])
        request = request_of(stamp["template"], date.fromisoformat(stamp["as_of"]), number, stamp)
    except (KeyError, ValueError):
        raise _edited(path) from None
    return number, request


def _edited(path: Path) -> Refused:
    said = Text(en="its stamp was edited and cannot be read", ko="보고서의 장부 표시가 고쳐져 읽을 수 없습니다")
    return Refused(said, where=path.name)


def request_of(template: str, as_of: date, at: int, options: Mapping[str, str]) -> Request:
    """The request that `Request.options` describes."""
    return Request(
        template=template,
        as_of=as_of,
        at=at,
        project=options.get("project", ""),
        department=options.get("department", ""),
        field=options.get("field", ""),
        status=options.get("status", ""),
        unit=options.get("unit", ""),
        rounding=options.get("rounding", ""),
        contacts=bool(options.get("contacts")),
    )


def made_as_then(journal: Journal, desk: Desk, request: Request, spoken_then: str, step: Step = unseen) -> Made:
    """The document of a request, in the language that the report was made in."""
    with speaking(spoken_then or language()):
        return made(journal, desk, request, step)


def templates(desk: Desk) -> tuple[list[Template], list[LedgerError]]:
    """The report templates, by name: those shipped, and the user's own beside the book; and what is wrong with those
    that cannot be read."""
    beside = desk.path.parent
    read: list[Template] = []
    refused: list[LedgerError] = []
    for name in template_names(beside):
        try:
            read.append(template_named(name, beside))
        except LedgerError as refusal:
            refused.append(refusal)
    return read, refused


def as_json_text(document: Document) -> str:
    """The JSON of a document, as it would be written to a file."""
    from ledger.render.formats.json import draw

    return draw(document).decode()
