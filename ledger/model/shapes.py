"""The closed list of shapes that figures have. Compiling them takes longer than most commands run, so this is loaded
only for a text that is more than bare digits."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ledger.model.figure import Reading
from ledger.model.table import Figure, Kind

_WON = "원"

# Full-width ASCII and two spaces, one character for one, so that spans hold. Never NFKC: it makes 1,2341 of 1,234①.
_PLAIN = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x00A0: " ", 0x3000: " "}

# No leading zeros: 0123 is a code, and 0,500 has lost a digit.
_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[1-9][0-9]{0,19}|0)(?:\.[0-9]{1,9})?"
_MARK = r"(?:[십백천]?[만억조]|[십백천])"
_MARKED = rf"(?:{_MARK}|[ ]{_MARK}(?=원|명|달러|유로|엔|위안))"  # 3,270 백만원
_TERMS = rf"{_NUMBER}(?:{_MARKED}(?:[ ]?{_NUMBER}{_MARK})*(?:{_NUMBER}|[ ]{_NUMBER}(?=[ ]?원))?)?"
_TERM = re.compile(rf"({_NUMBER}) ?([십백천]?)([만억조]?)")
_TENS = {"": 0, "십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}

_COUNTERS = (
    "원 달러 불 유로 엔 위안 %포인트 %p %P %point % ‰ 명 인 건 회 개 개사 개소 개국 개교 개월 개동 개실 개반 개점 개팀 "
    "개과제 개과정 개기관 개업체 개단체 개사업 개분야 개지구 개노선 사 팀 편 점 종 곳 배 시간 과정 과제 강좌 기관 업체 "
    "단체 학급 학교 대 동 필지 가구 세대 호 호실 실 석 권 부 매 장 그루 본 톤 박 쌍 마리 면 구간 노선 ㎡ ㎢ ㎥ ㎞ ㎏ "
    "㏊ ha km kg m² m2 m t kW MW kWh MWh GWh dB 데시벨 TB GB 전시"
)
_COUNTER = "|".join(sorted(map(re.escape, _COUNTERS.split()), key=len, reverse=True))
_AROUND = "내외|이상|이하|미만|초과|정도|가량|안팎|남짓"
_PARTICLE = "(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|씩|까지|부터|보다|이고|이며|이나|이다|임|등|중)?"
_END = rf"(?:$|[\s()\[\]/|·ㆍ→⇒>\"”’」』>;:~∼↑↓]|->|[,.](?:\s|$)|{_AROUND})"

_AMOUNT = re.compile(
    rf"""
    (?P<about> (?:약|대략|최소|최대)[ ]?|[~∼][ ]?)?
    (?P<sign> [△▲][ ]?|[-−])?
    (?P<currency> [₩￦][ ]?)?
    (?P<terms> {_TERMS})
    (?P<odd> 여)?
    (?P<unit> (?:(?<=[십백천만억조여])[ ])?(?:{_COUNTER})(?={_PARTICLE}{_END})   # 170만 명이, 4회를
            | [ ](?:{_COUNTER})(?={_END}) )?                                   # 3 명, yet not 3 회의
    (?P<range> (?=[~∼]))?
    (?={_PARTICLE}{_END})
    (?P<around> [ ]?(?:{_AROUND}))?
    """,
    re.VERBOSE,
)
# A bare number may not end a sentence or stand before a colon or a ~: `12.`, `10:30` and `3~5` are no amounts.
_BARE_END = re.compile(rf"여|$|[\s()\[\]/|→⇒>\"”’]|->|,\s|{_AROUND}")
_BEFORE = ' \t\r\n([/|→⇒>"“‘:·ㆍ※•○●□■◦▶=<'

_DASH = re.compile(r"[-−–—―](?=\s*(?:$|[()]))")
_DASH_BEHIND = re.compile(rf"\s*(?P<terms>{_NUMBER})-\s*")

_LIST_NUMBER = re.compile(r"^(?:[0-9]{1,2}[.)](?=\s)|[①-⑳](?=\s*[^\s0-9①-⑳]|\s+[0-9]))", re.MULTILINE)
# '23. 10. 6., 2023-10-06, 2023. 10. 6. ~ 10., 10. 6., 2023년, 1차, 6~7급: digits that state no amount.
_NO_FIGURE = re.compile(
    r"""
      (?: ['‘’][0-9]{2}(?![0-9])(?:\.[ ]?[0-9]{1,2}(?![0-9])){0,2}\.?
        | (?:19|20)[0-9]{2}([-/])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])
        | (?:19|20)[0-9]{2}\.[ ]?[0-9]{1,2}\.(?:[ ]?[0-9]{1,2}(?:\.|(?![0-9,])))?
        | [0-9]{1,2}\.[ ]?[0-9]{1,2}\.(?![0-9])
      )(?:[ ]?[~∼][ ]?[0-9]{1,2}\.(?:[ ]?[0-9]{1,2}\.)?)?
    | [0-9]{1,4}(?:[~∼·][0-9]{1,4})?(?:년|월|일|차|급|위|단계|층|분기|회차|주년|번|등급|학년|세기|시|분|기)[가-힣]*
    """,
    re.VERBOSE,
)
_LETTER = "A-Za-zㄱ-ㅎ가-힣一-鿿"
_WORD = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9]|[-.·&~'](?=[{_LETTER}0-9]))*")
_BRACKET, _CLOSING = re.compile(r"\( ?"), re.compile(r" ?\)")
_UNBROKEN = re.compile(r"\S+")
_RUN = re.compile(r"\S+(?: [0-9]\S*)*")
_SEPARATORS = "()[]/|→⇒>\"“”‘’':;·ㆍ※*•○●□■◦▶~∼=<「」『』…!?↑↓"
_JOINTS = "-−–+.,"


def read(text: str) -> Reading:
    """As `ledger.model.figure.read`, for any text."""
    plain = text.translate(_PLAIN)
    if not plain.strip():
        return Reading(((Figure(kind=Kind.BLANK),),))
    if glued := _DASH_BEHIND.fullmatch(plain):
        return _dash_behind(glued)
    pieces = tuple(_pieces(plain))
    for piece in (*(each for each in pieces if each.is_broken), *_split_numbers(pieces, plain)):
        return Reading(unreadable=text[piece.start : _run_end(piece, plain)])
    return _weighed(pieces)


def find(text: str) -> tuple[Figure, ...]:
    """As `ledger.model.figure.find`."""
    plain = text.translate(_PLAIN)
    pieces = tuple(_pieces(plain))
    split = {piece.start for piece in _split_numbers(pieces, plain)}
    return tuple(
        piece.figure
        for piece in pieces
        if piece.figure and piece.figure.is_number and piece.start not in split and not _is_year(piece, plain)
    )


class _Piece(NamedTuple):
    """A stretch of text: a figure, or what looks like one and is `is_broken`; words and dates are neither."""

    start: int
    end: int
    figure: Figure | None = None
    is_bracketed: bool = False
    is_broken: bool = False


def _pieces(plain: str) -> Iterator[_Piece]:
    """The text from left to right, without what separates its pieces."""
    at = 0
    while at < len(plain):
        piece = None if plain[at].isspace() else _piece(plain, at)
        if piece:
            yield piece
        at = piece.end if piece else at + 1


def _piece(plain: str, at: int) -> _Piece | None:
    if number := _LIST_NUMBER.match(plain, at):
        return _Piece(at, number.end())
    if figure := _bracketed(plain, at) or _dash(plain, at) or _amount(plain, at):
        return figure
    if other := _NO_FIGURE.match(plain, at) or _WORD.match(plain, at):
        return _Piece(at, other.end())
    return _broken(plain, at)


def _bracketed(plain: str, at: int) -> _Piece | None:
    bracket = _BRACKET.match(plain, at)
    inner = (_dash(plain, bracket.end()) or _amount(plain, bracket.end())) if bracket else None
    closing = _CLOSING.match(plain, inner.end) if inner else None
    if inner is None or inner.figure is None or closing is None:
        return None
    return _Piece(at, closing.end(), replace(inner.figure, span=(at, closing.end())), is_bracketed=True)


def _dash(plain: str, at: int) -> _Piece | None:
    dash = _DASH.match(plain, at)
    return _Piece(*dash.span(), Figure(kind=Kind.DASH, span=dash.span())) if dash else None


def _amount(plain: str, at: int) -> _Piece | None:
    match = _AMOUNT.match(plain, at)
    if match is None or not (at == 0 or plain[at - 1] in _BEFORE or plain[at] in "~∼"):
        return None
    number = _number(match["terms"])
    unit = _unit(match, plain)
    if number is None or unit is None:
        return None
    value, exponent = number
    is_about = any(match[name] is not None for name in ("about", "odd", "range", "around"))
    kind = Kind.APPROXIMATE if is_about else Kind.VALUE if value else Kind.ZERO
    return _Piece(*match.span(), Figure(-value if match["sign"] else value, exponent, unit, kind, match.span()))


def _unit(match: re.Match[str], plain: str) -> str | None:
    """The unit of a matched amount, empty for a bare number; None where the amount needs another one or an end."""
    unit = (match["unit"] or "").strip()
    if match["currency"]:
        return _WON if unit in ("", _WON) else None
    if unit:
        return unit
    if match["terms"][-1] in "만억조":  # 6억 4,500만: only money is written without its unit
        return None if re.match(" ?[0-9]", plain[match.end("terms") :]) else _WON
    is_bare = not any(mark in match["terms"] for mark in "십백천만억조")
    return "" if is_bare and _BARE_END.match(plain, match.end("terms")) else None


def _number(terms: str) -> tuple[int, int] | None:
    """`32억 7천만` -> (327, 7): the exponent is the precision of the last term.

    Terms descend, each below the unit before it, and only a lone one has decimals. None: a spelling that could mean
    two amounts, as `32억 7천` (원 or 만원?).
    """
    parts = [(number.replace(",", ""), tens, big) for number, tens, big in _TERM.findall(terms)]
    if len(parts) == 1:
        digits, tens, big = parts[0]
        whole, _, decimals = digits.partition(".")
        return int(whole + decimals), _TENS[tens] + _TENS[big] - len(decimals)
    total, last, big_scale = 0, 0, 0
    for index, (digits, tens, big) in enumerate(reversed(parts)):
        if big:
            big_scale = _TENS[big]
        scale = big_scale + _TENS[tens]
        last = scale if index == 0 else last
        if "." in digits or (index and total >= 10**scale) or (tens and not big_scale and _skips(parts)):
            return None
        total += int(digits) * 10**scale
    return total // 10**last, last


def _skips(parts: list[tuple[str, str, str]]) -> bool:
    """Whether 억 or 조 is the last of the large units, so that a 천 after it may have lost its 만."""
    large = [big for _, _, big in parts if big]
    return bool(large) and large[-1] != "만"


def _broken(plain: str, at: int) -> _Piece | None:
    """A piece of no known shape that has digits; every digit of Unicode counts (½, Ⅳ, ①, ٣), and none is read."""
    if plain[at] in _SEPARATORS:
        return None
    if plain[at] in _JOINTS and not _is_digit(plain[at + 1 :].lstrip(" " if plain[at] not in ".," else "")[:1]):
        return None
    run = _UNBROKEN.match(plain, at)
    end = run.end() if run else at + 1
    return _Piece(at, end, is_broken=plain[at] in _JOINTS or any(map(_is_digit, plain[at:end])))


def _is_digit(char: str) -> bool:
    return char != "" and unicodedata.category(char) in ("Nd", "Nl", "No")


def _run_end(piece: _Piece, plain: str) -> int:
    """Where to stop quoting a broken piece: after the numbers that follow it, which may belong to it (`32억 7천`)."""
    run = _RUN.match(plain, piece.start)
    return max(piece.end, run.end() if run else 0)


def _split_numbers(pieces: tuple[_Piece, ...], plain: str) -> Iterator[_Piece]:
    """Bare numbers with nothing but a space or a comma between them: `1 234` may be one number or two."""
    for left, right in pairwise(pieces):
        if _is_bare(left) and _is_bare(right) and not plain[left.end : right.start].strip(" ,"):
            yield _Piece(left.start, right.end, is_broken=True)


def _is_bare(piece: _Piece) -> bool:
    return piece.figure is not None and not piece.is_bracketed and piece.figure.unit == ""


def _is_year(piece: _Piece, plain: str) -> bool:
    return re.fullmatch("(?:19|20)[0-9]{2}", plain[piece.start : piece.end]) is not None


def _weighed(pieces: tuple[_Piece, ...]) -> Reading:
    """The readings of a cell without broken pieces."""
    figures = tuple(piece.figure for piece in pieces if piece.figure)
    if not figures:
        return Reading()
    last = pieces[-1]
    if last.is_bracketed and figures[-1].unit in ("", _WON) and figures[-1].kind is Kind.VALUE:
        if len(pieces) == 1:  # (4): a minus, or the second measure of a cell whose first is blank
            return Reading(((_minus(figures[0]),), (Figure(kind=Kind.BLANK), figures[0])))
        is_pair = len(pieces) == len(figures) == 2 and pieces[0].end == last.start
        if is_pair and figures[0].is_number and figures[1].value > 0:  # 36(25)
            return Reading((figures, (figures[0], _minus(figures[1]))))
    return Reading((figures,))


def _dash_behind(match: re.Match[str]) -> Reading:
    """`9,327-`: the dash of the next cell, or a minus written behind."""
    value, exponent = _number(match["terms"]) or (0, 0)
    figure = Figure(value, exponent, "", Kind.VALUE if value else Kind.ZERO, match.span("terms"))
    signed = replace(_minus(figure), span=(match.start("terms"), match.end("terms") + 1))
    return Reading(((figure,), (signed,)) if value else ((figure,),))


def _minus(figure: Figure) -> Figure:
    return replace(figure, value=-abs(figure.value))
