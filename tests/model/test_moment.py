"""Twin of moment: dates as officers type them, kept as exactly as they are known."""

from datetime import date

import pytest

from ledger.model.errors import Refused
from ledger.model.moment import moment, moment_typed


@pytest.mark.parametrize(
    ("typed", "key", "dotted"),
    [
        ("2023-07-21", "2023-07-21", "2023. 7. 21."),
        ("2023. 7. 21.", "2023-07-21", "2023. 7. 21."),
        ("'23.7.21.", "2023-07-21", "2023. 7. 21."),
        ("2023.7.", "2023-07", "2023. 7."),
        ("2023년 7월", "2023-07", "2023. 7."),
        ("2023", "2023", "2023년"),
        ("2023년", "2023", "2023년"),
        ("2023H2", "2023H2", "2023년 하반기"),
        ("2023년 상반기", "2023H1", "2023년 상반기"),
        ("2024Q1", "2024Q1", "2024년 1분기"),
        ("2024년 1/4분기", "2024Q1", "2024년 1분기"),
    ],
)
def test_what_people_type(typed: str, key: str, dotted: str) -> None:
    read = moment_typed(typed)
    assert (read.key, read.dotted) == (key, dotted)
    assert moment(key) == read


@pytest.mark.parametrize("typed", ["2023. 13. 1.", "2023-02-29", "2023H3", "23년 봄", "", "2023-07-21-1", "20230721"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no date"):
        moment_typed(typed)


def test_the_days_that_a_date_may_mean() -> None:
    assert [(moment(key).start, moment(key).end) for key in ("2023H2", "2024-02", "2024Q4")] == [
        (date(2023, 7, 1), date(2023, 12, 31)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 10, 1), date(2024, 12, 31)),
    ]
