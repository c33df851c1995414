"""The package runs from a zip that holds it and what it needs, optimised or not: nothing is read beside the loader."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import aiprocure

NEEDED = ("aiprocure", "attr", "attrs", "cattr", "cattrs", "typing_extensions")
CODE = """
import sys
sys.path.insert(0, sys.argv[1])
import aiprocure as ap
assert ap.__file__.startswith(sys.argv[1]), ap.__file__
edition = ap.editions.load("2025-05-27")
dossier = ap.dossiers.loads('edition = "2025-05-27"\\nproject = {title = "x"}\\nphase = "調達"', form="toml")
assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2))
assert ap.encoding.retrace(ap.encoding.to_data(assessment), edition) == assessment
assert ap.export.to_page(edition).startswith("<!DOCTYPE html>")
from aiprocure.editions.labels import field_texts, phrases_in
print(assessment.outcome.id, dossier.phase, len(field_texts()) > 50, len(phrases_in("ja")) > 50)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip of the package and of what its core needs."""
    file = tmp_path_factory.mktemp("zip") / "bundle.zip"
    with zipfile.ZipFile(file, "w") as bundle:
        for name in NEEDED:
            spec = importlib.util.find_spec(name)
            assert spec is not None
            assert spec.origin is not None
            origin = Path(spec.origin)
            top = origin.parent if spec.submodule_search_locations else origin
            parts = [part for part in top.rglob("*") if part.is_file()] if top.is_dir() else [top]
            for part in parts:
                if part.suffix != ".pyc":
                    bundle.write(part, part.relative_to(top.parent))
    return file


@pytest.mark.parametrize("options", [(), ("-O",), ("-OO",)], ids=["plain", "optimised", "without docstrings"])
def test_the_package_runs_from_a_zip(options: tuple[str, ...], archive: Path, tmp_path: Path) -> None:
    command = [sys.executable, *options, "-I", "-S", "-W", "error", "-X", "utf8", "-c", CODE, str(archive)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert (result.stdout, result.stderr) == ("low procurement True True\n", "")


def test_what_is_in_the_zip_is_this_package(archive: Path) -> None:
    names = zipfile.ZipFile(archive).namelist()
    there = {f"aiprocure/{part.name}" for part in Path(aiprocure.__file__).parent.glob("*.py")}
    assert there <= set(names)
