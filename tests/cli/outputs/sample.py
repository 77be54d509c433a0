"""One document with one wrong total, one remark, and one file that could not be read."""

from ledger.api.checking import Checked
from ledger.checks.rule import About
from ledger.checks.run import rules
from ledger.model.errors import Refused
from ledger.model.finding import Class, Finding, Severity, Suggestion, Where
from ledger.model.relation import Part, Place, Relation
from ledger.model.table import Figure, Origin, Table, TableCell
from ledger.model.text import Text, same


def checked() -> Checked:
    """What `check` found in 표.csv and 그림.png."""
    head = tuple(TableCell(text) for text in ("단위사업", "계", "'23", "'24"))
    row = (TableCell("인재 양성"), *(TableCell(str(value), (Figure(value),)) for value in (9, 3, 4)))
    table = Table(
        name="투자계획",
        rows=(head, row),
        unit="백만원",
        relations=(Relation(Place(1, 1), (Part(Place(1, 2)), Part(Place(1, 3))), "row"),),
        origin=Origin("표.csv", "0" * 64),
        lines=(1, 2),
        columns=(1, 2, 3, 4),
    )
    finding = Finding(
        rule="row-total",
        id="T101",
        severity=Severity.ERROR,
        where=Where(file="표.csv", table="투자계획", row="인재 양성", column="계", cell="B2"),
        message=Text(en="row total: stated 9, computed 7 백만원", ko="가로 합계 기재 9, 계산 7 백만원"),
        klass=Class.CONTRADICTION,
        stated=9_000_000,
        computed=7_000_000,
        difference=2_000_000,
        unit="백만원",
        suggestions=(Suggestion("total", same("계 (B2): 9 → 7"), "B2"),),
    )
    return Checked(
        findings=(finding,),
        rules=tuple(rules(About.TABLES)),
        tables=(table,),
        figures=3,
        totals=1,
        remarks=(Text(en="표.csv: a sheet is hidden", ko="표.csv: 숨은 시트가 있습니다"),),
        refusals=(Refused(Text(en="this file cannot be read", ko="읽을 수 없는 파일입니다"), where="그림.png"),),
    )
