"""The editions of the guideline as data, and our own words for officers. The only package that reads its own files."""

import datetime
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from aiprocure import encoding
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidArgument, InvalidData, InvalidEdition, Problem, UnknownEdition
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.text import Language
from aiprocure.wording import shown

__all__ = ["available", "from_data", "in_force", "labels", "load"]

_HERE = Path(__file__).parent


def available() -> tuple[EditionId, ...]:
    """Return the ids of the editions carried, oldest first.

    >>> available()
    ('2025-05-27',)
    """
    return tuple(sorted(EditionId(file.parent.name) for file in _HERE.glob("*/edition.toml")))


def load(edition: str) -> Edition:
    """Return the edition with an id. There is no default, and none is "the latest".

    Loaded again, it costs a look-up. Raises :class:`UnknownEdition` for an id that is not
    carried.

    >>> load("2025-05-27").code
    'DS-920'
    """
    if not isinstance(edition, str):
        raise UnknownEdition(f"an edition is named by its id, not by {shown(edition)}")
    return _load(edition)


@functools.cache
def _load(edition: str) -> Edition:
    carried = available()
    if edition not in carried:
        raise UnknownEdition(f"no edition {shown(edition)}; carried: {', '.join(carried)}")
    data: dict[str, object] = {}
    for file in sorted((_HERE / edition).glob("*.toml")):
        data |= tomllib.loads(file.read_text(encoding="utf-8"))
    return from_data(data)


def in_force(on: datetime.date) -> Edition:
    """Return the edition that was in force on a day: decided by then, and not yet superseded.

    Raises :class:`UnknownEdition` where that edition is not carried, naming it and the nearest one that is.

    >>> in_force(datetime.date(2026, 6, 11)).id
    '2025-05-27'
    >>> in_force(datetime.date(2026, 6, 12))
    Traceback (most recent call last):
        ...
    aiprocure.errors.UnknownEdition: by 2026-06-12, 2025-05-27 was superseded by Version 2.0, approved on 2026-06-12,
    which is not carried; the nearest edition carried is 2025-05-27
    """
    if type(on) is not datetime.date:
        raise InvalidData([Problem("on", f"expected a datetime.date, not {shown(on)}")])
    carried = [load(edition) for edition in available()]
    decided = [edition for edition in carried if edition.decided <= on]
    if not decided:
        raise UnknownEdition(f"no edition was in force on {on}; the nearest edition carried is {carried[0].id}")
    after = decided[-1].superseded_by
    if after is not None and after.approved <= on:
        raise UnknownEdition(
            f"by {on}, {decided[-1].id} was superseded by {after.version}, approved on {after.approved}, "
            f"which is not carried; the nearest edition carried is {decided[-1].id}"
        )
    return decided[-1]


def from_data(data: object) -> Edition:
    """Return the edition that plain data describes, and only if it is sound.

    Raises :class:`InvalidEdition` with everything wrong and its place: first what is misshapen, and where nothing is,
    what is unsound.
    """
    try:
        edition = encoding.from_data(data, Edition)
    except InvalidData as error:
        raise InvalidEdition(error.problems) from None
    require_sound(edition)
    return edition


@functools.cache
def labels(language: Language) -> Mapping[str, str]:
    """Return our own words for officers in a language: by name, a phrase to be filled with ``str.format``.

    >>> labels("ja")["outcome"], labels("en")["outcome"]
    ('判定', 'Determination')
    """
    if language not in get_args(Language):
        raise InvalidArgument(f"no labels in {shown(language)}; choose from {', '.join(get_args(Language))}")
    phrases = tomllib.loads((_HERE / "labels.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: phrase[language] for name, phrase in phrases.items()})
