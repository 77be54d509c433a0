"""A locked sheet: which cells can be changed, what they take, and how they are marked while they are filled in."""

from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from ledger.workbook.plan import Area, Sheet, Validation
from ledger.workbook.styles import MARKS

# What Excel keeps of each; a longer list of choices it takes from cells only.
_LONGEST_TITLE, _LONGEST_SAID, _LONGEST_LIST = 32, 255, 255
_TYPES = {"whole": "whole", "text": "textLength", "list": "list"}


def guard(page: Any, sheet: Sheet) -> None:
    """Protect a page of openpyxl as its plan says. Rows and columns may still be sorted, filtered and widened."""
    protection = page.protection
    protection.sheet = True
    protection.sort = protection.autoFilter = protection.formatColumns = protection.formatRows = False
    for each in sheet.validations:
        page.data_validations.append(_validation(each))
    for marking in sheet.markings:
        rule = Rule(type="expression", dxf=MARKS[marking.mark], formula=[marking.formula])
        page.conditional_formatting.add(reference(marking.area), rule)


def reference(area: Area) -> str:
    """`B5:D9`; one cell alone as `B5`."""
    first = f"{get_column_letter(area.left)}{area.top}"
    last = f"{get_column_letter(area.right)}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def _validation(plan: Validation) -> DataValidation:
    made = DataValidation(
        type=_TYPES[plan.kind],
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=bool(plan.prompt),
        errorTitle=plan.title[:_LONGEST_TITLE],
        error=plan.said[:_LONGEST_SAID],
        promptTitle=plan.title[:_LONGEST_TITLE] if plan.prompt else None,
        prompt=plan.prompt[:_LONGEST_SAID] or None,
    )
    if plan.kind == "list":
        made.formula1 = f'"{",".join(plan.choices)}"'
    else:
        made.operator, made.formula1, made.formula2 = "between", str(plan.least), str(plan.most)
    made.sqref = MultiCellRange(" ".join(reference(area) for area in plan.areas))
    return made


def can_list(choices: tuple[str, ...]) -> bool:
    """Whether Excel can offer these choices from a list of its own."""
    return len(",".join(choices)) <= _LONGEST_LIST and not any(set(choice) & {",", '"'} for choice in choices)
