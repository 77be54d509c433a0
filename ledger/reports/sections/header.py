"""머리표: whose pledge it is, who keeps it, as of when, from which state of the book."""

from dataclasses import dataclass

from ledger.model.document import Block, Fields, Title
from ledger.model.project import Project
from ledger.model.text import Text
from ledger.reports.context import Context, dotted


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the name of the form, above the block; empty for none."""

    title: str = ""


def build(context: Context, options: Options) -> list[Block]:
    """The title and the header block; contact boxes only where the context allows personal data."""
    books, project = context.books, context.project
    rows: list[tuple[tuple[str, str], ...]] = []
    if project is not None:
        rows.append(((str(Text(en="Pledge", ko="공약명")), f"{project.key} {project.name}"),))
        department = f"{project.department} ({project.team})" if project.team else project.department
        rows.append(((str(Text(en="Department (team)", ko="주관부서 (팀명)")), department), _as_of(context)))
        rows += _classified(project)
    else:
        rows.append(((str(Text(en="Institution", ko="기관")), books.book.institution), _as_of(context)))
        rows += context.coverage()
    drawn_up = books.book.department or books.book.institution
    rows.append(
        (
            (str(Text(en="Drawn up by", ko="작성부서")), drawn_up),
            (str(Text(en="Book", ko="기준 장부")), _edition(context)),
        )
    )
    if project is not None and context.contacts:
        rows.extend(_contacts(project.contacts))
    blocks: list[Block] = [Title(options.title)] if options.title else []
    return [*blocks, Fields(tuple(rows))]


def _classified(project: Project) -> list[tuple[tuple[str, str], ...]]:
    """What is recorded of its kind and of how far it is, two in a row."""
    progress = "" if project.progress is None else f"{project.progress}%"
    said = (
        (Text(en="Field", ko="분야"), project.field),
        (Text(en="New or continued", ko="사업구분"), project.kind),
        (Text(en="Whose task", ko="추진주체"), project.owner),
        (Text(en="Status", ko="이행상태"), project.status),
        (Text(en="Progress", ko="진도"), progress),
    )
    pairs = [(str(label), value) for label, value in said if value]
    pairs += [("", "")] * (len(pairs) % 2)  # an empty pair lets the one above it run on
    return list(zip(pairs[::2], pairs[1::2], strict=True))


def _as_of(context: Context) -> tuple[str, str]:
    return str(Text(en="As of", ko="기준일")), dotted(context.books.as_of)


def _edition(context: Context) -> str:
    said = Text(en="{book}, up to transaction {number}", ko="{book}, 전표 {number}까지")
    return str(said.format(book=context.stamp.book[:8], number=context.stamp.number))


def _contacts(contacts: tuple[str, ...]) -> list[tuple[tuple[str, str], ...]]:
    """`role: who / telephone` lines as boxes."""
    rows: list[tuple[tuple[str, str], ...]] = []
    for line in contacts:
        role, _, rest = line.partition(":")
        who, _, telephone = rest.partition("/")
        rows.append(((role.strip(), who.strip()), (str(Text(en="Telephone", ko="연락처")), telephone.strip())))
    return rows
