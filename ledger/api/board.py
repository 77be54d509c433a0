"""The board: which forms are out, and what became of each, from the book alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from ledger.api.desk import Desk
from ledger.journal.store import Journal
from ledger.model.entry import Version
from ledger.model.registers.department import Department
from ledger.model.registers.issued_form import IssuedForm
from ledger.model.registers.submission import Submission, Verdict
from ledger.model.text import Text
from ledger.specs.forms import FOLDER
from ledger.specs.templates import title_of


class State(StrEnum):
    """What became of a form that is out, or of a file that was handed in for one."""

    ACCEPTED = "accepted"
    MISSING = "missing"
    RETURNED = "returned"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    OBSOLETE = "obsolete"

    @property
    def label(self) -> Text:
        return _STATES[self]


_STATES = {
    State.ACCEPTED: Verdict.ACCEPTED.label,
    State.MISSING: Text(en="missing", ko="미제출"),
    State.RETURNED: Verdict.RETURNED.label,
    State.CONFLICT: Text(en="conflict", ko="충돌"),
    State.DUPLICATE: Text(en="duplicate", ko="중복"),
    State.OBSOLETE: Text(en="obsolete form", ko="낡은 서식"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the board: a form (`title` is that of its template) and the file that is judged last, the transaction
    that holds the verdict and when it was recorded (an ISO time). `said` is a word on it."""

    key: str
    department: str
    template: str
    title: str
    state: State
    due: date | None = None
    file: str = ""
    sha256: str = ""
    number: int | None = None
    recorded: str = ""
    said: Text | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The forms that went out, in the order of their issue, and the verdicts on each, oldest first with the numbers of
    their transactions. What was undone is left out. `recorded` gives the times of the verdicts. `renamed` are the
    departments that took others' names or places, with the numbers of the transactions. `titles` are those of the
    templates."""

    forms: dict[str, IssuedForm]
    verdicts: Mapping[str, Sequence[tuple[int, Submission]]]
    recorded: Mapping[int, str]
    renamed: Sequence[tuple[int, Department]] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def newest(self, form: IssuedForm) -> IssuedForm:
        """The form that was issued last from the same template to the same department, whatever it was called by
        then."""
        later = (each for each in reversed(self.forms.values()) if each.template == form.template)
        return next(each for each in later if each.department == form.department or self._is_successor(each, form))

    def _is_successor(self, later: IssuedForm, form: IssuedForm) -> bool:
        return any(
            later.department == each.key and form.department in each.formerly and later.number >= number
            for number, each in self.renamed
        )

    def last(self, key: str) -> tuple[int, Submission] | None:
        """The last verdict on a form."""
        return next(reversed(self.verdicts.get(key, ())), None)

    def accepted(self, key: str) -> tuple[int, Submission] | None:
        """The last time that a form was accepted: what it said then stands in the book."""
        given = self.verdicts.get(key, ())
        return next((each for each in reversed(given) if each[1].verdict is Verdict.ACCEPTED), None)

    def lines(self, on: date) -> Iterator[Line]:
        """A line for each form that is out and has no newer one, as of a day."""
        for form in self.forms.values():
            if self.newest(form) is form:
                yield self._line(form, on)

    def _line(self, form: IssuedForm, on: date) -> Line:
        number, given = self.last(form.key) or (None, None)
        recorded = self.recorded[number] if number else ""
        is_late = form.due is not None and (date.fromisoformat(recorded[:10]) if recorded else on) > form.due
        return Line(
            key=form.key,
            department=form.department,
            template=form.template,
            title=self.titles.get(form.template, form.template),
            state=State(given.verdict.value) if given else State.MISSING,
            due=form.due,
            file=given.file if given else "",
            sha256=given.sha256 if given else "",
            number=number,
            recorded=recorded,
            said=(_LATE if given else _OVERDUE) if is_late else None,
            reasons=given.reasons if given else (),
        )


def not_undone(journal: Journal) -> list[Version]:
    """Every version that was not taken back, nor takes one back."""
    undone = journal.undone()
    cancelled = {*undone, *undone.values()}
    return [version for version in journal.versions() if version.number not in cancelled]


def standing(journal: Journal, versions: Iterable[Version], beside: Path) -> Standing:
    """The forms and verdicts of a journal; `versions` are those `not_undone`, `beside` is the folder of the book."""
    forms: dict[str, IssuedForm] = {}
    verdicts: dict[str, list[tuple[int, Submission]]] = {}
    renamed: list[tuple[int, Department]] = []
    for number, _, row in versions:
        if row.body is None:
            continue
        if row.kind == IssuedForm.KIND:
            forms[row.key] = IssuedForm.from_body(row.key, row.body)
        elif row.kind == Submission.KIND:
            verdicts.setdefault(row.key, []).append((number, Submission.from_body(row.key, row.body)))
        elif row.kind == Department.KIND:
            renamed.append((number, Department.from_body(row.key, row.body)))
    last = {given[-1][0] for given in verdicts.values()}
    recorded = {number: head.seal.recorded for number in sorted(last) for head in journal.headers(number, number)}
    names = dict.fromkeys(form.template for form in forms.values())
    return Standing(forms, verdicts, recorded, renamed, {name: title_of(FOLDER, name, beside) for name in names})


def board(desk: Desk, as_of: date | None = None) -> list[Line]:
    """The board as of a day: today where none is given."""
    with desk.reading() as journal:
        return list(standing(journal, not_undone(journal), desk.path.parent).lines(as_of or desk.today))


_LATE = Text(en="after the last day", ko="기한 뒤 제출")
_OVERDUE = Text(en="overdue", ko="기한 지남")
