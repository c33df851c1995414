"""Values written out in the formats of others, one format a module, each imported when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiprocure.export.csv import to_csv
    from aiprocure.export.dmn import to_dmn
    from aiprocure.export.docx import to_docx
    from aiprocure.export.html import to_html
    from aiprocure.export.json import to_json
    from aiprocure.export.json_schema import to_json_schema
    from aiprocure.export.markdown import to_markdown
    from aiprocure.export.mermaid import to_mermaid
    from aiprocure.export.page import to_page
    from aiprocure.export.sarif import to_sarif
    from aiprocure.export.sql import to_sql, to_sql_table
    from aiprocure.export.svg import to_svg
    from aiprocure.export.tck import to_tck
    from aiprocure.export.text import to_text
    from aiprocure.export.vectors import to_vectors
    from aiprocure.export.xlsx import to_xlsx

__all__ = [
    "to_csv",
    "to_dmn",
    "to_docx",
    "to_html",
    "to_json",
    "to_json_schema",
    "to_markdown",
    "to_mermaid",
    "to_page",
    "to_sarif",
    "to_sql",
    "to_sql_table",
    "to_svg",
    "to_tck",
    "to_text",
    "to_vectors",
    "to_xlsx",
]


def __getattr__(name: str) -> object:
    """Import the format that is asked for: ``to_svg`` lives in ``svg``, ``to_sql_table`` in ``sql``, and so on."""
    if name not in __all__:
        raise AttributeError(f"module 'aiprocure.export' has no attribute {name!r}")
    module = name.removeprefix("to_").removesuffix("_table")
    value: object = getattr(import_module(f"aiprocure.export.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
