"""Places and transactions in words, the same in the terminal, in a report and in a log of a build."""

from collections.abc import Callable, Iterable, Mapping

from ledger.cube.books import Books
from ledger.cube.names import Names
from ledger.model.book import Adoption, Book, StatedTotal
from ledger.model.entry import Measure, Posting, Row, Transaction
from ledger.model.finding import Where
from ledger.model.money import WON, stated
from ledger.model.project import Project
from ledger.model.record import kinds
from ledger.model.registers.indicator import Indicator
from ledger.model.registers.provenance import Provenance
from ledger.model.registers.settlement import Settlement
from ledger.model.text import Text


def place(where: Where, books: Books) -> str:
    """`5-2/1 시비 '23 확보`: project, source, period and measure, as far as the finding names them; of an indicator
    `5-2 K1 이용자 수 '23`; of a stated table `예산편성 D7 (예비비, 증감)`."""
    labels = {period.key: period.label for period in books.periods}
    names = {each.key: f"{each.key} {each.name}" for each in books.records(Indicator)} if where.indicator else {}
    indicator = names.get(where.indicator or "", where.indicator)
    words = [where.project, indicator, where.source, labels.get(where.period or "", where.period)]
    if where.measure:
        words.append(str(Measure(where.measure).label))
    if where.cell:
        labels_there = ", ".join(label for label in (where.row, where.column) if label)
        words += [where.table, where.cell, f"({labels_there})" if labels_there else ""]
    said = " ".join(word for word in words if word)
    return said or str(Text(en="the whole book", ko="장부 전체"))


def summary(transaction: Transaction, names: Names) -> str:
    """What a transaction is about: `5-2/1 시비 '23~'25 계획 12,000,000`, or the register rows it versioned."""
    words = []
    for measure in Measure:
        postings = [posting for posting in transaction.postings if posting.cell.measure is measure]
        if postings:
            words.append(f"{_where(postings, names)} {measure.label} {stated(sum(p.won for p in postings), WON)}")
    known = [row for row in transaction.rows if row.kind in kinds()]
    keys = [_row(row, names) for row in sorted(known, key=lambda row: row.kind == Provenance.KIND)]
    if transaction.header.act == "status" and [row.kind for row in transaction.rows] == [Project.KIND]:
        keys = [f"{keys[0]} {_status(transaction.rows[0])}"]
    if keys:
        more = Text(en=" and {count} more", ko=" 외 {count}건").format(count=len(keys) - 1)
        words.append(keys[0] if len(keys) == 1 else f"{keys[0]}{more}")
    return " · ".join(words)


def _row(row: Row, names: Names) -> str:
    """A register row as an officer calls it: by its key, or by what that only spells."""
    record = kinds()[row.kind]
    said = _IN_WORDS.get(row.kind)
    return f"{record.LABEL} {said(row, names) if said and row.body is not None else row.key}".rstrip()


def _settled(row: Row, names: Names) -> str:
    """`5-2/1 시비 '23 명시이월 3,000,000`"""
    said = Settlement.from_body(row.key, row.body or {})
    words = (said.project, said.source, _period(said.period, names), str(said.kind.label), stated(said.won, WON))
    return " ".join(words)


def _stated(row: Row, names: Names) -> str:
    """`5-2 '23 집행`; nothing is said of the axes that it adds up."""
    said = StatedTotal.from_body(row.key, row.body or {})
    words = (said.project, said.source, _period(said.period, names), str(said.measure.label))
    return " ".join(word for word in words if word)


def _period(key: str, names: Names) -> str:
    return names.periods[key].label if key in names.periods else key


_IN_WORDS: Mapping[str, Callable[[Row, Names], str]] = {
    Settlement.KIND: _settled,
    StatedTotal.KIND: _stated,
    Provenance.KIND: lambda row, _: str((row.body or {}).get("file", "")),
    Book.KIND: lambda *_: "",
    Adoption.KIND: lambda *_: "",
}


def _status(row: Row) -> str:
    """`이행상태 정상추진 40%`: what an act of status left."""
    body = row.body or {}
    progress = "" if body.get("progress") is None else f"{body['progress']}%"
    said = (str(Project.FIELDS["status"]), str(body.get("status", "")), progress)
    return " ".join(word for word in said if word)


def _where(postings: list[Posting], names: Names) -> str:
    projects = dict.fromkeys(posting.cell.project for posting in postings)
    sources = dict.fromkeys(posting.cell.source for posting in postings)
    said = [_one_of(projects, Text(en="{count} projects", ko="사업 {count}개"))]
    said.append(_one_of(sources, Text(en="{count} sources", ko="재원 {count}개")))
    order = [key for key in names.periods if any(posting.cell.period == key for posting in postings)]
    if order:
        first, last = names.periods[order[0]].label, names.periods[order[-1]].label
        said.append(first if first == last else f"{first}~{last}")
    return " ".join(said)


def _one_of(keys: Iterable[str], many: Text) -> str:
    every = list(keys)
    return every[0] if len(every) == 1 else str(many.format(count=len(every)))
