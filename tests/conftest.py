"""What every test shares."""

import json
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import attrs
import pytest
from hypothesis import settings

import aiprocure as ap
from executed import NAME, Comparing, runs_in
from soak import COUNTED, SOAK, examples

settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=examples(100))
settings.register_profile("soak", deadline=None, max_examples=examples(100))  # other ones each time
settings.load_profile("soak" if SOAK else "everyday")

collect_ignore = ["fuzz"]  # run by hand, with atheris


@pytest.fixture(scope="session")
def edition() -> ap.Edition:
    """The shipped edition."""
    return ap.editions.load("2025-05-27")


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Comparing:
    """What compares an engine with the library, and notes the run for the table of executors."""
    return Comparing(request.node)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run write down what its engines have run."""
    parser.addoption("--executed", type=Path, help="the file that gets what each engine has run, if all tests pass")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Hand what a test has counted to its report, which reaches the process that sums up."""
    COUNTED.clear()
    try:
        yield
    finally:
        item.user_properties.extend(COUNTED.items())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config) -> None:
    """Say how much the laws that count have looked at, and write down what the engines have run."""
    reports = [each for each in terminalreporter.getreports("passed") if each.when == "call"]
    if SOAK:
        total: Counter[str] = Counter()
        for what, number in (pair for report in reports for pair in report.user_properties if pair[0] != NAME):
            total[what] += int(str(number))
        for what, number in total.items():
            terminalreporter.write_line(f"{number:,} {what}")
    file: Path | None = config.getoption("executed")
    if file is not None and exitstatus == pytest.ExitCode.OK:
        file.write_text(json.dumps([attrs.asdict(run) for run in runs_in(reports)]), encoding="utf-8")
