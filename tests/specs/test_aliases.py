"""Alias files."""

import pytest

from ledger.model.errors import Refused
from ledger.specs.aliases import read_aliases


def test_a_name_and_the_name_of_the_table() -> None:
    text = '# names\n[aliases]\n"마곡 활성화 지원" = "마곡산업단지관리단 운영"\n'
    assert read_aliases("a.toml", text) == {"마곡 활성화 지원": "마곡산업단지관리단 운영"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[alias]\na = "b"\n', "a.toml:1: 알 수 없는 키 'alias'"),
        ("[aliases]\na = 1\n", "a.toml:2: 'a' 값의 형식: 따옴표로 묶은 글"),
        ('[aliases]\n"a\u200b" = "b"\n', "a.toml:2: 보이지 않는 글자(U+200B)가 있습니다"),
        ("", "a.toml:1: 'aliases' 값이 없습니다"),
    ],
)
def test_what_is_refused_names_its_line(text: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_aliases("a.toml", text)
    assert refusal.value.line.ko.startswith(said)
