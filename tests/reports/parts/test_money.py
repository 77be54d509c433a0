"""Twin of money: a row for each unit project, source and measure; what is answered sets its cell."""

import pytest

from ledger.model.entry import Instruction
from ledger.model.errors import Refused
from tests.reports.asking import asked, books, built, recorded, shown

LINES = """  5-2/1 시비 2023 secured = 560
  5-2/1 시비 2023 executed = 0
  5-2/2 국비 prior secured = -5
"""
PERIODS = "prior=기투자 ; 2022H2='22.7. ; 2023='23 ; 2024='24 ; 2025='25 ; 2026H1='26.6. ; after=임기후"


def test_secured_over_executed_of_every_source_of_the_unit_projects_in_charge() -> None:
    assert shown(built("money", asked(books(LINES, split=True)))) == (
        f"단위사업 재원 단계 ; {PERIODS}\n"
        "5-2/1|국비|secured ; 협력체계 구축 / 국비 / 확보 ;  ,  ,  ,  ,  ,  ,\n"
        "5-2/1|국비|executed ; 협력체계 구축 / 국비 / 집행 ;  ,  ,  ,  ,  ,  ,  <= 5-2/1|국비|secured\n"
        "5-2/1|도비|secured ; 협력체계 구축 / 도비 / 확보 ;  ,  ,  ,  ,  ,  ,\n"
        "5-2/1|도비|executed ; 협력체계 구축 / 도비 / 집행 ;  ,  ,  ,  ,  ,  ,  <= 5-2/1|도비|secured\n"
        "5-2/1|시비|secured ; 협력체계 구축 / 시비 / 확보 ;  ,  , 560 ,  ,  ,  ,\n"
        "5-2/1|시비|executed ; 협력체계 구축 / 시비 / 집행 ;  ,  , 0 ,  ,  ,  ,  <= 5-2/1|시비|secured\n"
        "5-2/1|기타|secured ; 협력체계 구축 / 기타 / 확보 ;  ,  ,  ,  ,  ,  ,\n"
        "5-2/1|기타|executed ; 협력체계 구축 / 기타 / 집행 ;  ,  ,  ,  ,  ,  ,  <= 5-2/1|기타|secured\n"
        "= 총계 4: 5-2/1|국비|secured ...\n"
        "= 총계 4: 5-2/1|국비|executed ...\n"
    )


def test_the_other_department_is_asked_about_its_own_unit_project() -> None:
    grid = built("money", asked(books(LINES, split=True), "일자리과"))
    assert grid is not None
    assert {row.key.split("|")[0] for row in grid.rows} == {"5-2/2"}


def test_subtotals_of_a_few_unit_projects() -> None:
    grid = built("money", asked(books(LINES)))
    assert grid is not None
    assert [(total.label, len(total.rows)) for total in grid.sums] == [("총계", 8)] * 2 + [("소계", 4)] * 4


def test_one_measure_alone_is_capped_by_nothing() -> None:
    grid = built("money", asked(books()), measures=("executed",))
    assert grid is not None
    assert {row.below for row in grid.rows} == {""}


def test_an_amount_is_not_negative_unless_it_went_out_so() -> None:
    grid = built("money", asked(books(LINES)))
    assert grid is not None
    least = {given.won: given.least for row in grid.rows for given in row.inputs if given}
    assert least == {None: 0, 560: 0, 0: 0, -5: -5}


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(Refused, match="no such measure: 'spent'"):
        built("money", asked(books()), measures=("spent",))


def test_nothing_is_asked_where_no_unit_project_is_in_charge() -> None:
    assert built("money", asked(books(), "일자리과")) is None


def test_an_answer_sets_its_cell_and_a_blank_blanks_it() -> None:
    said = {("5-2/1|시비|secured", "2023"): 700, ("5-2/1|시비|executed", "2023"): None}
    rest = {"project": "5-2/1", "source": "시비", "period": "2023"}
    assert recorded("money", books(LINES), said) == (
        [
            Instruction(**rest, measure="secured", won=700, where="5-2!A1"),
            Instruction(**rest, measure="executed", won=None, where="5-2!A2"),
        ],
        [],
    )


def test_a_source_may_be_called_anything() -> None:
    of = books('  + source "국|도%7C비" kind=other order=9\n')
    key = "5-2/1|국%7C도%257C비|secured"
    assert key in {row.key for row in (built("money", asked(of)) or pytest.fail("no grid")).rows}
    assert recorded("money", of, {(key, "2023"): 1})[0][0].source == "국|도%7C비"
