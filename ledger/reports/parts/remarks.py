"""문제점과 개선대책: one cell in words for each sort of remark; what is filled in becomes a new remark."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.cube.books import Books
from ledger.model.entry import Instruction, Row
from ledger.model.errors import Refused
from ledger.model.form import Answer, Changed, Column, Input, InputGrid, InputRow, Kind, Taken, joined, parted
from ledger.model.money import Unit
from ledger.model.registers.milestone import LONGEST
from ledger.model.registers.remark import Remark, Sort
from ledger.model.text import Text
from ledger.reports.asked import Asked, Faults, by_row, new_lines, text_in
from ledger.reports.context import way_out_of

_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Options:
    """`sorts` are those of `Sort`, in the order in which they are asked."""

    title: str
    name: str = "remarks"
    sorts: tuple[str, ...] = ("problem", "improvement")


def build(asked: Asked, unit: Unit, options: Options) -> InputGrid:
    """One row for each sort, for each unit project where the pledge is another department's. Refused: no such sort."""
    for name in options.sorts:
        if name not in list(Sort):
            said = Text(en="no such sort of remark: '{name}'", ko="없는 구분: '{name}'").format(name=name)
            raise Refused(said, way_out=way_out_of(name, list(Sort)))
    return InputGrid(
        part="remarks",
        name=options.name,
        title=options.title,
        heads=(str(Text(en="Project", ko="사업")), str(Remark.FIELDS["sort"])),
        columns=(Column(_TEXT, str(Remark.FIELDS["text"])),),
        rows=tuple(
            InputRow(
                key=joined(project.key, name),
                labels=(asked.named(project), str(Sort(name).label)),
                inputs=(Input(kind=Kind.TEXT, most=LONGEST),),
            )
            for project in asked.tops
            for name in options.sorts
        ),
    )


def faults(books: Books, grid: InputGrid, changed: Changed) -> Faults:
    """A text that no report could print."""
    found: Faults = {}
    for row, answers in by_row(changed).items():
        try:
            if text_in(answers, _TEXT):
                _remark(row, "-", answers)
        except Refused as refusal:
            found[row, _TEXT] = refusal.what
    return found


def stated(
    books: Books, project: str, grid: InputGrid, changed: Changed, unit: Unit, taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """New remarks under the next free numbers of their project; what is noted word for word already is not noted
    again."""
    rows = new_lines(
        books,
        Remark,
        changed,
        taken,
        _remark,
        lambda answers: bool(text_in(answers, _TEXT)),
        lambda remark: (remark.project, remark.sort, remark.text),
    )
    return [], rows


def _remark(row: str, key: str, answers: Mapping[str, Answer]) -> Remark:
    project, sort = parted(row)
    return Remark.from_body(key, {"project": project, "sort": sort, "text": text_in(answers, _TEXT)})
