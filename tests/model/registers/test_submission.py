import pytest

from ledger.model.errors import Refused
from ledger.model.registers.submission import Submission

BODY = {"form": "0007-01", "verdict": "returned", "file": "일자리.xlsx", "sha256": "0" * 64}


def test_a_return_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="needs its reason"):
        Submission.from_body("0007-01", BODY)
    returned = Submission.from_body("0007-01", BODY | {"reasons": ["5-2!F12: 집행이 확보보다 많음"]})
    assert str(returned.verdict.label) == "반려"
