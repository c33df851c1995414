"""Whether a profile means something in an edition, and asks for nothing that no policy may."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

import attrs

from aiprocure.checks.context import records_by_name
from aiprocure.checks.definition import Check
from aiprocure.checks.placeholders import names_nobody, says_nothing
from aiprocure.errors import InvalidProfile, Problem, Text
from aiprocure.errors.messages import did_you_mean, pointer
from aiprocure.model.amendments import LARGEST_NUMBER
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.dossier import CLAUSE_FAMILIES, REQUIREMENT_FAMILIES
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import is_blank, one_spelled
from aiprocure.model.profile import PROFILE, ItemPolicy, OwnItem, Profile, Standing, Waiver, Weight, When

__all__ = [
    "LONGEST_TITLE",
    "MOST_ALIKE",
    "Entries",
    "entries_of_profile",
    "problems_in_profile",
    "problems_of_title",
    "require_fitting",
]

_MOST_HINTS = 100
MOST_ALIKE = 20
"""Entries about the same item, or about the same findings: each finding says all that is decided of it."""
LONGEST_TITLE = 1_000
"""Characters of a title, which every ruling cites."""
_ALIKE = Text("同じ対象についての定め", "entries about the same")
_CHARACTERS = Text("文字", " characters")
_REQUIREMENT = Text("調達チェックシートの項目", "requirement or sheet-row")
_CLAUSE = Text("契約チェックシートの取り決め事項", "clause")
_OUTCOME = Text("結果", "outcome")
_RECORD = Text("記録", "record")


@attrs.frozen
class Entries:
    """The entries of a profile, by their positions: all of them, or those that can be read."""

    requirements: Mapping[int, ItemPolicy]
    clauses: Mapping[int, ItemPolicy]
    own_requirements: Mapping[int, OwnItem]
    own_clauses: Mapping[int, OwnItem]
    weights: Mapping[int, Weight]
    waivers: Mapping[int, Waiver]


def entries_of_profile(profile: Profile) -> Entries:
    """Return all entries of a profile."""
    return Entries(*(dict(enumerate(getattr(profile, field.name))) for field in attrs.fields(Entries)))


def require_fitting(profile: Profile, edition: Edition, checks: Iterable[Check]) -> None:
    """Raise :class:`InvalidProfile` with all that is wrong unless a profile is for an edition and fits it."""
    problems: list[Problem] = []
    if one_spelled(profile.edition, (edition.id,)) is None:
        problems.append(Problem.of("edition-differs", "/edition", value=profile.edition, right=edition.id))
    problems += problems_of_title(profile.title)
    problems += problems_in_profile(entries_of_profile(profile), edition, checks)
    if problems:
        raise InvalidProfile(problems)


def problems_of_title(title: str) -> Iterator[Problem]:
    """Yield why a title cannot be cited: one that says nothing, is not one line, or is too long."""
    if len(title) > LONGEST_TITLE:
        yield Problem.of("too-long", "/title", most=LONGEST_TITLE, unit=_CHARACTERS)
    elif says_nothing(title) or "\n" in title:
        yield Problem.of("not-one-line" if "\n" in title else "blank", "/title", value=title)


def problems_in_profile(entries: Entries, edition: Edition, checks: Iterable[Check]) -> Iterator[Problem]:
    """Yield everything that means nothing in an edition or that no policy may ask for, each with its place."""
    by_code = {str(check.code): check for check in checks}
    names = _Names(edition, entries)
    for section, policies, known, kind in (
        ("requirements", entries.requirements, names.requirements, _REQUIREMENT),
        ("clauses", entries.clauses, names.clauses, _CLAUSE),
    ):
        for i, policy in policies.items():
            if policy.id not in known:
                yield names.unknown(policy.id, known, kind, section, i, "id")
            yield from _problems_of_decision(policy, names, section, i)
    yield from _problems_of_own(entries.own_requirements, names, "own_requirements", "sheet-row")
    yield from _problems_of_own(entries.own_clauses, names, "own_clauses", "clause")
    for i, weight in entries.weights.items():
        yield from _problems_of_weight(weight, by_code, names, i)
    for i, waiver in entries.waivers.items():
        yield from _problems_of_waiver(waiver, by_code, names, i)
    yield from _problems_of_many(entries)


def _problems_of_many(entries: Entries) -> Iterator[Problem]:
    """Yield where more is said of one thing than a finding could tell, once for each thing."""
    alike: dict[str, dict[int, Hashable]] = {
        "requirements": {i: each.id for i, each in entries.requirements.items()},
        "clauses": {i: each.id for i, each in entries.clauses.items()},
        "weights": {i: (each.code, each.subject) for i, each in entries.weights.items()},
        "waivers": {i: (each.code, each.subject, each.project, each.case) for i, each in entries.waivers.items()},
    }
    for section, things in alike.items():
        counts = Counter[Hashable](things.values())
        last = {thing: i for i, thing in things.items()}
        for thing, count in counts.items():
            if count > MOST_ALIKE:
                where = pointer(section, last[thing])
                yield Problem.of("too-many", where, count=count, most=MOST_ALIKE, what=_ALIKE)


class _Names:
    """The names that a profile may use, and the problem of one that means nothing."""

    def __init__(self, edition: Edition, entries: Entries) -> None:
        self.records = dict.fromkeys(edition.once(records_by_name))
        self.requirements = self._of(REQUIREMENT_FAMILIES)
        self.clauses = self._of(CLAUSE_FAMILIES)
        self.held: dict[str, SheetRow | Clause] = {f"sheet-row/{row.id}": row for row in edition.sheet_rows}
        self.held |= {f"clause/{clause.id}": clause for clause in edition.clauses}
        own = [f"sheet-row/{each.number}" for each in entries.own_requirements.values()]
        own += [f"clause/{each.number}" for each in entries.own_clauses.values()]
        self.subjects = self.records | dict.fromkeys(own)
        self.outcomes = {outcome.id: outcome.choice for outcome in edition.outcomes}
        self._hints = _MOST_HINTS

    def _of(self, families: tuple[str, ...]) -> dict[str, None]:
        return {name: None for name in self.records if name.partition("/")[0] in families}

    def hint(self, name: str, known: Iterable[str]) -> Text:
        """A hint at the nearest name; after so many none, as each takes time."""
        self._hints -= 1
        return did_you_mean(name, known) if self._hints >= 0 else Text("", "")

    def unknown(self, name: str, known: Iterable[str], kind: Text, *where: str | int) -> Problem:
        return Problem.of("record-unknown", pointer(*where), value=name, kind=kind, hint=self.hint(name, known))


def _problems_of_decision(decision: ItemPolicy | OwnItem, names: _Names, section: str, i: int) -> Iterator[Problem]:
    yield from _problems_of_when(decision.when, names, section, i)
    if decision.standing is Standing.OUT_OF_SCOPE and says_nothing(decision.reason):
        yield Problem.of("policy-without-reason", pointer(section, i, "reason"))


def _problems_of_when(when: When, names: _Names, section: str, i: int) -> Iterator[Problem]:
    for n, form in enumerate(when.forms):
        if is_blank(form) or "\n" in form:
            code = "blank" if is_blank(form) else "not-one-line"
            yield Problem.of(code, pointer(section, i, "when", "forms", n), value=form)
    for n, outcome in enumerate(when.outcomes):
        if outcome not in names.outcomes:
            where, choices = pointer(section, i, "when", "outcomes", n), names.outcomes.values()
            yield Problem.of("no-such-record", where, value=outcome, expected=choices, kind=_OUTCOME)


def _problems_of_own(own: Mapping[int, OwnItem], names: _Names, section: str, family: str) -> Iterator[Problem]:
    first: dict[int, int] = {}
    for i, item in own.items():
        where = pointer(section, i, "number")
        if not 1 <= item.number <= LARGEST_NUMBER:
            yield Problem.of("row-misnumbered", where, value=item.number, most=LARGEST_NUMBER)
        elif first.setdefault(item.number, i) != i:
            yield Problem.of(
                "id-repeated", where, value=item.number, first=pointer(section, first[item.number], "number")
            )
        held = names.held.get(f"{family}/{item.number}")
        if held is not None and (held.citation.document, held.text.ja) != (PROFILE.id, item.text):
            yield Problem.of("id-repeated", where, value=item.number, first=held.citation)
        if says_nothing(item.text):
            yield Problem.of("blank", pointer(section, i, "text"), value=item.text)
        yield from _problems_of_decision(item, names, section, i)


def _problems_of_weight(weight: Weight, by_code: Mapping[str, Check], names: _Names, i: int) -> Iterator[Problem]:
    check = by_code.get(weight.code)
    if check is None:
        yield _no_such_code(weight.code, by_code, names, "weights", i)
    elif check.undermines and weight.severity.rank > check.severity.rank:
        yield Problem.of("not-to-weaken", pointer("weights", i, "severity"), value=weight.code)
    yield from _problems_of_subject(weight.subject, names, "weights", i)
    yield from _problems_of_when(weight.when, names, "weights", i)


def _problems_of_waiver(waiver: Waiver, by_code: Mapping[str, Check], names: _Names, i: int) -> Iterator[Problem]:
    check = by_code.get(waiver.code)
    if check is None:
        yield _no_such_code(waiver.code, by_code, names, "waivers", i)
    elif check.undermines:
        yield Problem.of("not-to-waive", pointer("waivers", i, "code"), value=waiver.code)
    elif check.names_subject and waiver.subject is None:
        yield Problem.of("subject-missing", pointer("waivers", i, "subject"), value=waiver.code)
    if check is not None:
        yield from _problems_of_case(waiver, check, i)
    yield from _problems_of_subject(waiver.subject, names, "waivers", i)
    told: tuple[tuple[str, str | None, Callable[[str], bool]], ...] = (
        ("reason", waiver.reason, says_nothing),
        ("post", waiver.post, names_nobody),
        ("project", waiver.project, is_blank),
        ("case", waiver.case, is_blank),
    )
    for key, words, is_nothing in told:
        if words is not None and is_nothing(words):
            yield Problem.of("blank", pointer("waivers", i, key), value=words)


def _problems_of_case(waiver: Waiver, check: Check, i: int) -> Iterator[Problem]:
    """Yield why it is not told for which risk case a waiver is: its id means one only within a project."""
    if check.of_cases and waiver.case is None:
        yield Problem.of("case-missing", pointer("waivers", i, "case"), value=waiver.code)
    elif not check.of_cases and waiver.case is not None:
        yield Problem.of("case-needless", pointer("waivers", i, "case"), value=waiver.code)
    elif waiver.case is not None and waiver.project is None:
        yield Problem.of("case-without-project", pointer("waivers", i, "project"))


def _problems_of_subject(subject: str | None, names: _Names, section: str, i: int) -> Iterator[Problem]:
    if subject is not None and subject not in names.subjects:
        yield names.unknown(subject, names.subjects, _RECORD, section, i, "subject")


def _no_such_code(code: str, by_code: Mapping[str, Check], names: _Names, section: str, i: int) -> Problem:
    return Problem.of("no-such-code", pointer(section, i, "code"), value=code, hint=names.hint(code, by_code))
