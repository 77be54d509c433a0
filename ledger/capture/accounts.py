"""Exports of the accounting system: a line per 세부사업 and source, with title rows above the head and totals between.

Nothing is guessed: the mapping says which column is which, and every total row must be the sum of its lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from ledger.capture.drafts.dates import day
from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.model.errors import Refused
from ledger.model.figure import amount_typed
from ledger.model.page import Page, PageGrid
from ledger.model.table import column_letters
from ledger.model.text import Text, folded, nearest
from ledger.specs.mappings import ExportMapping, Spellings

_DEEPEST = 3  # rows of a head
_LOWEST = 60  # rows above a head
_TOTAL = re.compile(r"(.*(소계|합계|총계)|계|누계)")
_SUBTOTAL = re.compile(r".*소계")
_UNIT = re.compile(r"단위\s*[:：]?\s*(원|천원|백만원|억원)")
_IN_UNIT = re.compile(r"\((원|천원|백만원|억원)\)$")
_SPOILED = re.compile(r"-?\d(\.\d+)?[Ee]\+?\d+")  # what Excel makes of a long number in a CSV
_NOTHING = ("", "-", "−", "–", "—")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What one row says of one source, in 원; None where it says nothing. `place` is the cell of the 지출액, `source`
    and `period` are names as the export has them, `at` and `period_at` their places in an error. `is_left_out`: the
    mapping leaves the row out."""

    code: str
    name: str
    source: str
    period: str
    budget: int | None
    executed: int | None
    place: str
    at: str
    period_at: str
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class AccountExport:
    """An export as it was read; `as_of` is its own date, where the mapping says where it stands."""

    file: str
    sha256: str
    as_of: date | None
    lines: tuple[AccountLine, ...]


def read_export(file: File, mapping: ExportMapping) -> AccountExport:
    """Every line of every sheet that has the columns of the mapping.

        Refused, with the cell: a missing or doubled column (and its nearest head), another unit than the mapping's, an
        amount that cannot be read or has a fraction of a 원, a line without a code, one with other fields than the
    head, one that stands twice unless the mapping says so, a total that is not the sum of its lines, no line at
    all, several dates.
    """
    lines: list[AccountLine] = []
    above: list[str] = []
    missing: list[tuple[_Rank, Refused]] = []
    dated: dict[date, str] = {}
    for page in pages_of(file):
        for block in page.blocks:
            if not isinstance(block, PageGrid):
                above += [text for _, text in block.lines]
                continue
            found = _head(block, page, mapping)
            if isinstance(found, tuple):
                missing.append(found)
                above += [" ".join(filter(None, row)) for row in block.texts[:_LOWEST]]
                continue
            above += [" ".join(filter(None, row)) for row in block.texts[: found.first]]
            _check_unit(above, mapping, page.origin.file)
            lines += _Reading(found, page, block, mapping).lines()
            dated |= _dates_below(block, found, page)
    if not lines:
        none = Refused(Text(en="the export holds no line", ko="내보내기에 세부사업 줄이 없습니다"), where=file.name)
        raise max(missing, key=lambda each: each[0])[1] if missing else none
    if said := _as_of(above, mapping.as_of):
        dated = {said: file.name, **dated}
    if len(dated) > 1:
        raise _several_dates(dated, mapping)
    return AccountExport(file.name, file.sha256, next(iter(dated), None), tuple(lines))


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns stand, the first row of the head, the first below it, and the column of the date, if any."""

    columns: dict[Spellings, int]
    top: int
    first: int
    dated: int | None = None


_Rank = tuple[int, bool, int]


def _head(grid: PageGrid, page: Page, mapping: ExportMapping) -> _Head | tuple[_Rank, Refused]:
    """The head of a grid; else how near the best row comes to one, and what is wrong with it."""
    found: list[tuple[_Rank, Refused]] = []
    for top in range(min(len(grid.texts), _LOWEST)):
        for depth in range(1, _DEEPEST + 1):
            rows = grid.texts[top : top + depth]
            if len(rows) < depth:
                break
            names = _names(rows)
            columns: dict[Spellings, int] = {}
            wrong: Refused | None = None
            for spellings in dict.fromkeys(mapping.columns):
                try:
                    columns[spellings] = _column(names, spellings, grid, _place(page, f"{grid.lines[top]}"), mapping)
                except Refused as refusal:
                    wrong = wrong or refusal
            if wrong is None:
                label = folded(mapping.as_of)
                dated = (at for at, each in enumerate(names) if label and any(folded(name) == label for name in each))
                return _Head(columns, top, top + depth, next(dated, None))
            found.append(((len(columns), wrong.way_out is not None, top), wrong))
    return max(found, key=lambda each: each[0])


def _names(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """What each column may be called: by its lowest head, or by all above one another. A head over several columns is
    written in the first of them."""
    spread = []
    for row in rows[:-1]:
        last = ""
        spread.append([last := text or last for text in row])
    return [
        tuple(filter(None, (row[-1] or next(filter(None, reversed(row)), ""), " ".join(filter(None, row)))))
        for row in zip(*spread, rows[-1], strict=True)
    ]


def _column(
    names: Sequence[tuple[str, ...]], spellings: Spellings, grid: PageGrid, where: str, mapping: ExportMapping
) -> int:
    for spelled in spellings:
        found = [
            place for place, each in enumerate(names) if any(folded(spelled) == folded(_bare(name)) for name in each)
        ]
        if len(found) > 1:
            letters = ", ".join(column_letters(grid.columns[place]) for place in found)
            raise Refused(
                Text(
                    en="several columns are headed '{head}': {letters}", ko="'{head}' 열이 여럿입니다: {letters}"
                ).format(head=spelled, letters=letters),
                where=where,
                way_out=Text(
                    en="in the mapping, write the head above it too: '누계 지출액'",
                    ko="매핑에 위 칸의 글까지 쓰십시오: '누계 지출액'",
                ),
            )
        if found:
            _check_column_unit(names[found[0]], mapping, where)
            return found[0]
    near = nearest(spellings[0], [name for each in names for name in each])
    raise Refused(
        Text(en="there is no column '{head}'", ko="'{head}' 열이 없습니다").format(head=spellings[0]),
        where=where,
        way_out=Text(
            en="is it '{near}'? then write that into the mapping", ko="'{near}' 열이면 매핑에 그렇게 쓰십시오"
        ).format(near=near)
        if near
        else None,
    )


def _bare(name: str) -> str:
    """A head without its unit: 지출액(천원)."""
    return _IN_UNIT.sub("", name.rstrip())


def _check_column_unit(names: tuple[str, ...], mapping: ExportMapping, where: str) -> None:
    for name in names:
        found = _IN_UNIT.search(name.rstrip())
        if found and found[1] != mapping.unit.label:
            raise _other_unit(found[1], mapping, where)


def _check_unit(above: Sequence[str], mapping: ExportMapping, file: str) -> None:
    said = [found[1] for text in above if (found := _UNIT.search(text))]
    if said and said[-1] != mapping.unit.label:
        raise _other_unit(said[-1], mapping, file)


def _other_unit(said: str, mapping: ExportMapping, where: str) -> Refused:
    return Refused(
        Text(en="the export is in {said}, the mapping says {unit}", ko="내보내기 단위 {said}, 매핑 단위 {unit}").format(
            said=said, unit=mapping.unit
        ),
        where=where,
        way_out=Text(en="correct 'unit' of the mapping", ko="매핑의 unit 값을 고치십시오"),
    )


def _as_of(above: Sequence[str], label: str) -> date | None:
    """The date behind the label above the head. None: there is none, or the mapping does not ask for it."""
    for text in above if label else ():
        _, found, rest = text.partition(label)
        if found and len(said := day(rest)) == 10:
            return date.fromisoformat(said)
    return None


def _dates_below(grid: PageGrid, head: _Head, page: Page) -> dict[date, str]:
    """The dates in the column of the date, and where each stands first."""
    found: dict[date, str] = {}
    for place in range(head.first, len(grid.texts)) if head.dated is not None else ():
        if len(said := day(grid.texts[place][head.dated or 0])) == 10:
            cell = f"{column_letters(grid.columns[head.dated or 0])}{grid.lines[place]}"
            found.setdefault(date.fromisoformat(said), _place(page, cell))
    return found


def _several_dates(dated: dict[date, str], mapping: ExportMapping) -> Refused:
    first, second, *_ = dated
    return Refused(
        Text(
            en="the export has several dates under '{label}': {first}, {second}",
            ko="'{label}'에 날짜가 여럿입니다: {first}, {second}",
        ).format(label=mapping.as_of, first=first, second=second),
        where=dated[second],
        way_out=Text(en="export one date a file", ko="기준일마다 따로 내려받으십시오"),
    )


@dataclass(slots=True)
class _Total:
    """A total row: how it is labelled, the code it stands under, how many lines are before it, and its amounts."""

    label: str
    code: str
    after: int
    amounts: list[int | None]
    places: list[str]


@dataclass(slots=True)
class _Reading:
    """The rows of one grid below its head. `counted` are the amounts of each row by column, for the totals."""

    head: _Head
    page: Page
    grid: PageGrid
    mapping: ExportMapping
    found: list[AccountLine] = field(default_factory=list)
    totals: list[_Total] = field(default_factory=list)
    counted: list[tuple[str, list[int | None]]] = field(default_factory=list)
    covered: dict[tuple[int, int], str] = field(default_factory=dict)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def lines(self) -> list[AccountLine]:
        """The lines, once every total is known to be the sum of its own."""
        heads = [list(row) for row in self.grid.texts[self.head.top : self.head.first]]
        self._spread()
        for place in range(self.head.first, len(self.grid.texts)):
            texts = self._filled(place)
            if not any(texts) or list(self.grid.texts[place]) in heads:
                continue
            self._check_fields(place)
            amounts = [self._amount(place, column) for column in self._amount_columns]
            if label := self._total_label(texts):
                cells = [self._cell(place, column) for column in self._amount_columns]
                code = texts[self.head.columns[self.mapping.code]]
                code = "" if _TOTAL.fullmatch(folded(code)) else code
                self.totals.append(_Total(label, code, len(self.counted), amounts, cells))
            elif self._code(place, texts, amounts):
                self._check_repeated(place, texts, amounts)
                self.counted.append((texts[self.head.columns[self.mapping.code]], amounts))
                self.found += self._said(place, texts)
        for place, total in enumerate(self.totals):
            self._check(place, total)
        return self.found

    @property
    def _amount_columns(self) -> list[int]:
        columns = (each for money in self.mapping.money for each in (money.budget, money.executed) if each)
        return [self.head.columns[each] for each in columns]

    def _spread(self) -> None:
        """A label that covers several rows stands in each; an amount does not."""
        amounts = self._amount_columns
        for (row, column), (rows, _) in self.grid.spans.items():
            if row >= self.head.first and column not in amounts:
                self.covered |= {(below, column): self.grid.texts[row][column] for below in range(row + 1, row + rows)}

    def _filled(self, place: int) -> list[str]:
        """The texts of a row, with what covers it from above."""
        return [text or self.covered.get((place, column), "") for column, text in enumerate(self.grid.texts[place])]

    def _total_label(self, texts: Sequence[str]) -> str:
        amounts = self._amount_columns
        words = (folded(text) for column, text in enumerate(texts) if column not in amounts)
        return next((word for word in words if _TOTAL.fullmatch(word)), "")

    def _code(self, place: int, texts: Sequence[str], amounts: Sequence[int | None]) -> str:
        """The code of a row; empty for a note. Refused: amounts without a code, a code that Excel has spoiled."""
        column = self.head.columns[self.mapping.code]
        code = texts[column]
        if not code and any(each is not None for each in amounts):
            said = Text(en="a line of amounts without a code", ko="세부사업 코드가 없는 금액 줄입니다")
            raise Refused(said, where=self._cell(place, column))
        if _SPOILED.fullmatch(code):
            raise Refused(
                Text(en="'{code}' is what Excel made of a code", ko="'{code}': 엑셀이 바꾸어 버린 코드입니다").format(
                    code=code
                ),
                where=self._cell(place, column),
                way_out=Text(
                    en="export it anew, do not save it in Excel",
                    ko="엑셀에서 저장하지 말고 내보내기 파일을 그대로 쓰십시오",
                ),
            )
        return code

    def _said(self, place: int, texts: Sequence[str]) -> Iterator[AccountLine]:
        """What a row says of each source."""
        mapping, columns = self.mapping, self.head.columns
        out = any(folded(texts[columns[column]]) in values for column, values in mapping.leave_out)
        for money in mapping.money:
            yield AccountLine(
                code=texts[columns[mapping.code]],
                name=texts[columns[mapping.name]] if mapping.name else "",
                source=money.source or texts[columns[mapping.source]],
                period=mapping.period or texts[columns[mapping.year]],
                budget=self._amount(place, columns[money.budget]) if money.budget else None,
                executed=self._amount(place, columns[money.executed]),
                place=self._cell(place, columns[money.executed]),
                at=self._cell(place, columns[mapping.source if mapping.source else money.executed]),
                period_at=self._cell(place, columns[mapping.year or money.executed]),
                is_left_out=out,
            )

    def _amount(self, place: int, column: int) -> int | None:
        text = self.grid.texts[place][column].strip()
        if (place, column) in self.grid.stale:
            said = Text(en="a formula that was never calculated", ko="계산되지 않은 수식입니다")
            raise Refused(said, where=self._cell(place, column))
        if text in _NOTHING:
            return None
        try:
            return amount_typed(text, self.mapping.unit)
        except Refused as refusal:
            raise refusal.at(self._cell(place, column)) from None

    def _cell(self, place: int, column: int) -> str:
        return _place(self.page, f"{column_letters(self.grid.columns[column])}{self.grid.lines[place]}")

    def _check_fields(self, place: int) -> None:
        """Refused: a line of a text file that lacks a field of the head, or says more than it: what it says may stand
        in the wrong column."""
        texts, fields = self.grid.texts[place], self.grid.fields
        if not fields or sum(map(bool, texts)) < 2:  # a note below the table is one text
            return
        wide = max(fields[self.head.top : self.head.first])
        if fields[place] < wide or any(texts[wide:]):
            said = Text(en="{count} fields, the head has {wide}", ko="칸이 {count}개입니다. 머리글 줄은 {wide}개입니다")
            raise Refused(
                said.format(count=fields[place], wide=wide),
                where=_place(self.page, f"{self.grid.lines[place]}"),
                way_out=Text(
                    en="export it anew: something was cut off or shifted",
                    ko="잘렸거나 밀린 줄이니 다시 내려받으십시오",
                ),
            )

    def _check_repeated(self, place: int, texts: Sequence[str], amounts: Sequence[int | None]) -> None:
        """Refused: a line of amounts that another line repeats word for word."""
        if self.mapping.repeats or not any(amounts):
            return
        column = self.head.columns[self.mapping.code]
        if (first := self.seen.setdefault(tuple(texts), place)) != place:
            raise Refused(
                Text(en="the same line as in {first}", ko="{first} 줄과 모든 칸이 같습니다").format(
                    first=self._cell(first, column)
                ),
                where=self._cell(place, column),
                way_out=Text(
                    en="export it anew; if such lines are right, write repeats = true into the mapping",
                    ko="다시 내려받으십시오. 같은 줄이 맞으면 매핑에 repeats = true",
                ),
            )

    def _check(self, place: int, total: _Total) -> None:
        """Refused: a total row that no run of lines next to it sums up to."""
        runs = list(dict.fromkeys(self._runs(place, total)))
        sums = [_sums([amounts for _, amounts in self.counted[first:last]], len(total.amounts)) for first, last in runs]
        for each in sums:
            if all(said is None or said == (won or 0) for said, won in zip(total.amounts, each, strict=True)):
                return
        wrong = zip(total.amounts, sums[0], total.places, strict=True)
        said, won, cell = next((a, b or 0, cell) for a, b, cell in wrong if a is not None and a != (b or 0))
        raise Refused(
            Text(
                en="the total row '{label}' says {said} won, its lines make {won} won",
                ko="'{label}' 줄 {said}원, 그 줄들의 합 {won}원",
            ).format(label=total.label, said=f"{said:,}", won=f"{won:,}"),
            where=cell,
            way_out=Text(
                en="export it anew: lines are missing or changed",
                ko="빠지거나 바뀐 줄이 있으니 다시 내려받으십시오",
            ),
        )

    def _runs(self, place: int, total: _Total) -> Iterator[tuple[int, int]]:
        """The runs of lines that a total row may be of: all of them for the only one of its word that is no subtotal;
        else those of its code, and those between it and the total of its word before or after it."""
        every = (0, len(self.counted))
        alike = [each for each in self.totals if each.label == total.label]
        if len(alike) == 1 and not _SUBTOTAL.fullmatch(total.label):
            yield every
            return
        for stop in (lambda each: each.label == total.label, lambda each: True):
            yield (self._before(place, stop), total.after)
            yield (total.after, self._behind(place, stop))
        coded = [at for at, (code, _) in enumerate(self.counted) if total.code and code == total.code]
        if coded and coded == list(range(coded[0], coded[-1] + 1)):
            yield (coded[0], coded[-1] + 1)
        yield every

    def _before(self, place: int, stop: Callable[[_Total], bool]) -> int:
        return next((each.after for each in reversed(self.totals[:place]) if stop(each)), 0)

    def _behind(self, place: int, stop: Callable[[_Total], bool]) -> int:
        return next((each.after for each in self.totals[place + 1 :] if stop(each)), len(self.counted))


def _sums(rows: Sequence[Sequence[int | None]], width: int) -> list[int | None]:
    columns = zip_longest(*rows) if rows else ((),) * width
    return [sum(said) if (said := [won for won in column if won is not None]) else None for column in columns]


def _place(page: Page, cell: str) -> str:
    sheet = page.origin.sheet
    return f"{page.origin.file}:{sheet}!{cell}" if sheet else f"{page.origin.file}:{cell}"
