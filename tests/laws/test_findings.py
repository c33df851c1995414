"""What holds of the findings about every dossier, whatever edition it is checked against."""

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import CHECKS, find_kinds
from aiprocure.model.check_sheets import SheetRow
from aiprocure.model.dossier import Dossier, Item, ItemId, Judgements, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.item_status import Status
from aiprocure.model.records import entries_of
from brute import every_case, sufficient_reasons
from soak import examples
from stocked import SHIPPED, editions, stocked_editions
from strategies import dossier_data_for, dossiers_for, plain_texts

HEADLINES_OF_AXIS = {"A": {12, 13, 14, 15}, "B": {7, 18, 19, 20, 21}, "C": {6, 16}, "D": set[int]()}
"""The headlines under which the mitigations of an axis fall, by hand from the page that groups them."""
CONTRADICTIONS = {
    *("users-beyond-ministry", "public-users", "narrower-users", "personal-information-handled", "nothing-handled"),
    *("confidential-information-handled", "inputs-learned", "inputs-stored", "undecided-but-described"),
    *("inputs-not-kept", "inputs-not-stated"),
    *("no-reviewer", "reviewer-named", "no-disclosure"),
}


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
    return [finding.subject for finding in findings if finding.code in {"open-requirement", "open-clause"}]


@settings(max_examples=examples(60))
@given(pairs())
def test_a_dossier_that_loads_is_checked_against_any_sound_edition(pair: tuple[Dossier, Edition]) -> None:
    dossier, edition = pair
    findings = ap.check(dossier, edition)
    sources = {source.id for source in edition.sources}
    for finding in findings:
        assert finding.citation.document in sources
        assert finding.subject is None or finding.subject in names_in(edition) or finding.code == "unknown-item"
        assert ap.encoding.from_data(ap.encoding.to_data(finding), Finding) == finding


@settings(max_examples=examples(60))
@given(pairs())
def test_findings_come_by_code_then_the_emphasized_then_in_the_order_of_the_records(
    pair: tuple[Dossier, Edition],
) -> None:
    """What concerns no record of the edition comes after what does."""
    dossier, edition = pair
    codes = [check.code for check in CHECKS]
    records = [f"{entry.family}/{entry.record.id}" for entry in entries_of(edition)]
    order = {name: position for position, name in enumerate(records)}
    places = [
        (codes.index(finding.code), not finding.raised_by, order.get(str(finding.subject), len(order)))
        for finding in ap.check(dossier, edition)
    ]
    assert places == sorted(places)


@settings(max_examples=examples(60))
@given(pairs())
def test_what_is_emphasized_says_by_which_axis_and_mitigation(pair: tuple[Dossier, Edition]) -> None:
    """Each mitigation is tied to one of the axes named, and its row or the headline of its row is the subject."""
    dossier, edition = pair
    mitigations = {f"mitigation/{each.id}": each for each in edition.mitigations}
    headlines = {row.id: row.requirement for row in edition.sheet_rows}
    for finding in ap.check(dossier, edition):
        assert (finding.reason is None) is (not finding.raised_by)
        named = [mitigations[name] for name in finding.raised_by if name in mitigations]
        axes = [name for name in finding.raised_by if name not in mitigations]
        assert list(dict.fromkeys(f"axis/{each.axis}" for each in named)) == axes
        for each in named:
            assert finding.subject in {f"sheet-row/{each.row}", f"requirement/{headlines[each.row]}"}


@settings(max_examples=examples(40))
@given(st.data())
def test_every_finding_points_to_a_part_of_the_dossier_and_of_its_file(data: st.DataObject) -> None:
    edition = data.draw(editions)
    file = data.draw(dossier_data_for(edition))
    dossier = dossiers.from_data(file, edition=edition)
    for finding in ap.check(dossier, data.draw(st.just(edition) | editions)):
        part_at(file, finding.where)
        part_at(ap.encoding.to_data(dossier), finding.where)


def left_open(dossier: Dossier, edition: Edition) -> set[str]:
    """What is open, found the long way: neither named, nor its headline, nor each of the rows under it.

    For editions without supplied rows, where the headlines and the clauses are the items.
    """
    named = {item.id for item in dossier.requirements}
    rows = {
        requirement.id: {f"sheet-row/{row.id}" for row in edition.sheet_rows if row.requirement == requirement.id}
        for requirement in edition.requirements
    }
    headlines = {f"requirement/{id_}" for id_, under in rows.items() if not under or not under <= named} - named
    return headlines | ({f"clause/{clause.id}" for clause in edition.clauses} - {item.id for item in dossier.clauses})


@settings(max_examples=examples(60))
@given(pairs())
def test_what_is_open_is_what_the_dossier_does_not_deal_with(pair: tuple[Dossier, Edition]) -> None:
    dossier, edition = pair
    assert Counter(open_items(ap.check(dossier, edition))) == Counter(left_open(dossier, edition))


@settings(max_examples=examples(30))
@given(pairs(), st.sampled_from(SHIPPED.sheet_rows))
def test_a_headline_is_dealt_with_where_its_rows_are(pair: tuple[Dossier, Edition], row: SheetRow) -> None:
    dossier, edition = pair
    if row.requirement is None or f"requirement/{row.requirement}" not in names_in(edition):
        return
    under = [each for each in edition.sheet_rows if each.requirement == row.requirement]
    items = tuple(Item(ItemId(f"sheet-row/{each.id}"), words="文言") for each in under)
    by_rows = attrs.evolve(dossier, requirements=items)
    by_headline = attrs.evolve(dossier, requirements=(Item(ItemId(f"requirement/{row.requirement}"), words="文言"),))
    for dealt_with in (by_rows, by_headline):
        assert f"requirement/{row.requirement}" not in open_items(ap.check(dealt_with, edition))


@settings(max_examples=examples(30))
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


@settings(max_examples=examples(30))
@given(st.data())
def test_addressing_more_never_opens_anything(data: st.DataObject) -> None:
    dossier, edition = data.draw(pairs())
    more = data.draw(dossiers_for(edition))
    added = attrs.evolve(
        dossier, requirements=dossier.requirements + more.requirements, clauses=more.clauses + dossier.clauses
    )
    before, after = set(open_items(ap.check(dossier, edition))), set(open_items(ap.check(added, edition)))
    assert after <= before


@settings(max_examples=examples(30))
@given(st.data())
def test_the_order_of_items_never_matters(data: st.DataObject) -> None:
    dossier, edition = data.draw(pairs())
    shuffled = attrs.evolve(
        dossier,
        requirements=tuple(data.draw(st.permutations(dossier.requirements))),
        clauses=tuple(data.draw(st.permutations(dossier.clauses))),
        products=tuple(data.draw(st.permutations(dossier.products))),
        verifications=tuple(data.draw(st.permutations(dossier.verifications))),
        risk_cases=tuple(data.draw(st.permutations(dossier.risk_cases))),
    )
    assert summed_up(ap.check(shuffled, edition)) == summed_up(ap.check(dossier, edition))


@settings(max_examples=examples(30))
@given(st.data())
def test_answers_contradict_nothing_where_the_axes_mean_something_else(data: st.DataObject) -> None:
    edition = data.draw(stocked_editions())
    system = data.draw(dossiers_for(SHIPPED)).system
    dossier = attrs.evolve(data.draw(dossiers_for(edition)), system=attrs.evolve(system, users=()))
    assert not CONTRADICTIONS & {finding.code for finding in ap.check(dossier, edition)}


@pytest.mark.parametrize("case", every_case(SHIPPED)[::5], ids=lambda case: " ".join(case.values()))
def test_an_open_headline_is_emphasized_exactly_where_a_high_outcome_rests_on_its_axis(case: dict[str, str]) -> None:
    data = {"edition": SHIPPED.id, "project": {"title": "何か"}, "answers": case, "phase": "contract"}
    assessment = ap.assess(SHIPPED, SHIPPED.answers(**case))
    axes = {option[0] for reason in sufficient_reasons(SHIPPED, case) for option in reason}
    expected = {n for axis in axes for n in HEADLINES_OF_AXIS[axis]} if assessment.outcome.id == "high" else set()
    findings = [each for each in ap.check(dossiers.from_data(data), SHIPPED) if each.code == "open-requirement"]
    assert {each.subject for each in findings if each.raised_by} == {f"requirement/{number}" for number in expected}
    assert {each.severity for each in findings} == {Severity.WARNING}


@settings(max_examples=examples(60))
@given(st.data())
def test_no_item_silences_what_is_asked_of_another_sheet(data: st.DataObject) -> None:
    """Whatever record an item names, outside its own check sheet it is no item, and all else stays as it was."""
    dossier, edition = data.draw(pairs())
    names = sorted(name for name in names_in(edition) if not name.startswith(("requirement/", "sheet-row/")))
    stray = Item(ItemId(data.draw(st.sampled_from(names))), words="文言")
    before = ap.check(dossier, edition)
    after = ap.check(attrs.evolve(dossier, requirements=(*dossier.requirements, stray)), edition)
    assert [each.subject for each in after if each.code == "unknown-item"].count(stray.id) >= 1
    kept = [each for each in after if each.code != "unknown-item"]
    assert summed_up(tuple(kept)) == summed_up(tuple(each for each in before if each.code != "unknown-item"))


@settings(max_examples=examples(60))
@given(st.data())
def test_what_says_nothing_silences_nothing(data: st.DataObject) -> None:
    """A dossier whose texts are all left out has no finding that the same dossier with invisible texts has not."""
    dossier, edition = data.draw(pairs())
    invisible = data.draw(st.text(st.sampled_from(" \u034f\ufe0f\u17b4\u3164\u2065"), min_size=1, max_size=3))
    left_out, shown = (ap.check(blanked(dossier, text), edition) for text in (None, invisible))
    assert codes_of(left_out) <= codes_of(shown)


def codes_of(findings: tuple[Finding, ...]) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.subject) for finding in findings}


def blanked(dossier: Dossier, text: str | None) -> Dossier:
    """A dossier in which every text that may be left out is replaced."""
    both = (dossier.judgements.planner, dossier.judgements.caio)
    return attrs.evolve(
        dossier,
        answers=WrittenAnswers({axis: attrs.evolve(each, reason=text) for axis, each in dossier.answers.by_axis}),
        system=attrs.evolve(
            dossier.system, reviewer=text, reviewer_answers_to=text, disclosure=text, terms_of_use=text
        ),
        requirements=tuple(attrs.evolve(item, words=text) for item in dossier.requirements),
        clauses=tuple(attrs.evolve(item, words=text) for item in dossier.clauses),
        advice=attrs.evolve(
            dossier.advice,
            **dict.fromkeys(("purpose", "mitigation", "quality_assurance", "reason", "answer", "response"), text),
        ),
        judgements=Judgements(*(attrs.evolve(each, by=text, reason=text) for each in both)),
        nco_advice=attrs.evolve(dossier.nco_advice, reason=text, result=text),
        service=attrs.evolve(dossier.service, acceptance=text, ministry_rules=text, system_rules=text, rules_told=text),
        verifications=tuple(attrs.evolve(each, what=text, result=text) for each in dossier.verifications),
        risk_cases=tuple(attrs.evolve(case, action=text, cause=text, prevention=text) for case in dossier.risk_cases),
    )


@settings(max_examples=examples(15))
@given(st.data())
def test_a_finding_is_of_a_check_that_acts_on_the_record_it_concerns(data: st.DataObject) -> None:
    """For the families of which every record has checks or a reason why it has none."""
    for finding in ap.check(data.draw(dossiers_for(SHIPPED)), SHIPPED):
        for name in (finding.subject or "", *finding.raised_by):
            if name.startswith(("scope/", "duty/", "report/", "consequence/", "neighbour/", "mitigation/")):
                assert finding.code in ap.checks_of(SHIPPED, name).checks, (finding.code, name)


@settings(max_examples=examples(40))
@given(pairs())
def test_every_item_has_one_status_which_follows_from_the_dossier_and_the_findings(
    pair: tuple[Dossier, Edition],
) -> None:
    dossier, edition = pair
    found = ap.check(dossier, edition)
    statuses = ap.item_statuses(dossier, edition, found)
    names = [each.item for each in statuses]
    assert len(set(names)) == len(names)
    still_open = {each.subject for each in found if each.code in {"open-requirement", "open-clause"}}
    assert {each.item for each in statuses if each.status is Status.OPEN} == still_open
    about = {each.where for each in found}
    written = {
        f"/{section}/{position}": item
        for section, items in (("requirements", dossier.requirements), ("clauses", dossier.clauses))
        for position, item in enumerate(items)
    }
    for each in statuses:
        parts = [written[where] for where in each.where]
        assert bool(parts) == (each.status is not Status.OPEN)
        assert (each.status is Status.TO_CORRECT) == any(where in about for where in each.where)
        if each.status in {Status.ADDRESSED, Status.SET_ASIDE}:
            assert (each.status is Status.SET_ASIDE) == all(part.set_aside is not None for part in parts)
            assert bool(each.reasons) == (each.status is Status.SET_ASIDE)


@settings(max_examples=examples(40))
@given(pairs())
def test_every_finding_is_of_one_kind_and_no_kind_is_said_twice(pair: tuple[Dossier, Edition]) -> None:
    found = ap.check(*pair)
    kinds = find_kinds(found)
    assert sorted(id(each) for kind in kinds for each in kind.findings) == sorted(map(id, found))
    assert len({(kind.code, kind.severity) for kind in kinds}) == len(kinds)
    ranks = [kind.findings[0].rank for kind in kinds]
    assert ranks == sorted(ranks)
