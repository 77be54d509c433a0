"""Case files: a list of cases in TOML beside what they test; `--update` writes what was said into them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent


def cases_in(folder: str) -> list[Any]:
    """Every case of the case files in a folder, as parameters named `file: case`."""
    return [
        pytest.param(path, place, id=f"{path.stem}: {case['name']}")
        for path in sorted((TESTS / folder).glob("*.toml"))
        for place, case in enumerate(read(path))
    ]


def read(path: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return cases


def update(path: Path, place: int, said: dict[str, Any]) -> None:
    """Write what was said over what was expected, comments kept."""
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    case = document["case"][place]
    for name, value in said.items():
        if isinstance(value, str) and "\n" in value:
            case[name] = tomlkit.string(value, multiline=True, literal="'''" not in value)
        elif value in ("", 0, None):
            case.pop(name, None)
        else:
            case[name] = value
    path.write_text(tomlkit.dumps(document), encoding="utf-8")


def stems(folder: Path) -> Iterator[str]:
    """Names of the modules in a folder of the product."""
    return (path.stem for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
