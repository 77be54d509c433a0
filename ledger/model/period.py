"""연차: the columns of a plan. Periods are data of the book, never derived from the calendar once it exists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Record):
    """One column: `key` is its id (2022H2); either end may be open (기투자, 임기후)."""

    KIND: ClassVar[str] = "period"
    LABEL: ClassVar[Text] = Text(en="period", ko="연차")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "label": Text(en="label", ko="표기"),
        "start": Text(en="start", ko="시작"),
        "end": Text(en="end", ko="끝"),
        "order": Text(en="order", ko="순서"),
    }
    label: str
    start: date | None = None
    end: date | None = None
    order: int = 0

    def check(self) -> None:
        """Refused: no id or label, or an end before the start."""
        if not (self.key and self.label):
            raise Refused(Text(en="a period needs an id and a label", ko="연차에는 식별자와 표기가 필요합니다"))
        if self.start is not None and self.end is not None and self.end < self.start:
            raise Refused(Text(en="it ends before it starts", ko="끝이 시작보다 앞섭니다"), where=self.key)

    @property
    def is_prior(self) -> bool:
        return self.start is None and self.end is not None

    @property
    def is_after(self) -> bool:
        return self.end is None and self.start is not None

    @property
    def is_in_term(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def is_year(self) -> bool:
        """Whether it is a whole fiscal year: the halves of a term are not compared with one."""
        return (
            self.start is not None
            and self.start == date(self.start.year, 1, 1)
            and self.end == date(self.start.year, 12, 31)
        )

    @property
    def year(self) -> int | None:
        """The fiscal year whose closing settles the period; None for one with an open end."""
        return self.end.year if self.end else None


_LONGEST_TERM = 10  # years; two years a century apart would have one label


def term(number: int) -> tuple[date, date]:
    """First and last day of 민선N기: the 8th ran from 2022-07-01 to 2026-06-30. Refused before the 2nd."""
    if not 2 <= number <= 99:
        raise Refused(
            Text(
                en="term {number} is unknown; give START..END",
                ko="민선{number}기는 모릅니다. 시작일..종료일로 주십시오",
            ).format(number=number)
        )
    year = 1990 + 4 * number
    return date(year, 7, 1), date(year + 4, 6, 30)


def term_name(start: date, end: date) -> str:
    """`민선8기`; the days of a term that is none of those."""
    number = (start.year - 1990) // 4
    return f"민선{number}기" if number > 1 and term(number) == (start, end) else f"{start}..{end}"


def periods_of_term(start: date, end: date) -> tuple[Period, ...]:
    """기투자, the years of the term, 임기후. A year cut exactly at its middle is a half: '22.7. and '26.6."""
    if not start < end:
        raise Refused(Text(en="a term ends after it starts", ko="임기 종료일은 시작일보다 뒤여야 합니다"))
    if end.year - start.year > _LONGEST_TERM:
        raise Refused(
            Text(
                en="a term of more than {most} years: {start}..{end}", ko="임기가 {most}년을 넘습니다: {start}..{end}"
            ).format(most=_LONGEST_TERM, start=start, end=end),
            way_out=Text(en="a term is four years: 2026-07-01..2030-06-30", ko="2026-07-01..2030-06-30처럼 쓰십시오"),
        )
    day = timedelta(days=1)
    prior = Period(key="prior", label="기투자", end=start - day)
    after = Period(key="after", label="임기후", start=end + day)
    years = [_year_within(year, start, end) for year in range(start.year, end.year + 1)]
    return tuple(_numbered([prior, *years, after]))


def periods_of_years(years: Iterable[int]) -> tuple[Period, ...]:
    """Plain fiscal years."""
    return tuple(
        _numbered(
            Period(key=str(year), label=f"{year}년", start=date(year, 1, 1), end=date(year, 12, 31))
            for year in sorted(set(years))
        )
    )


def _numbered(periods: Iterable[Period]) -> Iterable[Period]:
    for order, period in enumerate(periods, 1):
        yield Period(key=period.key, label=period.label, start=period.start, end=period.end, order=order)


def _year_within(year: int, start: date, end: date) -> Period:
    first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
    short = f"'{year % 100:02d}"
    if first == date(year, 7, 1) and last == date(year, 12, 31):
        return Period(key=f"{year}H2", label=f"{short}.7.", start=first, end=last)
    if first == date(year, 1, 1) and last == date(year, 6, 30):
        return Period(key=f"{year}H1", label=f"{short}.6.", start=first, end=last)
    return Period(key=str(year), label=short, start=first, end=last)


def spellings(period: Period) -> set[str]:
    """Every folded way to type a period: its id, its label with or without quote and dots, its year in two digits."""
    names = {period.key, period.label}
    if period.label.startswith("'"):
        names.add(f"20{period.label[1:]}")
    if match := re.fullmatch(r"20(\d\d)(H[12])?", period.key):
        names.add(match[1] + (match[2] or ""))
    names |= {name.lstrip("'") for name in names}
    return {folded(name) for name in names | {name.rstrip(".") for name in names}}
