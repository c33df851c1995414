"""The data files of this package, read by whatever loaded it: from a folder, a zip or a frozen program."""

import os
from typing import Protocol, cast

__all__ = ["read_data"]


class _Loader(Protocol):
    def get_data(self, path: str) -> bytes: ...


def read_data(name: str) -> str:
    """Return the text of a data file of this package."""
    loader = cast(_Loader, __spec__.loader)
    return loader.get_data(os.path.join(os.path.dirname(__file__), name)).decode()
