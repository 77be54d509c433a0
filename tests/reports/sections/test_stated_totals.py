"""Twin of stated_totals: what is stated beside what is computed, in the unit of the document."""

from ledger.model.document import Grid
from ledger.reports.sections.stated_totals import Options, build
from tests.reports.contexts import context
from tests.reports.tables import broken, texts

BOOK = """
  + stated a measure=plan project=5-2 won=37891988000 unit=천원 table=구성
  + stated b measure=plan project=5-2/10 won=1000000 unit=백만원 table=예산
  + stated c measure=plan project=5-2/2 won=2301000000 unit=백만원 table=예산
  + stated d measure=plan project=5-2/2 period=2023 won=1000000 unit=백만원 table=예산
  + project 5-2/10 name=나중
  5-2/1 시비 2023 plan 35,590,004,000
  5-2/2 시비 2023 plan 2,301,984,000
"""


def test_a_table_per_document_table_codes_in_counting_order() -> None:
    blocks = build(context(BOOK, pledge=""), Options(title="기재 합계"))
    tables = [block.table for block in blocks if isinstance(block, Grid)]
    assert [(table.title, table.unit, broken(table)) for table in tables] == [
        ("기재 합계: 구성", "천원", 0),
        ("기재 합계: 예산", "백만원", 0),
    ]
    assert [texts(table) for table in tables] == [
        [["관리번호", "사업", "기재", "계산", "차이"], ["5-2", "인재 양성", "37,891,988", "37,891,988", "-"]],
        [
            ["관리번호", "사업", "기재", "계산", "차이"],
            ["5-2/2", "기업 지원", "2,301", "2,301.984", "△0.984"],
            ["5-2/10", "나중", "1", "", ""],
        ],
    ]


def test_only_the_totals_of_a_pledge() -> None:
    assert build(context(f"{BOOK}  + project 6 name=다른", pledge="6"), Options(title="기재 합계")) == []
