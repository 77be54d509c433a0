"""Photos as rows of the register."""

import pytest

from ledger.model.errors import Refused
from ledger.model.registers.photo import Photo

GOOD = {"project": "5-2", "caption": "개소식", "sha256": "a" * 64, "width": 4, "height": 3, "on": "2023-05"}


def test_a_photo_is_its_row() -> None:
    assert Photo.from_body("5-2 01", GOOD).body() == GOOD


@pytest.mark.parametrize("wrong", [{"caption": ""}, {"caption": "가" * 201}, {"on": "2023-13"}, {"width": 0}])
def test_what_no_photo_can_be_is_refused_by_its_key(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused) as refusal:
        Photo.from_body("5-2 01", GOOD | wrong)
    assert refusal.value.where == "5-2 01"
