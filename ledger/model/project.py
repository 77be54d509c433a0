"""사업: a tree of projects, keyed by paths of codes (`5-2`, its unit project `5-2/1`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A node of the tree: `key` is its path. Money is posted on leaves only. `contacts` are `role: who` lines,
    personal data that no output shows unless it is asked to."""

    KIND: ClassVar[str] = "project"
    LABEL: ClassVar[Text] = Text(en="project", ko="사업")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "name": Text(en="name", ko="사업명"),
        "department": Text(en="department", ko="주관부서"),
        "team": Text(en="team", ko="담당팀"),
        "field": Text(en="field", ko="분야"),
        "kind": Text(en="kind", ko="신규계속"),
        "owner": Text(en="owner", ko="추진주체"),
        "status": Text(en="status", ko="이행상태"),
        "order": Text(en="order", ko="순서"),
        "contacts": Text(en="contacts", ko="담당자"),
    }
    name: str
    department: str = ""
    team: str = ""
    field: str = ""
    kind: str = ""
    owner: str = ""
    status: str = ""
    order: int = 0
    contacts: tuple[str, ...] = ()

    def check(self) -> None:
        """Refused: a code with an empty part or without a letter or digit in one, or no name."""
        if not all(re.search(r"\w", part) and part == part.strip() for part in self.key.split("/")):
            raise Refused(
                Text(en="'{key}' is no code of a project", ko="'{key}': 관리번호로 쓸 수 없습니다").format(
                    key=self.key
                ),
                way_out=Text(en="write 5-2 or 5-2/1", ko="5-2 또는 5-2/1처럼 쓰십시오"),
            )
        if not self.name:
            raise Refused(Text(en="a project needs a name", ko="사업명이 필요합니다"), where=self.key)


def parent(path: str) -> str | None:
    """`5-2/1` -> `5-2`; a pledge has none."""
    return path.rpartition("/")[0] or None


def is_within(path: str, ancestor: str) -> bool:
    """Whether a path is the node itself or below it. Codes match whole: `5-20` is not within `5-2`."""
    return path == ancestor or path.startswith(f"{ancestor}/")


def code_order(path: str) -> tuple[tuple[tuple[int, int | str], ...], ...]:
    """Sorts codes as officers count them: 5-2 before 5-10."""
    return tuple(tuple(_counted(part) for part in code.split("-")) for code in path.split("/"))


def _counted(part: str) -> tuple[int, int | str]:
    return (0, int(part)) if re.fullmatch("[0-9]{1,18}", part) else (1, part)


def leaves(paths: Iterable[str]) -> frozenset[str]:
    """The paths that have no child among the given ones."""
    every = set(paths)
    return frozenset(every - {above for path in every for above in _ancestors(path)})


def _ancestors(path: str) -> Iterable[str]:
    while (above := parent(path)) is not None:
        yield above
        path = above
