"""Hypothesis strategies for those who build on the library. The functions need the extra ``testing``.

>>> from hypothesis import given, settings
>>> from aiprocure import assess, testing
>>> @settings(max_examples=5)
... @given(testing.editions().flatmap(testing.answers))
... def test_that_answers_are_complete(answers):
...     assert len(answers) >= 2
>>> test_that_answers_are_complete()
"""

from typing import TYPE_CHECKING

from aiprocure.errors import Choice, InvalidArgument, MissingExtra, Problem
from aiprocure.errors.messages import expect, pointer
from aiprocure.model.answers import Answers, PartialAnswers
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["answers", "dossiers", "editions", "partial_answers"]

_SIZES = range(2, 6)
"""How many axes a generated edition can have, and how many options each of them."""


def __dir__() -> list[str]:
    return list(__all__)


def editions(*, most_axes: int = 5, most_options: int = 5) -> "SearchStrategy[Edition]":
    """Return a strategy for editions that are sound: they load, and decide every combination exactly one way.

    They have 2 to ``most_axes`` axes of 2 to ``most_options`` options each, 2 or 3 outcomes, up to two rival readings,
    and now and then guidance, a crosswalk, reported facts, corrections and a later version. Their ids are in several
    scripts, and their words are any. Neither number is greater than 5: 3,125 combinations. Raises
    :class:`InvalidArgument` for another number, and :class:`MissingExtra` where Hypothesis is not installed.

    >>> from hypothesis import given, settings
    >>> from aiprocure import decision_tree
    >>> @settings(max_examples=5)
    ... @given(editions(most_axes=3, most_options=3))
    ... def test_that_a_portal_can_draw_any_edition(edition):
    ...     assert decision_tree(edition) is not None
    >>> test_that_a_portal_can_draw_any_edition()
    """
    for name, number in (("most_axes", most_axes), ("most_options", most_options)):
        if type(number) is not int or number not in _SIZES:
            raise InvalidArgument(Problem.of("wrong-type", pointer(name), value=number, expected=map(_choice, _SIZES)))
    _require_hypothesis()
    from aiprocure.testing.generated_editions import sound_editions

    return sound_editions(most_axes=most_axes, most_options=most_options)


def answers(edition: Edition) -> "SearchStrategy[Answers]":
    """Return a strategy for answers that choose one option on every axis of an edition.

    Raises :class:`MissingExtra` where Hypothesis is not installed.

    >>> from hypothesis import find
    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> find(answers(edition), lambda answers: assess(edition, answers).outcome.id == "high")
    <Answers A1 B1 C1 D1>
    """
    _require_hypothesis()
    expect(Edition, edition)
    from aiprocure.testing.generated_dossiers import answers_to

    return answers_to(edition)


def partial_answers(edition: Edition) -> "SearchStrategy[PartialAnswers]":
    """Return a strategy for answers on some of the axes of an edition, on all of them or on none.

    Raises :class:`MissingExtra` where Hypothesis is not installed.

    >>> from hypothesis import find
    >>> from aiprocure import editions
    >>> find(partial_answers(editions.load("2025-05-27")), lambda partial: "D" in partial)
    <PartialAnswers D1>
    """
    _require_hypothesis()
    expect(Edition, edition)
    from aiprocure.testing.generated_dossiers import partial_answers_to

    return partial_answers_to(edition)


def dossiers(edition: Edition) -> "SearchStrategy[Dossier]":
    """Return a strategy for dossiers that load against an edition, in any phase, from a title alone to the last clause.

    Their answers and items are named in every way in which a dossier may name them, as files hold them, and read as
    files are read. Raises :class:`MissingExtra` where Hypothesis is not installed.

    >>> from hypothesis import given, settings
    >>> from aiprocure import check, editions
    >>> edition = editions.load("2025-05-27")
    >>> @settings(max_examples=3)
    ... @given(dossiers(edition))
    ... def test_that_every_finding_has_its_words(dossier):
    ...     assert all(finding.message.ja for finding in check(dossier, edition))
    >>> test_that_every_finding_has_its_words()
    """
    _require_hypothesis()
    expect(Edition, edition)
    from aiprocure.testing.generated_dossiers import dossiers_for

    return dossiers_for(edition)


def _choice(number: int) -> Choice:
    return Choice(str(number))


def _require_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401  # whether it is there
    except ImportError:
        raise MissingExtra("testing") from None
