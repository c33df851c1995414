"""What every test shares."""

from collections import Counter
from collections.abc import Generator

import pytest
from hypothesis import settings

import aiprocure as ap
from soak import COUNTED, SOAK, examples

settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=examples(100))
settings.register_profile("soak", deadline=None, max_examples=examples(100))  # other ones each time
settings.load_profile("soak" if SOAK else "everyday")

collect_ignore = ["fuzz"]  # run by hand, with atheris


@pytest.fixture(scope="session")
def edition() -> ap.Edition:
    """The shipped edition."""
    return ap.editions.load("2025-05-27")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Measure the coverage of doctests and unit tests alone: measuring it takes three times as long."""
    measured = (config.rootpath / "src", config.rootpath / "tests" / "unit")
    for item in items:
        if not any(map(item.path.is_relative_to, measured)):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Hand what a test has counted to its report, which reaches the process that sums up."""
    COUNTED.clear()
    try:
        yield
    finally:
        item.user_properties.extend(COUNTED.items())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much the laws that count have looked at."""
    if SOAK:
        reports = [each for each in terminalreporter.getreports("passed") if each.when == "call"]
        total: Counter[str] = Counter()
        for what, number in (pair for report in reports for pair in report.user_properties):
            total[what] += int(str(number))
        for what, number in total.items():
            terminalreporter.write_line(f"{number:,} {what}")
