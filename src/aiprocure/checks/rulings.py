"""What a ministry's policy makes of findings: they weigh more or less, or are set aside, and say so. None goes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

import attrs

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check
from aiprocure.checks.policy import Policy, meets, policy_on
from aiprocure.model.dossier import Occurrence, Stage
from aiprocure.model.finding import Effect, Finding, Ruling, Severity
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.profile import Profile, Standing, Waiver, Weight

__all__ = ["rule_on"]

_T = TypeVar("_T", Waiver, Weight)


def rule_on(found: Iterable[tuple[Finding, Check]], profile: Profile, context: Context) -> tuple[Finding, ...]:
    """Return findings with what the profile says of each, and the severity that follows from that.

    Of several severities the gravest holds. The profile fits the edition, and so neither weakens nor sets aside what
    undermines the determination.
    """
    given = tuple(found)
    said = _Said.on(context, profile, {str(check.code): check for _, check in given})
    weigh, waive = cache(said.weigh), cache(said.waive)  # what is said of many findings is worked out once
    ruled = []
    for finding, check in given:
        severity, rulings = weigh(finding.code, finding.subject, finding.severity)
        case = said.cases.get(int(finding.where.split("/")[2])) if check.of_cases else None
        rulings += waive(finding.code, finding.subject, case)  # the effects of waivers come after all others
        ruled.append(attrs.evolve(finding, severity=severity, rulings=rulings))
    return tuple(ruled)


@attrs.frozen(eq=False)
class _Said:
    """What a profile says that is about one dossier."""

    context: Context
    profile: Profile
    policy: Policy
    checks: Mapping[str, Check]
    weights: Mapping[Hashable, Sequence[Weight]]
    """By code."""
    waivers: Mapping[Hashable, Sequence[Waiver]]
    """By code and risk case."""
    cases: Mapping[int, str]
    """What the risk cases are called, by their positions."""

    @classmethod
    def on(cls, context: Context, profile: Profile, checks: Mapping[str, Check]) -> "_Said":
        """Return what a profile says about a dossier."""
        return cls(
            context,
            profile,
            policy_on(context),
            checks,
            _grouped((each for each in profile.weights if meets(each.when, context)), lambda each: each.code),
            _grouped(_waivers_for(context, profile), lambda each: (each.code, _plain(each.case))),
            _named_once(context.dossier.risk_cases),
        )

    def weigh(self, code: str, subject: str | None, severity: Severity) -> tuple[Severity, tuple[Ruling, ...]]:
        """Return what findings of a code about a subject weigh, and why."""
        check, profile = self.checks[code], self.profile
        weighing = [each for each in self.weights.get(code, ()) if each.subject in (None, subject)]
        decisions, severities = _decide(subject, check, self.policy, self.context, profile)
        severities += [each.severity for each in weighing]
        rulings = [*decisions, *(Ruling(Effect.WEIGHED, profile.citation, each.reason) for each in weighing)]
        return min(severities, key=lambda each: each.rank, default=severity), _in_order(rulings)

    def waive(self, code: str, subject: str | None, case: str | None) -> tuple[Ruling, ...]:
        """Return what the waivers say that are for a code, a subject and a risk case, where findings differ in one."""
        check = self.checks[code]
        if check.of_cases and case is None:
            return ()
        named = (subject,) if check.names_subject else (None, subject)
        meant = (each for each in self.waivers.get((code, case), ()) if each.subject in named)
        return _in_order(_waiving(each, self.context, self.profile) for each in meant)


def _grouped(entries: Iterable[_T], by: Callable[[_T], Hashable]) -> Mapping[Hashable, list[_T]]:
    groups: dict[Hashable, list[_T]] = {}
    for each in entries:
        groups.setdefault(by(each), []).append(each)
    return groups


def _waivers_for(context: Context, profile: Profile) -> list[Waiver]:
    """The waivers that are for all dossiers, or for this one."""
    title = plain_spelling(context.dossier.project.title)
    return [each for each in profile.waivers if each.project is None or plain_spelling(each.project) == title]


def _named_once(cases: Iterable[Occurrence]) -> dict[int, str]:
    """The ids of risk cases by their positions, but for those that several bear: no waiver can mean one of these."""
    named = {position: plain_spelling(case.id) for position, case in enumerate(cases) if case.id is not None}
    counts = Counter(named.values())
    return {position: each for position, each in named.items() if counts[each] == 1}


def _plain(name: str | None) -> str | None:
    return None if name is None else plain_spelling(name)


def _decide(
    name: str | None, check: Check, policy: Policy, context: Context, profile: Profile
) -> tuple[list[Ruling], list[Severity]]:
    """What is decided on the item that a finding asks for, and the severity that follows where one does."""
    if not check.asks or name is None:
        return [], []
    evidence = policy.evidence(name)
    rulings = [Ruling(Effect.EVIDENCE, profile.citation, evidence=evidence)] if evidence else []
    decisions, standing = policy.reasons(name), policy.standing(name)
    rows = [each for row in policy.required_rows(name) if row not in context.named for each in policy.reasons(row)]
    if check.opens and rows:
        decisions, standing = tuple(rows), Standing.REQUIRED
    if standing is None:
        return rulings, []
    rulings += [Ruling(Effect(standing.value), profile.citation, each.reason) for each in decisions]
    if standing is Standing.REQUIRED and check.opens:
        at_planning = any(Stage.PLANNING in each.when.phases for each in decisions)
        return rulings, [Severity.ERROR] if context.past_planning or at_planning else []
    return rulings, [Severity.NOTE] if standing is Standing.RECOMMENDED and check.opens else []


def _waiving(waiver: Waiver, context: Context, profile: Profile) -> Ruling:
    on, effect = context.dossier.on, Effect.WAIVER_UNDATED
    if on is not None:
        effect = Effect.WAIVED if on < waiver.lapses else Effect.WAIVER_LAPSED
    return Ruling(effect, profile.citation, waiver.reason, waiver.post, waiver.lapses)


def _in_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Each once, by effect, then by day and words, so that the order of a profile's entries does not matter."""
    return tuple(sorted(set(rulings), key=_rank))


def _rank(ruling: Ruling) -> tuple[int, str, str, str]:
    return list(Effect).index(ruling.effect), str(ruling.lapses), ruling.reason or "", ruling.post or ""
