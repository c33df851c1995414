"""The public surface changes only on purpose: a change detector, renewed by ``make surface``."""

from pathlib import Path

from surface import surface_lines


def test_the_surface_is_what_was_written_down() -> None:
    written = Path(__file__).with_name("surface.txt").read_text(encoding="utf-8").splitlines()
    assert surface_lines() == written
