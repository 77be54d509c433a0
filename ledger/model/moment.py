"""Dates of a story, written as exactly as they are known: 2023, 2023H2, 2023Q3, 2023-07 or 2023-07-21."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ledger.model.errors import Refused
from ledger.model.text import Text

_KEY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_TYPED = (
    re.compile(
        r"(?P<year>(?:19|20)\d\d|'?\d\d)\s*(?:[.\-/년]\s*(?P<month>\d{1,2})\s*(?:[.\-/월]\s*(?P<day>\d{1,2}))?)?\s*[.년월일]?"
    ),
    re.compile(r"(?P<year>(?:19|20)\d\d|'?\d\d)\s*[.년]?\s*(?:H|(?=[상하]))(?P<half>[12상하])(?:반기)?"),
    re.compile(r"(?P<year>(?:19|20)\d\d|'?\d\d)\s*[.년]?\s*(?:Q(?P<q>[1-4])|(?P<quarter>[1-4])\s*/?\s*4?\s*분기)"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`key` as it is stored; the first and the last day that it may mean."""

    key: str
    start: date
    end: date

    @property
    def dotted(self) -> str:
        """As official documents write it: 2023. 7. 21., 2023. 7., 2023년 하반기, 2023년."""
        parts = _KEY.fullmatch(self.key)
        assert parts
        year = parts["year"]
        if parts["half"]:
            return f"{year}년 {'상' if parts['half'] == '1' else '하'}반기"
        if parts["quarter"]:
            return f"{year}년 {parts['quarter']}분기"
        if parts["day"]:
            return f"{year}. {int(parts['month'])}. {int(parts['day'])}."
        return f"{year}. {int(parts['month'])}." if parts["month"] else f"{year}년"


def moment(key: str) -> Moment:
    """The days that a stored date means. Refused: no such date."""
    parts = _KEY.fullmatch(key)
    if parts is None:
        raise _refused(key)
    year = int(parts["year"])
    first, last = 1, 12
    if half := parts["half"]:
        first, last = (1, 6) if half == "1" else (7, 12)
    elif quarter := parts["quarter"]:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif month := parts["month"]:
        first = last = int(month)
    try:
        if parts["day"]:
            day = date(year, first, int(parts["day"]))
            return Moment(key, day, day)
        return Moment(key, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError:
        raise _refused(key) from None


def moment_typed(text: str) -> Moment:
    """What people type: 2023. 7. 21., '23.7., 2023년 하반기, 2023-07, 2023. Refused: anything else."""
    tidy = text.strip()
    for shape in _TYPED:
        if match := shape.fullmatch(tidy):
            parts = match.groupdict()
            year = parts["year"].lstrip("'")
            key = year if len(year) == 4 else f"20{year}"
            if half := parts.get("half"):
                key += f"H{1 if half in '1상' else 2}"
            elif quarter := parts.get("quarter") or parts.get("q"):
                key += f"Q{quarter}"
            else:
                key += "".join(f"-{int(part):02d}" for name in ("month", "day") if (part := parts[name]))
            try:
                return moment(key)
            except Refused:
                break
    raise _refused(text)


def _refused(said: str) -> Refused:
    return Refused(
        Text(en="'{said}' is no date", ko="'{said}': 없는 날짜이거나 날짜가 아닙니다").format(said=said),
        way_out=Text(
            en="write 2023, 2023H2, 2023-07 or 2023-07-21", ko="2023, 2023H2(하반기), 2023-07, 2023-07-21처럼 쓰십시오"
        ),
    )
