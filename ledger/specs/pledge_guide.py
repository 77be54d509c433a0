"""What the program says in the TOML of a pledge: how it is edited, what each table and key means, what was wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from ledger.cube.dossier import PROJECT, choices_of, makes_key
from ledger.model.errors import Refused
from ledger.model.project import KINDS, OWNERS, STATUSES, Project
from ledger.model.record import Record
from ledger.model.text import Text, width
from ledger.specs.pledge import OURS, Page
from ledger.specs.pledge_reading import faults_of

_KNOWN = {"status": STATUSES, "kind": KINDS, "owner": OWNERS}
_FAULT = f"{OURS} ! "
_EDITION = re.compile(r"#\| (?:판|edition) ([0-9a-f]{12})\b")
_TOP = Text(
    en="Pledge {pledge}. Saved, this file becomes one transaction of the book.\n"
    "Amounts are not here: they are recorded with ledger plan, secure and execute.\n"
    "A table taken out removes its row; a table added is a new row.\n"
    "Lines of yours that begin with # are kept in the book for the next edit. Those that begin with #| are help.\n"
    "edition {edition} (leave this line: it shows whether somebody else changed the pledge meanwhile)",
    ko="공약 {pledge}. 이 파일을 고쳐 저장하면 전표 하나로 기록합니다.\n"
    "금액은 여기에 없습니다. ledger plan, secure, execute로 기록합니다.\n"
    "표를 지우면 그 항목이 삭제되고, 표를 더하면 새 항목이 됩니다.\n"
    "#으로 시작하는 줄은 장부에 남아 다음 편집 때 다시 나옵니다. #|으로 시작하는 줄은 안내입니다.\n"
    "판 {edition} (지우지 마십시오. 그 사이 다른 사람이 고쳤는지 확인합니다)",
)


def edition_in(text: str) -> str:
    """The edition that a text says it was made from; empty where it does not say."""
    found = _EDITION.search(text)
    return found[1] if found else ""


def guided(page: Page, kinds: Mapping[str, type[Record]], pledge: str, edition: str, periods: Sequence[str]) -> str:
    """The text of a page with the guide: how to edit at the top, before the first table of a kind what its keys
    mean, and at the end the kinds that have no table yet."""
    lines = [*_ours(str(_TOP.format(pledge=pledge, edition=edition)).split("\n")), *page.preamble]
    told = set()
    for section in page.sections:
        if section.kind not in told:
            told.add(section.kind)
            lines += _ours(_of_kind(kinds[section.kind], pledge, periods))
        lines += section.lines
    for name, kind in kinds.items():
        if name not in told:
            lines += _ours([*_of_kind(kind, pledge, periods), *([] if kind.FIXED else _example(kind))])
    return "\n".join(lines).strip("\n") + "\n"


def with_faults(text: str, refusal: Refused) -> str:
    """The text with what is wrong with it at the top, in place of what was wrong before."""
    kept = [line for line in text.split("\n") if not line.startswith(_FAULT)]
    return "\n".join([*(f"{_FAULT}{' '.join(str(each.line).split())}" for each in faults_of(refusal)), *kept])


def _ours(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"{OURS} {line}".rstrip() for line in lines)


def _of_kind(kind: type[Record], pledge: str, periods: Sequence[str]) -> list[str]:
    """The head of the table, and every key with what it means and takes."""
    names = [name for name in ("key", *kind.field_types()) if name != "key" or not makes_key(kind)]
    room = max(map(width, names))
    means = {name: _meaning(kind, name, pledge, periods) for name in names}
    return ["", f"[[{kind.KIND}]] {kind.LABEL}", *(f"  {name:<{room}}  {means[name]}".rstrip() for name in names)]


def _meaning(kind: type[Record], name: str, pledge: str, periods: Sequence[str]) -> str:
    if name == "key":
        return str(_key(kind))
    if name in kind.FIXED:
        return str(Text(en="not to be edited", ko="고치지 않습니다"))
    label = str(kind.FIELDS.get(name, _LABELS.get(name, name)))
    takes = _takes(kind, name, kind.field_types()[name], pledge, periods)
    return ": ".join(part for part in (label, takes) if part not in ("", name))


_LABELS = {
    PROJECT: Text(en="project", ko="사업"),
    "period": Text(en="period", ko="연차"),
    "indicator": Text(en="indicator", ko="성과지표"),
}


def _key(kind: type[Record]) -> Text:
    if kind is Project:
        return Text(en="code", ko="관리번호")
    if kind.COUNTED:
        return Text(en="number; a new line gets the next one by itself", ko="번호: 새 항목은 적지 않으면 다음 번호")
    return Text(en="code or name, unique in the book", ko="번호나 이름: 장부에서 하나뿐이어야 함")


def _takes(kind: type[Record], name: str, want: Any, pledge: str, periods: Sequence[str]) -> str:
    """What may be written there, where it does not go without saying."""
    if choices := choices_of(want):
        return ", ".join(f"{each}({each.label})" for each in choices)
    if kind is Project and name in _KNOWN:
        return ", ".join(_KNOWN[name])
    if name == PROJECT:
        return str(Text(en="{pledge} where it is left out", ko="적지 않으면 {pledge}").format(pledge=pledge))
    if name == "period":
        return ", ".join(periods)
    if name == "under":
        return str(Text(en="key of the line above it", ko="상위 줄의 key"))
    if name == "on" or name.endswith("_on"):
        return "2023, 2023H2, 2023-07, 2023-07-21, 2023. 7. 21."
    if want is bool:
        default = kind.field_defaults().get(name)
        return str(Text(en="true or false ({default} if left out)", ko="true, false (적지 않으면 {default})")).format(
            default=str(default).lower()
        )
    if getattr(want, "__origin__", None) is tuple:
        return '["...", "..."]'
    return str(Text(en="whole number", ko="정수")) if int in (want, *get_args(want)) else ""


def _example(kind: type[Record]) -> list[str]:
    """A table of what a row cannot do without."""
    needed = [name for name in kind.field_types() if name not in kind.field_defaults() and name != PROJECT]
    return [str(Text(en="for example:", ko="예:")), f"  [[{kind.KIND}]]"] + [
        f"  {name} = {_sample(kind, name)}" for name in ([] if kind.COUNTED or makes_key(kind) else ["key"]) + needed
    ]


def _sample(kind: type[Record], name: str) -> str:
    want = str if name == "key" else kind.field_types()[name]
    if choices := choices_of(want):
        return f'"{choices[0]}"'
    if want is int:
        return "1"
    return '["..."]' if getattr(want, "__origin__", None) is tuple else '"2023-07"' if name == "on" else '"..."'
