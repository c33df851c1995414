"""How a problem found on the way becomes the exception that the caller expects."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiprocure.errors import Invalid, UnknownEdition

__all__ = ["refusing_as"]


@contextmanager
def refusing_as(kind: type[Invalid], *steps: object) -> Iterator[None]:
    """Raise what is invalid inside the block as another exception, its problems under some keys and positions.

    >>> from aiprocure.errors import InvalidData, InvalidDossier, Problem
    >>> with refusing_as(InvalidDossier, "answers"):
    ...     raise InvalidData(Problem.of("missing-key", "/A", key="A"))
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidDossier: /answers/A: the key A is missing
    """
    try:
        yield
    except (Invalid, UnknownEdition) as error:
        raise kind(problem.under(*steps) for problem in error.problems) from None
