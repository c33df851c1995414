"""Test vectors, for whoever writes the determination in another language."""

import itertools
import json
from collections.abc import Iterator, Mapping

from aiprocure.encoding import Data
from aiprocure.encoding.fingerprints import identify
from aiprocure.encoding.formats import VECTORS_FORMAT
from aiprocure.encoding.plain_data import DecidedVector, RefusedVector, Vectors
from aiprocure.encoding.writer import plain
from aiprocure.engine.decisions import decisions_of, first_combinations
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidAnswers
from aiprocure.export.edition_notes import notes_on
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition

__all__ = ["to_vectors"]


def to_vectors(edition: Edition) -> str:
    """Return every combination of answers with its outcome, row and disputes, and inputs to be refused, as JSON.

    An implementation passes that decides each of ``decided`` alike, and refuses each of ``refused`` with its problems.
    An input is named by the id of its axis and holds the id of an option. ``to_json_schema(Vectors, edition)``
    describes the form. Raises :class:`InvalidEdition` where the edition is not sound.

    >>> from aiprocure import editions
    >>> vectors = json.loads(to_vectors(editions.load("2025-05-27")))
    >>> len(vectors["decided"]), vectors["decided"][0]
    (144, {'answers': {'A': 'A1', 'B': 'B1', 'C': 'C1', 'D': 'D1'}, 'outcome': 'high', 'rule': 'R1', 'disputed_by': []})
    >>> vectors["refused"][0]["answers"], vectors["refused"][0]["problems"][0]
    ({}, {'code': 'axis-missing', 'where': '/A'})
    """
    require_sound(edition)
    vectors: Vectors = {
        "format": VECTORS_FORMAT,
        "edition": identify(edition),
        "superseded_by": None if edition.superseded_by is None else plain(edition.superseded_by),
        "notes": list(notes_on(edition)),
        "axes": {axis.id: [option.id for option in axis.options] for axis in edition.axes},
        "outcomes": [outcome.id for outcome in edition.outcomes],
        "rules": [{"id": rule.id, "citation": plain(rule.citation)} for rule in edition.rules],
        "decided": list(_decided(edition)),
        "refused": list(_refused(edition)),
    }
    return json.dumps(vectors, ensure_ascii=False, indent=1) + "\n"


def _decided(edition: Edition) -> Iterator[DecidedVector]:
    decisions = edition.once(decisions_of)
    for number, answers in enumerate(_combinations(edition)):
        yield {
            "answers": answers,
            "outcome": decisions.outcomes[number],
            "rule": decisions.rules[number],
            "disputed_by": list(decisions.disputed_by[number]),
        }


def _refused(edition: Edition) -> Iterator[RefusedVector]:
    """The inputs that this library refuses, each once, with the problems that it finds."""
    seen: set[str] = set()
    for answers in _doubtful(edition):
        written = json.dumps(answers, sort_keys=True)
        if written in seen:
            continue
        seen.add(written)
        try:
            edition.answers(**answers)
        except InvalidAnswers as error:
            problems = [{"code": str(each.code), "where": each.where} for each in error.problems]
            yield {"answers": answers, "problems": problems}


def _doubtful(edition: Edition) -> Iterator[dict[str, Data]]:
    """Inputs that an implementation might take by mistake."""
    yield {}
    yield {axis.id: None for axis in edition.axes}
    whole: dict[str, Data] = {axis.id: axis.options[0].id for axis in edition.axes}
    yield {**whole, _unknown(whole): next(iter(whole.values()))}
    for axis, other in zip(edition.axes, (*edition.axes[1:], *edition.axes[:1]), strict=True):
        for written in _no_options(axis, other):
            yield {**whole, axis.id: written}
    # A row that forgets to ask whether an axis is answered decides all the same: each row has to be tried.
    for options in first_combinations(edition):
        answers: dict[str, Data] = {option.axis: option.id for option in options}
        for axis in edition.axes:
            yield {name: option for name, option in answers.items() if name != axis.id}
            yield {**answers, axis.id: None}


def _no_options(axis: Axis, other: Axis) -> tuple[Data, ...]:
    """What no option of an axis is written as."""
    id_ = axis.options[0].id
    return (None, "", f"{id_}x", id_.swapcase(), f"{id_}\0", other.options[0].id, 0, True, [id_], {"option": id_})


def _unknown(known: Mapping[str, object]) -> str:
    name = "x"
    while name in known:
        name += "x"
    return name


def _combinations(edition: Edition) -> Iterator[dict[str, str]]:
    for options in itertools.product(*(axis.options for axis in edition.axes)):
        yield {option.axis: option.id for option in options}
