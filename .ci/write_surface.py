"""Writes every public name, parameter and field of the library to the file that the tests hold it to."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from surface import surface_lines  # noqa: E402  # found in the folder of the tests

(TESTS / "surface.txt").write_text("\n".join(surface_lines()) + "\n", encoding="utf-8")
