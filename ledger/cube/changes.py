"""변경내용 in words: what was 당초 and what it was changed to, pledge by pledge."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.cube.amendments import Amendment, Revision, is_published, pledge_of, revised
from ledger.cube.books import Books
from ledger.cube.drafting import Change
from ledger.model.entry import Balance, Row, Transaction
from ledger.model.money import Unit, stated
from ledger.model.project import Project, code_order
from ledger.model.registers.indicator import Indicator, Target
from ledger.model.text import Text, same

_BLANK = Text(en="blank", ko="빈칸")
_NONE = Text(en="none", ko="없음")


@dataclass(frozen=True, slots=True)
class PledgeChange:
    """What one transaction changed of one adopted pledge, a text for each change; `amendment` where it moved money."""

    pledge: str
    transaction: Transaction
    amendment: Amendment | None
    said: tuple[str, ...]


def changes_of(books: Books, unit: Unit) -> tuple[PledgeChange, ...]:
    """The amendments in effect at the as-of date, those that were undone too, and what else was changed of adopted
    pledges: their names and departments, 보류 and 폐기, targets of their indicators. In the order recorded; amounts are
    exact in the unit."""
    told: dict[tuple[int, str], list[str]] = {}
    by = {each.transaction.number: each for each in books.amendments}
    transactions = {number: each.transaction for number, each in by.items()}
    for number, amendment in by.items():
        for move in amendment.moves:
            told.setdefault((number, pledge_of(move.cell)), []).append(move_in_words(move, books, unit))
    for revision in books.revisions:
        pledge, texts = _revised_in_words(revision, books)
        if pledge and texts:
            number = revision.transaction.number
            transactions[number] = revision.transaction
            told.setdefault((number, pledge), []).extend(texts)
    return tuple(
        PledgeChange(pledge, transactions[number], by.get(number), tuple(said))
        for (number, pledge), said in sorted(told.items(), key=lambda each: (each[0][0], code_order(each[0][1])))
        if transactions[number].header.effective <= books.as_of
    )


def move_in_words(move: Change, books: Books, unit: Unit) -> str:
    """`협력체계 구축 시비 '24 계획 4 → 5(증 1)`, exact in the unit."""
    project, period = books.names.projects.get(move.cell.project), books.names.periods.get(move.cell.period)
    return str(
        same("{project} {source} {period} {measure} {before} → {after}{change}").format(
            project=project.name if project else move.cell.project,
            source=move.cell.source,
            period=period.label if period else move.cell.period,
            measure=move.cell.measure.label,
            before=balance_in_words(move.before, unit),
            after=balance_in_words(move.after, unit),
            change=_by(move.after.won - move.before.won, unit),
        )
    )


def balance_in_words(balance: Balance, unit: Unit) -> Text | str:
    """An exact amount in the unit; a blank cell is no zero."""
    return _BLANK if balance.is_blank else stated(balance.won, unit)


def _by(won: int, unit: Unit) -> Text | str:
    if not won:
        return ""
    up, down = Text(en="(up {amount})", ko="(증 {amount})"), Text(en="(down {amount})", ko="(감 {amount})")
    return (up if won > 0 else down).format(amount=stated(abs(won), unit))


def subject(row: Row, books: Books) -> tuple[str, str]:
    """The project that a row is about, and what a change of it says first: of a unit project its name, of a target its
    indicator and period. Nothing where it is about no project."""
    body = row.body or {}
    if row.kind != Target.KIND:
        return row.key, str(body["name"]) if "/" in row.key else ""
    indicator = next((each for each in books.records(Indicator) if each.key == body["indicator"]), None)
    if indicator is None:
        return "", ""
    period = books.names.periods.get(body["period"])
    said = Text(en="target of {name} {period}", ko="성과지표 {name} {period} 목표")
    return indicator.project, str(said.format(name=indicator.name, period=period.label if period else body["period"]))


def field_in_words(row: Row, field: str) -> str:
    """The name of a field of a project; a target has one that goes without saying."""
    return "" if row.kind == Target.KIND else str(Project.FIELDS[field])


def _revised_in_words(revision: Revision, books: Books) -> tuple[str, list[str]]:
    """The pledge that a revision is about, and what is published of it; nothing where it is about none."""
    row = revision.row
    project, about = subject(row, books)
    if revision.after.body is None and row.kind == Project.KIND:
        said = Text(en="{name}: taken out", ko="{name}: 사업 제외").format(name=(row.body or {})["name"])
        return project.split("/")[0], [str(said)]
    return project.split("/")[0], [
        f"{f'{about} {field_in_words(row, field)}'.strip()}: {before or _NONE} → {after or _NONE}"
        for field, before, after in _published(revision)
    ]


def _published(revision: Revision) -> Iterator[tuple[str, str, str]]:
    return (each for each in revised(revision.before, revision.after) if is_published(*each))
