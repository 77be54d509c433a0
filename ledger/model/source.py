"""재원: who pays; and the kinds of institutions, whose own money each calls by another name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.text import Text, folded


class SourceKind(StrEnum):
    """The canonical kind of a source. In a city 시비 is own money, in an autonomous district it is the upper tier's."""

    NATIONAL = "national"
    UPPER = "upper"
    OWN = "own"
    LOWER = "lower"
    PRIVATE = "private"
    OTHER = "other"
    UNSPECIFIED = "unspecified"

    @property
    def label(self) -> Text:
        return _KINDS[self]


_KINDS = {
    SourceKind.NATIONAL: Text(en="national", ko="국가"),
    SourceKind.UPPER: Text(en="upper tier", ko="상위단체"),
    SourceKind.OWN: Text(en="own", ko="자체"),
    SourceKind.LOWER: Text(en="lower tier", ko="하위단체"),
    SourceKind.PRIVATE: Text(en="private", ko="민간"),
    SourceKind.OTHER: Text(en="other", ko="기타"),
    SourceKind.UNSPECIFIED: Text(en="unspecified", ko="미지정"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A source as this institution calls it: `key` is its label (국비). Several sources may share a kind."""

    KIND: ClassVar[str] = "source"
    LABEL: ClassVar[Text] = Text(en="source", ko="재원")
    FIELDS: ClassVar[Mapping[str, Text]] = {
        "kind": Text(en="kind", ko="종류"),
        "order": Text(en="order", ko="순서"),
        "aliases": Text(en="aliases", ko="별칭"),
    }
    kind: SourceKind
    order: int = 0
    aliases: tuple[str, ...] = ()

    def check(self) -> None:
        """Refused: a source without a label."""
        if not self.key:
            raise Refused(Text(en="a source needs a label", ko="재원 이름이 필요합니다"))


class Institution(StrEnum):
    """The kinds of institutions that keep a book."""

    CITY = "city"
    COUNTY = "county"
    DISTRICT = "district"
    PROVINCE = "province"
    METROPOLITAN = "metropolitan"
    SPECIAL = "special"
    AGENCY = "agency"

    @property
    def label(self) -> Text:
        return _INSTITUTIONS[self][0]


_INSTITUTIONS: dict[Institution, tuple[Text, tuple[str, ...], str]] = {
    Institution.CITY: (Text(en="city", ko="시"), ("시",), "국비:national 도비:upper 시비:own 기타:other"),
    Institution.COUNTY: (Text(en="county", ko="군"), ("군",), "국비:national 도비:upper 군비:own 기타:other"),
    Institution.DISTRICT: (
        Text(en="autonomous district", ko="자치구"),
        ("자치구", "구"),
        "국비:national 시비:upper 구비:own 기타:other",
    ),
    Institution.PROVINCE: (
        Text(en="province", ko="도"),
        ("도",),
        "국비:national 도비:own 시군비:lower 기타:other",
    ),
    Institution.METROPOLITAN: (
        Text(en="metropolitan city", ko="특별·광역시"),
        ("특별시", "광역시", "특별·광역시"),
        "국비:national 시비:own 구비:lower 기타:other",
    ),
    Institution.SPECIAL: (
        Text(en="special self-governing city or province", ko="특별자치시·도"),
        ("특별자치시", "특별자치도", "특별자치시·도"),
        "국비:national 자체:own 기타:other",
    ),
    Institution.AGENCY: (
        Text(en="agency", ko="출자·출연기관"),
        ("기관", "출연기관", "출자기관", "출자·출연기관", "공공기관"),
        "국비:national 출연금:upper 자체:own 기타:other",
    ),
}


def institution_named(name: str) -> Institution | None:
    """`city`, `시`, `자치구`...: the kind of that name in either language."""
    for kind, (_, names, _) in _INSTITUTIONS.items():
        if folded(name) in (kind.value, *names):
            return kind
    return None


def usual_sources(kind: Institution) -> tuple[Source, ...]:
    """The sources that a new book of this kind of institution starts with, in the order of official tables."""
    pairs = (pair.split(":") for pair in _INSTITUTIONS[kind][2].split())
    return tuple(
        Source(key=label, kind=SourceKind(canonical), order=order) for order, (label, canonical) in enumerate(pairs, 1)
    )
