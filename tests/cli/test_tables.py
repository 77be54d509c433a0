"""Tables in a terminal that is too narrow for them."""

import pytest

from ledger.cli.lines import folded_lines
from ledger.cli.tables import table_lines
from ledger.model.table import Figure, Role, Table, TableCell
from ledger.model.text import width

LONG = "기재 37,891,988, 계산 36,995,676 천원, 차이 896,312 그리고 그 밖의 여러 설명"


def laid_out(amounts: int, texts: int) -> Table:
    cells = [TableCell("관리번호가 긴 사업", role=Role.LABEL)]
    cells += [TableCell("1,234,567,890", (Figure(1_234_567_890),), Role.AMOUNT)] * amounts
    cells += [TableCell(LONG)] * texts
    return Table(name="t", rows=(tuple(cells),), heads=0)


@pytest.mark.parametrize("amounts", range(8))
@pytest.mark.parametrize("texts", range(4))
def test_any_table_fits_into_60_columns(amounts: int, texts: int) -> None:
    lines = table_lines(laid_out(amounts, texts), 60)
    assert max(width(line.text) for line in lines) <= 60
    said = "".join(line.text.replace(" ", "") for line in lines)
    assert said.count("1,234,567,890") == amounts


def test_texts_are_folded_before_amounts_are_parted() -> None:
    lines = [line.text for line in table_lines(laid_out(1, 1), 60)]
    (first,) = (line for line in lines if "1,234" in line)
    assert first.startswith("관리번호가")
    assert "기재" in first


def test_an_indent_stays_in_every_line() -> None:
    assert folded_lines("　　서울 시장 개척", 10) == ["　　서울", "　　시장", "　　개척"]
