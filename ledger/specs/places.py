"""Where the files that come with the program lie: in the package when installed, at the checkout's root otherwise."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped(folder: str) -> Path:
    """`data` or `templates/reports`: the folder that comes with the program."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
