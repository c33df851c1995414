"""The editions of the guideline as data, and their loader. The only package that reads its own files."""

import datetime
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from aiprocure.editions.package_data import read_data
from aiprocure.encoding.formats import EDITION_FORMAT
from aiprocure.encoding.reader import structured
from aiprocure.encoding.refusals import refusing_as
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import Choice, InvalidArgument, InvalidEdition, Problem, Text, UnknownEdition
from aiprocure.errors.messages import shown
from aiprocure.model.days import day_text
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.normalization import one_spelled

if TYPE_CHECKING:
    import os

__all__ = ["available", "from_data", "in_force", "load", "read", "write"]

_CARRIED = (EditionId("2025-05-27"),)


def __dir__() -> list[str]:
    return list(__all__)


def available() -> tuple[EditionId, ...]:
    """Return the ids of the editions carried, oldest first.

    >>> available()
    ('2025-05-27',)
    """
    return _CARRIED


def load(edition: str) -> Edition:
    """Return the edition with an id. There is no default, and none is "the latest".

    The id may be in full width. Loaded again, it costs a look-up. Raises :class:`UnknownEdition` for an id that is not
    carried.

    >>> load("2025-05-27").code
    'DS-920'
    """
    if not isinstance(edition, str):
        expected = Choice("str", text=Text("版の識別子（文字列）", "the id of an edition"))
        problem = Problem.of("wrong-type", value=edition, expected=[expected])
        raise UnknownEdition(problem, shown(edition), available())
    id_ = edition if edition in _CARRIED else one_spelled(edition, _CARRIED)
    if id_ is None:
        problem = Problem.of("no-such-edition", value=edition, expected=map(Choice, _CARRIED))
        raise UnknownEdition(problem, edition, _CARRIED)
    return _load(id_)


@functools.cache
def _load(edition: str) -> Edition:
    import json

    # Whether it is sound is checked at its first use, as for an edition with rows of one's own.
    return structured(json.loads(read_data(f"{edition}.json")), Edition, document=EDITION_FORMAT)


def read(path: "str | os.PathLike[str]") -> Edition:
    """Return the edition of one's own that a folder of TOML files describes, one file a concept, or a single file.

    The single file is TOML, or JSON as :func:`write` writes it; its ``fingerprint``, where it has one, has to be that
    of its content. Of a folder, every file that ends in .toml is read, but for hidden ones; links are not followed.
    Together the files have at most a megabyte.

    Raises :class:`InvalidEdition` with everything wrong, each problem with its file, line and column: first with what
    cannot be read, then with what is misshapen, and where nothing is, with what is unsound.
    """
    from aiprocure.editions.written import read_written

    with refusing_as(InvalidEdition):
        written = read_written(path)
    with written.locating():
        return from_data(written.data)


def write(edition: Edition, path: "str | os.PathLike[str]", *, overwrite: bool = False) -> None:
    """Write an edition as :func:`read` reads it: all of it, or nothing.

    A path that ends in .json becomes one file, with its ``format`` and the fingerprint of its content, one that ends in
    .toml one file without them, any other a new folder. Raises :class:`InvalidEdition` for an edition that is not
    sound, and :class:`OSError` where it cannot be written: where something is there already, unless it is an empty
    folder, or a file and ``overwrite`` says so.
    """
    from aiprocure.editions.written import write_edition

    require_sound(edition)
    with refusing_as(InvalidEdition):
        write_edition(edition, path, overwrite=overwrite)


def in_force(on: datetime.date) -> Edition:
    """Return the edition that was in force on a day: decided by then, and no later version in effect yet.

    The day of effect counts, not that of approval; of some versions it is only reported.

    Raises :class:`UnknownEdition` where that edition is not carried, naming it and the nearest one that is.

    >>> in_force(datetime.date(2026, 8, 31)).id
    '2025-05-27'
    >>> in_force(datetime.date(2026, 9, 1))
    Traceback (most recent call last):
        ...
    aiprocure.errors.UnknownEdition: by 2026-09-01, 2025-05-27 was superseded by Version 2.0, which was approved on
    2026-06-12, took effect on 2026-09-01, as reported, and is not carried; the nearest edition carried is 2025-05-27
    """
    if type(on) is not datetime.date:
        day = Choice("date", text=Text("日付（datetime.date）", "a datetime.date"))
        raise InvalidArgument(Problem.of("wrong-type", value=on, expected=[day]))
    carried = [load(edition) for edition in available()]
    decided = [edition for edition in carried if edition.decided <= on]
    if not decided:
        problem = Problem.of("no-edition-yet", value=on, day=day_text(on), nearest=carried[0].id)
        raise UnknownEdition(problem, on.isoformat(), available())
    edition, after = decided[-1], decided[-1].superseded_by
    if after is not None and after.is_effective(on):
        problem = Problem.of(
            "superseded",
            value=on,
            day=day_text(on),
            edition=edition.id,
            version=after.version,
            approved=day_text(after.approved),
            effective=after.effect,
        )
        raise UnknownEdition(problem, after.version, available())
    return edition


def from_data(data: object) -> Edition:
    """Return the edition that plain data describes, and only if it is sound.

    The data may have a ``format`` and a ``fingerprint``, which then have to be right. Raises :class:`InvalidEdition`
    with everything wrong and its place: first what is misshapen, and where nothing is, what is unsound.
    """
    content, claimed = _without_fingerprint(data)
    with refusing_as(InvalidEdition):
        edition = structured(content, Edition, document=EDITION_FORMAT)
    require_sound(edition)
    if claimed is not None:
        from aiprocure.encoding.fingerprints import fingerprint

        if claimed != (found := fingerprint(edition)):
            problem = Problem.of("fingerprint-differs", "/fingerprint", value=claimed, expected=[Choice(found)])
            raise InvalidEdition(problem)
    return edition


def _without_fingerprint(data: object) -> tuple[object, object]:
    """Return the content of an edition, and the fingerprint that a file says it has, or None where it says nothing."""
    if not isinstance(data, Mapping) or "fingerprint" not in data:
        return data, None
    return {key: value for key, value in data.items() if key != "fingerprint"}, data["fingerprint"]
