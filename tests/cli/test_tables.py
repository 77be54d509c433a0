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


def test_what_stands_under_one_head_stays_in_one_panel() -> None:
    head = TableCell("계획", role=Role.HEAD, columns=3), None, None
    other = TableCell("확보", role=Role.HEAD, columns=3), None, None
    below = [TableCell(word, role=Role.HEAD) for word in ("총계", "임기내", "도래분") * 2]
    amounts = [TableCell("1,234,567", role=Role.AMOUNT) for _ in range(6)]
    rows = (
        (TableCell("재원", role=Role.HEAD, rows=2), *head, *other),
        (None, *below),
        (TableCell("시비", role=Role.LABEL), *amounts),
    )
    lines = [line.text for line in table_lines(Table(name="t", rows=rows, heads=2), 60)]
    assert [line.split() for line in lines if "계획" in line or "확보" in line] == [["재원", "계획"], ["재원", "확보"]]
    assert [line.split() for line in lines if "총계" in line] == [["총계", "임기내", "도래분"]] * 2


def listing(*rows: tuple[str, ...], droppable: range = range(0)) -> Table:
    cells = tuple(tuple(TableCell(text, role=Role.LABEL) for text in row) for row in rows)
    return Table(name="t", rows=cells, labels=len(rows[0]), droppable=droppable)


def test_no_date_amount_or_code_is_broken() -> None:
    words = ("2023-02-01", "13,004,000,000", "execution", "5-2/1", "△1,234.5")
    head = ("날짜", "집행한 금액", "행위", "관리번호", "증감")
    lines = [line.text for line in table_lines(listing(head, words, droppable=range(1, 5)), 60)]
    assert lines[3].split() == list(words)
    free = "차이(13,004,000,000)는 2023-02-01 확인함"
    (_, _, _, *folded, _) = (line.text for line in table_lines(listing(("내용", "비고"), (free, free * 2)), 40))
    assert "13,004,000,000" in folded[0] + folded[1] + folded[2]
    assert all(word in "\n".join(folded) for word in ("13,004,000,000", "2023-02-01"))


def test_a_list_too_wide_for_its_dates_stands_in_panels_with_its_first_column() -> None:
    head = ("번호", *"가나다라마바")
    table = listing(head, ("1", *(f"2023-02-{day:02}" for day in range(1, 7))))
    lines = [line.text for line in table_lines(table, 60)]
    assert [line.split()[0] for line in lines if "2023" in line] == ["1", "1"]
    assert "".join(lines).count("2023-02-") == 6


def test_of_a_table_that_is_too_wide_only_what_holds_something_is_shown() -> None:
    table = listing(
        ("사업", "이월연차", "금액"), ("시장 개척 지원", "", "1,000"), ("청년", "", ""), droppable=range(1, 3)
    )
    assert [line.text.split() for line in table_lines(table, 22)][1] == ["사업", "금액"]
    assert [line.text.split() for line in table_lines(table, 60)][1] == ["사업", "이월연차", "금액"]
