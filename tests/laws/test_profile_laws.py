"""What holds of every dossier that is checked by a ministry's policy, whatever the edition and the policy."""

import datetime
import functools
import json
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import profiles
from aiprocure.checks import CHECKS, find_check
from aiprocure.errors import InvalidProfile, Problem
from aiprocure.model.dossier import Detail, Dossier, Stage
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Effect, Finding, FindingCode, Severity
from aiprocure.model.profile import Profile, Standing, Waiver, Weight, When
from soak import examples
from stocked import editions
from strategies import dossiers_for, profile_data_for, profiles_for, spoiled, weights_for

SHIPPED = ap.editions.load("2025-05-27")
OWN = {"form-not-stated", "open-own-item", "required-item-set-aside", "policy-evidence-missing"}
LISTS = ("requirements", "clauses", "own_requirements", "own_clauses", "weights", "waivers")


@st.composite
def judged(draw: st.DrawFn) -> tuple[Dossier, Edition, Profile]:
    """A dossier, the edition it is of, and a policy."""
    edition = draw(editions)
    dossier = draw(dossiers_for(edition))
    form = draw(st.sampled_from([(), (("form", Detail("役務")),), (("form", Detail("請負、役務")),)]))
    details = (*(pair for pair in dossier.project.details if pair[0] != "form"), *form)
    return (
        attrs.evolve(dossier, project=attrs.evolve(dossier.project, details=details)),
        edition,
        draw(profiles_for(edition)),
    )


def without_rulings(findings: tuple[Finding, ...]) -> list[Finding]:
    return [attrs.evolve(finding, rulings=()) for finding in findings]


def identity(finding: Finding) -> tuple[str, str | None, str]:
    return finding.code, finding.subject, finding.where


def bare(edition: Edition) -> Profile:
    return Profile(edition.id, "方針")


def undermines(finding: Finding) -> bool:
    check = find_check(finding.code)
    assert check is not None
    return check.undermines


@settings(max_examples=examples(15))
@given(judged())
def test_the_empty_profile_changes_nothing(case: tuple[Dossier, Edition, Profile]) -> None:
    dossier, edition, _ = case
    assert ap.check(dossier, edition, bare(edition)) == ap.check(dossier, edition)
    assert bare(edition).extend(edition) is edition


@settings(max_examples=examples(15))
@given(judged())
def test_nothing_that_is_found_is_dropped_and_nothing_is_added_but_what_the_policy_asks(
    case: tuple[Dossier, Edition, Profile],
) -> None:
    dossier, edition, profile = case
    before, after = ap.check(dossier, edition), ap.check(dossier, edition, profile)
    assert [identity(each) for each in after if each.code not in OWN] == list(map(identity, before))
    assert {each.message for each in before} <= {each.message for each in after}
    for finding in after:
        assert ap.encoding.from_data(ap.encoding.to_data(finding), Finding) == finding
        assert all(ruling.citation == profile.citation for ruling in finding.rulings)


@settings(max_examples=examples(15))
@given(judged())
def test_a_profile_never_turns_a_wrong_answer_right(case: tuple[Dossier, Edition, Profile]) -> None:
    dossier, edition, profile = case
    wrong = [each for each in ap.check(dossier, edition) if undermines(each)]
    still = [each for each in ap.check(dossier, edition, profile) if undermines(each)]
    assert without_rulings(tuple(still)) == wrong
    assert not any(each.is_set_aside for each in still)


@pytest.mark.parametrize("code", [each.code for each in CHECKS if each.undermines])
def test_no_profile_may_waive_or_weaken_what_undermines_the_determination(code: FindingCode) -> None:
    """However it is made: ``check`` refuses it as the reader does."""
    edition = ap.editions.load("2025-05-27")
    dossier = ap.dossiers.from_data({"edition": edition.id, "project": {"title": "件名"}})
    waiver = Waiver(code, "試行", "官房長", datetime.date(9000, 1, 1), "axis/A")
    for part in (
        {"waivers": (waiver,)},
        {"weights": (Weight(code, Severity.NOTE),)},
        {"weights": (Weight(code, Severity.WARNING),)},
    ):
        with pytest.raises(InvalidProfile, match="the determination cannot be relied on"):
            ap.check(dossier, edition, attrs.evolve(bare(edition), **part))
    ap.check(dossier, edition, attrs.evolve(bare(edition), weights=(Weight(code, Severity.ERROR),)))


@settings(max_examples=examples(15))
@given(st.data())
def test_a_waiver_sets_aside_findings_of_its_code_and_subject_and_no_other(data: st.DataObject) -> None:
    dossier, edition, _ = data.draw(judged())
    found = ap.check(dossier, edition)
    waivable = [each for each in found if not undermines(each) and each.code != "unknown-item"]
    if not waivable:
        return
    aimed = data.draw(st.sampled_from(waivable))
    check = find_check(aimed.code)
    assert check is not None
    subject = aimed.subject if check.names_subject else None
    lapses = data.draw(st.sampled_from([datetime.date(1500, 1, 1), datetime.date(9000, 1, 1)]))
    case = case_of(aimed, dossier) if check.of_cases else None
    if check.of_cases and case is None:
        return
    projects = [dossier.project.title, "ほかの案件", *([] if check.of_cases else [None])]
    project = data.draw(st.sampled_from(projects))
    waiver = Waiver(aimed.code, "試行", "官房長", lapses, subject, project, case)
    after = ap.check(dossier, edition, attrs.evolve(bare(edition), waivers=(waiver,)))
    assert without_rulings(after) == list(found)
    for finding in after:
        meant = finding.code == aimed.code and subject in {None, finding.subject} and project != "ほかの案件"
        meant = meant and (case is None or case_of(finding, dossier) == case)
        holds = dossier.on is not None and dossier.on < lapses
        assert finding.is_set_aside is (meant and holds)
        effects = [ruling.effect for ruling in finding.rulings]
        undated = Effect.WAIVER_UNDATED if dossier.on is None else Effect.WAIVER_LAPSED
        assert effects == ([Effect.WAIVED if holds else undated] if meant else [])


def case_of(finding: Finding, dossier: Dossier) -> str | None:
    """The id of the risk case that a finding is about."""
    return dossier.risk_cases[int(finding.where.split("/")[2])].id


def met(when: When, dossier: Dossier, outcome: str | None, users: set[str]) -> bool:
    """Whether the conditions are met, the long way."""
    stated = dossier.project.detail("form")
    forms = set(stated.split("、")) if stated else set()
    return (
        (not when.forms or bool(set(when.forms) & forms))
        and (not when.phases or (dossier.phase or Stage.PLANNING) in when.phases)
        and (not when.outcomes or outcome in when.outcomes)
        and (not when.users or bool({str(each) for each in when.users} & users))
    )


def outcome_of(dossier: Dossier, edition: Edition) -> str | None:
    """The outcome on which every way of completing the answers agrees."""
    possible = ap.explore(edition, edition.partial_answers(**dossier.answers.options)).tallies
    left = [tally.outcome for tally in possible if tally.combinations]
    return left[0].id if len(left) == 1 else None


@settings(max_examples=examples(15))
@given(st.data())
def test_of_several_weights_that_are_meant_the_gravest_holds(data: st.DataObject) -> None:
    dossier, edition, _ = data.draw(judged())
    weights = data.draw(st.lists(weights_for(edition), min_size=1, max_size=6))
    profile = profiles.from_data({"edition": edition.id, "title": "方針", "weights": weights}, edition=edition)
    before = ap.check(dossier, edition)
    after = [each for each in ap.check(dossier, edition, profile) if each.code not in OWN]
    meanings = {"public-users": "public", "several-ministries": "cross-ministry", "one-ministry": "single-ministry"}
    users = set(map(str, dossier.system.users))
    answered = set(edition.partial_answers(**dossier.answers.options).values())
    for option in (option for axis in edition.axes for option in axis.options if option.id in answered):
        users |= set([word for meaning, word in meanings.items() if meaning in option.means][:1])
    outcome = outcome_of(dossier, edition)
    for unweighed, weighed in zip(before, after, strict=True):
        meant = [
            each.severity
            for each in profile.weights
            if each.code == weighed.code
            and each.subject in {None, weighed.subject}
            and met(each.when, dossier, outcome, users)
        ]
        order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
        assert weighed.severity == (min(meant, key=order.index) if meant else unweighed.severity)


@settings(max_examples=examples(15))
@given(judged())
def test_what_is_required_or_recommended_or_out_of_scope_says_so(case: tuple[Dossier, Edition, Profile]) -> None:
    dossier, edition, profile = case
    profile = attrs.evolve(profile, weights=(), waivers=())
    for finding in ap.check(dossier, edition, profile):
        effects = {ruling.effect for ruling in finding.rulings}
        check = find_check(finding.code)
        assert check is not None
        assert not effects or check.asks
        assert finding.is_set_aside is (Effect.OUT_OF_SCOPE in effects)
        assert len(effects & {Effect.REQUIRED, Effect.RECOMMENDED, Effect.OUT_OF_SCOPE}) <= 1
        if check.opens and dossier.phase not in {None, Stage.PLANNING} and Effect.REQUIRED in effects:
            assert finding.severity is Severity.ERROR
        if check.opens and Effect.RECOMMENDED in effects:
            assert finding.severity is Severity.NOTE


@settings(max_examples=examples(15))
@given(st.data())
def test_the_order_of_a_profile_never_matters(data: st.DataObject) -> None:
    dossier, edition, profile = data.draw(judged())
    lists: dict[str, Any] = {name: tuple(data.draw(st.permutations(getattr(profile, name)))) for name in LISTS}
    shuffled = Profile(profile.edition, profile.title, **lists)
    assert ap.check(dossier, edition, shuffled) == ap.check(dossier, edition, profile)


@settings(max_examples=examples(15))
@given(st.data())
def test_a_profile_that_loads_is_written_and_read_back(data: st.DataObject) -> None:
    edition = data.draw(editions)
    profile = data.draw(profiles_for(edition))
    written = ap.encoding.to_data(profile)
    assert ap.encoding.from_data(written, Profile) == profile
    assert profiles.from_data(written, edition=edition) == profile
    extended = profile.extend(edition)
    assert profile.extend(extended) is extended
    assert profiles.from_data(written, edition=extended) == profile


@settings(max_examples=examples(15))
@given(st.data())
def test_a_spoiled_profile_is_refused_or_loads(data: st.DataObject) -> None:
    edition = data.draw(editions)
    whole = data.draw(profile_data_for(edition))
    damaged = spoiled(whole, data.draw)  # type: ignore[arg-type]
    problems = refused(damaged, edition)
    assert len({(problem.code, problem.where) for problem in problems}) == len(problems)
    if not problems:
        ap.check(data.draw(dossiers_for(edition)), edition, profiles.from_data(damaged, edition=edition))


def refused(data: object, edition: Edition) -> tuple[Problem, ...]:
    """Why a profile is refused; nothing where it loads."""
    try:
        profiles.from_data(data, edition=edition)
    except InvalidProfile as error:
        return error.problems
    return ()


BEYOND_THE_SCHEMA = {
    *("not-to-waive", "not-to-weaken", "subject-missing", "record-unknown", "policy-without-reason", "id-repeated"),
    *("case-missing", "case-needless", "case-without-project", "blank", "too-many", "too-long"),
}
"""Why a profile of the right form may be refused: what hangs together, or has to say something."""


@functools.cache
def judge() -> jsonschema.Draft202012Validator:
    """The schema of profiles of the shipped edition."""
    return jsonschema.Draft202012Validator(ap.export.to_json_schema(Profile, SHIPPED))


@settings(max_examples=examples(40))
@given(profile_data_for(SHIPPED))
def test_the_schema_accepts_what_loads(data: dict[str, Any]) -> None:
    assert not refused(data, SHIPPED)
    judge().validate(json.loads(json.dumps(data)))


@settings(max_examples=examples(60))
@given(st.data())
def test_the_schema_and_the_reader_agree_on_the_form_of_what_nearly_loads(data: st.DataObject) -> None:
    whole = data.draw(profile_data_for(SHIPPED))
    damaged = spoiled(whole, data.draw)  # type: ignore[arg-type]
    codes = {problem.code for problem in refused(damaged, SHIPPED)}
    assert judge().is_valid(damaged) is (codes <= BEYOND_THE_SCHEMA), codes


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ({"format": "aiprocure.profile/1"}, True),
        ({"format": "aiprocure.dossier/1"}, False),
        ({"title": "一行\n二行"}, False),
        ({"title": " "}, False),
        ({"requirements": [{"id": "⑭", "standing": "必須"}, {"id": "sheet-row 19", "standing": None}]}, True),
        ({"requirements": [{"id": "clause/7"}]}, False),
        ({"requirements": [{"id": "⑭", "when": {"phases": ["調達"], "outcomes": ["高", "low"], "users": []}}]}, True),
        ({"requirements": [{"id": "⑭", "when": {"forms": [""]}}]}, False),
        ({"weights": [{"code": "no-disclosure", "severity": "note", "when": {"forms": ["役務\n請負"]}}]}, False),
        ({"requirements": [{"id": "⑭", "when": {"outcomes": ["中"]}}]}, False),
        ({"requirements": [{"id": "⑭", "when": None}]}, False),
        ({"clauses": [{"id": "7", "evidence": ["写し"] * 1001}]}, False),
        ({"own_clauses": [{"number": 101, "text": "承認"}]}, True),
        ({"own_clauses": [{"number": 0, "text": "承認"}]}, False),
        ({"own_clauses": [{"number": True, "text": "承認"}]}, False),
        ({"weights": [{"code": "no-disclosure", "severity": "要是正"}]}, True),
        ({"weights": [{"code": "no-such", "severity": "要是正"}]}, False),
        (
            {"waivers": [{"code": "no-disclosure", "reason": "試行", "post": "官房長", "lapses": "２０２６-04-01"}]},
            True,
        ),
        ({"waivers": [{"code": "no-disclosure", "reason": "試行", "post": "官房長", "lapses": "2026-02-29"}]}, False),
        ({"waivers": [{"code": "no-disclosure", "reason": "試行", "post": "官房長"}]}, False),
    ],
)
def test_the_schema_and_the_reader_agree_at_the_edges(more: dict[str, Any], good: bool) -> None:
    data = {"edition": SHIPPED.id, "title": "方針"} | more
    assert judge().is_valid(data) is (not refused(data, SHIPPED)) is good


@pytest.mark.parametrize("standing", Standing)
def test_a_standing_ranks_by_how_strict_it_is(standing: Standing) -> None:
    assert standing.rank == ["required", "recommended", "out-of-scope"].index(standing)
