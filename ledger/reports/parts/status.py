"""이행상태와 진도: of the pledge, or of the unit projects of it that the department is in charge of."""

from dataclasses import dataclass, replace

from ledger.cube.books import Books
from ledger.model.entry import Instruction, Row
from ledger.model.form import Changed, Column, Input, InputGrid, InputRow, Kind, Taken
from ledger.model.money import Unit
from ledger.model.project import STATUSES, Project
from ledger.model.text import Text
from ledger.reports.asked import Asked, by_row

_STATUS, _PROGRESS = "status", "progress"
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Options:
    """Nothing but the title and the name."""

    title: str
    name: str = "status"


def build(asked: Asked, unit: Unit, options: Options) -> InputGrid:
    """One row for the pledge, or for each unit project where the pledge is another department's."""
    return InputGrid(
        part="status",
        name=options.name,
        title=options.title,
        heads=(str(Text(en="Project", ko="사업")),),
        columns=(
            Column(_STATUS, str(Project.FIELDS["status"])),
            Column(_PROGRESS, f"{Project.FIELDS['progress']}({_PERCENT})"),
        ),
        rows=tuple(_row(project) for project in asked.tops),
    )


def _row(project: Project) -> InputRow:
    progress = "" if project.progress is None else str(project.progress)
    return InputRow(
        key=project.key,
        labels=(f"{project.key} {project.name}",),
        inputs=(
            Input(kind=Kind.CHOICE, text=project.status, choices=STATUSES),
            Input(kind=Kind.COUNT, text=progress, least=0, most=100, unit=_PERCENT),
        ),
    )


def stated(
    books: Books, project: str, grid: InputGrid, changed: Changed, unit: Unit, taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """A new version of each project of which something changed; the rest of it stays as it is now."""
    rows = []
    for key, answers in by_row(changed).items():
        now = books.names.projects[books.names.project(key)]
        if _STATUS in answers:
            now = replace(now, status=str(answers[_STATUS].value or ""))
        if _PROGRESS in answers:
            progress = answers[_PROGRESS].value
            assert not isinstance(progress, str)
            now = replace(now, progress=progress)
        rows.append(Row.of(now))
    return [], rows
