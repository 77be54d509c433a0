"""A short run of each kind of tampering, bit flips, wrong files and rewritten history; and each guard seen to fall."""

import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.torture.faults import bit_flips, guards, tampering, wrong_files
from benchmarks.torture.written import written
from ledger.journal import verify

SEED = 3


@pytest.mark.parametrize("fault", [bit_flips, guards, tampering, wrong_files])
def test_everything_is_found_and_named(fault: Any, tmp_path: Path) -> None:
    for suffered in fault.inflict(tmp_path, fault.SHORT, random.Random(SEED)):
        assert suffered.is_clean, suffered


def unhashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verify that reads every line, and believes the hash of each transaction."""

    def believed(header: Any, seal: Any, postings: Any, rows: Any, files: Any) -> str:
        assert [*postings, *rows]
        return str(seal.hash)

    monkeypatch.setattr(verify, "digest", believed)


def unbalanced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify._Chain, "_balances", lambda self: iter(()))


def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verify that does not compare the guards."""
    monkeypatch.setattr(verify, "wrong_guards", lambda connection: iter(()))


PLANTED = {
    "a value changed": unhashed,
    "a balance moved": unbalanced,
    "a guard dropped": trusting,
    "a guard changed": trusting,
}


@pytest.mark.parametrize("harm", PLANTED)
def test_a_proof_that_is_left_out_is_missed(harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTED[harm](monkeypatch)
    monkeypatch.setattr(tampering, "HARMS", {harm: tampering.HARMS[harm]})
    suffered = next(tampering.inflict(tmp_path, 5, random.Random(SEED)))
    assert suffered.lost > 0


def test_a_flipped_bit_is_missed_where_nothing_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unhashed(monkeypatch)
    (suffered,) = bit_flips.inflict(tmp_path, bit_flips.SHORT, random.Random(SEED))
    assert suffered.lost > 0


def test_history_can_be_rewritten_where_no_guard_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.journal.schema.GUARDS", {})
    monkeypatch.setattr(guards, "_books", lambda folder, chance: [written(folder, 50, chance)[0]])
    (suffered,) = guards.inflict(tmp_path, 1, random.Random(SEED))
    assert suffered.lost > 0
