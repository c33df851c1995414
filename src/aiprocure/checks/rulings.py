"""What a ministry's policy makes of a finding: it weighs more or less, or is set aside, and says so. None goes."""

import attrs

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check
from aiprocure.checks.policy import Policy, meets
from aiprocure.model.dossier import Stage
from aiprocure.model.finding import Effect, Finding, Ruling, Severity
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.profile import Profile, Standing, Waiver, Weight

__all__ = ["rule_on"]


def rule_on(finding: Finding, check: Check, profile: Profile, policy: Policy, context: Context) -> Finding:
    """Return a finding with what the profile says of it, and the severity that follows from that.

    Of several severities the gravest holds. What undermines the determination is never weakened or set aside, whatever
    a profile says.
    """
    weights = [each for each in profile.weights if _concerns(each, finding) and meets(each.when, context)]
    decisions, standing_severity = _decide(finding, check, policy, context, profile)
    severities = [*standing_severity, *(weight.severity for weight in weights)]
    if check.undermines and severities:
        severities.append(finding.severity)
    rulings = [
        *decisions,
        *(Ruling(Effect.WEIGHED, profile.citation, weight.reason) for weight in weights),
        *(_waiving(each, context, profile) for each in profile.waivers if _is_for(each, finding, check, context)),
    ]
    return attrs.evolve(
        finding,
        severity=min(severities, key=lambda each: each.rank, default=finding.severity),
        rulings=tuple(sorted(set(rulings), key=_order)),
    )


def _decide(
    finding: Finding, check: Check, policy: Policy, context: Context, profile: Profile
) -> tuple[list[Ruling], list[Severity]]:
    """What is decided on the item that a finding asks for, and the severity that follows where one does."""
    name = finding.subject
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


def _concerns(part: Weight | Waiver, finding: Finding) -> bool:
    return part.code == finding.code and part.subject in (None, finding.subject)


def _is_for(waiver: Waiver, finding: Finding, check: Check, context: Context) -> bool:
    """Whether a waiver is for a finding, and for this dossier. One that names no subject is for none in particular."""
    named = waiver.subject is not None or not check.names_subject
    theirs = waiver.project is None or plain_spelling(waiver.project) == plain_spelling(context.dossier.project.title)
    return named and theirs and not check.undermines and _concerns(waiver, finding)


def _waiving(waiver: Waiver, context: Context, profile: Profile) -> Ruling:
    on, effect = context.dossier.on, Effect.WAIVER_UNDATED
    if on is not None:
        effect = Effect.WAIVED if on < waiver.lapses else Effect.WAIVER_LAPSED
    return Ruling(effect, profile.citation, waiver.reason, waiver.post, waiver.lapses)


def _order(ruling: Ruling) -> tuple[int, str, str, str]:
    """By effect, then by day and words, so that the order of a profile's entries does not matter."""
    return list(Effect).index(ruling.effect), str(ruling.lapses), ruling.reason or "", ruling.post or ""
