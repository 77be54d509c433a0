from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple

import typer

from ledger.api.books import narrowed, read_books
from ledger.api.checking import rules
from ledger.api.story import Untouched, untouched
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, DEPARTMENT, FIELD, JSON, STATUS, argument, day, desk_of, option
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.money import stated, unit_named
from ledger.model.project import Project, is_within
from ledger.model.text import Text, nearest

HELP = Text(
    en="List what is registered: projects (default), sources, periods or rules; or the pledges that are untouched "
    "--since a date.",
    ko="등록된 것을 보입니다: projects(사업, 기본), sources(재원), periods(연차), rules(점검규칙). "
    "untouched(손대지않음)는 --since 날짜 뒤로 기록이 없는 공약.",
)


def run(
    context: typer.Context,
    what: Annotated[
        str,
        argument(
            Text(
                en="projects, sources, periods, rules or untouched",
                ko="projects, sources, periods, rules, untouched 가운데 하나",
            ),
            "WHAT",
        ),
    ] = "projects",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    since: Annotated[
        date | None,
        option(
            "--since",
            Text(en="untouched: nothing recorded after this date", ko="untouched: 이 날 뒤로 기록이 없는 것"),
            parser=day,
            metavar="DATE",
        ),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    what = _KOREAN.get(what, what)
    if what == "rules":
        listing = _rules()
    elif what == "untouched":
        chosen = partial(narrowed, department=department, field=field, status=status)
        listing = _untouched(untouched(desk_of(context), _needed(since), chosen))
    else:
        listing = _registered(
            read_books(desk_of(context), as_of), what, department=department, field=field, status=status
        )
    if as_json:
        say_json({"schema": 1, what: listing.records})
    else:
        show_rows(listing.heads, listing.rows, listing.amounts)


_KOREAN = {"사업": "projects", "재원": "sources", "연차": "periods", "규칙": "rules", "손대지않음": "untouched"}


def _needed(since: date | None) -> date:
    if since is None:
        raise Refused(
            Text(en="untouched since when?", ko="언제 뒤로 기록이 없는 것인지 날짜가 필요합니다"),
            way_out=Text(en="add --since 2023-12-31", ko="--since 2023-12-31처럼 쓰십시오"),
        )
    return since


class Listing(NamedTuple):
    """What is listed: for people (`amounts` are the columns of amounts), and as JSON, amounts in 원."""

    heads: tuple[Text, ...]
    rows: Sequence[tuple[str, ...]]
    records: list[dict[str, Any]]
    amounts: tuple[int, ...] = ()


def _registered(books: Books, what: str, **conditions: str) -> Listing:
    if what == "projects":
        return _projects(books, narrowed(books, **conditions))
    if what == "sources":
        return _sources(books)
    if what == "periods":
        return _periods(books)
    near = nearest(what, ["projects", "sources", "periods", "rules", "untouched"])
    raise Refused(
        Text(en="nothing to list as '{what}'", ko="'{what}' 목록은 없습니다").format(what=what),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
    )


def _projects(books: Books, pledges: tuple[Project, ...]) -> Listing:
    unit = unit_named(books.book.unit)
    heads = (
        Text(en="Code", ko="관리번호"),
        Text(en="Name", ko="사업명"),
        Text(en="Department", ko="주관부서"),
        *(Text(en=f"{m.label.en.capitalize()} ({unit})", ko=f"{m.label.ko}({unit})") for m in Measure),
    )
    rows, records = [], []
    for project in books.projects:
        if any(is_within(project.key, pledge.key) for pledge in pledges):
            sums = {measure.value: books.cube.won(measure, project.key) for measure in Measure}
            told = ("" if won is None else stated(won, unit) for won in sums.values())
            rows.append((project.key, project.name, project.department, *told))
            records.append({"code": project.key, **_public(project), **sums})
    return Listing(heads, rows, records, amounts=(3, 4, 5))


def _public(project: Project) -> dict[str, Any]:
    """The fields of a project without the names and telephones of people."""
    return {name: value for name, value in project.body().items() if name != "contacts"}


def _sources(books: Books) -> Listing:
    heads = (Text(en="Source", ko="재원"), Text(en="Kind", ko="종류"), Text(en="Aliases", ko="별칭"))
    rows = [(source.key, str(source.kind.label), ", ".join(source.aliases)) for source in books.sources]
    return Listing(heads, rows, [{"label": source.key, **source.body()} for source in books.sources])


def _periods(books: Books) -> Listing:
    heads = (
        Text(en="Id", ko="식별자"),
        Text(en="Label", ko="표기"),
        Text(en="Start", ko="시작"),
        Text(en="End", ko="끝"),
    )
    rows = [
        (p.key, p.label, p.start.isoformat() if p.start else "", p.end.isoformat() if p.end else "")
        for p in books.periods
    ]
    return Listing(heads, rows, [{"id": period.key, **period.body()} for period in books.periods])


def _untouched(found: Sequence[Untouched]) -> Listing:
    heads = (
        Text(en="Code", ko="관리번호"),
        Text(en="Name", ko="공약명"),
        Text(en="Department", ko="주관부서"),
        Text(en="Team", ko="담당팀"),
        Text(en="Last in force", ko="마지막 효력일"),
    )
    rows, records = [], []
    for pledge, last in ((each.pledge, each.last.isoformat()) for each in found):
        rows.append((pledge.key, pledge.name, pledge.department, pledge.team, last))
        records.append({"code": pledge.key, **_public(pledge), "last": last})
    return Listing(heads, rows, records)


def _rules() -> Listing:
    heads = (
        Text(en="Id", ko="번호"),
        Text(en="Name", ko="이름"),
        Text(en="Severity", ko="구분"),
        Text(en="Title", ko="내용"),
    )
    rows = [(rule.id, rule.name, str(rule.severity.label), str(rule.title)) for rule in rules()]
    names = ("id", "name", "severity", "title")
    records = [dict(zip(names, (r.id, r.name, r.severity.value, str(r.title)), strict=True)) for r in rules()]
    return Listing(heads, rows, records)
