"""One fault a file: `inflict(folder, times, chance)` inflicts it that often and yields what was suffered.

`TIMES` is how often in the whole campaign, `SHORT` in the tests.
"""
