"""The folder is the registry: a rule, command, section or format is found because its file is there."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def names_in(package: str) -> list[str]:
    """Names of the modules in a package, sorted, without importing any of them.

    A trailing underscore, which keeps a Python keyword legal as a module name, is not part of the name.
    """
    return sorted(_stems(package))


def module_named(package: str, name: str) -> ModuleType:
    """The module of that name; it must be one of `names_in(package)`."""
    return import_module(f"{package}.{_stems(package)[name]}")


def modules_in(package: str) -> list[ModuleType]:
    """Every module of the package, in the order of their names."""
    return [module_named(package, name) for name in names_in(package)]


@cache
def _stems(package: str) -> dict[str, str]:
    """Names of the modules of a package, and of their files: a folder does not change while a command runs."""
    return {info.name.rstrip("_"): info.name for info in iter_modules(import_module(package).__path__)}
