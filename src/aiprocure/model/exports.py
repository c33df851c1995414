"""What packages export from their modules, each imported when something is first asked for."""

from collections.abc import Iterable
from importlib import import_module

__all__ = ["find_export"]


def find_export(name: str, package: str, modules: Iterable[str]) -> object:
    """Return what one of some modules exports under a name. Raises :class:`AttributeError` where none does."""
    for module in map(import_module, modules):
        if name in module.__all__:
            value: object = getattr(module, name)
            return value
    raise AttributeError(f"module {package!r} has no attribute {name!r}")
