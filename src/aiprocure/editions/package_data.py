"""The data files of a package, read by whatever loaded it: from a folder, a zip or a frozen program."""

import os
from importlib.machinery import ModuleSpec
from typing import Protocol, cast

__all__ = ["read_data"]


class _Loader(Protocol):
    def get_data(self, path: str) -> bytes: ...


def read_data(name: str, beside: ModuleSpec = __spec__) -> str:
    """Return the text of a data file that lies beside a module: one of this package, unless another is named."""
    loader = cast(_Loader, beside.loader)
    return loader.get_data(os.path.join(os.path.dirname(str(beside.origin)), name)).decode()
