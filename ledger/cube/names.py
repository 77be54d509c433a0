"""From the names that people type to the keys of the book: whole or by a known spelling, never by resemblance."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property

from ledger.model.entry import Cell, Measure
from ledger.model.errors import Refused
from ledger.model.period import Period, spellings
from ledger.model.project import Project, leaves
from ledger.model.source import Source
from ledger.model.subject import Sum
from ledger.model.text import Text, folded, nearest

_AXES = {
    "projects": Text(en="project", ko="사업"),
    "source": Text(en="source", ko="재원"),
    "periods": Text(en="period", ko="연차"),
    "measure": Text(en="measure", ko="단계"),
}


class Names:
    """The registered names of one book. Each look-up refuses an unknown name and says the nearest known one."""

    def __init__(self, projects: Iterable[Project], sources: Iterable[Source], periods: Iterable[Period]) -> None:
        self.projects = {project.key: project for project in projects}
        self.sources = {source.key: source for source in sources}
        self.periods = {period.key: period for period in periods}

    def has(self, cell: Cell) -> bool:
        """Whether every key of the cell is registered."""
        return cell.project in self.projects and cell.source in self.sources and cell.period in self.periods

    def project(self, typed: str) -> str:
        """The path of a project, by its code or by a name that only one project has."""
        if typed in self.projects:
            return typed
        found = self._project_names.get(folded(typed), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(
                Text(
                    en="'{typed}' names several projects: {codes}; use the code",
                    ko="'{typed}' 이름의 사업이 여럿입니다: {codes}. 관리번호로 쓰십시오",
                ).format(typed=typed, codes=", ".join(found))
            )
        raise _unknown(Text(en="project", ko="사업"), typed, [*self.projects, *self._project_labels])

    def leaf(self, typed: str) -> str:
        """The path of a project that money may be posted on."""
        path = self.project(typed)
        if path not in self.leaves:
            raise Refused(
                Text(
                    en="'{path}' has projects below it; amounts go on those",
                    ko="'{path}' 아래에 단위사업이 있습니다. 금액은 맨 아래 사업에 기록합니다",
                ).format(path=path)
            )
        return path

    def source(self, typed: str) -> str:
        """The label of a source, by label, alias or by a kind that only one source has."""
        if typed in self.sources:
            return typed
        return _one(Text(en="source", ko="재원"), typed, self._source_names, list(self.sources))

    def period(self, typed: str) -> str:
        """The id of a period, by id, label or any usual way to write it."""
        if typed in self.periods:
            return typed
        labels = [period.label for period in self.periods.values()]
        return _one(Text(en="period", ko="연차"), typed, self._period_names, [*labels, *self.periods])

    def span(self, first: str, last: str) -> list[str]:
        """The periods from one to another, both included, in the order of the book."""
        every = list(self.periods)
        start, end = every.index(self.period(first)), every.index(self.period(last))
        if start > end:
            raise Refused(
                Text(en="'{first}' comes after '{last}'", ko="'{first}' 연차가 '{last}' 연차보다 뒤입니다").format(
                    first=first, last=last
                )
            )
        return every[start : end + 1]

    def measure(self, typed: str) -> Measure:
        """plan, secured, executed, or 계획, 확보, 집행."""
        for measure in Measure:
            if folded(typed) in (measure.value, measure.label.ko):
                return measure
        raise _unknown(Text(en="measure", ko="단계"), typed, [m.value for m in Measure] + [m.label.ko for m in Measure])

    def summed(self, words: Iterable[str]) -> Sum:
        """The sum that words name in any order: `5-2/1 시비 23 확보`; what is left out means all of that axis, and
        periods may be several (`23..25`). Refused: a word that names nothing, or things of several kinds; no measure.
        """
        said: dict[str, list[str]] = {axis: [] for axis in _AXES}
        for word, meant in sorted(((word, self._meant(word)) for word in words), key=lambda pair: len(pair[1])):
            free = {axis: keys for axis, keys in meant.items() if axis == "periods" or not said[axis]}
            if not meant:
                measures = [measure.label.ko for measure in Measure]
                short = [*measures, *self.sources, *(period.label for period in self.periods.values())]
                projects = [*self.projects, *self._project_labels]
                raise _unknown(Text(en="name", ko="말"), word, [*short, *projects], most=len(short) + 4)
            if len(free) != 1:
                axes = ", ".join(str(_AXES[axis]) for axis in meant)
                raise Refused(
                    Text(
                        en="'{word}' is one too many, or not clear: {axes}",
                        ko="'{word}': 두 번 적었거나 뜻이 분명하지 않습니다({axes})",
                    ).format(word=word, axes=axes)
                )
            ((axis, keys),) = free.items()
            said[axis] += keys
        if not said["measure"]:
            raise Refused(
                Text(en="which measure?", ko="단계를 적어야 합니다"),
                way_out=Text(en="add plan, secured or executed", ko="계획, 확보, 집행 가운데 하나를 붙이십시오"),
            )
        periods = tuple(key for key in self.periods if key in said["periods"])
        return Sum(said["measure"][0], tuple(said["projects"]), "".join(said["source"]), periods)

    def _meant(self, word: str) -> dict[str, list[str]]:
        """By axis, the keys that a word may mean."""
        first, dots, last = word.partition("..")
        ways: dict[str, Callable[[], list[str]]] = {
            "measure": lambda: [self.measure(word).value],
            "source": lambda: [self.source(word)],
            "periods": lambda: self.span(first, last) if dots else [self.period(word)],
            "projects": lambda: [self.project(word)],
        }
        meant = {}
        for axis, look_up in ways.items():
            with suppress(Refused):
                meant[axis] = look_up()
        return meant

    @cached_property
    def leaves(self) -> frozenset[str]:
        """Paths of the projects that have none below them."""
        return leaves(self.projects)

    @cached_property
    def _project_names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path, project in self.projects.items():
            names.setdefault(folded(project.name), []).append(path)
        return names

    @property
    def _project_labels(self) -> list[str]:
        return [project.name for project in self.projects.values()]

    @cached_property
    def _source_names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for label, source in self.sources.items():
            for spelled in {label, *source.aliases, source.kind.value, source.kind.label.ko}:
                names.setdefault(folded(spelled), []).append(label)
        return names

    @cached_property
    def _period_names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for key, period in self.periods.items():
            for spelled in spellings(period):
                names.setdefault(spelled, []).append(key)
        for year, keys in self._years.items():
            for spelled in (str(year), str(year % 100), f"{year}년", f"{year % 100}년"):
                names.setdefault(spelled, keys)
        return names

    @property
    def _years(self) -> dict[int, list[str]]:
        """The closed periods of each year: a year may be typed for the only one."""
        years: dict[int, list[str]] = {}
        for key, period in self.periods.items():
            if period.is_in_term and period.end is not None:
                years.setdefault(period.end.year, []).append(key)
        return years


def _one(what: Text, typed: str, names: Mapping[str, list[str]], known: list[str]) -> str:
    found = names.get(folded(typed), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            Text(
                en="{what} '{typed}' may be any of {found}", ko="{what} '{typed}': {found} 가운데 어느 것인지 쓰십시오"
            ).format(what=what, typed=typed, found=", ".join(found))
        )
    raise _unknown(what, typed, known)


def _unknown(what: Text, typed: str, known: list[str], most: int = 12) -> Refused:
    near = nearest(typed, known)
    said = Text(en="unknown {what} '{typed}'", ko="없는 {what} '{typed}'").format(what=what, typed=typed)
    if near is not None:
        return Refused(said, way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near))
    if not known:
        return Refused(said, way_out=Text(en="none is registered yet", ko="아직 등록된 것이 없습니다"))
    return Refused(
        said,
        way_out=Text(en="known: {known}", ko="있는 것: {known}").format(known=", ".join(dict.fromkeys(known[:most]))),
    )
