"""What those who build on the library draw: sound editions, answers to them, and dossiers that load."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import testing
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidArgument, MissingExtra

SHIPPED = ap.editions.load("2025-05-27")
SMALLEST = ap.editions.read(Path(__file__).parents[1] / "editions" / "smallest")


@settings(max_examples=10)
@given(testing.editions(most_axes=2, most_options=3))
def test_an_edition_is_no_larger_than_asked_for(edition: ap.Edition) -> None:
    assert [len(axis.options) <= 3 for axis in edition.axes] == [True, True]


PARTS: dict[str, Callable[[ap.Edition], object]] = {
    "five axes": lambda edition: len(edition.axes) == 5,
    "three outcomes": lambda edition: len(edition.outcomes) == 3,
    "an outcome that no row gives": lambda edition: len({rule.outcome for rule in edition.rules}) == 1,
    "two rivals": lambda edition: len(edition.readings) == 2,
    "guidance": lambda edition: edition.guidance,
    "a crosswalk to something": lambda edition: any(each.controls for each in edition.correspondences),
    "a crosswalk to nothing": lambda edition: any(not each.controls for each in edition.correspondences),
    "reported facts": lambda edition: edition.reported,
    "a later version": lambda edition: edition.superseded_by,
    "revisions": lambda edition: edition.revisions,
}


def test_any_sound_edition_can_come_and_it_takes_its_answers() -> None:
    seen: set[str] = set()
    fingerprints: set[str] = set()

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(testing.editions(), st.data())
    def draw(edition: ap.Edition, data: st.DataObject) -> None:
        require_sound(edition)
        assert all(2 <= len(axis.options) <= 5 for axis in edition.axes)
        answers, some = data.draw(testing.answers(edition)), data.draw(testing.partial_answers(edition))
        assert ap.assess(edition, answers).outcome in edition.outcomes
        assert ap.explore(edition, some).answers == some
        seen.update(part for part, holds in PARTS.items() if holds(edition))
        fingerprints.add(ap.encoding.fingerprint(edition))

    draw()
    assert seen == PARTS.keys()
    assert len(fingerprints) > 50


@pytest.mark.parametrize("edition", [SHIPPED, SMALLEST], ids=["shipped", "without records"])
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_dossier_loads_and_can_be_checked(edition: ap.Edition, data: st.DataObject) -> None:
    dossier = data.draw(testing.dossiers(edition))
    assert dossier.edition == edition.id
    assert isinstance(ap.check(dossier, edition), tuple)
    if edition is SMALLEST:
        assert (dossier.requirements, dossier.clauses) == ((), ())


OF_AN_EDITION: tuple[Callable[[Any], object], ...] = (testing.answers, testing.partial_answers, testing.dossiers)


def test_slips_of_the_caller_are_named() -> None:
    for strategy in OF_AN_EDITION:
        with pytest.raises(InvalidArgument, match="expected Edition, not '2025-05-27'"):
            strategy("2025-05-27")
    for number in (1, 6, True, 2.0, "3"):
        for name in ("most_axes", "most_options"):
            with pytest.raises(InvalidArgument, match=f"^/{name}: expected 2, 3, 4, 5, not "):
                testing.editions(**{name: number})  # type: ignore[arg-type]  # the slip this is about


def test_without_its_extra_a_call_says_what_to_install_and_an_import_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    assert dir(testing) == ["answers", "dossiers", "editions", "partial_answers"]
    calls: list[Callable[[], object]] = [testing.editions, *(partial(each, SHIPPED) for each in OF_AN_EDITION)]
    for call in calls:
        with pytest.raises(MissingExtra, match=r"^an extra is needed: pip install 'aiprocure\[testing\]'$"):
            call()
