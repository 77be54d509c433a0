"""The words by which official tables say what a line is: a total, a change, a share, a serial number, a unit."""

import re
from enum import IntEnum
from functools import lru_cache

from ledger.model.money import UNITS


class Rank(IntEnum):
    """How much a labelled total embraces; a total never takes one of a higher rank as its part."""

    NONE = 0
    SUBTOTAL = 1
    TOTAL = 2
    GRAND = 3


_RANKS = {
    Rank.SUBTOTAL: ("소계", "중계", "subtotal", "sub-total", "sub total"),
    Rank.TOTAL: ("계", "합계", "전체", "합계액", "sum", "total"),
    Rank.GRAND: ("총계", "총합계", "총합", "총액", "누계총액", "grand total", "grandtotal"),
}
_BY_WORD = {word.replace(" ", ""): rank for rank, words in _RANKS.items() for word in words}
# 일반직 소계, 세입합계; but 회계, 설계 and 통계 end in 계 too, so that a bare 계 must stand alone.
_TAIL = re.compile(r"(?:.*[^가-힣a-z])?(계|total|sum)|.*(소계|합계|총계|subtotal)", re.IGNORECASE | re.DOTALL)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）")
# 가. and 나. number rows as letters do.
NUMBERING = "가나다라마바사아자차카타파하"
_LETTER = re.compile(rf"[(（]\s*([A-Za-z가-하㉠-㉭])\s*[)）]|^([A-Z])$|^([{NUMBERING}])\s*[.)]")
_SUM_OF_LETTERS = re.compile(
    r"(?:^|[(（=]\s*)([A-Za-z](?:\s*[+\-−–]\s*[A-Za-z])+)\s*(?:[)）]|$)"
    rf"|[(（=]\s*([{NUMBERING}](?:\s*[+\-−–]\s*[{NUMBERING}])+)\s*[)）]"
)
_RATIO_OF_LETTERS = re.compile(r"[(（=]\s*([A-Za-z])\s*[/÷]\s*([A-Za-z])\s*(?:[×*x]\s*100\s*)?[,%)）]")
_CHANGE = re.compile(r"(?:전년|전기|당초|본예산|예산)?(?:대비|비교)?(?:증△?감|증\(?△\)?감|증감액?|과부족|차액|차이)")
_SHARE = re.compile(r"자립도$|자주도$|의존도$|비중|구성비|점유율|비율|[가-힣]율$|[가-힣]률$|^%$|\(%\)$|^share$|백분율")
# A share of one whole adds up to 100; any other rate never adds. 법률 and 자율 are none.
_RATE = re.compile(
    r"[가-힣](?<![비법자규효조])(?<!점유)(?<!구성)(?<!백분)[율률]$|이자율$|(?<![a-z])rates?$", re.IGNORECASE
)
_MEASURE = re.compile(
    r"(?:계획|확보|집행|예산|결산|편성|교부|목표|실적)액?|달성[률도]|plan|secured|executed|target|actual|attainment",
    re.IGNORECASE,
)
_OVERLAP = re.compile(r"중복|한 번만|counts? it once")
_GROWTH = re.compile(r"(?:증감|증가|감소|신장|성장|상승|하락)[률율]")
_AVERAGE = re.compile(r"평균|average|mean")
_APART = re.compile(rf"{_AVERAGE.pattern}|최대|최소|최고|최저|누계|순위|목표치|연령")
# A table of 200,000 rows has as many labels: most are known to be ordinary at one look.
_MAY_RANK = re.compile(r"[계합총전+]|total|sum", re.IGNORECASE)
_MAY_STAND_ASIDE = re.compile(r"[증감차과비점율률도%평누순목연최/÷\-−–]|average|mean|share|백분", re.IGNORECASE)
_COUNT = re.compile(r"[가-힣]수$|pledges$|인원$|정원$|현원$|횟수|물량$|면적$|개소$|^(?:명|건|개|회)$")
_NO_COUNT = re.compile(r"지수$|특수$|보수$|징수$|회수$|환수$|순수$")
_SERIAL = re.compile(r"연번|순번|번호|순위|관리번호|코드|일련번호|no\.?|#|번", re.IGNORECASE)
# Without a colon only in brackets: 단위사업 states no unit.
_UNIT_LINE = re.compile(r"(?:[(（\[〔<]\s*단\s*위\s*[:：]?|단\s*위\s*[:：])\s*([^()（）\[\]〕>]+?)\s*(?:[)）\]〕>]|$)")
_BRACKETED_UNIT = re.compile(r"[(（\[]\s*([^()（）\[\]]{1,6}?)\s*[)）\]]\s*$")
_DROPPED = re.compile(r"[\s·ㆍ・.,/\-‐–—_'\"‘’“”`<>「」『』:：]+|및|(?<=[가-힣])[¹²³⁰-⁹]+\)?")

MONEY = {unit.label: len(str(unit.won)) - 1 for unit in UNITS} | {"만원": 4, "십만원": 5, "천만원": 7, "조원": 12}


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label without its brackets and spaces: `총  계 (A+B)` -> `총계`."""
    return re.sub(r"\s+", "", _BRACKETS.sub("", label)).strip("*※:·").casefold()


@lru_cache(maxsize=4096)
def rank_of(label: str) -> Rank:
    """What a label claims to total; NONE for an ordinary one."""
    if not _MAY_RANK.search(label):
        return Rank.NONE
    bare = plain(label)
    if not bare:
        return Rank.TOTAL if letters_summed(label) else Rank.NONE
    if bare in _BY_WORD:
        return _BY_WORD[bare]
    tail = _TAIL.fullmatch(_BRACKETS.sub("", label).strip())
    return _BY_WORD[(tail[1] or tail[2]).casefold()] if tail else Rank.NONE


@lru_cache(maxsize=4096)
def letter_of(label: str) -> str:
    """The letter that names a line: `기반 부문(A)` -> `A`; empty without one."""
    match = _LETTER.search(label)
    return (match[1] or match[2] or match[3]) if match else ""


@lru_cache(maxsize=4096)
def letters_summed(label: str) -> tuple[tuple[str, int], ...]:
    """The letters a label adds or takes away: `계(A+B)` -> (A, 1), (B, 1); `증감(A-B)` -> (A, 1), (B, -1)."""
    match = _SUM_OF_LETTERS.search(label)
    if not match:
        return ()
    terms = re.findall(rf"([+\-−–]?)\s*([A-Za-z{NUMBERING}])", match[1] or match[2])
    return tuple((letter, -1 if sign in ("-", "−", "–") else 1) for sign, letter in terms)


@lru_cache(maxsize=4096)
def letters_divided(label: str) -> tuple[str, str] | None:
    """`비중(c/a)` -> (c, a)"""
    match = _RATIO_OF_LETTERS.search(label)
    return (match[1], match[2]) if match else None


@lru_cache(maxsize=4096)
def is_change(label: str) -> bool:
    """증감, 과부족, 현원-정원: this line less another one."""
    return _CHANGE.fullmatch(plain(label)) is not None or any(sign < 0 for _, sign in letters_summed(label))


@lru_cache(maxsize=4096)
def is_share(label: str) -> bool:
    """비중, 집행률, (%): a line of rates, which never add to an amount."""
    return letters_divided(label) is not None or _SHARE.search(plain(label) or label.strip()) is not None


@lru_cache(maxsize=4096)
def is_rate(label: str) -> bool:
    """집행률, 재정확보율(%): what stands below such a head never adds; 비율 and 점유율 may be shares of a whole."""
    return _RATE.search(_BRACKETS.sub("", label).strip()) is not None


@lru_cache(maxsize=4096)
def is_measure(label: str) -> bool:
    """확보, 집행, 목표: what the figures of a row are, as against what they are of."""
    return _MEASURE.fullmatch(plain(label)) is not None


def overlaps(note: str) -> bool:
    """Whether a note says that what is counted in several rows is counted once in their total."""
    return _OVERLAP.search(note) is not None


@lru_cache(maxsize=4096)
def is_growth(label: str) -> bool:
    """증감률, 전년 대비 증가율: a change as per cent of what was before."""
    return _GROWTH.search(plain(label)) is not None


@lru_cache(maxsize=4096)
def is_percentage(label: str) -> bool:
    """비중, 집행률, (%): figures in per cent, whatever unit the table states; 비율(c/a) may be plain."""
    return is_share(label) and (letters_divided(label) is None or "%" in label)


@lru_cache(maxsize=4096)
def is_count(label: str) -> bool:
    """사업수, 인원: how many there are; but not 보수 and 징수, which are money."""
    bare = plain(label)
    return _COUNT.search(bare) is not None and _NO_COUNT.search(bare) is None


@lru_cache(maxsize=4096)
def is_average(label: str) -> bool:
    """평균: rates in such a line may be means of rates, and no rates of means."""
    return _AVERAGE.search(plain(label)) is not None


@lru_cache(maxsize=4096)
def is_cumulative(label: str) -> bool:
    """누계: what has come together up to a day."""
    return plain(label) in ("누계", "누적", "to date", "todate", "cumulative")


@lru_cache(maxsize=4096)
def is_apart(label: str) -> bool:
    """평균, 누계, 최대: a line that is neither a part nor a total."""
    return _APART.search(plain(label)) is not None


def is_aside(label: str) -> bool:
    """A line that no sum in its direction takes: a rate, a change, an average."""
    return _MAY_STAND_ASIDE.search(label) is not None and (is_share(label) or is_change(label) or is_apart(label))


@lru_cache(maxsize=4096)
def is_serial(label: str) -> bool:
    """연번, No.: numbers that count lines and state nothing."""
    return _SERIAL.fullmatch(plain(label) or label.strip()) is not None


def unit_line(text: str) -> str | None:
    """`(단위: 백만원, ’24년 기준)` -> `백만원`; None where no unit is stated."""
    match = _UNIT_LINE.search(text)
    if not match:
        return None
    said = [each.strip() for each in re.split(r"[,/·]", match[1])]
    money = [each for each in said if each in MONEY]
    return money[0] if len(money) == 1 else ", ".join(each for each in said if not re.search(r"\d", each))


def unit_in_head(label: str) -> str:
    """`예산편성액(천원)` -> `천원`, `비중(%)` -> `%`; empty where a head states none."""
    match = _BRACKETED_UNIT.search(label)
    if not match:
        return ""
    unit = re.sub(r"단위|[:：\s]", "", match[1])
    return unit if unit in MONEY or unit in ("%", "명", "건", "개", "개소", "개사", "회", "㎡") else ""


@lru_cache(maxsize=4096)
def name(label: str) -> str:
    """A project's name as it is compared between tables: spaces, dots, 및 and letter case do not count."""
    return _DROPPED.sub("", label).casefold()


@lru_cache(maxsize=4096)
def bare_name(label: str) -> str:
    """`name` without what stands in brackets: 창업허브(공덕)운영 -> 창업허브운영."""
    return name(_BRACKETS.sub("", label))
