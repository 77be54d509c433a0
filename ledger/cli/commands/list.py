from datetime import date
from typing import Annotated, Any

import typer

from ledger.api.books import narrowed, read_books
from ledger.api.checking import rules
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, DEPARTMENT, FIELD, JSON, STATUS, argument, desk_of
from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.money import stated, unit_named
from ledger.model.project import Project, is_within
from ledger.model.text import Text, nearest

HELP = Text(
    en="List what is registered: projects (default), sources, periods or rules.",
    ko="등록된 것을 보입니다: projects(사업, 기본), sources(재원), periods(연차), rules(점검규칙).",
)


def run(
    context: typer.Context,
    what: Annotated[
        str,
        argument(
            Text(en="projects, sources, periods or rules", ko="projects, sources, periods, rules 가운데 하나"), "WHAT"
        ),
    ] = "projects",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    if what == "rules":
        heads, rows, amounts = _rules()
    else:
        books = read_books(desk_of(context), as_of)
        if what == "projects":
            heads, rows, amounts = _projects(books, narrowed(books, department=department, field=field, status=status))
        elif what == "sources":
            heads, rows, amounts = _sources(books)
        elif what == "periods":
            heads, rows, amounts = _periods(books)
        else:
            near = nearest(what, ["projects", "sources", "periods", "rules"])
            raise Refused(
                Text(en="nothing to list as '{what}'", ko="'{what}' 목록은 없습니다").format(what=what),
                way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
                if near
                else None,
            )
    if as_json:
        names = [head.en.casefold() for head in heads]
        say_json({"schema": 1, what: [dict(zip(names, row, strict=True)) for row in rows]})
    else:
        show_rows(heads, rows, amounts)


Listing = tuple[tuple[Text, ...], list[tuple[Any, ...]], tuple[int, ...]]


def _projects(books: Books, pledges: tuple[Project, ...]) -> Listing:
    unit = unit_named(books.book.unit)
    heads = (
        Text(en="Code", ko="관리번호"),
        Text(en="Name", ko="사업명"),
        Text(en="Department", ko="주관부서"),
        *(Text(en=measure.label.en.capitalize(), ko=f"{measure.label.ko}({unit})") for measure in Measure),
    )
    rows = []
    for project in books.projects:
        if any(is_within(project.key, pledge.key) for pledge in pledges):
            sums = (books.cube.won(measure, project.key) for measure in Measure)
            told = ("" if won is None else stated(won, unit) for won in sums)
            rows.append((project.key, project.name, project.department, *told))
    return heads, rows, (3, 4, 5)


def _sources(books: Books) -> Listing:
    heads = (Text(en="Source", ko="재원"), Text(en="Kind", ko="종류"), Text(en="Aliases", ko="별칭"))
    return heads, [(s.key, str(s.kind.label), ", ".join(s.aliases)) for s in books.sources], ()


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
    return heads, rows, ()


def _rules() -> Listing:
    heads = (
        Text(en="Id", ko="번호"),
        Text(en="Name", ko="이름"),
        Text(en="Severity", ko="구분"),
        Text(en="Title", ko="내용"),
    )
    return heads, [(rule.id, rule.name, str(rule.severity.label), str(rule.title)) for rule in rules()], ()
