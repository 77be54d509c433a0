"""The plain text book: one line per act, register row or posting. Tests are written in it, and people can read it.

    ; a comment runs to the end of its line
    2023-01-02 plan by=예산담당 basis=본예산 reason="공약 실천계획 수립"
      + project 5-2 name="산·학·연 컨소시엄" department=기업지원과      ; a new version of a register row
      - project 5-2/9                                              ; removes one
      5-2/1 시비 2023 plan = 4백만원                                ; sets the balance
      5-2/1 시비 2024 plan 1,000,000                               ; moves it by so much (also +=, -=)
      5-2/1 시비 2025 plan blank                                   ; makes it blank again
      5-2/1 국비 2023 executed -500,000 paid=2023-12-20 entries=-1

An act starts with its effective date, or with `*` when the file leaves the date open; the act word and every
`key=value` may be left out, and so may the whole line before the first act. Amounts are in 원 unless they say so
themselves or the act says `unit=백만원`. A word with spaces or signs in it, or one that looks like the start of an
act, stands in double quotes with the escapes of JSON; lists stand in brackets: `aliases=[국고, "국고 보조금"]`.
Indents and empty lines mean nothing.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from ledger.capture.file import File
from ledger.capture.stated import (
    BLANK,
    FILE,
    Stated,
    amount,
    day,
    field_types,
    register,
    row,
    twice,
    unit,
    unknown,
    whole,
)
from ledger.model.entry import Act, Instruction, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import Unit
from ledger.model.record import Body
from ledger.model.text import Text

SUFFIX = ".ledger"

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_WORD = re.compile(
    rf"""\s*(?:;.*|(?:(?P<key>[^\W\d]\w*)=)?
    (?:(?P<quoted>{_QUOTED})|(?P<list>\[(?:[^\]"]|{_QUOTED})*\])|(?P<bare>[^\s";\[][^\s"]*))(?=\s|$))""",
    re.VERBOSE,
)
_SIGNS = re.compile(r'["=;\[]')
_ITEM = re.compile(rf'\s*({_QUOTED}|[^,"]+?)\s*(?:,|$)')
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_AMOUNT = re.compile(r"(\+=|-=|=)?\s*(.*)")

_TEXTS = ("by", "reason", "procedure", "basis", "document", "evidence", "origin", "uid")
_NUMBERS = ("number", "undoes")


class _Word(NamedTuple):
    """One word of a line: `key` is empty for a plain word; `form` is quoted, list or bare."""

    key: str
    text: str
    form: str = "bare"

    def starts(self, *signs: str) -> bool:
        return not self.key and self.form == "bare" and self.text in signs


def identify(file: File) -> bool:
    """Whether the first line that says something starts an act, a register row or a posting."""
    try:
        words = next((words for _, words in _lines(file)), [])
    except Refused:
        return False
    if not words:
        return file.suffix == SUFFIX
    return _is_header(words) or words[0].starts("+", "-") or any(map(_is_amount, words[4:]))


def read(file: File, unit: Unit) -> list[Act]:
    """The acts of the file. `unit` is not used: amounts of this format are in 원 unless the file says otherwise."""
    every: list[Stated] = []
    for where, words in _lines(file):
        if _is_header(words):
            every.append(_header(words, where))
            continue
        if not every:
            every.append(Stated(where))
        if words[0].starts("+") and len(words) > 1 and words[1].starts(FILE):
            _attach(words, every[-1], where)
        elif words[0].starts("+", "-"):
            every[-1].take(_row(words, where), where)
        else:
            every[-1].instructions.append(_instruction(words, every[-1].unit, where))
    return [stated.act() for stated in every]


def _lines(file: File) -> Iterator[tuple[str, list[_Word]]]:
    """Place and words of every line that has any. Only a line feed ends a line: a name may hold other breaks."""
    for number, line in enumerate(file.text().split("\n"), 1):
        where = f"{file.name}:{number}"
        # Most lines of an export are words and nothing else; splitting them is much faster.
        if words := list(_words(line, where)) if _SIGNS.search(line) else [_Word("", word) for word in line.split()]:
            yield where, words


def _words(line: str, where: str) -> Iterator[_Word]:
    at, end = 0, len(line.rstrip())
    while at < end:
        match = _WORD.match(line, at)
        if match is None:
            raise Refused(
                Text(
                    en="a quote or bracket is not closed, or text follows it without a space: {rest}",
                    ko="따옴표나 괄호가 닫히지 않았거나 뒤에 빈칸 없이 글이 붙었습니다: {rest}",
                ).format(rest=line[at:end].strip()),
                where=where,
            )
        at = match.end()
        if form := match.lastgroup:
            text = match[form]
            yield _Word(match["key"] or "", _unquoted(text, where) if form == "quoted" else text, form)


def _unquoted(text: str, where: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        raise Refused(
            Text(
                en='{text} has an unknown escape; known are \\" \\\\ \\n \\t \\uXXXX',
                ko='{text}: 알 수 없는 이스케이프입니다. 쓸 수 있는 것: \\" \\\\ \\n \\t \\uXXXX',
            ).format(text=text),
            where=where,
        ) from None


def _is_header(words: list[_Word]) -> bool:
    first = words[0]
    return first.starts("*") or (not first.key and first.form == "bare" and bool(_DATED.fullmatch(first.text)))


def _is_amount(word: _Word) -> bool:
    return not word.key and (word.text == BLANK or any(char.isdigit() for char in word.text))


def _header(words: list[_Word], where: str) -> Stated:
    stated = Stated(where)
    first, *rest = words
    if not first.starts("*"):
        stated.header["effective"] = day(first.text, where)
    if rest and not rest[0].key:
        stated.header["act"] = rest.pop(0).text
    for key, word in _options(rest, (*_TEXTS, *_NUMBERS, "unit"), where).items():
        if key == "unit":
            stated.unit = unit(word.text, where)
        else:
            stated.header[key] = whole(word.text, where) if key in _NUMBERS else word.text
    return stated


def _options(words: list[_Word], known: Collection[str] | None, where: str) -> dict[str, _Word]:
    """The `key=value` words, of the known keys; nothing else may be among them."""
    options: dict[str, _Word] = {}
    for word in words:
        if not word.key:
            raise Refused(
                Text(
                    en="'{word}' is out of place; key=value is expected here (a text with spaces needs quotes)",
                    ko="'{word}' 자리가 아닙니다. 여기에는 키=값이 옵니다(빈칸이 든 글은 따옴표로 묶으십시오)",
                ).format(word=word.text),
                where=where,
            )
        if known is not None and word.key not in known:
            raise unknown(Text(en="key", ko="키"), word.key, known, where)
        if word.key in options:
            raise twice(word.key, where)
        options[word.key] = word
    return options


def _row(words: list[_Word], where: str) -> Row:
    sign, *rest = words
    if len(rest) < 2 or rest[0].key or rest[1].key or (sign.text == "-" and len(rest) > 2):
        raise Refused(
            Text(
                en="a register row is: + REGISTER KEY field=value..., or - REGISTER KEY",
                ko="대장 줄은 + 대장 키 항목=값..., 또는 - 대장 키 순서입니다",
            ),
            where=where,
        )
    kind, key, *fields = rest
    if sign.text == "-":
        return row(kind.text, key.text, None, where)
    types = field_types(register(kind.text, where))
    body: Body = {
        name: _value(word, types.get(name, ()), where) for name, word in _options(fields, None, where).items()
    }
    return row(kind.text, key.text, body, where)


def _attach(words: list[_Word], stated: Stated, where: str) -> None:
    if len(words) != 4 or words[2].key or words[3].key != "content":
        raise Refused(
            Text(
                en="an attached file is: + file NAME content=BASE64",
                ko="붙임 파일 줄은 + file 이름 content=BASE64 순서입니다",
            ),
            where=where,
        )
    stated.attach(words[2].text, words[3].text, where)


def _value(word: _Word, types: tuple[object, ...], where: str) -> Any:
    """A field's value: a bare word is read as the types of its field say, so that a name may be `2023`."""
    if word.form == "list":
        return _items(word.text[1:-1], where)
    if word.form == "bare":
        if word.text == "null" and type(None) in types:
            return None
        if word.text in ("true", "false") and bool in types:
            return word.text == "true"
        if int in types:
            return whole(word.text, where)
    return word.text


def _items(text: str, where: str) -> list[str]:
    text = text.rstrip()
    items, at = [], 0
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:
            raise Refused(
                Text(en='a list is [a, "b c"], not [{text}]', ko='목록은 [a, "b c"] 처럼 씁니다: [{text}]').format(
                    text=text
                ),
                where=where,
            )
        items.append(_unquoted(match[1], where) if match[1].startswith('"') else match[1])
        at = match.end()
    return items


def _instruction(words: list[_Word], of: Unit, where: str) -> Instruction:
    names = [word.text for word in words if not word.key]
    if len(names) < 5 or any(word.key for word in words[:5]):
        raise Refused(
            Text(
                en="a posting is: PROJECT SOURCE PERIOD MEASURE AMOUNT",
                ko="기장 줄은 사업 재원 연차 단계 금액 순서입니다",
            ),
            where=where,
        )
    project, source, period, measure, *said = names
    options = _options(words[len(names) :], ("paid", "entries"), where) if len(words) > len(names) else {}
    sign, text = _AMOUNT.fullmatch(" ".join(said)).groups()  # type: ignore[union-attr] # it matches any text
    won = amount(text, of, where)
    if won is None and sign in ("+=", "-="):
        raise Refused(
            Text(en="{sign} needs an amount, not blank", ko="{sign} 뒤에는 blank 아닌 금액이 옵니다").format(sign=sign),
            where=where,
        )
    return Instruction(
        project=project,
        source=source,
        period=period,
        measure=measure,
        won=won,
        operator=Operator.SET if won is None else Operator(sign or "+="),
        entries=whole(options["entries"].text, where) if "entries" in options else 1,
        paid_on=day(options["paid"].text, where) if "paid" in options else None,
        where=where,
    )
