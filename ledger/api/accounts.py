"""Exports of the accounting system: payments of the 세부사업 that are linked to projects become executed amounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.api.books import books_of
from ledger.api.desk import Desk
from ledger.api.dividing import Dividing
from ledger.api.exchange import files_in
from ledger.api.recording import Recorded, drafting_on, result
from ledger.capture.accounts import AccountExport, AccountLine, read_export
from ledger.capture.file import File
from ledger.cube.books import Books
from ledger.cube.carrying import Split, split
from ledger.cube.drafting import BLANK, Drafting
from ledger.cube.names import Names
from ledger.journal.store import Journal
from ledger.model.entry import Act, Cell, Draft, Measure
from ledger.model.errors import Refused
from ledger.model.period import Period
from ledger.model.project import Project
from ledger.model.registers.settlement import CARRIES, Settlement
from ledger.model.text import Text, folded, nearest
from ledger.specs.mappings import ExportMapping, read_mapping
from ledger.specs.places import shipped


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A 세부사업 that no project is linked to: its sums in 원, and the project (code, name) with the nearest name."""

    code: str
    name: str
    budget: int
    executed: int
    near: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Unlike:
    """A cell whose 예산현액 is not what the book holds as secured and as carried over into its period."""

    cell: Cell
    budget: int
    secured: int | None
    carried: int


@dataclass(frozen=True, slots=True)
class Undivided:
    """A cell whose payments may be of money carried in, and are all taken as its own: more was paid than its secured
    amount while earlier budgets had money left and no carry-over is recorded; or (`is_early`) the year before is not
    closed yet, and payments of what it carried over cannot be told from its own."""

    cell: Cell
    paid: int
    secured: int | None
    is_early: bool


@dataclass(frozen=True, slots=True)
class Accounted:
    """What came of the exports. Sums of 지출액 in 원: `linked` + those of `unlinked` + `left_out` are all there is.

    `splits` are the cells of which carried money paid a part; `absent` what is executed of linked projects in the
    periods of the exports, in 원, that none of their lines states.
    """

    recorded: Recorded
    linked: int
    left_out: int
    unlinked: tuple[Unlinked, ...]
    unlike: tuple[Unlike, ...]
    splits: tuple[Split, ...]
    undivided: tuple[Undivided, ...]
    absent: tuple[tuple[Cell, int], ...]

    @property
    def total(self) -> int:
        return self.linked + self.left_out + sum(each.executed for each in self.unlinked)


@dataclass(slots=True)
class _Sum:
    """What the lines of one cell add up to; None where none of them says anything."""

    budget: int | None = None
    executed: int | None = None
    places: tuple[str, ...] = ()

    def add(self, line: AccountLine) -> None:
        if line.budget is not None:
            self.budget = (self.budget or 0) + line.budget
        if line.executed is not None:
            self.executed = (self.executed or 0) + line.executed
            self.places = (*self.places, line.place)


def import_accounts(
    desk: Desk,
    mapping: Path,
    paths: Sequence[Path],
    *,
    on: date | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Accounted:
    """Set the executed amounts to what the exports say, each export one transaction, all of them or none. They are
    effective `on`, else on their own dates, else today. `mapping` is a file or the name of one that is shipped.

    What was carried into a year is spent first: so much is executed in the periods it was voted for, beyond what was
    executed there at the closing, and the rest in the year's own.

    Refused: a mapping or an export that is not well formed, a name that the book does not know, a year of which the
    book's period is only a part, two exports of one day that state the same cell, an export older than what the book
    holds of a cell, another amount of a closed year that carried something over.
    """
    file = File.read(_mapping(mapping))
    spec = read_mapping(file.name, file.text())
    exports = [read_export(File.read(path), spec) for path in files_in(paths)]
    with desk.reading() if dry_run else desk.writing() as journal:
        drafting = drafting_on(journal)
        names = drafting.registers.names
        linked = {folded(code): each.key for each in names.projects.values() for code in each.accounts}
        acts = []
        for export in exports:
            effective = _effective(export, spec, on, desk.today)
            acts.append((export, effective, _sums(export, effective, linked, names, spec, file)))
        acts.sort(key=lambda each: each[1])
        _check_once(acts)
        drafts: list[Draft] = []
        unlike: list[Unlike] = []
        splits: list[Split] = []
        undivided: list[Undivided] = []
        for export, effective, sums in acts:
            dividing = Dividing(journal, drafting, effective)
            act = replace(_act(export, sums, dividing), reason=reason)
            draft = drafting.draft(act, by=desk.by, effective=effective)
            _check_newest(dividing, draft, export)
            books = books_of(journal, effective)
            unlike += _unlike(books, dividing.rows, sums)
            splits += dividing.splits
            undivided += _undivided(books, dividing)
            if draft.postings:
                drafts.append(draft)
        lines = [line for export in exports for line in export.lines]
        return Accounted(
            linked=_executed(line for line in lines if not line.is_left_out and folded(line.code) in linked),
            left_out=_executed(line for line in lines if line.is_left_out),
            unlinked=_unlinked([line for line in lines if not line.is_left_out], linked, names),
            unlike=tuple(unlike),
            splits=tuple(each for each in splits if each.shares),
            undivided=tuple(undivided),
            absent=tuple(_absent(journal, drafting, [(on_, sums) for _, on_, sums in acts])),
            recorded=result(drafting, drafts, None if dry_run else journal),
        )


def _mapping(named: Path) -> Path:
    known = {path.stem: path for path in sorted(shipped("templates/mappings").glob("*.toml"))}
    if not named.exists() and str(named) in known:
        return known[str(named)]
    if not named.exists() and not named.suffix:
        raise Refused(
            Text(en="no mapping of that name and no such file", ko="그런 이름의 매핑도 파일도 없습니다"),
            where=str(named),
            way_out=Text(
                en="shipped: {known}; or give a mapping file", ko="기본 매핑: {known}. 또는 매핑 파일을 주십시오"
            ).format(known=", ".join(known)),
        )
    return named


def _effective(export: AccountExport, spec: ExportMapping, on: date | None, today: date) -> date:
    if on is None and spec.as_of and export.as_of is None:
        raise Refused(
            Text(en="no date stands behind '{label}'", ko="'{label}' 뒤에 날짜가 없습니다").format(label=spec.as_of),
            where=export.file,
            way_out=Text(en="give it: --on 2024-03-31", ko="--on 2024-03-31처럼 주십시오"),
        )
    return on or export.as_of or today


def _sums(
    export: AccountExport, on: date, linked: dict[str, str], names: Names, spec: ExportMapping, mapping: File
) -> dict[Cell, _Sum]:
    """The linked lines of an export added up by cell."""
    sums: dict[Cell, _Sum] = {}
    for line in export.lines:
        project = linked.get(folded(line.code))
        if project is None or line.is_left_out or (line.budget is None and line.executed is None):
            continue
        try:
            period, project = names.period(line.period), names.leaf(project)
            if spec.year:
                _check_covered(names.periods[period], line.period, on)
        except Refused as refusal:
            raise refusal.at(line.period_at) from None
        try:
            source = names.source(spec.sources.get(folded(line.source), line.source))
        except Refused as refusal:
            way_out = Text(
                en="name the source of the book in [sources] of {mapping}",
                ko="장부의 재원 이름을 {mapping}의 [sources]에 쓰십시오",
            )
            raise Refused(refusal.what, where=line.at, way_out=way_out.format(mapping=mapping.name)) from None
        sums.setdefault(Cell(project, source, period, Measure.EXECUTED), _Sum()).add(line)
    for cell, each in sums.items():
        if min(each.executed or 0, each.budget or 0) < 0:
            _refuse_below_zero(cell, each)
    return sums


def _refuse_below_zero(cell: Cell, each: _Sum) -> None:
    raise Refused(
        Text(
            en="{project} {source}: the lines add up to less than 0",
            ko="{project} {source}: 줄을 더한 금액이 0보다 적습니다",
        ).format(project=cell.project, source=cell.source),
        where=_places(each.places),
        way_out=Text(
            en="export all of the year: a return comes after what was paid",
            ko="반납은 지출 뒤에 오므로 그해 누계를 모두 내려받으십시오",
        ),
    )


def _check_covered(period: Period, year: str, on: date) -> None:
    """An export counts from 1 January on: what falls into another period (22.7., 26.6.) cannot be told from it."""
    if period.start is None or period.end is None:
        return
    begins_later = (period.start.month, period.start.day) != (1, 1)
    if begins_later or (period.end < date(period.end.year, 12, 31) and on > period.end):
        raise Refused(
            Text(
                en="the payments of {year} are of more than the period {label} ({start} to {end})",
                ko="{year} 지출 누계에 연차 {label}({start}~{end}) 밖의 금액이 섞여 있습니다",
            ).format(year=year, label=period.label, start=period.start, end=period.end),
            way_out=Text(
                en='export those days only, and write period = "{key}" into the mapping instead of the year',
                ko='그 기간의 지출만 내려받고, 매핑에 year 열 대신 period = "{key}" 라고 쓰십시오',
            ).format(key=period.key),
        )


def _act(export: AccountExport, sums: dict[Cell, _Sum], dividing: Dividing) -> Act:
    stated = ((cell, each.executed, each.places) for cell, each in sums.items())
    instructions = [
        said
        for cell, paid, places in stated
        if paid is not None
        for said in dividing.instructions(cell, paid, _places(places))
    ]
    return Act(file=export.file, sha256=export.sha256, instructions=instructions)


def _places(places: Sequence[str]) -> str:
    """`export.xlsx:Sheet1!F12,F15`: the cells that a sum was read from."""
    first, *more = places
    sheet = first[: first.rindex("!" if "!" in first else ":") + 1]
    return ",".join((first, *(place.removeprefix(sheet) for place in more)))


def _check_once(acts: Sequence[tuple[AccountExport, date, dict[Cell, _Sum]]]) -> None:
    stated: dict[tuple[Cell, date], tuple[str, _Sum]] = {}
    for export, effective, sums in acts:
        for cell, each in sums.items():
            if each.executed is None:
                continue
            if (cell, effective) in stated and stated[cell, effective][0] != export.file:
                raise Refused(
                    Text(
                        en="{first} states the cell {cell} of that day too",
                        ko="같은 날의 같은 칸({cell})이 {first}에도 있습니다",
                    ).format(cell=" ".join(cell[:3]), first=stated[cell, effective][0]),
                    where=_places(each.places),
                    way_out=Text(en="import one export of the whole", ko="전체를 한 파일로 내려받으십시오"),
                )
            stated[cell, effective] = export.file, each


def _check_newest(dividing: Dividing, draft: Draft, export: AccountExport) -> None:
    """What is set for an earlier day would move the amounts of every later one."""
    then = dividing.journal.balances(as_of=draft.header.effective)
    cells = sorted({posting.cell for posting in draft.postings})
    later = [cell for cell in cells if then.get(cell, BLANK) != dividing.last(cell).get(cell, BLANK)]
    if later:
        raise Refused(
            Text(
                en="the export of {on} is older than what the book holds: {cell}",
                ko="{on} 내보내기보다 뒤의 집행이 장부에 있습니다: {cell}",
            ).format(on=draft.header.effective, cell=" ".join(later[0][:3])),
            where=export.file,
            way_out=Text(en="import the latest export", ko="가장 최근에 내려받은 파일을 쓰십시오"),
        )


def _executed(lines: Iterable[AccountLine]) -> int:
    return sum(line.executed or 0 for line in lines)


def _unlinked(lines: Sequence[AccountLine], linked: dict[str, str], names: Names) -> tuple[Unlinked, ...]:
    """The 세부사업 without a project, in the order of the export."""
    by_code: dict[str, list[AccountLine]] = {}
    for line in lines:
        if folded(line.code) not in linked:
            by_code.setdefault(line.code, []).append(line)
    called = {each.name: each.key for each in names.projects.values() if each.key in names.leaves}
    found = []
    for code, own in by_code.items():
        near = nearest(own[0].name, called) if own[0].name else None
        budget = sum(line.budget or 0 for line in own)
        found.append(Unlinked(code, own[0].name, budget, _executed(own), (called[near], near) if near else None))
    return tuple(found)


def _unlike(books: Books, rows: Iterable[Settlement], sums: dict[Cell, _Sum]) -> Iterable[Unlike]:
    """The cells whose 예산현액 is not what the book gives: 확보 + 전년도 이월."""
    carried: dict[tuple[str, ...], int] = {}
    for each in rows:
        if each.kind in CARRIES:
            place = (each.project, each.source, each.to)
            carried[place] = carried.get(place, 0) + each.won
    for cell, stated in sums.items():
        secured, more = books.cube.won(Measure.SECURED, *cell[:3]), carried.get(cell[:3], 0)
        if stated.budget is not None and stated.budget != (secured or 0) + more:
            yield Unlike(cell, stated.budget, secured, more)


def _undivided(books: Books, dividing: Dividing) -> Iterable[Undivided]:
    """The cells that may have spent money carried in, and were not divided."""
    names = dividing.drafting.registers.names
    for each in dividing.splits:
        cell, year = each.cell, names.periods[each.cell.period].year
        secured = books.cube.won(Measure.SECURED, *cell[:3])
        is_early = bool(split(cell, each.paid, dividing.rows, names.periods.values()).shares)
        earlier = [period.key for period in names.periods.values() if year and period.year and period.year < year]
        left = any(
            (books.cube.won(Measure.SECURED, *cell[:2], key) or 0)
            > (books.cube.won(Measure.EXECUTED, *cell[:2], key) or 0)
            for key in earlier
        )
        if not each.shares and each.paid and (is_early or (left and each.paid > (secured or 0))):
            yield Undivided(cell, each.paid, secured, is_early)


def _absent(
    journal: Journal, drafting: Drafting, acts: Sequence[tuple[date, dict[Cell, _Sum]]]
) -> Iterable[tuple[Cell, int]]:
    """What is executed in the periods of the exports, of projects that are or once were linked, and in none of them."""
    versions = journal.versions()
    linked = {v.row.key for v in versions if v.row.kind == Project.KIND and (v.row.body or {}).get("accounts")}
    stated = {cell for _, sums in acts for cell in sums}
    periods = {cell.period for cell in stated}
    for cell, held in sorted(journal.balances(as_of=max(on for on, _ in acts)).items()):
        is_ours = cell.measure is Measure.EXECUTED and cell.project in linked and cell.period in periods
        if is_ours and cell not in stated and held.won and cell.project in drafting.registers.names.leaves:
            yield cell, held.won
