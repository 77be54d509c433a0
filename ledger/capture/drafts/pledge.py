"""Which project of the book a sheet is of, and its unit projects: registered ones by name, new ones by their order."""

from dataclasses import replace

from ledger.capture.drafts.sheet import Sheet
from ledger.capture.recognition.words import name
from ledger.cube.registers import Registers
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.project import Project, parent
from ledger.model.text import Text


class Pledge:
    """The pledge of a sheet: registered, or proposed under the code that the sheet or the user gives."""

    def __init__(self, sheet: Sheet, registers: Registers, code: str = "") -> None:
        self._projects = registers.names.projects
        self._standing = {key: row for (kind, key), row in registers.rows.items() if kind == Project.KIND}
        known = self._known(sheet, code)
        pledge = known or Project(key=code or sheet.code, name=sheet.name)
        pledge = replace(pledge, department=sheet.department or pledge.department, team=sheet.team or pledge.team)
        self.key = pledge.key
        self._units = {name(each.name): key for key, each in self._projects.items() if parent(key) == self.key}
        self._new = {pledge.key: pledge}

    @property
    def rows(self) -> list[Row]:
        """The pledge and its new unit projects, as far as they are not registered so."""
        every = [Row(Project.KIND, key, each.body()) for key, each in self._new.items()]
        return [row for row in every if self._standing.get(row.key) != row]

    def unit(self, said: str) -> str:
        """The key of the unit project of that name; a new one gets the next number below the pledge."""
        key = self._units.get(name(said))
        if key is None:
            numbers = [int(number) for each in self._units.values() if (number := each.rpartition("/")[2]).isdecimal()]
            key = self._units[name(said)] = f"{self.key}/{max(numbers, default=0) + 1}"
            self._new[key] = Project(key=key, name=said)
        return key

    def _known(self, sheet: Sheet, code: str) -> Project | None:
        """The registered project, or None where a new one is to be proposed. Refused: neither is possible."""
        same = [each for each in self._projects.values() if sheet.name and name(each.name) == name(sheet.name)]
        if code:
            return self._by_code(sheet, code, same)
        if sheet.code in self._projects:
            return self._projects[sheet.code]
        if len(same) > 1:
            raise _refused(
                sheet, Text(en="several projects are called '{name}'", ko="'{name}' 이름의 사업이 여럿입니다")
            )
        if same:
            return same[0]
        if not sheet.name:
            raise _refused(sheet, Text(en="the document names no pledge (공약명)", ko="문서에 공약명이 없습니다"))
        if not sheet.code:
            raise _refused(sheet, Text(en="no project is called '{name}'", ko="'{name}' 이름의 사업이 없습니다"))
        return None

    def _by_code(self, sheet: Sheet, code: str, same: list[Project]) -> Project | None:
        if same and code not in [each.key for each in same]:
            raise Refused(
                Text(
                    en="'{name}' is registered as {code}", ko="'{name}' 사업은 {code} 번호로 등록되어 있습니다"
                ).format(name=sheet.name, code=same[0].key),
                where=sheet.where,
                way_out=Text(en="leave --as out", ko="--as 없이 하십시오"),
            )
        if code not in self._projects and not sheet.name:
            raise Refused(
                Text(
                    en="the document names no pledge (공약명), and the book has no {code}",
                    ko="문서에 공약명이 없고, 장부에 {code} 사업이 없습니다",
                ).format(code=code),
                where=sheet.where,
                way_out=Text(en="register it first: ledger add", ko="먼저 등록하십시오: ledger add"),
            )
        return self._projects.get(code)


def _refused(sheet: Sheet, said: Text) -> Refused:
    return Refused(
        said.format(name=sheet.name),
        where=sheet.where,
        way_out=Text(
            en="give its code: --as 5-2, or register it: ledger add",
            ko="관리번호를 주거나(--as 5-2) 먼저 등록하십시오(ledger add)",
        ),
    )
