"""Writes the page of every field of an edition, from the model and our words for it."""

from pathlib import Path

from aiprocure.editions.fields import classes_of_edition, fields_of, named, values_of
from aiprocure.editions.toml_files import files_of
from aiprocure.encoding.forms import exchanged_fields
from aiprocure.model.edition import Edition

PAGE = Path(__file__).parents[1] / "docs" / "edition-fields.md"
BEGINNING = (
    "# 版の項目 / The fields of an edition\n\n"
    "版のフォルダーに書く項目の全てです。書き方は[手元の版](edition.md)にあります。「任意」の項目は省けます。"
    "この表は `make fields` により作ります。\n\n"
    "Every field of an edition. [An edition of one's own](edition.md) says how to write one. "
    "An optional field may be left out. This page is made by `make fields`."
)
HEADER = "| 項目 / Field | 形 / Form | 日本語 | English |\n|---|---|---|---|"


def cell(words: str | None) -> str:
    """Words as a cell of a table."""
    return (words or "").replace("|", "\\|").replace("<", "&lt;")


def page() -> str:
    """The page: which file holds what, and a table for each class."""
    files = files_of(field.name for field in fields_of(Edition))
    listed = [f"| `{file}` | {'、'.join(f'`{part}`' for part in parts)} |" for file, parts in files.items()]
    parts = [BEGINNING, "\n".join(["| ファイル / File | 項目 / Fields |\n|---|---|", *listed])]
    for kind in classes_of_edition():
        title, about = named(kind)
        types = {field.name: field.type for field in exchanged_fields(kind)}
        rows = [
            f"| `{field.name}` | {cell(field.form.ja)}{'・任意' if field.optional else ''}"
            f" / {cell(field.form.en)}{', optional' if field.optional else ''}"
            f" | {cell(field.title.ja)}：{cell(field.about.ja)} | {cell(field.title.en)}: {cell(field.about.en)} |"
            for field in fields_of(kind)
        ]
        values = [f"* `{value}`：{text.ja} / {text.en}" for name in types for value, text in values_of(types[name])]
        heading = f"## {title.ja} / {title.en}\n\n{about.ja}\n{about.en}"
        parts.append("\n\n".join([heading, "\n".join([HEADER, *rows]), *(["\n".join(values)] if values else [])]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
