"""A program frozen by PyInstaller as the page says: it finds the data of the editions in what it was frozen into."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "embedding.md"
PROGRAM = """
import aiprocure as ap

edition = ap.editions.load("2025-05-27")
assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2))
assert ap.encoding.retrace(ap.encoding.to_data(assessment), edition) == assessment
dossier = ap.dossiers.loads('edition = "2025-05-27"\\nproject = {title = "x"}\\nphase = "調達"', form="toml")
findings = ap.check(dossier, edition)
print(assessment.outcome.id, dossier.phase, len(findings) > 0, "判定" in ap.export.to_text(assessment))
"""


def documented() -> list[str]:
    """The command that the page gives to freeze program.py."""
    [command] = re.findall(r"^(pyinstaller .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return str(command).split()


def test_a_frozen_program_judges_without_python(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    name, *options = documented()
    command = [sys.executable, "-m", "PyInstaller", *options, "--log-level", "ERROR"]
    assert (name, options[-1]) == ("pyinstaller", "program.py")
    excluded = ("numpy", "pandas", "polars", "pyarrow", "duckdb", "dask", "ibis", "pyspark", "IPython", "docx")
    without = [word for module in excluded for word in ("--exclude-module", module)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    frozen = subprocess.run(
        [*command, *without], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert frozen.returncode == 0, frozen.stderr
    (tmp_path / "program.py").unlink()
    ran = subprocess.run(
        [tmp_path / "dist" / "program"], env={}, capture_output=True, encoding="utf-8", check=False, cwd="/"
    )
    assert (ran.stdout, ran.stderr) == ("low procurement True True\n", "")
