"""What the parts of a form are built from: the book, a pledge, and what of it a department is asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ledger.cube.books import Books
from ledger.cube.dossier import next_key
from ledger.model.entry import Row
from ledger.model.form import Answer, Changed, Taken, parted
from ledger.model.project import Project, is_within
from ledger.model.record import Record
from ledger.model.text import Text, folded

R = TypeVar("R", bound=Record)
Faults = dict[tuple[str, str], Text]  # by the keys of row and column


@dataclass(frozen=True)
class Asked:
    """What one department is asked about one pledge. `nodes` are the pledge and its projects that the department is
    in charge of, every one before those below it."""

    books: Books
    pledge: Project
    nodes: tuple[Project, ...]

    @cached_property
    def lines(self) -> tuple[Project, ...]:
        """Those of the nodes that money is posted on."""
        return tuple(node for node in self.nodes if node.key in self.books.names.leaves)

    @cached_property
    def tops(self) -> tuple[Project, ...]:
        """The nodes that are not below another of them: the pledge, or some of its unit projects."""
        keys = {node.key for node in self.nodes}
        return tuple(node for node in self.nodes if not any(is_within(node.key, key) for key in keys - {node.key}))

    def named(self, project: Project) -> str:
        """The name of a node, with its code where another of the pledge has the same."""
        pledged = (each for each in self.books.projects if is_within(each.key, self.pledge.key))
        alike = [each for each in pledged if folded(each.name) == folded(project.name)]
        return project.name if len(alike) == 1 else f"{project.key} {project.name}"

    def holds(self, project: str) -> bool:
        """Whether the department is asked about what is recorded of a project."""
        return any(node.key == project for node in self.nodes)


def by_row(changed: Changed) -> dict[str, dict[str, Answer]]:
    """The answers of each row by the key of their column, rows in the order of the answers."""
    rows: dict[str, dict[str, Answer]] = {}
    for (row, column), answer in changed.items():
        rows.setdefault(row, {})[column] = answer
    return rows


def text_in(answers: Mapping[str, Answer], column: str) -> str:
    """The text of an answer; empty where there is none."""
    answer = answers.get(column)
    return str(answer.value).strip() if answer and answer.value is not None else ""


def keys_taken(books: Books, kind: type[Record], taken: Taken) -> list[str]:
    """The keys of a register that are no longer free."""
    return [key for known, key in taken if known == kind.KIND] + [each.key for each in books.records(kind)]


def new_lines(
    books: Books,
    kind: type[R],
    changed: Changed,
    taken: Taken,
    line: Callable[[str, str, Mapping[str, Answer]], R],
    is_said: Callable[[Mapping[str, Answer]], bool],
    words: Callable[[R], object],
) -> list[Row]:
    """The rows that answers add to a register under the next free numbers of their projects. `line` makes one of the
    key of its row, its own key and its answers, where anything `is_said`; what stands in the same `words` already is
    not told again."""
    told = {words(each) for each in books.records(kind)}
    keys = keys_taken(books, kind, taken)
    rows = []
    for row, answers in by_row(changed).items():
        if is_said(answers):
            made = line(row, next_key(books.names.project(parted(row)[0]), keys), answers)
            if words(made) not in told:
                rows.append(Row.of(made))
                keys.append(made.key)
    return rows
