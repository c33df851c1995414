"""What a type checker would have found is said in our own words."""

from collections.abc import Callable

import pytest

import aiprocure as ap
from aiprocure import dossiers, editions
from aiprocure.editions.labels import phrases_in
from aiprocure.engine.soundness import problems_in
from aiprocure.errors import InvalidArgument

EDITION = editions.load("2025-05-27")
ANSWERS = EDITION.all_answers()[0]


@pytest.mark.parametrize(
    "call",
    [
        lambda: ap.assess("x", ANSWERS),  # type: ignore[arg-type]
        lambda: ap.explain(5),  # type: ignore[arg-type]
        lambda: ap.decision_tree(None),  # type: ignore[arg-type]
        lambda: ap.encoding.fingerprint({}),  # type: ignore[arg-type]
        lambda: ap.encoding.retrace({"answers": dict(ANSWERS)}, "x"),  # type: ignore[call-overload]
        lambda: dossiers.determine({}),  # type: ignore[arg-type]
        lambda: problems_in(None),  # type: ignore[arg-type]
        lambda: phrases_in("fr"),
    ],
)
def test_an_argument_of_the_wrong_type_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InvalidArgument, match=r"^expected (\w+|ja, en), not "):
        call()


def test_a_value_whose_repr_fails_is_refused_all_the_same() -> None:
    class set:  # noqa: A001, N801  # reprlib goes by the name
        def __repr__(self) -> str:
            raise RuntimeError

    with pytest.raises(ap.errors.InvalidAnswers, match="no option <set>"):
        EDITION.answers(A=set(), B=1, C=1, D=1)


def test_what_only_looks_like_answers_decides_nothing() -> None:
    class Lookalike:
        choices = ANSWERS.choices
        axes = ANSWERS.axes

    ap.assess(EDITION, ANSWERS)
    with pytest.raises(ap.errors.InvalidAnswers):
        ap.assess(EDITION, Lookalike())  # type: ignore[arg-type]


def test_text_that_lies_about_itself_is_taken_as_it_reads() -> None:
    class Liar(str):
        __slots__ = ()

        def __repr__(self) -> str:
            return "'A1'"

    with pytest.raises(ap.errors.InvalidAnswers):
        ap.assess(EDITION, ap.Answers({**ANSWERS, "A": Liar("zzz")}))  # type: ignore[arg-type]
