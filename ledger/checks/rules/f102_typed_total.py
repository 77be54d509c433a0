from collections.abc import Iterator

from ledger.checks.filled import FilledForm
from ledger.checks.rule import About, Rule
from ledger.model.finding import Finding, Severity, Where
from ledger.model.money import stated, unit_named
from ledger.model.text import Text

RULE = Rule(
    id="F102",
    name="form-typed-total",
    severity=Severity.ERROR,
    since="0.5",
    title=Text(
        en="A total of a form was typed over, and is not the sum of its parts",
        ko="양식의 합계를 손으로 고쳐 적었고 내역의 합과 다름",
    ),
    why=Text(
        en="Totals are formulas. Who types one over knows another sum than the parts give: one of the parts is wrong "
        "or missing.",
        ko="합계 칸은 수식입니다. 다른 값을 적어 넣었다면 내역 가운데 틀렸거나 빠진 금액이 있다는 뜻입니다.",
    ),
    fix=Text(
        en="Have the parts corrected. Totals are never read as amounts; if the parts are right, collect with "
        "`--ignore form-typed-total`.",
        ko="내역을 고치게 하십시오. 합계는 금액으로 읽지 않습니다. 내역이 맞으면 "
        "`ledger collect ... --ignore form-typed-total`로 받으십시오.",
    ),
    example=Text(en="parts 100 and 200, total typed 310", ko="내역 100과 200, 적어 넣은 합계 310"),
    about=About.FORM,
)


def check(filled: FilledForm) -> Iterator[Finding]:
    """Per total that was typed over."""
    unit = unit_named(filled.unit)
    for total in filled.totals:
        if total.stated != total.computed:
            said = Text(
                en="total typed {stated}, its parts give {computed} {unit}: difference {difference}",
                ko="적어 넣은 합계 {stated}, 내역의 합 {computed} {unit}: 차이 {difference}",
            )
            yield RULE.finding(
                Where(file=filled.file, cell=total.where),
                said.format(
                    stated=stated(total.stated, unit),
                    computed=stated(total.computed, unit),
                    difference=stated(total.stated - total.computed, unit),
                    unit=unit,
                ),
                stated=total.stated,
                computed=total.computed,
                unit=unit.label,
            )
