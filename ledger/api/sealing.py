"""확정본: freezing a report under a name, building it again, and what changed in it since."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from ledger import __version__
from ledger.api.books import read_books
from ledger.api.desk import Desk
from ledger.api.recording import drafting_on
from ledger.api.reporting import Made, Request, made, made_as_then, request_of
from ledger.cube.seals import Sealed, taken
from ledger.disk import placed, save
from ledger.journal.store import Journal
from ledger.model.document import Document
from ledger.model.entry import Act, Attachment, Draft, Row, Seal
from ledger.model.errors import LedgerError, Refused
from ledger.model.finding import Finding, Severity
from ledger.model.moment import moment_typed
from ledger.model.progress import Step, unseen
from ledger.model.registers.sealed_state import SealedState
from ledger.model.text import Text, clean, nearest, visible
from ledger.render.kept import Differing, differing, pack, unpack

T = TypeVar("T")

_SHOWN = 3
_LONGEST_NAME = 60
_SPACES = re.compile("[ \u3000\u00a0]+")


@dataclass(frozen=True, slots=True)
class Sealing:
    """What came of sealing: the state, the transaction that holds it, the file where one was written."""

    state: SealedState
    seal: Seal
    written: Path | None = None


def seal(
    desk: Desk,
    name: str,
    request: Request,
    act: Act,
    *,
    output: Path | None = None,
    with_errors: bool = False,
    step: Step = unseen,
) -> Sealing:
    """Freeze the report of a request under a name, and the state of the book with it. Refused: a name that is taken or
    means something else, a file that is no .xlsx, and errors that nobody waived, unless asked for `with_errors`.
    StorageFailure: the file cannot be written; nothing is sealed then, or it says so."""
    from ledger.render.formats.xlsx import draw

    name = _name(name)
    _require_workbook(output)
    with desk.writing() as journal:
        drafting = drafting_on(journal)
        for each in drafting.registers.records(SealedState):
            if each.key == name:
                raise taken(each)
        report = made(journal, desk, request, step)
        if not with_errors:
            require_sound(report.findings)
        data = draw(report.document)
        files = _files(report.document)
        state = _state(name, report, request, data, files)
        row = Row(state.KIND, name, state.body())
        draft = drafting.draft(
            replace(act, act="seal", rows=[row], files=files), by=desk.by, effective=act.effective or desk.today
        )
        return _recorded(state, journal, draft, data, output)


def _recorded(state: SealedState, journal: Journal, draft: Draft, data: bytes, output: Path | None) -> Sealing:
    """The seal in the book and its file in place: nothing is sealed while the file cannot be written."""
    if output is None:
        return Sealing(state, journal.append([draft])[0])
    sealed: Seal | None = None
    try:
        with placed(output) as passing:
            passing.write_bytes(data)
            sealed = journal.append([draft])[0]
        return Sealing(state, sealed, output)
    except LedgerError:
        if sealed is None:
            raise
    try:
        return Sealing(state, sealed, save(data, output))
    except LedgerError as failure:
        said = Text(
            en="'{name}' is sealed (transaction {number}), but without its file: {why}",
            ko="확정본 '{name}': 전표 {number}에 기록하였으나 파일을 쓰지 못했습니다. {why}",
        )
        raise type(failure)(
            said.format(name=state.key, number=sealed.number, why=failure.what),
            where=str(output),
            way_out=Text(
                en="write it elsewhere: ledger seal '{name}' --rebuild -o FILE",
                ko="다른 곳에 쓰십시오: ledger seal '{name}' --rebuild -o 파일",
            ).format(name=state.key),
        ) from None


def _name(typed: str) -> str:
    """The name of a new seal. Refused: none, one too long, with a sign that nobody sees or a line break, and what
    `diff` reads as something else: a date, a transaction, a book, now."""
    name = _SPACES.sub(" ", typed).strip()
    wrong: Text | None = None
    if name != visible(name):
        wrong = Text(
            en="'{name}': a name is one line, of signs that can be seen",
            ko="'{name}': 줄바꿈이나 보이지 않는 글자는 쓸 수 없습니다",
        ).format(name=visible(name))
    elif not name:
        wrong = Text(en="a seal needs a name", ko="확정본 이름이 필요합니다")
    elif len(name) > _LONGEST_NAME:
        wrong = Text(
            en="the name has {count} characters, at most {most} are taken",
            ko="이름이 {count}자입니다. {most}자까지입니다",
        ).format(count=len(name), most=_LONGEST_NAME)
    elif _means_a_state(name):
        wrong = Text(
            en="'{name}' means another state of a book: a date, a transaction, a file, now",
            ko="'{name}': 날짜, 전표, 장부 파일, 지금을 뜻하는 말은 확정본 이름으로 쓸 수 없습니다",
        ).format(name=name)
    if wrong is not None:
        raise Refused(wrong, way_out=Text(en="call it '2023 H2'", ko="'2023 하반기'처럼 쓰십시오"))
    return clean(name)


def _means_a_state(name: str) -> bool:
    if name.startswith("@") or name.casefold() in ("now", "지금") or name.casefold().endswith(".db"):
        return True
    try:
        return moment_typed(name).key.replace("-", "").isdecimal()  # a half or a quarter is what a report is called by
    except Refused:
        return False


def _state(name: str, report: Made, request: Request, data: bytes, files: list[Attachment]) -> SealedState:
    stamp = report.document.stamp
    return SealedState(
        key=name,
        as_of=stamp.as_of,
        number=stamp.number,
        head=stamp.head,
        template=request.template,
        template_sha256=report.template.sha256,
        options=tuple(f"{name}={value}" for name, value in stamp.options),
        tool=stamp.tool,
        sha256=sha256(data).hexdigest(),
        document=tuple(file.sha256 for file in files),
    )


def _files(document: Document) -> list[Attachment]:
    parts = pack(document)
    return [Attachment.of(f"document.json.gz.{number}", part) for number, part in enumerate(parts, 1)]


def require_sound(findings: Iterable[Finding]) -> None:
    """Refused: errors among the findings that nobody waived."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise Refused(
            Text(
                en="the check finds {count} errors: {first}",
                ko="점검 오류 {count}건이 있어 확정본을 만들지 않았습니다: {first}",
            ).format(count=len(errors), first=_listed(errors)),
            way_out=Text(
                en="mend or `ledger waive` them (`ledger check`), or give --with-errors",
                ko="`ledger check`로 보고 고치거나 `ledger waive`로 승인받으십시오. 그대로 만들려면 --with-errors",
            ),
        )


def _listed(findings: list[Finding]) -> str:
    said = ", ".join(f"{finding.id} {finding.where.project or ''}".strip() for finding in findings[:_SHOWN])
    return f"{said}, ..." if len(findings) > _SHOWN else said


def _require_workbook(output: Path | None) -> None:
    if output is not None and output.suffix.casefold() != ".xlsx":
        raise Refused(Text(en="a seal is written as .xlsx", ko="확정본은 .xlsx 파일로 씁니다"), where=output.name)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A sealed report built anew: whether it has the bytes of then; if not, the figures that differ. `other_template`
    and `other_tool`: what made it is not what made it then. `other_book`: the book does not hold that state."""

    state: SealedState
    same_bytes: bool
    differing: tuple[Differing, ...] = ()
    other_template: bool = False
    other_tool: bool = False
    other_book: bool = False
    written: Path | None = None


def rebuild(desk: Desk, name: str, output: Path | None = None, step: Step = unseen) -> Rebuilt:
    """The report of a seal, built from the state that it froze and held against what was kept. Refused: no such seal,
    one without a report, a template that is gone."""
    from ledger.render.formats.xlsx import draw

    _require_workbook(output)
    with desk.reading() as journal:
        state = _reported(journal, name)
        options = dict(option.split("=", 1) for option in state.options)
        request = request_of(state.template, state.as_of, state.number, options)
        try:
            report = made_as_then(journal, desk, request, options.get("lang", ""), step)
        except Refused as refusal:
            kept = Text(en="what was handed in: --kept", ko="그때의 수치는 --kept로 볼 수 있습니다")
            raise Refused(refusal.what, where=refusal.where or state.template, way_out=kept) from None
        other_book = journal.transaction(state.number).seal.hash != state.head
        kept_then = _kept(journal, state)
    data = draw(report.document)
    same = sha256(data).hexdigest() == state.sha256
    return Rebuilt(
        state,
        same,
        () if same else tuple(differing(kept_then, report.document)),
        report.template.sha256 != state.template_sha256,
        __version__ != state.tool,
        other_book,
        save(data, output) if output else None,
    )


def kept_document(desk: Desk, name: str) -> Document:
    """What was handed in, as the book keeps it. Refused: no such seal, one without a report."""
    with desk.reading() as journal:
        return _kept(journal, _reported(journal, name))


def changes_since(desk: Desk, name: str) -> Sealed:
    """The seal, and the transactions that changed what it handed in. Refused: no such seal."""
    books = read_books(desk)
    return _named({each.state.key: each for each in books.seals}, name)


def _kept(journal: Journal, state: SealedState) -> Document:
    return unpack(journal.file(digest) for digest in state.document)


def _reported(journal: Journal, name: str) -> SealedState:
    states = {each.key: each for each in drafting_on(journal).registers.records(SealedState)}
    state = _named(states, name)
    if not state.document:
        raise Refused(
            Text(en="no report was sealed with it", ko="보고서 없이 장부의 상태만 남긴 확정본입니다"), where=name
        )
    return state


def _named(seals: Mapping[str, T], name: str) -> T:
    if name in seals:
        return seals[name]
    near = nearest(name, seals)
    raise Refused(
        Text(en="there is no seal '{name}'", ko="'{name}' 확정본이 없습니다").format(name=name),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="see `ledger list seals`", ko="`ledger list 확정본`으로 보십시오"),
    )
