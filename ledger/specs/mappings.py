"""Mappings: TOML that says how an export of the accounting system is read: which column is which, in which unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.model.errors import Refused
from ledger.model.money import Unit, unit_named
from ledger.model.text import Text, folded
from ledger.specs.toml import Toml

Spellings = tuple[str, ...]  # the texts that a head of a column may have; the first that is there counts

_KEYS = ("unit", "as_of", "period", "repeats", "columns", "sources", "wide", "leave_out")
_COLUMNS = ("code", "name", "year", "source", "budget", "executed")
_WIDE = ("source", "budget", "executed")
_LEAVE_OUT = ("column", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The columns of 예산현액 (may be missing) and 지출액. `source` is the source of a wide export's column; empty
    where the row names it."""

    executed: Spellings
    budget: Spellings = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMapping:
    """How exports of one kind are read. Each column is known by the text of its head, two heads one above the other
    by both (`국비 지출액`).

    `period` stands for the column `year` where there is none. `sources` are names of the export (folded) -> names of
    the book. `as_of` is the label before the export's date. `leave_out`: rows that have one of the values (folded) in
    that column. `repeats`: a line may stand twice, word for word.
    """

    unit: Unit
    code: Spellings
    money: tuple[Money, ...]
    name: Spellings = ()
    year: Spellings = ()
    period: str = ""
    source: Spellings = ()
    as_of: str = ""
    sources: Mapping[str, str]
    leave_out: tuple[tuple[Spellings, frozenset[str]], ...] = ()
    repeats: bool = False

    @property
    def columns(self) -> tuple[Spellings, ...]:
        """Every column that an export must have."""
        every = (self.code, self.name, self.year, self.source, *(column for column, _ in self.leave_out))
        return tuple(filter(None, (*every, *(each for money in self.money for each in (money.budget, money.executed)))))


def read_mapping(name: str, text: str) -> ExportMapping:
    """The mapping of a file. Refused, with the line: whatever is not well formed, a long and a wide export at once,
    a year and a fixed period at once, or neither, one column for two things."""
    toml = Toml.read(name, text)
    toml.only(_KEYS)
    toml.only(_COLUMNS, "columns")
    columns = {key: _spellings(toml, "columns", key) for key in toml.get(dict, "columns")}
    _check_apart(toml, columns)
    period = toml.get(str, "period", default="")
    if bool(period) == ("year" in columns):
        raise toml.refused(
            Text(en="either 'period' or a column 'year', not both", ko="'period'와 'year' 열 가운데 하나만 필요합니다"),
            *(("period",) if period else ("columns",)),
        )
    return ExportMapping(
        unit=_unit(toml),
        code=_spellings(toml, "columns", "code"),
        name=columns.get("name", ()),
        year=columns.get("year", ()),
        period=period,
        source=columns.get("source", ()),
        money=_money(toml, columns),
        as_of=toml.get(str, "as_of", default=""),
        sources={folded(key): toml.get(str, "sources", key) for key in toml.get(dict, "sources", default={})},
        leave_out=tuple(_left_out(toml, place) for place in range(len(toml.get(list, "leave_out", default=[])))),
        repeats=toml.get(bool, "repeats", default=False),
    )


def _check_apart(toml: Toml, columns: Mapping[str, Spellings]) -> None:
    """Refused: the head of one column for two things that a row says."""
    taken: dict[str, str] = {}
    wide = toml.get(list, "wide", default=[])
    every: list[tuple[tuple[str | int, ...], Spellings]] = [(("columns", key), said) for key, said in columns.items()]
    every += [
        (("wide", place, key), _spellings(toml, "wide", place, key))
        for place, each in enumerate(wide)
        for key in ("budget", "executed")
        if isinstance(each, dict) and key in each
    ]
    for path, said in every:
        for head in said:
            if (other := taken.get(folded(head))) is not None:
                raise toml.refused(
                    Text(
                        en="the column '{head}' stands for '{one}' and for '{other}'",
                        ko="'{head}' 열을 '{one}', '{other}' 두 곳에 썼습니다",
                    ).format(head=head, one=other, other=path[-1]),
                    *path,
                    way_out=Text(en="name a column of its own for each", ko="각각 제 열의 머리글을 쓰십시오"),
                )
        taken |= {folded(head): str(path[-1]) for head in said}


def _unit(toml: Toml) -> Unit:
    try:
        return unit_named(toml.get(str, "unit"))
    except Refused as refusal:
        raise refusal if refusal.where else refusal.at(toml.where("unit")) from None


def _money(toml: Toml, columns: Mapping[str, Spellings]) -> tuple[Money, ...]:
    wide = toml.get(list, "wide", default=[])
    long = [key for key in ("source", "budget", "executed") if key in columns]
    if wide and long:
        raise toml.refused(
            Text(
                en="a wide export has the columns of [[wide]] only, not '{key}'",
                ko="재원이 열로 놓인 내보내기에는 [[wide]]의 열만 씁니다: '{key}'",
            ).format(key=long[0]),
            "columns",
            long[0],
        )
    if not wide:
        for key in ("source", "executed"):
            _spellings(toml, "columns", key)
        return (Money(executed=columns["executed"], budget=columns.get("budget", ())),)
    found = []
    for place in range(len(wide)):
        toml.only(_WIDE, "wide", place)
        budget = _spellings(toml, "wide", place, "budget") if "budget" in wide[place] else ()
        executed = _spellings(toml, "wide", place, "executed")
        found.append(Money(source=toml.get(str, "wide", place, "source"), budget=budget, executed=executed))
    return tuple(found)


def _left_out(toml: Toml, place: int) -> tuple[Spellings, frozenset[str]]:
    toml.only(_LEAVE_OUT, "leave_out", place)
    values = _spellings(toml, "leave_out", place, "values")
    return _spellings(toml, "leave_out", place, "column"), frozenset(map(folded, values))


def _spellings(toml: Toml, *path: str | int) -> Spellings:
    """One text or a list of them."""
    around = toml.get(dict, *path[:-1])
    if isinstance(around.get(path[-1]), str):
        said = [toml.get(str, *path)]
    else:
        said = [each if isinstance(each, str) else "" for each in toml.get(list, *path)]
    if not said or not all(each.strip() for each in said):
        raise toml.refused(
            Text(en="'{key}' is a text or a list of texts", ko="'{key}' 값은 글이나 글 목록입니다").format(
                key=path[-1]
            ),
            *path,
        )
    return tuple(said)
