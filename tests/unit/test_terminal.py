"""What a terminal shows."""

from io import StringIO

import attrs
import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Styled

import aiprocure as ap
from aiprocure.terminal import Line, Page


def shown(line: Line, width: int) -> list[str]:
    """The lines that a terminal of some width shows."""
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(line)
    return capture.get().splitlines()


def test_a_long_line_breaks_as_japanese_does_and_stays_indented() -> None:
    passage = "公式の別紙1「高リスク判定シート」で、確かめること。Version 2.0 による。"
    for width in range(16, 60):
        lines = shown(Line(Styled(passage), indent=3), width)
        assert all(cell_len(line) <= width for line in lines)
        assert all(line.startswith("   ") and not line.endswith(" ") for line in lines)
        assert "".join(line.strip() for line in lines).replace(" ", "") == passage.replace(" ", "")
        assert not any(line.strip()[0] in "、。」" for line in lines)
        assert not any(line.endswith("「") for line in lines)
        assert "Version" in "\n".join(lines)


def test_an_edition_that_nothing_superseded_is_listed_in_one_line(edition: ap.Edition) -> None:
    console = Console(file=StringIO(), width=200, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(Page("ja").editions([attrs.evolve(edition, superseded_by=None)]))
    assert len(capture.get().strip().splitlines()) == 2


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_a_determination_is_wider_than_the_terminal(edition: ap.Edition, width: int) -> None:
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    for answers in edition.all_answers()[::7]:
        for language in ("ja", "en"):
            with console.capture() as capture:
                console.print(Page(language).determination(ap.assess(edition, answers)))
            assert max(map(cell_len, capture.get().splitlines())) <= width
