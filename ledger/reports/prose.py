"""Lines of prose as official sheets nest them: ○, then -, then ·."""

from ledger.model.table import Role, TableCell

_BULLETS = ("○ ", "  - ", "    · ")


def bulleted(level: int, text: str) -> TableCell:
    """A line nested so deep, from 1; those of the first level are strong."""
    deepest = min(level, len(_BULLETS))
    return TableCell(
        f"{'  ' * (level - deepest)}{_BULLETS[deepest - 1]}{text}", role=Role.STRONG if level == 1 else Role.TEXT
    )
