import time

import pytest

from ledger.checks.run import check_tables
from ledger.model.finding import Finding
from ledger.model.table import Table
from tests.checks.tables import table

GRID = ["row: B{r} = C{r}:E{r}", "column: {c}6 = {c}2:{c}5"]
RELATIONS = [GRID[0].format(r=r) for r in range(2, 7)] + [GRID[1].format(c=c) for c in "BCDE"]
CLEAN = [
    ["재원", "계", "'23", "'24", "'25"],
    ["국비", "5,402", "1,052", "3,270", "1,080"],
    ["도비", "1,244", "884", "180", "180"],
    ["시비", "2,017", "897", "560", "560"],
    ["기타", "1,187", "147", "1,020", "20"],
    ["계", "9,850", "2,980", "5,030", "1,840"],
]


def grid(**cells: str) -> Table:
    rows = [list(row) for row in CLEAN]
    for cell, text in cells.items():
        rows[int(cell[1]) - 1][ord(cell[0]) - 65] = text
    return table("\n".join("\t".join(row) for row in rows), RELATIONS, unit="백만원")


def first(*tables: Table) -> tuple[str, str | None]:
    found = check_tables(tables)
    assert len({finding.group for finding in found}) == 1
    return found[0].suggestions[0].kind, found[0].suggestions[0].cell


def test_a_clean_table_has_nothing_to_say() -> None:
    assert check_tables([grid()]) == []


@pytest.mark.parametrize(
    ("cells", "kind", "cell"),
    [
        ({"D2": "32,700"}, "factor", "D2"),
        ({"D2": "3,270,000"}, "factor", "D2"),
        ({"D2": "△3,270"}, "sign", "D2"),
        ({"D2": "3,720"}, "digits-swapped", "D2"),
        ({"D2": "3,370"}, "digit", "D2"),
        ({"D2": "370"}, "digit-dropped", "D2"),
        ({"D2": "33,270"}, "digit-added", "D2"),
        ({"D2": ""}, "blank", "D2"),
        ({"D2": "1,111"}, "value", "D2"),
        ({"D2": "3,271"}, "digit", "D2"),  # a unit that rounding could explain, were all else not exact
        ({"D6": "5,300"}, "digits-swapped", "D6"),
        ({"D6": "6,666"}, "value", "D6"),
        ({"B6": "9,580"}, "digits-swapped", "B6"),
        ({"D2": "180", "D3": "3,270"}, "cells-swapped", "D2"),
        ({"C2": "3,270", "D2": "1,052"}, "cells-swapped", "C2"),
        ({"C2": "560", "E4": "1,052"}, "cells-swapped", "C2"),
        ({"B3": "", "C3": "1,244", "D3": "884", "E3": "180"}, "column-shift", "B3"),
    ],
)
def test_one_fault(cells: dict[str, str], kind: str, cell: str) -> None:
    assert first(grid(**cells)) == (kind, cell)


def test_a_missing_row_comes_with_its_amounts() -> None:
    rows = CLEAN[:3] + CLEAN[4:]
    relations = [GRID[0].format(r=r) for r in range(2, 6)] + [f"column: {c}5 = {c}2:{c}4" for c in "BCDE"]
    found = check_tables([table("\n".join("\t".join(row) for row in rows), relations, unit="백만원")])
    assert [finding.where.cell for finding in found] == ["B5", "C5", "D5", "E5"]
    assert found[0].suggestions[0].kind == "missing-row"
    assert "계 2,017, '23 897, '24 560, '25 560" in found[0].suggestions[0].text.ko


def test_a_row_that_is_counted_twice() -> None:
    text = "구분\t금액\n소계\t450\n가\t300\n나\t150\n기타\t70"
    found = check_tables([table(text, ["subtotal: B2 = B3:B5"], unit="천원")])
    assert found[0].suggestions[0].kind == "extra-row"
    assert found[0].suggestions[0].cell == "B5"


def test_several_rows_at_the_edge_under_the_wrong_subtotal() -> None:
    text = "구분\t금액\n가 소계\t7,123\n가1\t5,000\n나 소계\t4,444\n가2\t1,111\n가3\t1,012\n나1\t3,333\n나2\t1,111"
    found = check_tables([table(text, ["subtotal: B2 = B3", "subtotal: B4 = B5:B8"], unit="천원")])
    assert {each.suggestions[0].kind for each in found} == {"wrong-parent"}
    assert "'가2', '가3'" in found[0].suggestions[0].text.ko


def test_two_faults_have_two_groups_in_reading_order() -> None:
    found = check_tables([grid(D2="32,700", C5="174")])
    by_group: dict[int | None, list[Finding]] = {}
    for finding in found:
        by_group.setdefault(finding.group, []).append(finding)
    assert list(by_group) == [1, 2]
    assert [each[0].suggestions[0].cell for each in by_group.values()] == ["D2", "C5"]


def test_what_nothing_explains_is_still_reported_and_many_faults_take_no_time() -> None:
    rows = [[*row[:1], "1", *row[2:]] for row in CLEAN[1:5]] * 100
    relations = [GRID[0].format(r=r) for r in range(2, 402)]
    start = time.perf_counter()
    found = check_tables([table("\n".join("\t".join(row) for row in [CLEAN[0], *rows]), relations)])
    assert len(found) == 400
    assert time.perf_counter() - start < 5


def test_one_fault_among_thousands_of_rows_is_found_soon() -> None:
    rows = [["가", f"{2 * n:,}", f"{n:,}", f"{n:,}"] for n in range(1, 3001)]
    total = 3000 * 3001 // 2
    rows.append(["계", f"{2 * total:,}", f"{total:,}", f"{total:,}"])
    rows[1499][2] = "15,000"
    relations = [f"row: B{r} = C{r}:D{r}" for r in range(2, 3003)] + [f"column: {c}3002 = {c}2:{c}3001" for c in "BCD"]
    big = table("\n".join("\t".join(row) for row in [["사업", "계", "'23", "'24"], *rows]), relations, unit="원")
    start = time.perf_counter()
    assert first(big) == ("factor", "C1501")
    assert time.perf_counter() - start < 3
