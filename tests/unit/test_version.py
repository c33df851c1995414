"""The version that the library says it is of."""

import importlib.metadata

import pytest

import aiprocure as ap


def test_the_version_of_a_copied_source_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    assert ap.__version__
    monkeypatch.setattr(importlib.metadata, "version", find_none)
    monkeypatch.delattr(ap, "__version__")
    assert ap.__version__ == "0+unknown"
