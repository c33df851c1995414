"""What every test shares."""

import os

import pytest
from hypothesis import settings

import aiprocure as ap

settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=100)
SOAK = int(os.environ.get("AIPROCURE_SOAK", "1"))
"""How many times as many examples as every day; more of them are other ones each time."""
settings.register_profile("soak", deadline=None, max_examples=100 * SOAK)
settings.load_profile("everyday" if SOAK == 1 else "soak")

collect_ignore = ["fuzz"]  # run by hand, with atheris


@pytest.fixture(scope="session")
def edition() -> ap.Edition:
    """The shipped edition."""
    return ap.editions.load("2025-05-27")
