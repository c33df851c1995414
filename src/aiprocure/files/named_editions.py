"""The edition that a document names, and what is wrong with it besides its form."""

from collections.abc import Iterable, Mapping, Sequence

from aiprocure import editions
from aiprocure.encoding.refusals import refusing_as
from aiprocure.errors import InvalidData, Problem
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import one_spelled

__all__ = ["edition_as_named", "edition_named", "elsewhere"]


def edition_named(named: str, given: Edition | None) -> Edition:
    """Return the edition that a document names: one that is carried, or the one given, which it then has to name.

    Raises :class:`InvalidData` for an edition that is not carried, and for another than the one given.
    """
    if given is None:
        with refusing_as(InvalidData, "edition"):
            return editions.load(named)
    if one_spelled(named, (given.id,)) is None:
        raise InvalidData(Problem.of("edition-differs", "/edition", value=named, right=given.id))
    return given


def edition_as_named(data: Mapping[object, object], given: Edition | None) -> tuple[Edition | None, list[Problem]]:
    """Return the edition that a misshapen document names, as far as that can be told, and what is wrong with the name.

    One that names none is taken to be about the edition given.
    """
    named = data.get("edition")
    if not isinstance(named, str):
        return given, []
    try:
        return edition_named(named, given), []
    except InvalidData as error:
        return None, list(error.problems)


def elsewhere(found: Iterable[Problem], misshapen: Sequence[Problem]) -> list[Problem]:
    """Return those of the problems found that are in places where nothing is misshapen."""
    places = {problem.where for problem in misshapen}
    return [problem for problem in found if problem.where not in places]
