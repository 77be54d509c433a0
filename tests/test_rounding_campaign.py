"""A short run of the rounding campaign: what it promises holds."""

from benchmarks.rounding import campaign


def test_every_printed_sum_closes_where_half_up_leaves_some_open() -> None:
    said = campaign(300, seed=2)
    assert said["open half-up"] > 1_000
    assert (said["open controlled"], said["moved"], said["totals off"]) == (0, 0, 0)
