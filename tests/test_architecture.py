"""The house rules that no linter knows."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "aiprocure"
FILES = sorted(SOURCE.rglob("*.py"))
HERITABLE = {
    *("AiprocureError", "Exception", "ImportError", "Invalid", "LookupError", "Mapping", "Protocol", "StrEnum"),
    *("TypeError", "TypedDict", "ValueError", "_Chosen", "_Unknown", "reprlib.Repr"),
    "io.RawIOBase",  # what a stream has to be
    *("click.ClickException", "click.Command", "click.Group", "Command", "Group"),  # what click asks to be inherited
}
STRATEGIES = {"answers", "dossiers", "editions"}
"""What ``testing`` offers is called by what it draws, as the strategies of Hypothesis are."""
VAGUE = {"utils", "util", "helpers", "helper", "core", "common", "base", "manager", "misc"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
class TestModule:
    def test_its_name_says_something(self, file: Path) -> None:
        assert file.stem not in VAGUE

    def test_no_function_shares_a_name_with_a_module(self, file: Path) -> None:
        functions = {node.name for node in tree_of(file).body if isinstance(node, ast.FunctionDef)}
        allowed = STRATEGIES if file.parent.name == "testing" else set()
        assert functions & {other.stem for other in FILES} <= allowed

    def test_its_public_names_are_sorted(self, file: Path) -> None:
        for node in tree_of(file).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                names = ast.literal_eval(node.value)
                assert names == sorted(names, key=lambda name: (not name.isupper(), name.islower(), name))

    def test_its_functions_are_short(self, file: Path) -> None:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef):
                documented = ast.get_docstring(node, clean=False)
                length = (node.end_lineno or 0) - node.lineno + 1 - len((documented or "").splitlines())
                assert length <= 32, node.name

    def test_only_exceptions_and_what_the_standard_library_offers_are_inherited(self, file: Path) -> None:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef):
                for parent in map(ast.unparse, node.bases):
                    name = parent.partition("[")[0]
                    assert name in HERITABLE

    def test_no_any_in_a_public_signature(self, file: Path) -> None:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                annotations = [a.annotation for a in ast.walk(node.args) if isinstance(a, ast.arg)] + [node.returns]
                assert not any("Any" in ast.unparse(annotation) for annotation in annotations if annotation)


def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(file.read_text(encoding="utf-8"))
