"""Write the pictures of a dossier's workbook that stand in its documentation: docs/images/workbook-*."""

import subprocess
import tempfile
from pathlib import Path

import aiprocure as ap

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "images"
PAGES = {
    "workbook-first": "このブックの使い方",
    "workbook-determination": "リスクの判定",
    "workbook-procurement": "調達チェックシート",
}
"""A heading of each page that is shown, by the name of its picture: the first page that has it."""
RESOLUTION = "80"


def write_pictures() -> None:
    """Print the workbook of an example with its findings, and write the pages that are shown."""
    dossier = ap.dossiers.load(ROOT / "examples" / "dossiers" / "kobe-voicebot.toml")
    findings = ap.check(dossier, ap.editions.load(dossier.edition))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ap.export.to_xlsx(dossier, folder / "book.xlsx", findings=findings)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(folder / "book.xlsx")]
        subprocess.run(convert, check=True, capture_output=True, timeout=240)  # noqa: S603  # our own files
        text = subprocess.run(["pdftotext", str(folder / "book.pdf"), "-"], check=True, capture_output=True, text=True)  # noqa: S603, S607  # likewise
        pages = text.stdout.split("\f")
        for picture, heading in PAGES.items():
            page = next(number for number, each in enumerate(pages, 1) if heading in each.splitlines())
            only = ["-f", str(page), "-l", str(page), "-singlefile", "-r", RESOLUTION, "-png"]
            subprocess.run(["pdftoppm", *only, str(folder / "book.pdf"), str(PICTURES / picture)], check=True)  # noqa: S603, S607  # likewise


if __name__ == "__main__":
    write_pictures()
