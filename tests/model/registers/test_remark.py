"""Twin of remark: problems, improvements, goals and notes, in words."""

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.remark import Remark, Sort


def test_every_sort_has_its_name() -> None:
    assert [sort.label.ko for sort in Sort] == ["문제점", "개선대책", "목표", "비고"]


@pytest.mark.parametrize(("sort", "text"), [("issue", "가"), ("problem", ""), ("problem", "가" * 1_001)])
def test_what_is_refused(sort: str, text: str) -> None:
    with pytest.raises(Refused):
        Remark.from_body("5-2 01", {"project": "5-2", "sort": sort, "text": text})
