from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from ledger.api.books import narrowed, read_books
from ledger.api.checking import rules
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, DEPARTMENT, FIELD, JSON, STATUS, argument, desk_of
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.money import stated, unit_named
from ledger.model.project import Project, code_order, is_within
from ledger.model.registers.action_item import ActionItem
from ledger.model.text import Text, nearest

HELP = Text(
    en="List what is registered: projects (default), sources, periods, actions or rules.",
    ko="등록된 것을 보입니다: projects(사업, 기본), sources(재원), periods(연차), actions(처리요구사항), "
    "rules(점검규칙).",
)


def run(
    context: typer.Context,
    what: Annotated[
        str,
        argument(
            Text(
                en="projects, sources, periods, actions or rules",
                ko="projects, sources, periods, actions, rules 가운데 하나",
            ),
            "WHAT",
        ),
    ] = "projects",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    what = _KOREAN.get(what, what)
    if what == "rules":
        listing = _rules()
    else:
        listing = _registered(
            read_books(desk_of(context), as_of), what, department=department, field=field, status=status
        )
    if as_json:
        say_json({"schema": 1, what: listing.records})
    else:
        show_rows(listing.heads, listing.rows, listing.amounts)


_KOREAN = {"사업": "projects", "재원": "sources", "연차": "periods", "처리요구사항": "actions", "규칙": "rules"}


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
    if what == "actions":
        return _actions(books, **conditions)
    near = nearest(what, ["projects", "sources", "periods", "actions", "rules"])
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


def _actions(books: Books, *, department: str, field: str, status: str) -> Listing:
    """The items of a department, or of all; they have no field, and their status is the outcome."""
    heads = (Text(en="No.", ko="연번"), *(ActionItem.FIELDS[name] for name in _OF_ITEM))
    items = [
        each
        for each in sorted(books.records(ActionItem), key=lambda each: (each.order, code_order(each.key)))
        if (not department or department in each.departments)
        and (not field or (each.project and books.names.projects[each.project].field == field))
        and status in ("", each.outcome.value, each.outcome.label.ko)
    ]
    rows = [
        (each.key, each.category, each.text, ", ".join(each.departments), str(each.outcome.label), each.result)
        for each in items
    ]
    return Listing(heads, rows, [{"number": each.key, **each.body(), "outcome": each.outcome.value} for each in items])


_OF_ITEM = ("category", "text", "departments", "outcome", "result")


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
