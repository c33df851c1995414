"""A dossier as an Excel workbook, filled in as a spreadsheet program would, and read back."""

import tempfile
from pathlib import Path

import openpyxl

import aiprocure as ap

edition = ap.editions.load("2025-05-27")
dossier = ap.dossiers.load(Path(__file__).parent / "dossiers" / "kobe-voicebot.toml")

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "案件.xlsx"
    ap.export.to_xlsx(dossier, file, findings=ap.check(dossier, edition))
    print("read back as it was:", ap.dossiers.load(file) == dossier)

    book = openpyxl.load_workbook(file)
    sheet = book["調達チェック"]
    [words] = (cell.column_letter for cell in sheet[4] if cell.value == "仕様書への記載内容")
    sheet[f"{words}5"] = "ガイドラインを遵守すること。"
    book.save(file)
    filled = ap.dossiers.load(file)

for each in (dossier, filled):
    [first, *_] = ap.item_statuses(each, edition, ap.check(each, edition))
    print(first.item, first.status)
