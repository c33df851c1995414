"""What checks find goes by what an edition says its options mean, and by nothing that they are called."""

import random
from typing import cast

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.encoding import Data
from aiprocure.model.axes import Option
from aiprocure.model.dossier import Dossier, WrittenAnswers
from aiprocure.model.finding import Finding
from aiprocure.model.meanings import Aspect, Meaning, meanings_on
from soak import examples
from strategies import dossiers_for, sound_editions

SHIPPED = ap.editions.load("2025-05-27")
UNDERMINING = {
    *("users-beyond-ministry", "public-users", "personal-information-handled", "confidential-information-handled"),
    *("inputs-learned", "inputs-stored"),
}
AXES = {str(axis.id) for axis in SHIPPED.axes}
CALLED = sorted(
    {
        *(name for axis in SHIPPED.axes for name in (str(axis.id), axis.slug)),
        *(name for axis in SHIPPED.axes for option in axis.options for name in (str(option.id), option.slug)),
        *(outcome.id for outcome in SHIPPED.outcomes),
        *(rule.id for rules in (SHIPPED.rules, *(r.rules for r in SHIPPED.readings)) for rule in rules),
    }
)
"""What the axes, options, outcomes and rows of the shipped edition are called."""


def other_names(seed: int) -> dict[str, str]:
    """Another name for each."""
    numbers = list(range(len(CALLED)))
    random.Random(seed).shuffle(numbers)
    return {name: f"n-{number}" for name, number in zip(CALLED, numbers, strict=True)}


def renamed(data: Data, names: dict[str, str]) -> Data:
    """Plain data with everything called by other names, wherever it is named: by itself, or after its family."""
    if isinstance(data, str):
        before, slash, last = data.rpartition("/")
        return names.get(data, f"{before}/{names[last]}" if slash and last in names else data)
    if isinstance(data, list):
        return [renamed(each, names) for each in data]
    if isinstance(data, dict):
        return {names[key] if key in AXES else key: renamed(value, names) for key, value in data.items()}
    return data


def canonical(answers: WrittenAnswers) -> dict[str, Data]:
    """Answers as plain data, by the ids of axes and options, however they are written."""
    return ap.encoding.to_data(SHIPPED.partial_answers(**answers.options))


def found(findings: tuple[Finding, ...]) -> list[Data]:
    """What is found, without the words, which name what it is about."""
    return [[each.code, str(each.severity), each.where, each.subject, list(each.raised_by)] for each in findings]


@settings(max_examples=examples(15))
@given(st.integers(0, 10**6).map(other_names), st.data())
def test_findings_are_the_same_whatever_axes_options_and_outcomes_are_called(
    names: dict[str, str], data: st.DataObject
) -> None:
    other = ap.editions.from_data(renamed(cast(Data, ap.encoding.to_data(SHIPPED)), names))
    dossier = data.draw(dossiers_for(SHIPPED))
    written = ap.encoding.to_data(dossier)
    answers = canonical(dossier.answers)
    judged = {"planner": dossier.judgements.planner, "caio": dossier.judgements.caio}
    judgements: Data = {post: {"by": each.by, "answers": canonical(each.answers)} for post, each in judged.items()}
    ours: dict[str, Data] = {"answers": answers, "judgements": judgements}
    here = ap.dossiers.from_data({**written, **ours}, edition=SHIPPED)
    there = ap.dossiers.from_data(
        {**written, **{key: renamed(part, names) for key, part in ours.items()}}, edition=other
    )
    expected = [renamed(each, names) for each in found(ap.check(here, SHIPPED))]
    assert found(ap.check(there, other)) == expected


@settings(max_examples=examples(20))
@given(st.data())
def test_an_edition_that_says_of_nothing_what_it_means_is_said_to_and_contradicts_nothing(data: st.DataObject) -> None:
    edition = data.draw(sound_editions(most_axes=3, most_options=3) | st.just(meaningless(SHIPPED)))
    dossier = data.draw(dossiers_for(edition))
    system = data.draw(dossiers_for(SHIPPED)).system
    findings = ap.check(attrs.evolve(dossier, system=system), edition)
    assert not UNDERMINING & {finding.code for finding in findings}
    [note] = [finding for finding in findings if finding.code == "checks-not-possible"]
    assert note.severity == "note"
    for name in ("利用者の範囲", "情報の取扱い", "出力の判断"):
        assert f"{name}についての回答とシステムの記載の照合（" in note.message.ja


def meaningless(edition: ap.Edition) -> ap.Edition:
    """An edition that does not say what its options mean."""
    axes = tuple(
        attrs.evolve(axis, options=tuple(attrs.evolve(option, means=()) for option in axis.options))
        for axis in edition.axes
    )
    return attrs.evolve(edition, axes=axes)


@settings(max_examples=examples(30))
@given(st.sets(st.sampled_from(Meaning)), st.sampled_from(sorted({"public", "cross-ministry", "single-ministry"})))
def test_an_answer_on_the_users_is_contradicted_only_where_none_of_its_meanings_reaches_as_far(
    means: set[Meaning], scope: str
) -> None:
    """Whatever else it means, and in whatever order that is declared."""
    option = attrs.evolve(SHIPPED.axes[0].options[0], means=tuple(sorted(means)))
    reach = {"public": 0, "cross-ministry": 1, "single-ministry": 2}[scope]
    users = meanings_on(Aspect.USERS, Meaning)
    contradicted = bool(means & set(users)) and not means & set(users[: reach + 1])
    codes = {finding.code for finding in ap.check(dossier_of(scope), with_option(option))}
    assert bool(codes & {"users-beyond-ministry", "public-users"}) is contradicted


def with_option(option: Option) -> ap.Edition:
    """The shipped edition with another first option of its first axis."""
    axis, *axes = SHIPPED.axes
    return attrs.evolve(SHIPPED, axes=(attrs.evolve(axis, options=(option, *axis.options[1:])), *axes))


def dossier_of(scope: str) -> Dossier:
    data = {"edition": SHIPPED.id, "project": {"title": "案"}, "answers": {"A": 1}, "system": {"users": [scope]}}
    return ap.dossiers.from_data(data)
