"""The content decides which format a file is in; its name only when the content leaves a choice."""

import pytest

from ledger.capture.file import File
from ledger.capture.identify import acts_of
from ledger.model.errors import Refused
from ledger.model.money import MILLION

PLAIN = "5-2/1 시비 2023 plan = 4백만원\n"
TOML = """schema = 1
[[transaction]]
[[transaction.grid]]
measure = "plan"
columns = ["2023"]
rows = [["5-2/1", "시비", "4"]]
"""
CSV = "사업,재원,연차,단계,금액(백만원),연산\n5-2/1,시비,2023,plan,4,=\n"


@pytest.mark.parametrize("name", ["a.ledger", "a.toml", "a.csv", "a.txt", "a"])
@pytest.mark.parametrize("text", [PLAIN, TOML, CSV, CSV.replace(",", "\t"), f"\n\n{PLAIN}", f"# 장부\n{TOML}"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_the_name_does_not_matter(text: str, name: str, encoding: str) -> None:
    [act] = acts_of(File(name, text.encode(encoding)), MILLION)
    [said] = act.instructions
    assert (said.project, said.source, said.period, said.won, said.operator) == (
        "5-2/1",
        "시비",
        "2023",
        4_000_000,
        "=",
    )


def test_one_line_alike_in_two_formats_goes_by_its_name() -> None:
    line = "project,U 시비 2023 plan 1\n".encode()
    with pytest.raises(Refused) as refusal:
        acts_of(File("a.csv", line), MILLION)
    assert refusal.value.line.en.startswith("a.csv:1: unknown column 'U 시비 2023 plan 1'")
    assert acts_of(File("a.ledger", line), MILLION)[0].instructions[0].won == 1


@pytest.mark.parametrize(
    ("name", "data", "en"),
    [
        ("a.xlsx", b"PK\x03\x04\0\0", "a.xlsx: the content is none of the formats that are read: .csv, .ledger, .toml"),
        (
            "a.txt",
            "안녕하세요".encode(),
            "a.txt: the content is none of the formats that are read: .csv, .ledger, .toml",
        ),
        ("a.csv", b"\xff\xff", "a.csv: not a text in UTF-8, UTF-16 (with BOM) or cp949 (save it as UTF-8)"),
        ("a.ledger", b"; only a comment\n", "a.ledger: the file states no transaction"),
        ("a.toml", b"schema = 1\n", "a.toml: the file states no transaction"),
        ("a.csv", CSV.split("\n")[0].encode(), "a.csv: the file states no transaction"),
    ],
)
def test_what_nobody_can_read_is_refused(name: str, data: bytes, en: str) -> None:
    with pytest.raises(Refused) as refusal:
        acts_of(File(name, data), MILLION)
    assert refusal.value.line.en == en
