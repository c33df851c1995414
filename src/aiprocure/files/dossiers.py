"""Dossiers: read with distrust, and known to mean something."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import attrs

from aiprocure import editions, encoding
from aiprocure.encoding.parsing import Form, parse_manuscript, read_manuscript
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import InvalidAnswers, InvalidData, InvalidDossier, Problem, UnknownEdition
from aiprocure.errors.messages import expect, nearest, pointer, shown, unworded
from aiprocure.files.item_names import find_spelled, spelled_clauses, spelled_requirements, spelled_steps
from aiprocure.model.dossier import Dossier, Item, ItemId, Occurrence
from aiprocure.model.edition import Edition
from aiprocure.model.records import Entry
from aiprocure.model.risk_cases import ProcessStepId

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "MOST_VALUES", "determine", "from_data", "load", "loads"]

MOST_BYTES = 262_144
MOST_ENTRIES = 1_000
"""Entries of ``requirements``, of ``clauses`` and of ``risk_cases``."""
MOST_VALUES = 100_000
"""Keys of tables and entries of lists, counted together."""
_LISTS = ("requirements", "clauses", "risk_cases")
_MOST_ANSWERS = 100
_MOST_HINTS = 100


def load(path: str | Path, *, edition: Edition | None = None) -> Dossier:
    """Return the dossier that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidDossier` as :func:`from_data` does, or with why the file cannot be read.
    """
    try:
        data = read_manuscript(path, kind="a dossier", most_bytes=MOST_BYTES)
    except InvalidData as error:
        raise InvalidDossier(error.problems) from None
    return from_data(data, edition=edition)


def determine(dossier: Dossier) -> Assessment:
    """Return what the edition that a dossier names makes of its answers.

    Its shape is known to be right by now; here it is found whether it means anything.

    Raises :class:`InvalidDossier` where the edition is not carried, or where an answer means none of its options.
    """
    expect(Dossier, dossier)
    try:
        edition = editions.load(dossier.edition)
        return assess(edition, edition.answers(**dossier.answers.options))
    except UnknownEdition as error:
        raise InvalidDossier([unworded("/edition", str(error))]) from None
    except InvalidAnswers as error:
        raise InvalidDossier(problem.under("answers") for problem in error.problems) from None


def loads(content: bytes | str, *, form: Form, edition: Edition | None = None) -> Dossier:
    r"""Return the dossier that a text describes, or its bytes in UTF-8: ``form`` says whether it is "toml" or "json".

    It has as many bytes as a file may have. Raises :class:`InvalidDossier` as :func:`load` does.

    >>> loads(b'{"edition": "2025-05-27",\n "project": {"title": NaN}}', form="json")
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidDossier: NaN is no number (at line 2, column 23)
    """
    try:
        data = parse_manuscript(content, form=form, kind="a dossier", most_bytes=MOST_BYTES)
    except InvalidData as error:
        raise InvalidDossier(error.problems) from None
    return from_data(data, edition=edition)


def from_data(data: object, *, edition: Edition | None = None) -> Dossier:
    """Return the dossier that plain data of at most :data:`MOST_VALUES` describes: a case, and whatever more it says.

    Each of its lists has at most :data:`MOST_ENTRIES`.
    It is read against the edition that it names, or against ``edition`` where one is given, which it then has to name:
    one with a ministry's own rows, say. Answers may be missing, never mistaken. Items and steps come out named by
    their ids, however they were spelled.

    Raises :class:`InvalidDossier` with everything misshapen and its place, and where nothing is, with everything that
    means nothing in the edition.

    >>> dossier = from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約", "caio": "○○省CAIO"},
    ...     "answers": {"A": "③", "C": {"option": "②", "reason": "保存も学習もされない"}},
    ...     "phase": "procurement",
    ...     "requirements": [{"id": "⑭", "words": "バイアスを抑えること"}, {"id": "sheet-row 27", "set_aside": ""}],
    ... })
    >>> dossier, [item.id for item in dossier.requirements], dossier.system.cloud
    (<Dossier 2025-05-27 議事録の要約: 2 requirements, 0 clauses>, ['requirement/14', 'sheet-row/27'], None)
    """
    if edition is not None:
        expect(Edition, edition)
    try:
        _require_few(data)
        dossier = encoding.from_data(data, Dossier)
    except InvalidData as error:
        raise InvalidDossier(error.problems) from None
    return _resolved(dossier, _edition_of(dossier, edition))


def _require_few(data: object) -> None:
    """Count no further than the limits, so that data that holds itself is refused too."""
    lengths = {name: len(_inner(data.get(name))) for name in _LISTS} if isinstance(data, Mapping) else {}
    if too_long := [name for name, length in lengths.items() if length > MOST_ENTRIES]:
        what = f"entries; at most {MOST_ENTRIES} can be read"
        raise InvalidData(unworded(pointer(name), f"{lengths[name]} {what}") for name in too_long)
    left, todo = MOST_VALUES, [data]
    while todo:
        inner = _inner(todo.pop())
        left -= len(inner)
        if left < 0:
            what = f"more than the {MOST_VALUES} values that a dossier may have in all"
            raise InvalidData([unworded(_longest(data), what)])
        todo += inner


def _inner(data: object) -> Collection[object]:
    if isinstance(data, Mapping):
        return data.values()
    return data if isinstance(data, list | tuple) else ()


def _longest(data: object) -> str:
    """The part of a dossier that has most values, unless the dossier itself has more parts than that."""
    lengths = {name: len(_inner(part)) for name, part in data.items()} if isinstance(data, Mapping) else {}
    longest = max(lengths, key=lengths.__getitem__, default=None)
    return "" if longest is None or lengths[longest] < len(lengths) else pointer(longest)


def _edition_of(dossier: Dossier, given: Edition | None) -> Edition:
    if given is None:
        try:
            return editions.load(dossier.edition)
        except UnknownEdition as error:
            raise InvalidDossier([unworded("/edition", str(error))]) from None
    if dossier.edition != given.id:
        what = f"expected {shown(given.id)}, which the dossier is read against, not {shown(dossier.edition)}"
        raise InvalidDossier([unworded("/edition", what)])
    return given


def _resolved(dossier: Dossier, edition: Edition) -> Dossier:
    """The dossier with every item and step named by the id of the record that is meant."""
    amiss = list(_problems_of_answers(dossier, edition))
    requirements = _Names("requirement or sheet-row", edition.once(spelled_requirements))
    clauses = _Names("clause", edition.once(spelled_clauses))
    steps = _Names("process-step", edition.once(spelled_steps))
    resolved = attrs.evolve(
        dossier,
        requirements=_resolved_items("requirements", dossier.requirements, requirements, amiss),
        clauses=_resolved_items("clauses", dossier.clauses, clauses, amiss),
        risk_cases=_resolved_cases(dossier.risk_cases, steps, amiss),
    )
    if amiss:
        raise InvalidDossier(amiss)
    return resolved


@attrs.frozen
class _Names:
    """What the records are called that are meant, and by which names."""

    called: str
    spelled: Mapping[str, Entry]


def _problems_of_answers(dossier: Dossier, edition: Edition) -> Iterator[Problem]:
    given = dossier.answers.options
    if len(given) > _MOST_ANSWERS:
        yield unworded("/answers", f"{len(given)} answers; edition {edition.id} has {len(edition.axes)} axes")
        return
    try:
        edition.partial_answers(**given)
    except InvalidAnswers as error:
        yield from (problem.under("answers") for problem in error.problems)


def _resolved_items(section: str, items: tuple[Item, ...], names: _Names, amiss: list[Problem]) -> tuple[Item, ...]:
    found = [(item, _entry((section, i, "id"), item.id, names, amiss)) for i, item in enumerate(items)]
    return tuple(attrs.evolve(item, id=ItemId(f"{entry.family}/{entry.record.id}")) for item, entry in found if entry)


def _resolved_cases(cases: tuple[Occurrence, ...], names: _Names, amiss: list[Problem]) -> tuple[Occurrence, ...]:
    resolved = list(cases)
    for i, case in enumerate(cases):
        if case.step is not None and (entry := _entry(("risk_cases", i, "step"), case.step, names, amiss)):
            resolved[i] = attrs.evolve(case, step=ProcessStepId(entry.record.id))
    return tuple(resolved)


def _entry(where: tuple[str, int, str], name: str, names: _Names, amiss: list[Problem]) -> Entry | None:
    """The entry that a name means; where it means none, that is added to what is amiss."""
    entry = find_spelled(name, names.spelled)
    if entry is None:
        hint = nearest(name, names.spelled) if len(amiss) < _MOST_HINTS else ""
        amiss.append(unworded(pointer(*where), f"no {names.called} {shown(name)} in the edition{hint}"))
    return entry


def __dir__() -> list[str]:
    return list(__all__)
