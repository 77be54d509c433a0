"""추진실적: empty rows for what was done or is planned; what is filled in becomes new lines of the story."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ledger.cube.books import Books
from ledger.model.entry import Instruction, Row
from ledger.model.errors import Refused
from ledger.model.form import Answer, Changed, Column, Input, InputGrid, InputRow, Kind, Taken, joined, parted
from ledger.model.moment import moment_typed
from ledger.model.money import Unit
from ledger.model.registers.milestone import LONGEST, Milestone
from ledger.model.text import Text, folded
from ledger.reports.asked import Asked, Faults, by_row, new_lines, text_in

_ON, _TEXT, _DONE = "on", "text", "done"
_MOST_ROWS = 50
_LONGEST_DATE = 20  # 2023년 하반기
_IS_PLANNED, _IS_DONE = Milestone.WORDS[_DONE]


@dataclass(frozen=True, slots=True)
class Options:
    """`rows` are as many as may be filled in."""

    title: str
    name: str = "milestones"
    rows: int = 5


def build(asked: Asked, unit: Unit, options: Options) -> InputGrid:
    """Numbered empty rows, for each unit project where the pledge is another department's. Refused: none, or more than
    anyone fills in."""
    if not 1 <= options.rows <= _MOST_ROWS:
        raise Refused(Text(en="'rows' is 1 to {most}", ko="'rows' 값은 1에서 {most}까지입니다").format(most=_MOST_ROWS))
    choices = (str(_IS_DONE), str(_IS_PLANNED))
    asks = (
        Input(kind=Kind.TEXT, most=_LONGEST_DATE),
        Input(kind=Kind.TEXT, most=LONGEST),
        Input(kind=Kind.CHOICE, choices=choices),
    )
    said = Text(
        en="When: 2023. 7. 21., 2023. 7., 2023H2 or 2023. Rows that are not needed stay blank.",
        ko="시기는 2023. 7. 21., 2023. 7., 2023년 하반기, 2023년처럼 적고, 남는 줄은 비워 둡니다.",
    )
    return InputGrid(
        part="milestones",
        name=options.name,
        title=options.title,
        heads=(str(Text(en="Project", ko="사업")), str(Text(en="No.", ko="번호"))),
        columns=(
            Column(_ON, str(Text(en="When", ko="시기"))),
            Column(_TEXT, str(Milestone.FIELDS["text"])),
            Column(_DONE, str(Text(en="Done?", ko="완료 여부"))),
        ),
        rows=tuple(
            InputRow(key=joined(project.key, str(number)), labels=(asked.named(project), str(number)), inputs=asks)
            for project in asked.tops
            for number in range(1, options.rows + 1)
        ),
        notes=(str(said),),
    )


def faults(books: Books, grid: InputGrid, changed: Changed) -> Faults:
    """No date or none that is one, no text or one that no report could print."""
    found: Faults = {}
    for row, answers in by_row(changed).items():
        if not _says_something(answers):
            continue
        try:
            if not text_in(answers, _ON):
                raise Refused(Text(en="the date of the line is missing", ko="시기가 빠졌습니다"))
            moment_typed(text_in(answers, _ON))
        except Refused as refusal:
            found[row, _ON] = refusal.what
        try:
            _line(books, row, "-", {_TEXT: answers[_TEXT]} if _TEXT in answers else {})
        except Refused as refusal:
            found[row, _TEXT] = refusal.what
    return found


def stated(
    books: Books, project: str, grid: InputGrid, changed: Changed, unit: Unit, taken: Taken = ()
) -> tuple[list[Instruction], list[Row]]:
    """New lines under the next free numbers of their project; what the story has word for word already is not told
    again."""
    rows = new_lines(
        books,
        Milestone,
        changed,
        taken,
        partial(_line, books),
        _says_something,
        lambda line: (line.project, line.on, line.text),
    )
    return [], rows


def _says_something(answers: Mapping[str, Answer]) -> bool:
    return any(text_in(answers, column) for column in (_ON, _TEXT, _DONE))


def _line(books: Books, row: str, key: str, answers: Mapping[str, Answer]) -> Milestone:
    """The line that a row tells. What is dated after the as-of date is planned where the row does not say. Refused:
    what no line can be."""
    when, said = text_in(answers, _ON), folded(text_in(answers, _DONE))
    day = moment_typed(when) if when else None
    is_later = day is not None and day.start > books.as_of
    body = {
        "project": parted(row)[0],
        "on": day.key if day else "",
        "text": text_in(answers, _TEXT),
        "done": not is_later if not said else said in (_IS_DONE.en, _IS_DONE.ko),
    }
    return Milestone.from_body(key, body)
