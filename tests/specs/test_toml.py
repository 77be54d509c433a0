"""TOML with the line of every table, key and list item."""

import time
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.errors import Refused
from ledger.specs.toml import LIMIT, Toml, written

TEXT = '''# first
title = """
[not.a.table]
by = 3
"""
"이름" = "a # b"   # comment
note.deep = '[x'

[paper]
size = "A4"
[[section]]
kind = "table"
rows = [
    ["a", "]"],   # ]

    ["b"],
    { c = 1 },
]
short = [1, 2,
  3]
[section.options]
unit = "원"
[[section]]
[[section.part]]
x = 1
[[section.part]]
y = """one""" # end
z = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("title",), 2),
        (("이름",), 6),
        (("note",), 7),
        (("note", "deep"), 7),
        (("paper", "size"), 10),
        (("section", 0), 11),
        (("section", 0, "rows"), 13),
        (("section", 0, "rows", 0), 14),
        (("section", 0, "rows", 1, 0), 16),
        (("section", 0, "rows", 2, "c"), 17),
        (("section", 0, "short", 2), 19),
        (("section", 0, "options", "unit"), 22),
        (("section", 1, "part", 0, "x"), 25),
        (("section", 1, "part", 1), 26),
        (("section", 1, "part", 1, "z"), 28),
        (("section", 1, "absent"), 23),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_everything_has_its_line(path: tuple[str | int, ...], line: int, end: str) -> None:
    document = Toml.read("a.toml", TEXT.replace("\n", end))
    assert document.where(*path) == f"a.toml:{line}"
    assert document.data == tomllib.loads(TEXT)


def test_items_of_a_list_that_share_a_line_have_that_of_the_list() -> None:
    document = Toml.read("a.toml", TEXT)
    assert document.places("section", 0, "rows") == ["a.toml:14", "a.toml:16", "a.toml:17"]
    assert document.places("section", 0, "short") == ["a.toml:19"] * 3


@pytest.mark.parametrize(
    ("text", "en", "ko"),
    [
        ("a = 1\n[a]", "a.toml:2: a key or table stands twice", "a.toml:2: 같은 키나 표가 두 번 나옵니다"),
        (
            "a = [1,\n",
            "a.toml:1: the text ends where a value or a closing bracket should be",
            "a.toml:1: 값이나 닫는 괄호가 올 자리에서 파일이 끝났습니다",
        ),
        ('a = "b', "a.toml:1: a quote or bracket is not closed", "a.toml:1: 따옴표나 괄호가 닫히지 않았습니다"),
        (
            "a = " + "[" * 100_000,
            "a.toml: brackets nested beyond reason",
            "a.toml: 괄호가 지나치게 여러 겹입니다",
        ),
        (
            "b = 1\n" + "a." * 20_000 + "a = 1",
            "a.toml:2: a key of more than 16 parts",
            "a.toml:2: 마디가 16개를 넘는 키입니다",
        ),
        (
            "b = {" + '"a" . ' * 20_000 + "a = 1}",
            "a.toml:1: a key of more than 16 parts",
            "a.toml:1: 마디가 16개를 넘는 키입니다",
        ),
        (
            "#" * (LIMIT + 1),
            "a.toml: a TOML file of more than 16 million characters is not read (use .ledger or .csv)",
            "a.toml: 1,600만 자를 넘는 TOML 파일은 읽지 않습니다 (.ledger 또는 .csv 파일을 쓰십시오)",
        ),
    ],
)
def test_what_is_refused_at_once(text: str, en: str, ko: str) -> None:
    started = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        Toml.read("a.toml", text)
    assert (refusal.value.line.en, refusal.value.line.ko) == (en, ko)
    assert time.perf_counter() - started < 2


def test_dots_in_texts_and_comments_are_no_keys() -> None:
    dots = "a." * 30
    document = Toml.read("a.toml", f'# {dots}\na = "{dots}"\nb = """\n{dots}"""\n')
    assert document.data["a"] == dots


_values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers() | st.booleans() | st.dates(date(1, 1, 1)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), _values, max_size=5))
def test_what_is_written_is_read_and_found(table: dict[str, Any]) -> None:
    keys = list(table)
    document = Toml.read("a.toml", "".join(f"{written(key)} = {written(table[key])}\n" for key in keys))
    assert document.data == table
    assert [document.line(key) for key in keys] == list(range(1, len(keys) + 1))


_lines = st.sampled_from(
    [
        "[a]",
        "[[b]]",
        "[b.c]",
        "[[b.d]]",
        "x = 1",
        "y.z = '['",
        'q = """',
        '"""',
        "w = [",
        "[1],",
        "]",
        "{ k = 1 },",
        "#",
    ]
)


@given(st.lists(_lines, max_size=12))
def test_any_text_is_refused_or_located(lines: list[str]) -> None:
    try:
        document = Toml.read("a.toml", "\n".join(lines))
    except Refused:
        return

    def walk(value: Any, *path: str | int) -> None:
        assert 1 <= document.line(*path) <= max(len(lines), 1)
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, each in inside:
            walk(each, *path, step)

    walk(document.data)
