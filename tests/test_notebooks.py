"""Every notebook, executed for real in its own folder; and kept without what executing it leaves behind."""

from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "examples" / "notebooks").glob("*.ipynb"))
SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_every_cell_runs_and_shows_what_it_promises(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(file.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in outputs} == {"execute_result"}, "nothing printed, no warning, no error"
    fragments = [html for output in outputs if '"aiprocure"' in (html := output.data.get("text/html", ""))]
    drawings = [element for html in fragments for element in ElementTree.fromstring(html).iter(SVG)]
    assert len(fragments) > len(drawings) > 1


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_no_outputs_are_stored(file: Path) -> None:
    """They would be of some other day's code, on some other machine; whoever reads it runs it."""
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None and not cell.metadata for cell in code)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}


def test_there_is_a_notebook_to_run() -> None:
    assert [file.name for file in NOTEBOOKS] == ["what_if.ipynb"]
