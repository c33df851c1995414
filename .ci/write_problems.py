"""Writes the page of the codes of problems, from the catalogue and what is kept beside this file: when each comes."""

import tomllib
from pathlib import Path

from aiprocure.errors.catalogue import MESSAGES

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "problems.md"


def cell(words: str | None) -> str:
    """Words as a cell of a table."""
    return (words or "").replace("|", "\\|").replace("<", "&lt;")


def page() -> str:
    """The page: its beginning, and a table for each group of codes."""
    kept = tomllib.loads((HERE / "problems.toml").read_text("utf-8"))
    parts = [kept["beginning"].strip()]
    for group in kept["groups"]:
        rows = [
            f"| `{code}` | {cell(MESSAGES[code].ja)} | {cell(when)} | {cell(MESSAGES[code].en)} |"
            for code, when in group["codes"].items()
        ]
        header = "| コード | 日本語の文 | 生じるとき | English |\n|---|---|---|---|"
        parts.append("\n".join([f"### {group['title']}\n", header, *rows]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
