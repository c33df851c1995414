"""What every test shares."""

import pytest
from hypothesis import settings

import aiprocure as ap

settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("everyday")

collect_ignore = ["fuzz"]  # run by hand, with atheris


@pytest.fixture(scope="session")
def edition() -> ap.Edition:
    """The shipped edition."""
    return ap.editions.load("2025-05-27")
