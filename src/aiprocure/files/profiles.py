"""Profiles, the policies of ministries: read with distrust, and known to mean something."""

import contextlib
import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from aiprocure.checks import CHECKS
from aiprocure.checks.profiles import Entries, entries_of_profile, problems_in_profile, problems_of_title
from aiprocure.encoding.formats import PROFILE_FORMAT
from aiprocure.encoding.parsing import Form, Source, locating, parse, read_source, source_of
from aiprocure.encoding.reader import first_problems, structured
from aiprocure.encoding.refusals import refusing_as
from aiprocure.errors import InvalidData, InvalidProfile, Problem, Text
from aiprocure.errors.messages import expect, pointer
from aiprocure.files.item_names import find_spelled, spelled_clauses, spelled_records, spelled_requirements
from aiprocure.files.named_editions import edition_as_named, edition_named, elsewhere
from aiprocure.files.value_names import read_values
from aiprocure.model.dossier import ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.finding import FindingCode
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Waiver, Weight, When
from aiprocure.model.records import Entry, outcomes_by_name

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "from_data", "load", "loads"]

MOST_BYTES = 262_144
MOST_ENTRIES = 1_000
"""Entries of each list of a profile, and of each list in an entry."""
_KIND = Text("府省庁の方針", "a profile")
_ENTRIES: Mapping[str, type[Any]] = {
    "requirements": ItemPolicy,
    "clauses": ItemPolicy,
    "own_requirements": OwnItem,
    "own_clauses": OwnItem,
    "weights": Weight,
    "waivers": Waiver,
}
_STAND_INS = {
    **dict.fromkeys(("id", "code", "text", "reason", "post"), "?"),
    "number": 0,
    "severity": "error",
    "lapses": "0001-01-01",
}
"""What takes the place of a value that is missing or misshapen, so that the rest of its entry can be looked at."""
_Counted: TypeAlias = tuple[tuple[str | int, ...], object]
_E = TypeVar("_E", ItemPolicy, OwnItem, Weight)
_T = TypeVar("_T", ItemPolicy, OwnItem, Weight, Waiver)


def __dir__() -> list[str]:
    return list(__all__)


def load(path: "str | os.PathLike[str]", *, edition: Edition | None = None) -> Profile:
    """Return the profile that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidProfile` as :func:`from_data` does, or with why the file cannot be read. Every problem has its
    file and, where it can be told, its line and column.
    """
    with refusing_as(InvalidProfile):
        source = read_source(path, kind=_KIND, most_bytes=MOST_BYTES)
    return _read(source, edition)


def loads(content: bytes | str, *, form: Form, edition: Edition | None = None) -> Profile:
    """Return the profile that a text describes, or its bytes in UTF-8: ``form`` says whether it is "toml" or "json".

    It has as many bytes as a file may have. Raises :class:`InvalidProfile` as :func:`load` does.
    """
    with refusing_as(InvalidProfile):
        source = source_of(content, form=form, most_bytes=MOST_BYTES)
    return _read(source, edition)


def from_data(data: object, *, edition: Edition | None = None) -> Profile:
    """Return the profile that plain data describes.

    Edition and title are enough; each list has at most :data:`MOST_ENTRIES`. It is read against the edition that it
    names, or against ``edition`` where one is given, which it then has to name. Items and outcomes come out named by
    their ids, however they were spelled, and the fixed values may be written in Japanese.

    Raises :class:`InvalidProfile` with everything misshapen and its place, and with everything else that means nothing
    in the edition or that no policy may ask for.

    >>> profile = from_data({
    ...     "edition": "2025-05-27",
    ...     "title": "○○省の方針",
    ...     "requirements": [{"id": "⑭", "standing": "必須", "when": {"outcomes": ["高"]}}],
    ...     "waivers": [{"code": "no-disclosure", "reason": "試行中", "post": "官房長", "lapses": "2026-04-01"}],
    ... })
    >>> profile, profile.requirements[0].id, profile.requirements[0].when.outcomes
    (<Profile 2025-05-27 ○○省の方針: 1 items, 0 own items, 0 weights, 1 waivers>, 'requirement/14', ('high',))
    """
    if edition is not None:
        expect(Edition, edition)
    with refusing_as(InvalidProfile):
        _require_few(data)
    plain, unread = read_values(data, Profile)
    try:
        profile = _structured(plain, unread)
    except InvalidData as error:
        raise InvalidProfile((*error.problems, *_problems_besides(plain, edition, error.problems))) from None
    with refusing_as(InvalidProfile):
        fitting = edition_named(profile.edition, edition)
    named = _named(entries_of_profile(profile), fitting)
    if problems := [*problems_of_title(profile.title), *first_problems(problems_in_profile(named, fitting, CHECKS))]:
        raise InvalidProfile(problems)
    return Profile(fitting.id, profile.title, *(tuple(getattr(named, name).values()) for name in _ENTRIES))


def _read(source: Source, edition: Edition | None) -> Profile:
    with locating(source), refusing_as(InvalidProfile):
        return from_data(parse(source), edition=edition)


def _structured(data: object, unread: Sequence[Problem]) -> Profile:
    try:
        profile = structured(data, Profile, document=PROFILE_FORMAT)
    except InvalidData as error:
        places = {problem.where for problem in unread}  # a value that was not read is not missing
        raise InvalidData((*unread, *(each for each in error.problems if each.where not in places))) from None
    if unread:
        raise InvalidData(unread)
    return profile


def _require_few(data: object) -> None:
    """Count the lists, and the lists in their entries, before anything is made of them."""
    what = Text("項目", "entries")
    problems = []
    for name in _ENTRIES if isinstance(data, Mapping) else ():
        entries = data.get(name) if isinstance(data, Mapping) else None
        counted: list[_Counted] = [((name,), entries)]
        if isinstance(entries, list | tuple) and len(entries) <= MOST_ENTRIES:
            counted += [found for i, entry in enumerate(entries) for found in _lists_in(entry, (name, i))]
        problems += [
            Problem.of("too-many", pointer(*where), count=len(each), most=MOST_ENTRIES, what=what)
            for where, each in counted
            if isinstance(each, list | tuple) and len(each) > MOST_ENTRIES
        ]
    if problems:
        raise InvalidData(problems)


def _lists_in(entry: object, where: tuple[str | int, ...]) -> list[_Counted]:
    """The lists that an entry may hold: its evidence, and the values of its conditions."""
    if not isinstance(entry, Mapping):
        return []
    when = entry.get("when")
    conditions = when.items() if isinstance(when, Mapping) and len(when) <= MOST_ENTRIES else ()
    return [((*where, "evidence"), entry.get("evidence")), *(((*where, "when", str(k)), v) for k, v in conditions)]


def _problems_besides(data: object, given: Edition | None, misshapen: Sequence[Problem]) -> list[Problem]:
    """What means nothing in the edition, as far as that can be told, in places where nothing is misshapen."""
    if not isinstance(data, Mapping):
        return []
    edition, found = edition_as_named(data, given)
    if not found:
        if edition is not None:
            found += first_problems(problems_in_profile(_named(_readable_in(data), edition), edition, CHECKS))
        title = data.get("title")
        found += problems_of_title(title) if isinstance(title, str) else ()
    return elsewhere(found, misshapen)


def _readable_in(data: Mapping[object, object]) -> Entries:
    """The entries as far as they can be read, by their positions, whatever else is misshapen.

    What is missing or misshapen in an entry is replaced; the problems that this makes stand where others do already.
    """
    readable: dict[str, Any] = {name: {} for name in _ENTRIES}
    for name, kind in _ENTRIES.items():
        entries = data.get(name)
        for i, entry in enumerate(entries if isinstance(entries, list | tuple) else ()):
            if isinstance(entry, Mapping):
                with contextlib.suppress(InvalidData):  # where an entry has so much wrong that not all of it was seen
                    readable[name][i] = _readable(entry, kind)
    return Entries(**readable)


def _readable(entry: Mapping[object, object], kind: type[_T]) -> _T:
    kept = dict(entry)
    try:
        return structured(kept, kind)
    except InvalidData as error:
        misshapen = {problem.where.split("/")[1] for problem in error.problems}
    names = [field.name for field in attrs.fields(kind)]
    kept = {name: entry[name] for name in names if name in entry and name not in misshapen}
    if "when" in misshapen and "when" in names:
        kept["when"] = {"outcomes": _outcomes_in(entry["when"])}
    return structured({**{name: _STAND_INS[name] for name in names if name in _STAND_INS}, **kept}, kind)


def _outcomes_in(when: object) -> list[str]:
    """The outcomes among conditions of which something is misshapen: no other condition is known by the edition."""
    outcomes = when.get("outcomes") if isinstance(when, Mapping) else None
    return outcomes if isinstance(outcomes, list) and all(isinstance(each, str) for each in outcomes) else []


def _named(entries: Entries, edition: Edition) -> Entries:
    """The entries with everything named by its id. A name that means nothing stays as it is."""
    requirements, clauses = edition.once(spelled_requirements), edition.once(spelled_clauses)
    records = edition.once(spelled_records)
    outcomes = {name: outcome.id for name, outcome in outcomes_by_name(edition.outcomes).items()}

    def when(entry: _E) -> When:
        return attrs.evolve(entry.when, outcomes=tuple(outcomes.get(each, each) for each in entry.when.outcomes))

    def policies(of: Mapping[int, ItemPolicy], spelled: Mapping[str, Entry]) -> dict[int, ItemPolicy]:
        return {i: attrs.evolve(each, id=ItemId(_name(each.id, spelled)), when=when(each)) for i, each in of.items()}

    def subject(written: str | None) -> str | None:
        return None if written is None else _name(written, records)

    return Entries(
        policies(entries.requirements, requirements),
        policies(entries.clauses, clauses),
        {i: attrs.evolve(each, when=when(each)) for i, each in entries.own_requirements.items()},
        {i: attrs.evolve(each, when=when(each)) for i, each in entries.own_clauses.items()},
        {
            i: attrs.evolve(each, code=FindingCode(each.code), subject=subject(each.subject), when=when(each))
            for i, each in entries.weights.items()
        },
        {i: attrs.evolve(each, subject=subject(each.subject)) for i, each in entries.waivers.items()},
    )


def _name(written: str, spelled: Mapping[str, Entry]) -> str:
    """The family and id of what a name means, or the name itself where it means nothing."""
    entry = find_spelled(written, spelled)
    return written if entry is None else f"{entry.family}/{entry.record.id}"
