"""What the functions of this package need beside the library itself."""

from importlib import import_module

from aiprocure.errors import MissingExtra

__all__ = ["require_extra"]

_MODULES = {"frames": ("narwhals.stable.v2",), "tables": ("narwhals.stable.v2", "pyarrow")}


def require_extra(extra: str) -> None:
    """Raise :class:`MissingExtra` unless the packages of an extra can be imported."""
    try:
        for module in _MODULES[extra]:
            import_module(module)
    except ImportError:
        raise MissingExtra(extra) from None
