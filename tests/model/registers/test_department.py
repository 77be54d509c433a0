from datetime import date

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.department import Department

BODY = {"formerly": ["투자유치과", "기업지원과"], "since": "2024-07-01"}


def test_a_department_comes_back_as_it_went_in() -> None:
    each = Department.from_body("일자리경제과", BODY)
    assert (each.formerly, each.since, each.body()) == (("투자유치과", "기업지원과"), date(2024, 7, 1), BODY)


@pytest.mark.parametrize("name", ["", "기업지원과"])
def test_a_name_that_is_none_or_a_former_one_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="one name"):
        Department.from_body(name, BODY)
