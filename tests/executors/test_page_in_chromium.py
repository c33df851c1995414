"""The page, filled in by clicks in Chromium. The program has to be there: nothing here is skipped."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.errors.text import Text
from aiprocure.export import to_page
from aiprocure.model.edition import Edition
from chromium_pages import Page, open_page
from soak import examples
from strategies import sound_editions

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
EDITIONS = ROOT / "tests" / "editions"
HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "]]> --> <!-- <style> </style> </textarea> <![CDATA[",
    "\"'`><img src=x onerror='window.hacked = 1'>",
    "{edition} {value} {{}} $& $1 \\u003c \\",
    "line\nbreak\r\nreturn\u2028separator",
    "長" * 10_000,
]

# Click some options of a page that is not filled in, and tell what it then shows.
CLICK = """
    const ids = (selector, name) => [...document.querySelectorAll(selector)].map((each) => each.dataset[name]);
    const seen = [];
    for (const options of data.states) {
        document.getElementById('clear').click();
        for (const option of options) document.querySelector(`[data-option="${option}"]`).click();
        const sets = [...document.querySelectorAll('fieldset')];
        seen.push({
            checked: ids('input:checked', 'option').sort(),
            outcome: document.getElementById('outcome').dataset.outcome,
            verdict: document.getElementById('verdict').textContent,
            counts: Object.fromEntries([...document.querySelectorAll('#certainty [data-count]')]
                .map((each) => [each.dataset.outcome, Number(each.dataset.count)])),
            row: document.querySelector('[data-row]')?.dataset.row ?? null,
            disputes: ids('#row [data-reading]', 'reading'),
            next: ids('#next:not([hidden]) [data-axis]', 'axis'),
            first: ids('#asked fieldset', 'axis').filter((axis) => !options.some((option) =>
                document.querySelector(`[data-axis="${axis}"] [data-option="${option}"]`))),
            needless: sets.filter((set) => set.dataset.needless === 'true').map((set) => set.dataset.axis).sort(),
            reasons: ids('#reasons:not([hidden]) [data-reason]', 'reason'),
            routes: [...document.querySelectorAll('#routes:not([hidden]) [data-route]')]
                .map((each) => [each.dataset.route, each.dataset.disputed]),
            path: ids('#path li[data-axis]', 'axis'),
            taken: document.querySelectorAll('#path svg.shown, #path .ja [data-box][data-state=taken]').length,
            follows: document.getElementById('follows').hidden ? 0 : document.querySelectorAll('#follows li').length,
        });
    }
    return seen;
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A Chromium, shared by the tests of this file."""
    with open_page(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def show(page: Page, folder: Path, edition: Edition) -> None:
    """Open the page of an edition."""
    file = folder / "判定.html"
    file.write_text(to_page(edition), encoding="utf-8", newline="")
    page.messages.clear()
    page.requests.clear()
    page.open(file)


def expected(edition: Edition, options: tuple[str, ...]) -> dict[str, object]:
    """What the engine makes of some options, as the page shows it."""
    axes = {option.id: axis.id for axis in edition.axes for option in axis.options}
    partial = edition.partial_answers(**{axes[option]: option for option in options})
    exploration = ap.explore(edition, partial)
    settled = exploration.possible[0] if exploration.settled else None
    assessment = ap.assess(edition, edition.answers(**partial)) if len(partial) == len(edition.axes) else None
    lightest = edition.outcomes[0]
    routes = ap.routes(assessment, to=lightest.id) if assessment and assessment.outcome != lightest else ()
    return {
        "checked": sorted(options),
        "outcome": settled.id if settled else "",
        "counts": {} if settled else dict(exploration.counts),
        "row": assessment.rule.id if assessment else None,
        "disputes": list(exploration.disputed_by),
        "next": [axis.id for axis in exploration.ask_next],
        "first": [axis.id for axis in exploration.ask_next[:1]],
        "needless": sorted(axis.id for axis in exploration.irrelevant),
        "routes": [
            [" ".join(change.option.id for change in route.changes), " ".join(route.disputed_by)] for route in routes
        ],
        "follows": sum(settled.id in each.outcomes for each in edition.consequences) if settled else 0,
        **({"reasons": _reasons(assessment), "path": [step.axis.id for step in assessment.path]} if assessment else {}),
        **({"taken": len(assessment.path) + 1} if assessment else {}),
    }


def _reasons(assessment: ap.Assessment) -> list[str]:
    return [" ".join(option.id for option in reason) for reason in ap.explain(assessment) if reason]


def partial_states(edition: Edition) -> list[tuple[str, ...]]:
    """Every choice of at most one option on each axis."""
    each = product(*([None, *(option.id for option in axis.options)] for axis in edition.axes))
    return [tuple(option for option in chosen if option) for chosen in each]


def require_alike(page: Page, folder: Path, edition: Edition, states: list[tuple[str, ...]]) -> None:
    """Compare what the page shows with what the engine says."""
    show(page, folder, edition)
    seen = page.run(CLICK, states=states)
    assert len(seen) == len(states)
    for options, shown in zip(states, seen, strict=True):
        wanted = expected(edition, options)
        assert {name: shown[name] for name in wanted} == wanted, options
        assert bool(shown["outcome"]) == (shown["verdict"] != "判定はまだ定まらない。")
    assert page.messages == []
    assert page.requests == [(folder / "判定.html").as_uri()]


def test_every_partial_state_shows_what_the_engine_says(page: Page, edition: Edition, tmp_path: Path) -> None:
    states = partial_states(edition)
    assert len(states) == 400
    assert sum(len(options) == 4 for options in states) == 144
    require_alike(page, tmp_path, edition, states)


@pytest.mark.parametrize(("name", "count"), [("made_up_2", 960), ("smallest", 3)])
def test_an_edition_of_other_axes_and_outcomes_too(name: str, count: int, page: Page, tmp_path: Path) -> None:
    edition = ap.editions.read(EDITIONS / name)
    states = partial_states(edition)
    assert len(states) == count
    require_alike(page, tmp_path, edition, states)


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_a_generated_edition_too(page: Page, tmp_path: Path, data: st.DataObject) -> None:
    edition = data.draw(sound_editions())
    states = partial_states(edition)
    require_alike(page, tmp_path, edition, states[:: max(1, len(states) // 100)])
