"""The wheel, installed into clean environments by ``make wheel``: with none, one or all of its extras."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from workbook_files import PROCUREMENT, write

ROOT = Path(__file__).parents[2]
CORE, CLI, ALL, TYPED = (ROOT / "build" / name / "bin" for name in ("core", "cli", "all", "typed"))
[WHEEL] = (ROOT / "build" / "dist").glob("*.whl")


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """How a command ends that is run away from the checkout, with a folder of programs before all others if need be."""
    words = [str(word) for word in command]
    programs = os.pathsep.join([*([str(path)] if path else []), os.environ["PATH"]])
    env = {**os.environ, "PATH": programs}
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd, env=env)


def test_the_wheel_holds_the_code_the_data_and_the_marker_of_types() -> None:
    names = zipfile.ZipFile(WHEEL).namelist()
    for name in ("py.typed", "editions/labels.toml", *(f"editions/2025-05-27/{f}.toml" for f in ("axes", "rules"))):
        assert f"aiprocure/{name}" in names
    assert not [name for name in names if not name.startswith(("aiprocure/", "aiprocure-"))]


def test_the_core_needs_attrs_and_cattrs_alone(tmp_path: Path) -> None:
    listed = run(sys.executable, "-m", "pip", "--python", CORE / "python", "list", "--format=json", cwd=tmp_path)
    names = {package["name"] for package in json.loads(listed.stdout)}
    assert names == {"aiprocure", "attrs", "cattrs", "typing_extensions"}


def test_the_core_decides(tmp_path: Path) -> None:
    code = (
        "import aiprocure as ap; e = ap.editions.load('2025-05-27'); "
        "a = ap.assess(e, e.answers(A=1, B=2, C=3, D=2)); print(a.outcome.id, a.rule.id, ap.__file__)"
    )
    printed = run(CORE / "python", "-W", "error", "-c", code, cwd=tmp_path).stdout
    assert printed.startswith("low R9 ")
    assert str(ROOT / "src") not in printed


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    result = run(CORE / "aiprocure", "editions", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "pip install 'aiprocure[cli]'" in result.stderr


def test_workbooks_are_read_without_any_extra(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [1, "要求"]])
    code = "import sys, aiprocure as ap; print(ap.sheets.read_workbook(sys.argv[1]).rows[0].number)"
    assert run(CORE / "python", "-c", code, file, cwd=tmp_path).stdout == "1\n"


@pytest.mark.parametrize(
    ("call", "extra"),
    [
        ("ap.frames.assess({}, e)", "frames"),
        ("ap.tables.assess_table('x.csv', 'y.csv', edition=e)", "tables"),
        ("ap.export.to_docx(e)", "docx"),
        ("ap.testing.answers(e)", "testing"),
    ],
)
def test_what_needs_another_extra_says_so_when_it_is_called(tmp_path: Path, call: str, extra: str) -> None:
    code = f"import aiprocure as ap, aiprocure.export; e = ap.editions.load('2025-05-27'); print(dir(ap)); {call}"
    result = run(CLI / "python", "-c", code, cwd=tmp_path)
    assert result.stdout.startswith("['")
    assert result.stderr.endswith(f"MissingExtra: an extra is needed: pip install 'aiprocure[{extra}]'\n")


def test_every_extra_brings_what_it_needs(tmp_path: Path) -> None:
    """Nothing but what the wheel itself declares is installed here."""
    inventory = ROOT / "examples" / "inventory.csv"
    assess = ("assess-table", inventory, "-o", "out.parquet", "--edition", "2025-05-27")
    assert run(ALL / "aiprocure", *assess, cwd=tmp_path).returncode == 0
    dossier = ROOT / "examples" / "dossiers" / "kobe-voicebot.toml"
    assert run(ALL / "aiprocure", "check", dossier, "--format", "docx", "-o", "out.docx", cwd=tmp_path).returncode == 0
    assert {file.name for file in tmp_path.iterdir()} == {"out.parquet", "out.docx"}
    code = (
        "import sys, aiprocure as ap; from hypothesis import given; "
        "given(ap.testing.editions().flatmap(ap.testing.dossiers))(lambda dossier: None)(); "
        "print({'pytest', 'strategies'} & sys.modules.keys())"
    )
    assert run(ALL / "python", "-W", "error", "-c", code, cwd=tmp_path).stdout == "set()\n"


@pytest.mark.parametrize("case", sorted((ROOT / "examples" / "dossiers").glob("*.toml")), ids=lambda case: case.stem)
def test_the_command_judges_the_examples(tmp_path: Path, case: Path) -> None:
    result = run(CLI / "aiprocure", "assess", case, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "判定の経路" in result.stdout


@pytest.fixture
def consumer(tmp_path: Path) -> Path:
    """A folder with a file alone that uses every public call."""
    (tmp_path / "consumer.py").write_bytes((ROOT / "tests" / "typing" / "test_public_types.py").read_bytes())
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    return tmp_path


def test_mypy_sees_the_types_of_the_wheel(consumer: Path) -> None:
    result = run(
        *(sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={consumer}"),
        *("--python-executable", TYPED / "python", "consumer.py"),
        cwd=consumer,
    )
    assert result.stdout == "Success: no issues found in 1 source file\n"


def test_pyright_sees_the_types_of_the_wheel(consumer: Path) -> None:
    result = run(sys.executable, "-m", "basedpyright", "--pythonpath", TYPED / "python", cwd=consumer)
    assert result.stdout == "0 errors, 0 warnings, 0 notes\n"


def test_the_types_of_the_wheel_are_complete(tmp_path: Path) -> None:
    verify = ("-m", "basedpyright", "--verifytypes", "aiprocure", "--ignoreexternal")
    result = run(sys.executable, *verify, cwd=tmp_path, path=TYPED)  # it asks the first `python` there is
    assert str(TYPED.parent) in result.stdout
    assert "Type completeness score: 100%" in result.stdout
