"""The page on trust and limits says what the code does."""

import importlib
import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text("utf-8")
ROWS = re.findall(r"^\|[^|]+\| `([\w.]+)\.([A-Z_]+)` \| ([\d,]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("module", "name", "written"), ROWS, ids=str)
def test_a_limit_on_the_page_is_the_one_in_the_code(module: str, name: str, written: str) -> None:
    assert written == f"{getattr(importlib.import_module(module), name):,}"


def test_every_row_of_the_table_names_a_constant() -> None:
    table = PAGE.split("## 上限")[1].split("\n## ")[0]
    assert len(ROWS) == len([line for line in table.splitlines() if line.startswith("| ")]) - 1
