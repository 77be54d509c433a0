"""A short run of the mutation benchmark: what it promises holds."""

from collections import Counter

import pytest

from benchmarks.mutations import READERS, run


@pytest.mark.parametrize(("through", "count"), [("declared", 24), ("recognition", 16)])
def test_faults_are_detected_and_the_cell_is_named(through: str, count: int) -> None:
    tallies, alarms = run(count=count, seed=2, reader=READERS[through])
    assert alarms == []
    whole = Counter[str]()
    for tally in tallies.values():
        whole.update({name: value for name, value in vars(tally).items() if name != "missed"})
    if through == "declared":
        assert whole["false_alarms"] == 0
        assert whole["detected"] == whole["tried"] - whole["hidden"]
    assert whole["crossed_first"] >= 0.95 * whole["crossed"] > 0
    assert whole["crossed_top"] >= 0.98 * whole["crossed"]
