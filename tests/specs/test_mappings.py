"""Mappings as an office writes them: what they may say, and the line of what they may not."""

import pytest

from ledger.model.errors import Refused
from ledger.model.money import THOUSAND
from ledger.specs.mappings import Money, read_mapping
from ledger.specs.places import shipped

LONG = """unit = "천원"
period = "2024"

[columns]
code = ["세부사업코드", "코드"]
source = "재원"
executed = "지출액"
"""


def test_what_a_mapping_says() -> None:
    mapping = read_mapping("own.toml", LONG + '[sources]\n"국고 보조금" = "국비"\n')
    assert (mapping.unit, mapping.period, mapping.as_of) == (THOUSAND, "2024", "")
    assert mapping.columns == (("세부사업코드", "코드"), ("재원",), ("지출액",))
    assert mapping.money == (Money(executed=("지출액",)),)
    assert mapping.sources == {"국고보조금": "국비"}


def test_the_shipped_mapping_is_well_formed() -> None:
    file = shipped("templates/mappings") / "ehojo.toml"
    assert read_mapping(file.name, file.read_text(encoding="utf-8")).as_of == "기준일"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('unit = "천원"', 'unit = "만원"', "own.toml:1: unknown unit '만원'"),
        ('unit = "천원"', "", "own.toml:1: 'unit' is missing"),
        ('period = "2024"', "", "own.toml:4: either 'period' or a column 'year'"),
        ("[columns]", '[columns]\nyear = "연도"', "own.toml:2: either 'period' or a column 'year'"),
        ("[columns]", "[column]", "own.toml:4: unknown key 'column'"),
        ('source = "재원"', "source = []", "own.toml:6: 'source' is a text or a list of texts"),
        ('source = "재원"', 'source = ["", "재원"]', "own.toml:6: 'source' is a text or a list of texts"),
        ('source = "재원"', "", "own.toml:4: 'source' is missing"),
        ('executed = "지출액"', "", "own.toml:4: 'executed' is missing"),
        ('"지출액"', '"지출액"\n[sources]\n"가" = 3', "own.toml:9: '가' is a text in quotes"),
        ('"지출액"', '"지출액"\n[[leave_out]]\ncolumn = "회계"', "own.toml:8: 'values' is missing"),
        ('"지출액"', '"지출액"\n[[wide]]\nsource = "국비"\nexecuted = "a"', "own.toml:6: a wide export has"),
        ('"지출액"', '"재원"', "own.toml:7: the column '재원' stands for 'source' and for 'executed'"),
        ('"지출액"', '"지출액"\n[[wide]]\nsources = "국비"', "own.toml:6: a wide export has"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(was: str, now: str, said: str) -> None:
    assert was in LONG
    with pytest.raises(Refused) as refused:
        read_mapping("own.toml", LONG.replace(was, now))
    assert refused.value.line.en.startswith(said)
