"""What holds of the findings about every dossier, whatever edition it is checked against."""

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import CHECKS
from aiprocure.model.dossier import Dossier, Item, ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.records import entries_of
from brute import every_case, sufficient_reasons
from strategies import dossier_data_for, dossiers_for, plain_texts, sound_editions

SHIPPED = ap.editions.load("2025-05-27")
HEADLINES_OF_AXIS = {"A": {12, 13, 14, 15}, "B": {7, 18, 19, 20, 21}, "C": {6, 16}, "D": set[int]()}
"""The headlines under which the mitigations of an axis fall, by hand from the page that groups them."""
CONTRADICTIONS = {
    *("users-beyond-ministry", "public-users", "narrower-users", "personal-information-handled", "nothing-handled"),
    *("confidential-information-handled", "inputs-learned", "inputs-stored", "undecided-but-described"),
    "inputs-not-kept",
    *("no-reviewer", "reviewer-named", "no-disclosure"),
}
CATALOGUE = (
    *("requirement_groups", "themes", "process_steps", "risk_cases", "roles", "phases", "bodies", "reporting"),
    *("scope", "neighbours", "superseded_by"),
)


@st.composite
def stocked_editions(draw: st.DrawFn) -> Edition:
    """Generated editions that hold some of the shipped one's records, and mitigations for axes of their own."""
    edition = draw(sound_editions(most_axes=4, most_options=3))
    kept = {name: getattr(SHIPPED, name) for name in draw(st.sets(st.sampled_from(CATALOGUE)))}
    if "process_steps" not in kept:
        kept.pop("risk_cases", None)
    if not {"roles", "bodies"} <= kept.keys():
        kept.pop("reporting", None)
    if "requirement_groups" in kept:
        kept["requirements"] = SHIPPED.requirements[: draw(st.integers(0, 21))]
        known = {None, *(requirement.id for requirement in kept["requirements"])}
        kept["sheet_rows"] = tuple(row for row in SHIPPED.sheet_rows if row.requirement in known)
        rows = {row.id for row in kept["sheet_rows"]}
        kept["mitigations"] = tuple(
            attrs.evolve(mitigation, axis=draw(st.sampled_from(edition.axes)).id)
            for mitigation in SHIPPED.mitigations
            if mitigation.row in rows
        )
    if "themes" in kept:
        kept["clauses"] = SHIPPED.clauses
    if "superseded_by" in kept:
        kept["decided"] = SHIPPED.decided
    stocked: Edition = attrs.evolve(edition, sources=(*edition.sources, *SHIPPED.sources), **kept)
    return stocked


editions = st.just(SHIPPED) | stocked_editions()


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Dossier, Edition]:
    """A dossier of one edition, and the edition that it is checked against: mostly the same."""
    own = draw(editions)
    return draw(dossiers_for(own)), draw(st.just(own) | editions)


def names_in(edition: Edition) -> set[str]:
    """Every record of an edition, by family and id."""
    return {f"{entry.family}/{entry.record.id}" for entry in entries_of(edition)}


def part_at(data: object, pointer: str) -> object:
    """What a JSON pointer points to, by RFC 6901."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]  # type: ignore[index]
    return data


def summed_up(findings: tuple[Finding, ...]) -> list[tuple[str, Severity, str | None]]:
    return [(finding.code, finding.severity, finding.subject) for finding in findings]


def open_items(findings: tuple[Finding, ...]) -> list[str | None]:
    return [finding.subject for finding in findings if finding.code.startswith("open-")]


@settings(max_examples=60)
@given(pairs())
def test_a_dossier_that_loads_is_checked_against_any_sound_edition(pair: tuple[Dossier, Edition]) -> None:
    dossier, edition = pair
    findings = ap.check(dossier, edition)
    codes = [check.code for check in CHECKS]
    positions = [codes.index(finding.code) for finding in findings]
    assert positions == sorted(positions)
    sources = {source.id for source in edition.sources}
    for finding in findings:
        assert finding.citation.document in sources
        assert finding.subject is None or finding.subject in names_in(edition) or finding.code == "unknown-item"
        assert ap.encoding.from_data(ap.encoding.to_data(finding), Finding) == finding


@settings(max_examples=40)
@given(st.data())
def test_every_finding_points_to_a_part_of_the_dossier_and_of_its_file(data: st.DataObject) -> None:
    edition = data.draw(editions)
    file = data.draw(dossier_data_for(edition))
    dossier = dossiers.from_data(file, edition=edition)
    for finding in ap.check(dossier, data.draw(st.just(edition) | editions)):
        part_at(file, finding.where)
        part_at(ap.encoding.to_data(dossier), finding.where)


@settings(max_examples=30)
@given(pairs())
def test_what_is_open_is_what_the_dossier_does_not_name(pair: tuple[Dossier, Edition]) -> None:
    dossier, edition = pair
    asked = [name for name in names_in(edition) if name.startswith(("requirement/", "clause/"))]
    named = [item.id for item in dossier.requirements] + [item.id for item in dossier.clauses]
    assert Counter(open_items(ap.check(dossier, edition))) == Counter(set(asked) - set(named))


@settings(max_examples=30)
@given(pairs(), st.none() | plain_texts)
def test_a_dossier_that_names_every_item_has_none_open(pair: tuple[Dossier, Edition], reason: str | None) -> None:
    dossier, edition = pair
    items = {family: [n for n in names_in(edition) if n.startswith(family)] for family in ("requirement/", "clause/")}
    full = attrs.evolve(
        dossier,
        requirements=tuple(Item(ItemId(name), set_aside=reason) for name in items["requirement/"]),
        clauses=tuple(Item(ItemId(name), set_aside=reason) for name in items["clause/"]),
    )
    assert open_items(ap.check(full, edition)) == []


@settings(max_examples=30)
@given(st.data())
def test_addressing_more_never_opens_anything(data: st.DataObject) -> None:
    dossier, edition = data.draw(pairs())
    more = data.draw(dossiers_for(edition))
    added = attrs.evolve(
        dossier, requirements=dossier.requirements + more.requirements, clauses=more.clauses + dossier.clauses
    )
    before = {finding for finding in ap.check(dossier, edition) if finding.code.startswith("open-")}
    after = {finding for finding in ap.check(added, edition) if finding.code.startswith("open-")}
    assert {(each.subject, each.severity) for each in after} <= {(each.subject, each.severity) for each in before}


@settings(max_examples=30)
@given(st.data())
def test_the_order_of_items_never_matters(data: st.DataObject) -> None:
    dossier, edition = data.draw(pairs())
    shuffled = attrs.evolve(
        dossier,
        requirements=tuple(data.draw(st.permutations(dossier.requirements))),
        clauses=tuple(data.draw(st.permutations(dossier.clauses))),
        risk_cases=tuple(data.draw(st.permutations(dossier.risk_cases))),
    )
    assert summed_up(ap.check(shuffled, edition)) == summed_up(ap.check(dossier, edition))


@settings(max_examples=30)
@given(st.data())
def test_answers_contradict_nothing_where_the_axes_mean_something_else(data: st.DataObject) -> None:
    edition = data.draw(stocked_editions())
    system = data.draw(dossiers_for(SHIPPED)).system
    dossier = attrs.evolve(data.draw(dossiers_for(edition)), system=attrs.evolve(system, users=()))
    assert not CONTRADICTIONS & {finding.code for finding in ap.check(dossier, edition)}


@pytest.mark.parametrize("case", every_case(SHIPPED)[::5], ids=lambda case: " ".join(case.values()))
def test_an_open_headline_weighs_more_exactly_where_a_high_outcome_rests_on_its_axis(case: dict[str, str]) -> None:
    data = {"edition": SHIPPED.id, "project": {"title": "何か"}, "answers": case, "phase": "contract"}
    assessment = ap.assess(SHIPPED, SHIPPED.answers(**case))
    axes = {option[0] for reason in sufficient_reasons(SHIPPED, case) for option in reason}
    expected = {n for axis in axes for n in HEADLINES_OF_AXIS[axis]} if assessment.outcome.id == "high" else set()
    findings = ap.check(dossiers.from_data(data), SHIPPED)
    raised = {
        finding.subject for finding in findings if finding.code == "open-requirement" and finding.severity == "error"
    }
    assert raised == {f"requirement/{number}" for number in expected}
