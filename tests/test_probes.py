"""What other engines and checkers let pass: each is refused here, and none ever yields an outcome."""

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import AiprocureError, InvalidAnswers, InvalidDossier, InvalidEdition
from aiprocure.model.rules import RuleId

GOOD = {"A": 1, "B": 2, "C": 3, "D": 2}


def test_a_table_with_a_hole(edition: ap.Edition) -> None:
    with pytest.raises(InvalidEdition, match="no row decides"):
        ap.assess(attrs.evolve(edition, rules=edition.rules[:-1]), edition.answers(**GOOD))


def test_a_table_that_contradicts_itself(edition: ap.Edition) -> None:
    contrary = attrs.evolve(edition.rules[8], id=RuleId("R11"), outcome=edition.rules[0].outcome)
    with pytest.raises(InvalidEdition, match="decides otherwise"):
        ap.assess(attrs.evolve(edition, rules=(*edition.rules, contrary)), edition.answers(**GOOD))


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({**GOOD, "A": 9}, id="an answer out of range"),
        pytest.param({"A": 1, "B": 2, "C": 3}, id="an answer missing"),
        pytest.param({"A": 1, "B": 2, "C": 3, "reveiw": 2}, id="a key mistyped"),
        pytest.param({**GOOD, "d": 2}, id="a key too many"),
        pytest.param({"a": 1, "B": 2, "C": 3, "D": 2}, id="a for A"),
        pytest.param({}, id="nothing answered at all"),
        pytest.param(dict.fromkeys("ABCD"), id="None for every answer"),
        pytest.param({**GOOD, "A": "B1"}, id="an option of another axis"),
        pytest.param({**GOOD, "A": True}, id="True for 1"),
    ],
)
def test_answers_that_are_none(edition: ap.Edition, answers: dict[str, object]) -> None:
    with pytest.raises(InvalidAnswers):
        ap.assess(edition, edition.answers(**answers))
    data = {"edition": edition.id, "project": {"title": "案件"}, "answers": answers}
    with pytest.raises(InvalidDossier):
        dossiers.determine(dossiers.from_data(data))
    with pytest.raises(AiprocureError):
        ap.assess(edition, ap.encoding.from_data(answers, ap.Answers))


@pytest.mark.parametrize("answers", [None, GOOD, (), "A1 B2 C3 D2", ["A1", "B2", "C3", "D2"]])
def test_what_is_no_answers_at_all(edition: ap.Edition, answers: object) -> None:
    with pytest.raises(InvalidAnswers, match=r"^expected Answers, not "):
        ap.assess(edition, answers)  # type: ignore[arg-type]  # the slip this is about


def test_answers_to_other_questions(edition: ap.Edition) -> None:
    """The same options under other axes are not the same answers."""
    crossed = ap.encoding.from_data({"A": "B2", "B": "A1", "C": "C3", "D": "D2"}, ap.Answers)
    with pytest.raises(InvalidAnswers):
        ap.assess(edition, crossed)


def test_answers_from_plain_data_are_judged_only_once_an_edition_has_read_them(edition: ap.Edition) -> None:
    loose = ap.encoding.from_data({"A": "①", "users": "A1", "B": "2", "C": "C3", "D": "D2"}, ap.Answers)
    written = ap.encoding.from_data({"users": "①", "B": "2", "C": "C3", "D": "reviewed"}, ap.Answers)
    for answers in (loose, written):
        with pytest.raises(InvalidAnswers, match="these answers know no edition"):
            ap.assess(edition, answers)
    with pytest.raises(InvalidAnswers, match="axis A is answered twice"):
        edition.answers(**loose)
    assert ap.assess(edition, edition.answers(**written)) == ap.assess(edition, edition.answers(**GOOD))
