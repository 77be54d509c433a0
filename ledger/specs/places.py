"""Where the files that come with the program lie: in the package when installed, at the checkout's root otherwise."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped(folder: str) -> Path:
    """`data` or `templates/reports`: the folder, or a file in one, that comes with the program."""
    inside = _PACKAGE / folder
    return inside if inside.exists() else _PACKAGE.parent / folder
