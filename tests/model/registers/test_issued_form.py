from datetime import date

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.issued_form import IssuedForm

BODY = {
    "template": "execution",
    "department": "일자리정책과",
    "as_of": "2023-12-31",
    "unit": "백만원",
    "number": 7,
    "head": "0" * 64,
    "layout": "1" * 64,
}


def test_a_form_comes_back_from_the_book_as_it_went_in() -> None:
    form = IssuedForm.from_body("0007-01", BODY | {"due": "2024-01-10"})
    assert (form.as_of, form.due, form.body()) == (date(2023, 12, 31), date(2024, 1, 10), BODY | {"due": "2024-01-10"})


@pytest.mark.parametrize(
    ("fault", "said"), [({"department": ""}, "needs a department"), ({"number": 0}, "state of a book")]
)
def test_a_form_of_nobody_or_of_no_state_is_refused(fault: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        IssuedForm.from_body("0007-01", BODY | fault)
