"""The editions of the guideline as data, and their loader. The only package that reads its own files."""

import datetime
import functools
import json
import os

from aiprocure import encoding
from aiprocure.editions.package_data import read
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidData, InvalidEdition, UnknownEdition
from aiprocure.errors.messages import shown, unworded
from aiprocure.model.edition import Edition, EditionId

__all__ = ["available", "from_data", "from_folder", "in_force", "load"]

_CARRIED = (EditionId("2025-05-27"),)


def available() -> tuple[EditionId, ...]:
    """Return the ids of the editions carried, oldest first.

    >>> available()
    ('2025-05-27',)
    """
    return _CARRIED


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
    return from_data(json.loads(read(f"{edition}.json")))


def from_folder(folder: str) -> Edition:
    """Return the edition that a folder of TOML files describes, one file a concept, and only if it is sound.

    What is shipped as JSON is made from such folders. Raises :class:`InvalidEdition` with everything wrong.
    """
    data: dict[str, object] = {}
    import tomllib

    for name in sorted(name for name in os.listdir(folder) if name.endswith(".toml")):
        try:
            with open(os.path.join(folder, name), "rb") as file:
                content = tomllib.load(file)
        except ValueError as error:
            raise InvalidEdition([unworded(name, str(error))]) from None
        if repeated := sorted(data.keys() & content.keys()):
            raise InvalidEdition(unworded(key, f"stands in {name} and in another file") for key in repeated)
        data |= content
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
        raise InvalidData([unworded("on", f"expected a datetime.date, not {shown(on)}")])
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


def __dir__() -> list[str]:
    return list(__all__)
