"""Editing: a pledge as TOML, and what somebody made of it as one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from ledger.api.desk import Desk
from ledger.api.recording import Recorded, drafting_on, record_act
from ledger.cube.dossier import Place, dossier, meant, pledge_of, registers_of_pledges
from ledger.cube.drafting import Drafting
from ledger.cube.names import Names
from ledger.journal.store import Journal
from ledger.model.entry import Act, Row
from ledger.model.errors import Refused
from ledger.model.registers.edited_text import EditedText
from ledger.model.text import Text
from ledger.specs.pledge import Page, brought_up
from ledger.specs.pledge_guide import edition_in, guided
from ledger.specs.pledge_reading import Reading


class Overtaken(Refused):
    """The pledge was changed in the book while a text of it was edited."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A pledge to be edited: its code, its TOML, and the edition that is held against the book when it is saved."""

    pledge: str
    text: str
    edition: str


def open_pledge(desk: Desk, code: str) -> Opened:
    """The whole pledge that a project belongs to. Refused: no such project."""
    with desk.reading() as journal:
        drafting = drafting_on(journal)
        names = drafting.registers.names
        pledge = pledge_of(names.project(code))
        page = _page(drafting, journal, pledge)
        edition = _edition(page)
        text = guided(page, registers_of_pledges(), pledge, edition, list(names.periods))
        return Opened(pledge, text, edition)


def save_pledge(
    desk: Desk,
    code: str,
    name: str,
    text: str,
    act: Act,
    *,
    edition: str,
    correction: bool = False,
    dry_run: bool = False,
) -> Recorded:
    """Record what a text changes of a pledge: rows made, changed and taken out, and its comments.

    `name` is what the text is called in messages; `edition` the one that it was made from where it does not say so
    itself. Refused, with every line that is wrong (`Rejected`); and when the pledge was changed since that edition.
    """

    def stated(drafting: Drafting, journal: Journal) -> Act:
        standing, names = drafting.registers.rows, drafting.registers.names
        pledge = pledge_of(names.project(code))
        now = _page(drafting, journal, pledge)
        if (edition_in(text) or edition) != _edition(now):
            raise _overtaken(name, pledge)
        page = Page.read(name, text)
        rows = Reading(page, standing, names, pledge).changed()
        after = _after(standing, rows)
        kept = _brought_up(page, after, names, pledge)
        if rows or not _same(kept, now):
            known = _kept(journal, pledge) or _brought_up(None, after, names, pledge).text
            if not _same(kept, Page.read(name, known)):
                note = EditedText.of(pledge, kept.text)
                rows.append(Row.of(note))
            return replace(act, act="edit", rows=rows, where=name)
        return act

    return record_act(desk, stated, correction=correction, dry_run=dry_run)


def _page(drafting: Drafting, journal: Journal, pledge: str) -> Page:
    """The pledge as it stands, in the words that somebody left around it."""
    names = drafting.registers.names
    page = None
    if kept := _kept(journal, pledge):
        page = Page.read(pledge, kept)
        page.identify(registers_of_pledges(), lambda kind, name, value: meant(kind, name, value, names))
    return _brought_up(page, drafting.registers.rows, names, pledge)


def _brought_up(page: Page | None, rows: Mapping[Place, Row], names: Names, pledge: str) -> Page:
    known = registers_of_pledges()
    every = [(known[row.kind], row) for row in dossier(rows, pledge)]
    return brought_up(page, every, pledge, lambda kind, name, value: meant(kind, name, value, names))


def _kept(journal: Journal, pledge: str) -> str:
    """The text saved last, whatever day it was effective on; empty where there is none."""
    undone = journal.undone()
    cancelled = {*undone, *undone.values()}
    every = [each.row for each in journal.versions_of(EditedText.KIND, pledge) if each.number not in cancelled]
    return EditedText.from_body(pledge, every[-1].body).text if every and every[-1].body else ""


def _edition(page: Page) -> str:
    return sha256(page.text.encode()).hexdigest()[:12]


def _same(page: Page, other: Page) -> bool:
    """Whether two pages say the same, empty lines aside."""
    return page.text.split() == other.text.split()


def _after(standing: Mapping[Place, Row], rows: Iterable[Row]) -> dict[Place, Row]:
    after = {**standing, **{(row.kind, row.key): row for row in rows}}
    return {place: row for place, row in after.items() if row.body is not None}


def _overtaken(name: str, pledge: str) -> Overtaken:
    return Overtaken(
        Text(
            en="pledge {pledge} was changed in the book after this text was made",
            ko="이 글을 연 뒤에 장부의 공약 {pledge} 내용이 바뀌었습니다",
        ).format(pledge=pledge),
        where=name,
        way_out=Text(
            en="open it anew with `ledger edit {pledge}` and take your changes over",
            ko="`ledger edit {pledge}`로 다시 열어 고친 내용을 옮기십시오",
        ).format(pledge=pledge),
    )
