"""A form as a workbook: what it says, what can be changed in it, what it checks by itself; and how it is given back."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from ledger.model.form import META, Answers, Kind, Said, Spot
from ledger.model.text import Text, speak
from ledger.render.form.book import plan
from ledger.render.forms import draw
from ledger.workbook.plan import Formula, Sheet
from tests import office, office_macros
from tests.forms import MONEY, STORY, form, issued, read

GOLDEN = Path(__file__).with_name("form.txt")
OVER = Spot("5-2", "money", "5-2/1|시비|executed", "2023")
WITH_UNIT = Spot("5-2", "money", "5-2/1|시비|secured", "2024")


def shown(sheet: Sheet) -> str:
    """Every row of a sheet: its number, and each filled cell with what stands in it."""
    lines = []
    for number, row in enumerate(sheet.rows, 1):
        cells = [
            f"{openpyxl.utils.get_column_letter(cell.column)} {_said(cell.value)}"
            for cell in row.cells
            if cell.value is not None
        ]
        lines.append(
            f"{number}{' (hidden)' if row.hidden else ''}{' (page)' if row.breaks else ''}: {' | '.join(cells)}"
        )
    lines += [f"{each.mark} {_area(each.area)}: {each.formula}" for each in sheet.markings]
    lines += [
        f"{each.kind} {' '.join(map(_area, each.areas))}: {each.least}..{each.most} {','.join(each.choices)}; "
        f"{each.title}: {each.said} {each.prompt}".rstrip()
        for each in sheet.validations
    ]
    return "".join(f"{line}\n" for line in lines)


def _said(value: object) -> str:
    return f"={value.expression} -> {value.cached}" if isinstance(value, Formula) else str(value)


def _area(area: tuple[int, int, int, int]) -> str:
    letter = openpyxl.utils.get_column_letter
    return f"{letter(area[1])}{area[0]}:{letter(area[3])}{area[2]}"


def saved(data: bytes, folder: Path) -> Path:
    path = folder / "기업지원과.xlsx"
    path.write_bytes(data)
    return path


def test_the_form_of_a_department_cell_by_cell(pytestconfig: pytest.Config) -> None:
    said = "".join(f"[{sheet.name}]\n{shown(sheet)}" for sheet in plan(form(), None, {}, ()).sheets)
    if pytestconfig.getoption("--update"):
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


def test_the_same_form_gives_the_same_bytes() -> None:
    assert draw(form()) == draw(form())
    assert draw(form()) != draw(replace(form(), key="0003-02"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_spreadsheet_computes_what_is_printed(language: str, tmp_path: Path) -> None:
    speak(language)
    answers: Answers = {spot: Said(text, "") for spot, text in issued(form()).items()}
    answers |= {OVER: Said("600", ""), WITH_UNIT: Said("1,200백만원", "")}
    drawn = [saved(draw(form()), tmp_path), tmp_path / "returned.xlsx", tmp_path / "plan.xlsx"]
    drawn[1].write_bytes(draw(form(), answers, {OVER: [Text(en="over", ko="초과")]}))
    drawn[2].write_bytes(draw(form(template="plan")))
    for path, computed in zip(drawn, office.all_recalculated(drawn), strict=True):
        assert office.values(computed) == office.values(path)


def test_only_inputs_are_open_and_what_is_hidden_is_hidden() -> None:
    book = openpyxl.load_workbook(BytesIO(draw(form())))
    page = book["5-2"]
    assert book[META].sheet_state == "veryHidden"
    assert page.protection.sheet
    assert not any((page.protection.sort, page.protection.autoFilter, page.protection.formatColumns))
    unlocked = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    covered = {cell for area in page.merged_cells.ranges for row in area.rows for cell in row[1:]}
    anchors = {name for name in unlocked if (page[name].row, page[name].column) not in covered}
    assert len(anchors) == sum(1 for _ in form().inputs())
    assert {page[name].fill.fgColor.rgb for name in anchors} == {"00FFFFE5"}
    assert [letter for letter, column in page.column_dimensions.items() if column.hidden] == ["A", "B", "C", "Q"]
    assert [row for row, line in page.row_dimensions.items() if line.hidden] == [
        row for row in range(1, page.max_row + 1) if page.cell(row, 4).value == "#1"
    ]


def test_the_rows_of_amounts_are_not_merged() -> None:
    page = openpyxl.load_workbook(BytesIO(draw(form())))["5-2"]
    rows = [row for row in range(1, page.max_row + 1) if str(page.cell(row, 1).value).startswith("money|")]
    assert len(rows) == 16
    assert not [area for area in page.merged_cells.ranges if area.min_row <= rows[-1] and area.max_row >= rows[0]]


def test_every_input_of_a_kind_takes_only_that_kind() -> None:
    page = openpyxl.load_workbook(BytesIO(draw(form())))["5-2"]
    kinds = {
        (each.type, each.formula1, each.formula2): sum(
            (right - left + 1) * (bottom - top + 1)
            for left, top, right, bottom in (range_boundaries(str(area)) for area in each.sqref.ranges)
        )
        for each in page.data_validations.dataValidation
    }
    assert kinds == {
        ("list", '"완료,이행후 계속추진,정상추진,일부추진,보류,폐기,기타"', None): 1,
        ("list", '"완료,예정"', None): 5,
        ("whole", "0", "100"): 1,
        ("whole", "0", "1000000000"): 16 * 7,
        ("textLength", "0", "20"): 5,
        ("textLength", "0", "1000"): 7,
    }


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    lines = '  + project 5-2/1 name="=1+1"\n  + source "@SUM(A1)" kind=other order=9\n'
    page = openpyxl.load_workbook(BytesIO(draw(form(lines))))["5-2"]
    formulas = {cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert {str(each)[:5] for each in formulas} <= {"=SUM(", "=SUMI", "=IF(C", "=IF(S"}
    assert "=1+1" not in formulas
    assert "=1+1" in {cell.value for row in page.iter_rows() for cell in row if cell.data_type == "s"}
    path = saved(draw(form(lines)), tmp_path)
    assert office.values(office.recalculated(path)) == office.values(path)


def test_names_that_read_as_patterns_are_added_up_cell_by_cell() -> None:
    lines = '  + project 5-2/1 name="*"\n  + project 5-2/2 name=">1"\n  5-2/1 시비 2023 secured = 1000000\n'
    sheet = next(iter(plan(form(lines), None, {}, ()).sheets))
    lines = shown(sheet).splitlines()
    assert "D 총계 | F 확보" in lines[13]
    assert "J =SUMIFS(J$20:J$35,$F$20:$F$35,$F14) -> 1" in lines[13]
    assert "D * | E 소계 | F 확보" in lines[15]
    assert "J =SUM(J20,J22,J24,J26) -> 1" in lines[15]


def test_a_form_that_somebody_sorted_filled_and_cut_apart_keeps_every_figure_at_its_key(tmp_path: Path) -> None:
    """At LibreOffice: typed into, a row inserted, one hidden, the rows of amounts sorted; totals and checks follow."""
    one, path = form(), saved(draw(form()), tmp_path)
    at = places(path)
    first, last = min(row for row, _ in at["money"].values()), max(row for row, _ in at["money"].values())
    over = at["money"][OVER.row, OVER.column]
    text = at["money"]["5-2/2|기타|secured", "2025"]
    keyed = office_macros.edited(
        path,
        office_macros.typed("5-2", name(over), 777),
        office_macros.unlocked("5-2"),
        office_macros.as_text("5-2", name(text), "1,200"),
        office_macros.row_inserted("5-2", first + 3),
        office_macros.typed("5-2", f"D{first + 3}", "메모"),
        office_macros.row_hidden("5-2", first + 5),
        office_macros.rows_sorted("5-2", f"A{first}:P{last + 1}", 5),
    )
    meta, found = read(keyed)
    assert meta == one.meta()
    expected = {**issued(one), OVER: "777", Spot("5-2", "money", "5-2/2|기타|secured", "2025"): "1,200"}
    assert found == expected
    values = office.values(keyed)["5-2"]
    texts = {value: place for place, value in values.items() if isinstance(value, str)}
    totals = [values[row, 7] for (row, column), value in sorted(values.items()) if column == 4 and value == "총계"]
    assert totals == [1760.0, 780.0]
    assert values[texts["5-2/1|시비|executed".join(("money|", ""))][0], 16] == "집행이 확보보다 많음"
    assert values[texts["money|5-2/2|기타|secured"][0], 16] == "숫자가 아닌 칸이 있음"


def places(path: Path) -> dict[str, dict[tuple[str, str], tuple[int, int]]]:
    """Row and column of every input of each grid, by its keys."""
    cells = office.values(path)["5-2"]
    found: dict[str, dict[tuple[str, str], tuple[int, int]]] = {}
    for (top, left), mark in cells.items():
        if left == 1 and str(mark).startswith("@") and "|" not in str(mark):
            grid = str(mark)[1:]
            keys = {column: str(key) for (row, column), key in cells.items() if row == top and column > 1}
            found[grid] = {
                (str(row_key).partition("|")[2], key): (row, column)
                for (row, first), row_key in cells.items()
                if first == 1 and str(row_key).startswith(f"{grid}|")
                for column, key in keys.items()
            }
    return found


def name(place: tuple[int, int]) -> str:
    return f"{openpyxl.utils.get_column_letter(place[1])}{place[0]}"


def test_a_form_given_back_shows_what_was_typed_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    answers = {spot: Said(text, "") for spot, text in issued(form()).items()}
    answers |= {OVER: Said("600", "5-2!J30"), WITH_UNIT: Said("1,200백만원", "5-2!K29")}
    faults = {
        OVER: [Text(en="more than secured", ko="확보(560)보다 많습니다")],
        WITH_UNIT: [Text(en="a unit", ko="단위 글자가 있습니다"), Text(en="2", ko="백만원 단위의 정수만 적습니다")],
    }
    path = saved(draw(form(), answers, faults, [Text(en="a key is gone", ko="지워진 키가 있습니다")]), tmp_path)
    said, found = read(path)
    assert said == form().meta()
    assert found == {spot: typed.text for spot, typed in answers.items()}
    book = openpyxl.load_workbook(path)
    page, reasons = book["5-2"], book.worksheets[0]
    comments = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    at = places(path)["money"]
    over, with_unit = name(at[OVER.row, OVER.column]), name(at[WITH_UNIT.row, WITH_UNIT.column])
    assert comments == {
        over: "확보(560)보다 많습니다",
        with_unit: "단위 글자가 있습니다\n백만원 단위의 정수만 적습니다",
    }
    assert {page[cell].fill.fgColor.rgb for cell in comments} == {"00FFD9D9"}
    assert not any(page[cell].protection.locked for cell in comments)
    assert (page[over].value, page[with_unit].value) == (600, "1,200백만원")
    about = "연도별 확보(집행)액 / 협력체계 구축 / 시비"
    assert [[cell.value for cell in row] for row in reasons.iter_rows(min_row=4)] == [
        [1, None, None, None, None, "지워진 키가 있습니다"],
        [2, "5-2", with_unit, f"{about} / 확보 / '24", "1,200백만원", comments[with_unit]],
        [3, "5-2", over, f"{about} / 집행 / '23", "600", "확보(560)보다 많습니다"],
    ]
    assert reasons.title == "반려사유"


def test_figures_out_of_all_reason_are_given_back_as_they_were_typed(tmp_path: Path) -> None:
    every = {spot: Said("999999999999999", "") for spot, given in form().inputs() if given.kind is Kind.AMOUNT}
    _, found = read(saved(draw(form(), every, {OVER: [Text(en="much", ko="너무 큽니다")]}), tmp_path))
    assert set(found.values()) == {"999,999,999,999,999"}


def test_a_sheet_called_like_the_list_of_reasons_keeps_its_name() -> None:
    one = form()
    renamed = replace(one, sheets=(replace(one.sheets[0], name="반려사유"),))
    names = [sheet.name for sheet in plan(renamed, {}, {}, [Text(en="x", ko="사유")]).sheets]
    assert names == ["반려사유_", "반려사유", META]


def test_a_plan_says_nothing_of_executed_amounts_and_every_total_says_its_measure() -> None:
    (sheet, _) = plan(form(template="plan"), None, {}, ()).sheets
    said = shown(sheet).splitlines()
    assert "노란 칸만" in said[3]
    assert "빨간 칸" not in said[3]
    totals = [line for line in said if "총계" in line or "소계" in line]
    assert len(totals) == 3
    assert all(" | F 계획 | " in line for line in totals)


def test_a_name_of_fifteen_letters_stands_in_a_row_as_high_as_the_others() -> None:
    named = MONEY + STORY + '  + project 5-2/1 name="지역산업 협력체계 구축 사업"\n'
    sheet = plan(form(named), None, {}, ()).sheets[0]
    rows = [row for row in sheet.rows if any(str(cell.value).startswith("money|") for cell in row.cells)]
    assert {row.height for row in rows} == {16.5}


def test_columns_that_a_grid_does_not_have_are_shaded() -> None:
    sheet = plan(form(), None, {}, ()).sheets[0]
    (heads,) = [row for row in sheet.rows if any(cell.value == "성과지표" for cell in row.cells)]
    assert [cell.look.style for cell in heads.cells if cell.column in (7, 8, 9, 14)] == [
        "양식_없음",
        "양식_없음",
        "보고_머리",
        "양식_없음",
    ]
