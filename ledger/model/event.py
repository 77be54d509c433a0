"""예산 사건: everything that may happen to money, one line each: what it moves, of which budget, paid when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.model.entry import Measure
from ledger.model.errors import Refused
from ledger.model.text import Text, folded, nearest


class Budget(StrEnum):
    """Which budget the period of an event names. It is never the year in which money happens to be paid."""

    VOTED = "voted"
    PAID_FROM = "paid-from"
    CLOSED = "closed"

    @property
    def label(self) -> Text:
        return _BUDGETS[self]


_BUDGETS = {
    Budget.VOTED: Text(en="the one it is voted for", ko="편성된 예산의 연차"),
    Budget.PAID_FROM: Text(en="the one it is paid from", ko="돈이 나온 예산의 연차"),
    Budget.CLOSED: Text(en="the one it was voted in", ko="처음 편성된 예산의 연차"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is recorded by `command`. `measure` is what its amounts move, None where they move nothing; `sign` is 1
    where they only add, -1 where they only take, 0 where it may be either. `is_paid`: it has a day of payment, which
    may be later than the year of its budget. `spellings` are other Korean names of it."""

    key: str
    name: Text
    command: str
    measure: Measure | None
    sign: int
    budget: Budget
    is_paid: bool = False
    spellings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it, the one that is stored first."""
        return (self.name.ko, *self.spellings, self.name.en)


def _voted(key: str, name: Text, sign: int, *spellings: str) -> Event:
    return Event(
        key=key,
        name=name,
        command="secure",
        measure=Measure.SECURED,
        sign=sign,
        budget=Budget.VOTED,
        spellings=spellings,
    )


def _paid(key: str, name: Text, command: str, sign: int, *spellings: str) -> Event:
    return Event(
        key=key,
        name=name,
        command=command,
        measure=Measure.EXECUTED,
        sign=sign,
        budget=Budget.PAID_FROM,
        is_paid=True,
        spellings=spellings,
    )


def _left(key: str, name: Text, command: str, *spellings: str) -> Event:
    return Event(key=key, name=name, command=command, measure=None, sign=0, budget=Budget.CLOSED, spellings=spellings)


# 추가경정예산 stands with its number where it has one: 1회추경. 성립전, 간주처리 are flagged until one absorbs them.
SUPPLEMENTARY = _voted(
    "supplementary",
    Text(en="supplementary budget", ko="추경"),
    0,
    "추가경정",
    "정리추경",
    "결산추경",
)
AHEAD = _voted(
    "ahead-of-vote",
    Text(en="spent ahead of the vote", ko="성립전"),
    1,
    "성립전사용",
    "성립전예산",
    "성립전편성",
    "추경성립전",
    "추경성립전사용",
)
# 간주처리: what comes in after the last supplementary budget; a document tells the council.
DEEMED = _voted("deemed-voted", Text(en="deemed voted", ko="간주처리"), 1, "간주", "간주예산", "간주예산처리")
UNVOTED = (AHEAD, DEEMED)
PAYMENT = _paid("payment", Text(en="payment", ko="지출"), "execute", 1, "집행", "지급")
RETURN = _paid("return", Text(en="return", ko="반납"), "return", -1, "반납금", "여입", "환수", "보조금반납")
STATED_CARRY = _left("stated-carry", Text(en="stated carry-over", ko="명시이월"), "carry", "명시")
ACCIDENT_CARRY = _left("accident-carry", Text(en="accident carry-over", ko="사고이월"), "carry", "사고")
CONTINUING_CARRY = _left(
    "continuing-carry", Text(en="continuing carry-over", ko="계속비이월"), "carry", "계속", "계속비", "체차이월"
)
LAPSE = _left("lapse", Text(en="lapse", ko="불용"), "lapse", "불용액", "집행잔액")

EVENTS = (
    _voted("original", Text(en="original budget", ko="본예산"), 1, "당초", "당초예산"),
    _voted("revised", Text(en="revised draft budget", ko="수정예산"), 0, "수정예산안"),
    SUPPLEMENTARY,
    *UNVOTED,
    _voted("reserve", Text(en="reserve fund", ko="예비비"), 1, "예비비사용", "예비비지출"),
    _voted("use-across", Text(en="use across programmes", ko="이용"), 0, "예산이용"),
    _voted("diversion", Text(en="diversion within a programme", ko="전용"), 0, "예산전용"),
    _voted("transfer", Text(en="transfer of duties", ko="이체"), 0, "예산이체"),
    PAYMENT,
    RETURN,
    STATED_CARRY,
    ACCIDENT_CARRY,
    CONTINUING_CARRY,
    LAPSE,
)
_BY_NAME = {folded(name): event for event in EVENTS for name in event.names}
_FINAL = {"정리추경": "정리추경", "결산추경": "정리추경"}  # the last of a year is called so whatever its number
_YEAR = re.compile(r"(?:20|')?(\d\d)년도?(.+)")
_HIGH = re.compile(r"[1-9]\d회추경")  # no year has as many
_NUMBERED = re.compile(
    r"(?:제?(?P<n>[1-9]\d?)[회차](?:추경|추가경정)|추경제?(?P<m>[1-9]\d?)[회차])(?:예산)?"
    r"|supplementarybudget(?P<k>[1-9]\d?)"
)


def event_of(basis: str) -> Event | None:
    """The event that a basis names: 본예산, 제1회 추경, 2024년 정리추경, 간주처리; None for any other text."""
    found = _recognised(basis)
    return found[1] if found else None


def basis_typed(typed: str) -> str:
    """The basis of a secured amount as it is stored: `1회추경` for 제1회 추가경정예산, `2024년 본예산` for '24년
    당초예산; any other text as it is.

    Refused: what is a slip of the pen away from an event, and an event that secures nothing.
    """
    found = _recognised(typed)
    if found is None:
        if near := _near(typed):
            raise Refused(
                Text(en="unknown budget '{typed}'", ko="없는 예산 근거 '{typed}'").format(typed=typed),
                way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near),
            )
        return typed
    written, event = found
    if event.measure is not Measure.SECURED:
        raise Refused(
            Text(en="'{name}' secures nothing", ko="'{name}': 확보의 근거가 아닙니다").format(name=event.name),
            way_out=Text(en="record it with `ledger {command}`", ko="`ledger {command}`로 기록하십시오").format(
                command=event.command
            ),
        )
    return written


def check_direction(basis: str, *, takes: bool) -> None:
    """Refused: an event that only adds takes away."""
    event = event_of(basis)
    if takes and event is not None and event.sign > 0:
        raise Refused(
            Text(en="'{name}' only adds", ko="'{name}': 증액만 하는 예산구분입니다").format(name=event.name),
            way_out=Text(
                en="name the budget that takes away (1회추경, 전용), or take a wrong entry back with `ledger undo`",
                ko="감액한 예산(1회추경, 전용 등)을 쓰고, 잘못 적은 것이면 `ledger undo`로 취소하십시오",
            ),
        )


def doubt_of(basis: str) -> Text | None:
    """What may be wrong with the basis of a secured amount, which is recorded all the same."""
    found = _recognised(basis)
    if found is None:
        return (
            Text(
                en="'{basis}' is no registered budget (`ledger list events`)",
                ko="등록된 예산구분이 아닙니다: '{basis}' (`ledger list 예산구분`)",
            ).format(basis=basis)
            if basis
            else None
        )
    if _HIGH.search(found[0]):
        return Text(
            en="'{basis}': is it the number of a supplementary budget?", ko="'{basis}': 추경 횟수가 맞는지 확인하십시오"
        ).format(basis=found[0])
    return None


def named_among(typed: str, events: Iterable[Event], what: Text) -> Event:
    """One of some events by any of its names or its key. Refused: it is none of them."""
    known = {folded(name): event for event in events for name in (*event.names, event.key)}
    if found := known.get(folded(typed)):
        return found
    near = nearest(typed, known)
    choices = ", ".join(dict.fromkeys(str(event.name) for event in known.values()))
    raise Refused(
        Text(en="unknown {what} '{typed}'", ko="없는 {what} '{typed}'").format(what=what, typed=typed),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {choices}", ko="쓸 수 있는 것: {choices}").format(choices=choices),
    )


def _recognised(basis: str) -> tuple[str, Event] | None:
    """How a known event is stored, and the event."""
    word = folded(basis)
    if year := _YEAR.fullmatch(word):
        dated = _recognised(year[2])
        return (f"20{year[1]}년 {dated[0]}", dated[1]) if dated else None
    if numbered := _NUMBERED.fullmatch(word):
        return f"{int(numbered['n'] or numbered['m'] or numbered['k'])}회추경", SUPPLEMENTARY
    plain = word.removesuffix("예산") if word.endswith(("추경예산", "경정예산")) else word
    event = _BY_NAME.get(plain)
    return (_FINAL.get(plain, event.name.ko), event) if event else None


def _near(typed: str) -> str | None:
    """The secured event that somebody meant who wrote as many letters and one of them wrong."""
    word = folded(typed).removeprefix("제")
    return nearest(word, (each for each in _meant(word) if len(each) == len(word)))


def _meant(word: str) -> Iterator[str]:
    """The names of the secured events; supplementary budgets have the number that stands in the word."""
    yield from (folded(name) for event in EVENTS if event.measure is Measure.SECURED for name in event.names)
    if number := re.search(r"[1-9]\d?", word):
        yield from (shape.format(number[0]) for shape in ("{}회추경", "{}차추경", "{}회추가경정예산"))
