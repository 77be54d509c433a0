"""Twin of patience: at least one attempt, and an end."""

import time

import pytest

from ledger.journal.patience import LONGEST, attempts, limit


@pytest.mark.parametrize(
    ("said", "seconds"), [(None, LONGEST), ("2.5", 2.5), ("-1", 0.0), ("soon", LONGEST), ("", LONGEST)]
)
def test_the_limit(monkeypatch: pytest.MonkeyPatch, said: str | None, seconds: float) -> None:
    monkeypatch.delenv("LEDGER_WAIT")
    if said is not None:
        monkeypatch.setenv("LEDGER_WAIT", said)
    assert limit() == seconds


def test_there_is_always_one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_WAIT", "0")
    assert len(list(attempts())) == 1


def test_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_WAIT", "0.1")
    start = time.monotonic()
    assert 2 <= len(list(attempts())) <= 40
    assert time.monotonic() - start < 5
