"""사업: a tree of projects, keyed by paths of codes (`5-2`, its unit project `5-2/1`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text, nearest

# 이행상태, as evaluators and offices print it; the first two count as fulfilled.
STATUSES = ("완료", "이행후 계속추진", "정상추진", "일부추진", "보류", "폐기", "기타")
FULFILLED = STATUSES[:2]
KINDS = ("신규", "계속")
OWNERS = ("국가", "도", "시", "자체")

LONGEST_DEPARTMENT = 60
_LONGEST_CODE = 40
_NO_CODE = re.compile(r"[=+@'].*|.*[|!].*")  # a formula, and the signs of a cell in a form or a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A node of the tree: `key` is its path. Money is posted on leaves only. `progress` is 진도 in whole per cent.
    `contacts` are `role: who` lines, personal data that no output shows unless it is asked to. `accounts` are the codes
    of the 세부사업 of the accounting system whose payments are its own."""

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
        "progress": Text(en="progress", ko="진도"),
        "order": Text(en="order", ko="순서"),
        "contacts": Text(en="contacts", ko="담당자"),
        "accounts": Text(en="accounts", ko="세부사업"),
    }
    LONGEST: ClassVar[Mapping[str, int]] = {"name": 200, "department": LONGEST_DEPARTMENT, "team": 60}
    UNITS: ClassVar[Mapping[str, str]] = {"progress": "%"}
    name: str
    department: str = ""
    team: str = ""
    field: str = ""
    kind: str = ""
    owner: str = ""
    status: str = ""
    progress: int | None = None
    order: int = 0
    contacts: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

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
        for name, known in (("status", STATUSES), ("kind", KINDS), ("owner", OWNERS)):
            _check_known(getattr(self, name), known, self.FIELDS[name], self.key)
        if self.progress is not None and not 0 <= self.progress <= 100:
            raise Refused(Text(en="progress is 0 to 100 per cent", ko="진도는 0에서 100까지(%)입니다"), where=self.key)

    def check_new(self) -> None:
        """Refused: a code or a text that is not recorded any more."""
        check_code(self.key)
        Record.check_new(self)


def check_code(key: str) -> None:
    """Refused: a code that no project is given, though an old book may have it: too long, or with a sign that a
    workbook takes for its own."""
    if len(key) > _LONGEST_CODE or _NO_CODE.fullmatch(key):
        said = Text(
            en="'{key}' is no code of a project: at most {most} characters, no | or !, no = + @ ' at the start",
            ko="'{key}': 관리번호로 쓸 수 없습니다. {most}자까지, | ! 없이, = + @ '로 시작하지 않게 씁니다",
        )
        raise Refused(
            said.format(key=key if len(key) <= _LONGEST_CODE else f"{key[:_LONGEST_CODE]}...", most=_LONGEST_CODE),
            way_out=Text(en="write 5-2 or 5-2/1", ko="5-2 또는 5-2/1처럼 쓰십시오"),
        )


def _check_known(value: str, known: Iterable[str], label: Text, key: str) -> None:
    if value and value not in known:
        near = nearest(value, known)
        raise Refused(
            Text(
                en="{label} '{value}' is none of {known}", ko="{label} '{value}': {known} 가운데 하나여야 합니다"
            ).format(label=label, value=value, known=", ".join(known)),
            where=key,
            way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
        )


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
