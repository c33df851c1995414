"""A ministry's policy: which of its parts are about a dossier, and what it asks for beyond the edition."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from aiprocure.checks.check_sheets import headlines_by_row, rows_by_headline, without_evidence
from aiprocure.checks.context import Context, PlacedItem
from aiprocure.checks.definition import Check, Match
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Text
from aiprocure.model.dossier import Item, Stage, UserScope
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Aspect, Meaning, gravest
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Standing, When

__all__ = ["CHECKS", "Policy", "decisions_of", "meets", "policy_on"]

_USERS = {
    Meaning.PUBLIC_USERS: UserScope.PUBLIC,
    Meaning.SEVERAL_MINISTRIES: UserScope.CROSS_MINISTRY,
    Meaning.ONE_MINISTRY: UserScope.SINGLE_MINISTRY,
}
_Decision: TypeAlias = ItemPolicy | OwnItem


@attrs.frozen
class Policy:
    """The parts of a profile that are about one dossier, by the item that each decides on, by family and id.

    What is decided of a row comes before what is decided of its headline; among several decisions the strictest holds.
    """

    decided: Mapping[str, tuple[_Decision, ...]]
    headline_of: Mapping[str, str]
    rows_of: Mapping[str, tuple[str, ...]]

    def standing(self, name: str) -> Standing | None:
        """What holds of an item, or None where nothing was decided."""
        return next((standing for each in self._levels(name) if (standing := _strictest(each))), None)

    def reasons(self, name: str) -> tuple[_Decision, ...]:
        """The decisions by which the standing of an item holds."""
        standing = self.standing(name)
        level = next((each for each in self._levels(name) if _strictest(each)), ())
        return tuple(each for each in level if each.standing is standing)

    def evidence(self, name: str) -> tuple[str, ...]:
        """What evidence serves for an item, each once and in order."""
        levels = ({one for each in level for one in each.evidence} for level in self._levels(name))
        return tuple(sorted(next(filter(None, levels), ())))

    def required_rows(self, name: str) -> tuple[str, ...]:
        """The rows under a headline that are required of themselves."""
        rows = self.rows_of.get(name, ())
        return tuple(row for row in rows if _strictest(self.decided.get(row, ())) is Standing.REQUIRED)

    def _levels(self, name: str) -> tuple[tuple[_Decision, ...], ...]:
        return self.decided.get(name, ()), self.decided.get(self.headline_of.get(name, ""), ())


def policy_on(context: Context) -> Policy:
    """Return the parts of the profile that are about the dossier; none where it is checked without one."""
    decided: dict[str, tuple[_Decision, ...]] = {}
    for name, decision in () if context.profile is None else decisions_of(context.profile):
        if meets(decision.when, context):
            decided[name] = (*decided.get(name, ()), decision)
    return Policy(decided, context.edition.once(headlines_by_row), context.edition.once(rows_by_headline))


def meets(when: When, context: Context) -> bool:
    """Return whether a dossier meets every condition that is named."""
    outcome = () if context.outcome is None else (context.outcome.id,)
    phase = context.dossier.phase or Stage.PLANNING
    return (
        _any_of(map(_plain, when.forms), forms_of(context))
        and _any_of(when.phases, {phase})
        and _any_of(when.outcomes, outcome)
        and _any_of(when.users, users_of(context))
    )


def forms_of(context: Context) -> frozenset[str]:
    """Return the forms of procurement that the dossier states, made plain: one, or several in a list."""
    stated = context.dossier.project.detail("form")
    return frozenset() if says_nothing(stated) else frozenset(map(_plain, (stated or "").split("、")))


def users_of(context: Context) -> frozenset[UserScope]:
    """Return where the users are, by what the dossier states of the system and by what its answers mean at the most."""
    meant = (gravest(Aspect.USERS, option.means) for option in context.chosen.values())
    return frozenset({_USERS[meaning] for meaning in meant if meaning is not None}.union(context.system.users))


def _any_of(wanted: Iterable[object], stated: Iterable[object]) -> bool:
    named = set(wanted)
    return not named or not named.isdisjoint(stated)


def _plain(form: str) -> str:
    return plain_spelling(form) if len(form) <= LONGEST_SPELLING else form


def decisions_of(profile: Profile) -> Iterable[tuple[str, _Decision]]:
    """Yield each item on which a profile decides, by family and id, with what it decides."""
    yield from ((each.id, each) for each in (*profile.requirements, *profile.clauses))
    yield from ((f"sheet-row/{each.number}", each) for each in profile.own_requirements)
    yield from ((f"clause/{each.number}", each) for each in profile.own_clauses)


def _strictest(decisions: Iterable[_Decision]) -> Standing | None:
    standings = (each.standing for each in decisions if each.standing is not None)
    return min(standings, key=lambda standing: standing.rank, default=None)


def _open_own_items(context: Context) -> list[Match]:
    """The ministry's own items that this dossier is asked for and does not deal with."""
    if context.profile is None:
        return []
    policy, profile = policy_on(context), context.profile
    sections = (("requirements", "sheet-row", profile.own_requirements), ("clauses", "clause", profile.own_clauses))
    names = [(section, f"{family}/{item.number}") for section, family, items in sections for item in items]
    return [
        Match((section,), name)
        for section, name in names
        if name in policy.decided and name not in context.named and policy.standing(name) != Standing.OUT_OF_SCOPE
    ]


def _set_aside_though_required(context: Context) -> list[Match]:
    """Items set aside that are required, or whose rows are and are not dealt with by themselves."""
    policy, profile = policy_on(context), context.profile
    return [
        Match((placed.section, placed.position), name, citation=profile.citation)
        for placed in context.items
        if placed.item.set_aside is not None and profile is not None
        for name in _required(placed, policy, context)
    ]


def _required(placed: PlacedItem, policy: Policy, context: Context) -> tuple[str, ...]:
    """What is required among an item and the rows for which it stands."""
    if policy.standing(placed.item.id) is Standing.REQUIRED:
        return (placed.item.id,)
    return tuple(row for row in policy.required_rows(placed.item.id) if row not in context.named)


def _without_named_evidence(context: Context) -> list[Match]:
    """Items addressed without evidence, where the policy says what serves and the check sheet itself seeks none."""
    if context.profile is None:
        return []
    policy, above = policy_on(context), context.edition.once(headlines_by_row)
    evidenced = {placed.item.id for placed in context.items if not all(map(says_nothing, placed.item.evidence))}
    sought = {match.where for match in without_evidence(context)}

    def lacks(item: Item) -> bool:
        stated = not evidenced.isdisjoint((item.id, above.get(item.id, item.id)))
        out = policy.standing(item.id) is Standing.OUT_OF_SCOPE
        return item.set_aside is None and bool(policy.evidence(item.id)) and not stated and not out

    citation = context.profile.citation
    return [
        Match((placed.section, placed.position), placed.item.id, citation=citation)
        for placed in context.items
        if (placed.section, placed.position) not in sought and lacks(placed.item)
    ]


def _form_unstated(context: Context) -> tuple[Match, ...]:
    """Whether the policy depends on the form of procurement, and the dossier does not state it."""
    profile = context.profile
    if profile is None or forms_of(context):
        return ()
    parts = (*(decision for _, decision in decisions_of(profile)), *profile.weights)
    return (Match(("project",), citation=profile.citation),) if any(part.when.forms for part in parts) else ()


CHECKS = (
    Check(
        "form-not-stated",
        Severity.NOTE,
        Text(
            "府省庁の方針は調達形態によって異なるが、調達形態の記載がないため、特定の調達形態に係る定めを適用していない。",
            "The ministry's policy depends on the form of procurement, which is not stated; what it decides for certain"
            " forms is not applied.",
        ),
        Text("案件の欄の「調達形態」を記載すること。", "State the form of procurement of the project."),
        _form_unstated,
        acts_on=("consequence/items-that-apply",),
    ),
    Check(
        "open-own-item",
        Severity.WARNING,
        Text(
            "府省庁の方針が加えた項目「{subject}」について、対応及び適用しない理由のいずれも記載がない。",
            "An item that the ministry's policy adds is neither addressed nor set aside: {subject}.",
        ),
        Text(
            "仕様書又は契約に盛り込む文案、又は適用しない理由を記載すること。",
            "Draft what the specification or the contract says, or state why the item does not apply.",
        ),
        _open_own_items,
        at_planning=Severity.NOTE,
        opens=True,
        asks=True,
    ),
    Check(
        "required-item-set-aside",
        Severity.ERROR,
        Text(
            "府省庁の方針が必須とする項目「{subject}」を、適用しないとしている。",
            "An item that the ministry's policy requires is set aside: {subject}.",
        ),
        Text(
            "対応を記載するか、方針を定めた官職の判断を得て、方針に免除を記載すること。",
            "Address it, or have the post that decided the policy waive it there.",
        ),
        _set_aside_though_required,
        at_planning=Severity.WARNING,
        acts_on=("consequence/items-that-apply", "consequence/check-sheets"),
    ),
    Check(
        "policy-evidence-missing",
        Severity.WARNING,
        Text(
            "「{subject}」について、府省庁の方針には裏付けとして認めるものの定めがあるが、裏付けの記載がない。",
            "The ministry's policy says what evidence serves, but none is stated for {subject}.",
        ),
        Text("「裏付けとなる情報」を記載すること。", "State the evidence."),
        _without_named_evidence,
        at_planning=Severity.NOTE,
        acts_on=("consequence/items-that-apply",),
        asks=True,
    ),
)
