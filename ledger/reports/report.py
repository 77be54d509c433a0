"""A template and a book make a document: sheets, one after another, of sections, one below another."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from ledger.discover import module_named
from ledger.model.document import Block, Chart, Document, Fields, Grid, Heading, Sheet, Title
from ledger.model.errors import Refused
from ledger.model.progress import Step, counted, unseen
from ledger.model.project import Project
from ledger.model.relation import Part, Place
from ledger.model.table import Table
from ledger.model.text import Text
from ledger.reports.context import Context, way_out_of
from ledger.reports.options import Option, Section, options_in, told

SECTIONS = "ledger.reports.sections"
CONTENTS = "contents"
FINDINGS = "findings"
CODE = "{code}"  # in the name of a sheet: the code of its pledge


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """`per` says how often the sheet comes: once for the `book`, or once for each `pledge`. An `optional` one is left
    out where its sections have nothing to print; one that another template has `included` also where only the name of
    the pledge is recorded, or where that is a deeper tree than its card could show."""

    per: str
    name: str
    sections: tuple[Section, ...]
    landscape: bool = False
    optional: bool = False
    included: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A report as its TOML describes it."""

    name: str
    title: str
    unit: str
    rounding: str
    sheets: tuple[SheetPlan, ...]

    @property
    def sha256(self) -> str:
        """Of all that it says, with the templates that it includes, wherever that stands in their files."""
        said = asdict(self)
        for sheet in said["sheets"]:
            for each in sheet["sections"]:
                del each["where"]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def options_of(kind: str) -> tuple[Option, ...]:
    """The options of a kind of section, as its module declares them. Refused: an unknown kind."""
    return options_in(SECTIONS, kind, Text(en="unknown section kind '{kind}'", ko="알 수 없는 구역 종류 '{kind}'"))


def per_of(kind: str) -> str:
    """What the sheet of a known kind of section must be about: its module's `PER`; empty where it may be either."""
    return str(getattr(module_named(SECTIONS, kind), "PER", ""))


def section(kind: str, options: Mapping[str, Any], where: str = "") -> Section:
    """A section of a kind, with options of the types of `options_of`; lists may stand for tuples."""
    return Section(kind, told(SECTIONS, kind, options), where)


def build(template: Template, context: Context, pledges: Iterable[Project], step: Step = unseen) -> Document:
    """The document of a template: sheets per pledge in the order of the pledges given. Refused: nothing to print."""
    chosen = tuple(pledges)
    context = replace(context, pledges=chosen)
    asked = [(plan, project) for run in _runs(template.sheets) for plan, project in _in_turn(run, context)]
    built = [
        None if _lists_sheets(plan) else _sheet(plan, replace(context, project=project))
        for plan, project in counted(asked, step)
    ]
    kept = [
        (plan, sheet)
        for (plan, project), sheet in zip(asked, built, strict=True)
        if sheet is None or _is_kept(plan, project, sheet)
    ]
    shows_findings = any(each.kind == FINDINGS for plan in template.sheets for each in plan.sections)
    waived = () if shows_findings else waived_sheets(context)
    made = [sheet for _, sheet in kept if sheet is not None]
    contents = tuple((sheet.name, _title(sheet)) for sheet in (*made, *waived))
    every = [sheet or _sheet(plan, replace(context, contents=contents)) for plan, sheet in kept]
    every += waived
    _require_apart(every)
    if not made:
        raise Refused(
            Text(en="the book holds nothing that this report prints", ko="이 보고서에 실을 내용이 장부에 없습니다"),
            where=template.name,
        )
    subject = chosen[0].name if len(chosen) == 1 else context.books.book.institution
    return Document(title=template.title, subject=subject, sheets=tuple(every), stamp=context.stamp)


def waived_sheets(context: Context) -> tuple[Sheet, ...]:
    """The sheet of findings that somebody accepted, which no report goes without; none where there are none."""
    title = str(Text(en="Waivers", ko="예외승인"))
    accepted = str(Text(en="Findings that were accepted", ko="승인된 점검결과"))
    sections = section("header", {"title": title}), section("waivers", {"name": "waivers", "title": accepted})
    sheet = _sheet(SheetPlan("book", title, sections), context)
    return (sheet,) if _says_something(sheet) else ()


def _runs(plans: Iterable[SheetPlan]) -> Iterator[list[SheetPlan]]:
    """Plans that follow one another and come once for each pledge, together; every other one alone."""
    for per, run in groupby(plans, key=lambda plan: plan.per):
        together = list(run)
        yield from [together] if per == "pledge" else ([plan] for plan in together)


def _in_turn(run: Sequence[SheetPlan], context: Context) -> Iterator[tuple[SheetPlan, Project | None]]:
    """The sheets of a run: all of one pledge before those of the next. An included card is for pledges with unit
    projects, not for the deeper trees of a budget."""
    if run[0].per != "pledge":
        yield run[0], None
        return
    deep = {project.key.split("/")[0] for project in context.books.projects if project.key.count("/") > 1}
    for pledge in context.pledges:
        yield from ((plan, pledge) for plan in run if not (plan.included and pledge.key in deep))


def _require_apart(sheets: Iterable[Sheet]) -> None:
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name in seen:
            raise Refused(
                Text(en="two sheets are called '{name}'", ko="이름이 같은 시트가 둘입니다: '{name}'").format(
                    name=sheet.name
                ),
                way_out=Text(en="give each its own name in the template", ko="서식에서 시트마다 다른 이름을 주십시오"),
            )
        seen.add(sheet.name)


def _lists_sheets(plan: SheetPlan) -> bool:
    """Whether it is the sheet that lists the others: it is made last, when they are known."""
    return any(each.kind == CONTENTS for each in plan.sections)


def _is_kept(plan: SheetPlan, project: Project | None, sheet: Sheet) -> bool:
    if _says_something(sheet):
        return True
    is_named_only = project is not None and project.body().keys() <= _NAMING
    return not (plan.optional or (plan.included and is_named_only))


_NAMING = {"name", "order", "contacts"}


def _says_something(sheet: Sheet) -> bool:
    return any(not isinstance(block, Title | Heading | Fields) for block in sheet.blocks)


def _title(sheet: Sheet) -> str:
    """What a list of sheets says of one: the pledge it is about, or its title."""
    titles = (block.text for block in sheet.blocks if isinstance(block, Title))
    return sheet.about or next(titles, sheet.name)


def _sheet(plan: SheetPlan, context: Context) -> Sheet:
    built: list[tuple[Section, list[Block]]] = []
    for each in plan.sections:
        try:
            built.append((each, module_named(SECTIONS, each.kind).build(context, each.options)))
        except Refused as refusal:
            raise refusal.at(each.place) from None
    blank = {getattr(each.options, "name", "") for each, made in built if not made}
    _require_places(built, blank)
    blocks = [block for _, made in built for block in made]
    name = plan.name.replace(CODE, context.node)
    about = context.project.name if context.project else ""
    return Sheet(
        name=name,
        blocks=tuple(_of_sheet(block, name, blank) for block in blocks),
        landscape=plan.landscape,
        about=about,
    )


def _require_places(built: Sequence[tuple[Section, list[Block]]], blank: Container[str]) -> None:
    """Refused: a section that follows a table of the sheet, or a figure in it, that there is not; those in `blank` had
    nothing to print."""
    tables = {block.table.name: block.table for _, made in built for block in made if isinstance(block, Grid)}
    for each, made in built:
        relations = (one for block in made if isinstance(block, Grid) for one in block.table.relations)
        for place in (part.place for relation in relations for part in relation.parts if part.place.table):
            table = tables.get(place.table)
            if table is None and place.table in blank:
                continue
            if table is None:
                raise Refused(
                    Text(en="the sheet has no table '{name}'", ko="시트에 없는 표: '{name}'").format(name=place.table),
                    where=each.place,
                    way_out=way_out_of(place.table, tables),
                )
            if not _holds(table, place):
                raise Refused(
                    Text(
                        en="table '{name}' has no figure {number} in its total row",
                        ko="표 '{name}': 합계 줄에 {number}번째 수치가 없습니다",
                    ).format(name=place.table, number=place.figure),
                    where=each.place,
                    way_out=Text(
                        en="name a table of amounts; NAME:1 is the second figure of its cells",
                        ko="금액 표의 이름을 적으십시오. '이름:1'은 칸 안의 둘째 수치입니다",
                    ),
                )


def _holds(table: Table, place: Place) -> bool:
    if place.row >= len(table.rows) or place.column >= len(table.rows[place.row]):
        return False
    cell = table.rows[place.row][place.column]
    return cell is not None and place.figure < len(cell.figures)


def _of_sheet(block: Block, sheet: str, blank: Container[str]) -> Block:
    """A section calls the tables of its sheet by their short names; in the document every name is unique. What would
    follow a table that had nothing to print stands by itself."""
    if isinstance(block, Chart):
        return replace(block, table=f"{sheet}/{block.table}")
    if not isinstance(block, Grid):
        return block
    relations = tuple(
        replace(
            relation,
            parts=tuple(Part(_full(part.place, sheet), part.sign) for part in relation.parts),
        )
        for relation in block.table.relations
        if not any(part.place.table and part.place.table in blank for part in relation.parts)
    )
    return Grid(replace(block.table, name=f"{sheet}/{block.table.name}", relations=relations))


def _full(place: Place, sheet: str) -> Place:
    return place._replace(table=f"{sheet}/{place.table}") if place.table else place
