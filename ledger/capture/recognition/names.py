"""Names of tables, unique within a document, so that relations of other tables can point at them."""

from collections import Counter


class Names:
    """The names given so far."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def unique(self, wanted: str) -> str:
        """The name itself the first time, then with a number."""
        self._used[wanted] += 1
        return wanted if self._used[wanted] == 1 else self.unique(f"{wanted} ({self._used[wanted]})")
