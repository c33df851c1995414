"""Write the pictures that stand in the documentation, in docs/images: of the page, and of the papers in Word."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from aiprocure import dossiers, draft, editions  # noqa: E402
from aiprocure.export import to_docx, to_page  # noqa: E402
from aiprocure.model.papers import PaperKind  # noqa: E402
from chromium_pages import Page, open_page  # noqa: E402  # the path comes first

FOLDER = ROOT / "docs" / "images"
EXAMPLES = {
    PaperKind.BRIEF: "dossiers/kobe-voicebot.toml",
    PaperKind.SPECIFICATION: "exercises/kobe-voicebot.toml",
    PaperKind.CONTRACT: "dossiers/kobe-voicebot.toml",
    PaperKind.PACK: "dossiers/kobe-voicebot.toml",
}
"""What each paper is drafted from: of those that have little to show yet, what the paper offers is seen."""
FILL = """
    for (const id of data.options) document.querySelector(`[data-option=${id}]`).click();
    const type = (field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); };
    type(document.getElementById('title'), '問合せ窓口の回答案の作成');
    type(document.querySelector('#axis-2 textarea'), data.reason);
    scrollTo(0, 0);
"""


def draw_paper(paper: Path, name: str) -> None:
    """Write the picture of the first page of a PDF."""
    command = ["pdftoppm", "-png", "-gray", "-r", "64", "-singlefile", str(paper), str(FOLDER / name)]
    subprocess.run(command, check=True)  # noqa: S603  # our own command


def draw_papers(folder: Path) -> None:
    """Write the picture of each paper drafted from an example, as LibreOffice prints the Word document."""
    edition = editions.load("2025-05-27")
    for kind, example in EXAMPLES.items():
        dossier = dossiers.load(ROOT / "examples" / example)
        document = folder / f"{kind}.docx"
        document.write_bytes(to_docx(draft(kind, dossier, edition)))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own command
        draw_paper(document.with_suffix(".pdf"), f"paper-{kind}")


def write_pictures(page: Page, file: Path) -> None:
    """Write what the page shows on a desk, on a phone and on paper."""
    page.resize(1280, 860)
    page.open(file)
    page.run(FILL, options=["B2", "C3", "A1", "D1"], reason="公開されている文書だけを扱う。")
    (FOLDER / "page-desk.webp").write_bytes(page.picture("webp"))
    paper = file.with_suffix(".pdf")
    paper.write_bytes(page.paper())
    draw_paper(paper, "page-paper")
    page.resize(390, 844)
    page.open(file)
    page.run(FILL, options=["B2", "C2"], reason="保存も学習もしないことを契約で定める。")
    page.run("document.querySelector('fieldset[data-status=next]').scrollIntoView({block: 'center'})")
    (FOLDER / "page-phone.webp").write_bytes(page.picture("webp"))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draw_papers(Path(folder))
    with tempfile.TemporaryDirectory() as folder, open_page(Path(folder)) as opened:
        written = Path(folder) / "page.html"
        written.write_text(to_page(editions.load("2025-05-27")), encoding="utf-8", newline="")
        write_pictures(opened, written)
