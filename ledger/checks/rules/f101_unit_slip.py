from collections.abc import Iterator

from ledger.checks.filled import FilledForm
from ledger.checks.rule import About, Rule
from ledger.model.entry import Measure
from ledger.model.finding import Finding, Severity, Where
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="F101",
    name="form-unit-slip",
    severity=Severity.ERROR,
    since="0.5",
    title=Text(en="An amount of a form seems to be in another unit", ko="양식의 금액이 다른 단위로 적힌 것으로 보임"),
    why=Text(
        en="The plan, or the amount before, has the same digits and another number of zeros, or the amount is a "
        "hundred times as large. Amounts in 천원 typed into a form in 백만원 look like this.",
        ko="계획액(없으면 종전 금액)과 숫자는 같은데 자릿수만 다르거나 100배 이상입니다. 백만원 단위 양식에 천원 단위 "
        "금액을 적으면 이렇게 됩니다.",
    ),
    fix=Text(
        en="Have it corrected in the form. If the amount is right, collect with `--ignore form-unit-slip`.",
        ko="양식에서 고치게 하십시오. 금액이 맞으면 `ledger collect ... --ignore form-unit-slip`으로 받으십시오.",
    ),
    example=Text(en="plan 3,270, executed 3,270,000", ko="계획 3,270, 집행 3,270,000"),
    about=About.FORM,
)

FAR = 100  # times what was planned: a tenth of it spent, typed in 천원, is that much
LEAST_DIGITS = 3  # that a smaller amount must share: 50 of 500 is a tenth, 123 of 12,300 is a slip


def check(filled: FilledForm) -> Iterator[Finding]:
    """Per amount, beside the plan of its cell, or what stood there where there is no plan or it is the plan itself."""
    unit = unit_named(filled.unit)
    for amount in filled.amounts:
        cell = amount.cell
        plan = filled.books.cube.won(Measure.PLAN, cell.project, cell.source, cell.period)
        reference = amount.before if cell.measure is Measure.PLAN or not plan else plan
        if reference and _slipped(abs(amount.won), abs(reference)):
            said = Text(
                en="{won} {unit}: {reference} {unit} was planned or stood there",
                ko="{won} {unit}: 계획 또는 종전 금액은 {reference} {unit}",
            )
            yield RULE.finding(
                Where(
                    file=filled.file,
                    cell=amount.where,
                    project=cell.project,
                    source=cell.source,
                    period=cell.period,
                    measure=str(cell.measure),
                ),
                said.format(won=stated(amount.won, unit), reference=stated(reference, unit), unit=unit),
                stated=amount.won,
                computed=reference,
                unit=unit.label,
            )


def _slipped(won: int, reference: int) -> bool:
    if won >= FAR * reference:
        return True
    digits = str(won).rstrip("0")
    is_same = won not in (0, reference) and digits == str(reference).rstrip("0")
    return is_same and (won > reference or len(digits) >= LEAST_DIGITS)
