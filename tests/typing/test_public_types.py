"""The types a caller sees. Run by mypy and pyright; running it as a test shows that it is true as well."""

import datetime
from typing import assert_type

import aiprocure as ap
from aiprocure import cases
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Step
from aiprocure.engine.tree import Branch, Leaf
from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.case import Case
from aiprocure.model.citation import Citation
from aiprocure.model.edition import EditionId
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import Reading, Rule, RuleId


def test_the_surface_is_typed_as_documented() -> None:
    edition = ap.editions.load("2025-05-27")
    assert_type(edition, ap.Edition)
    assert_type(ap.editions.in_force(on=datetime.date(2025, 6, 1)), ap.Edition)
    assert_type(ap.editions.available(), tuple[EditionId, ...])
    assert_type(edition.axes, tuple[Axis, ...])

    answers = edition.answers(A="①", B="②", C="③", D="②")
    assert_type(answers, ap.Answers)
    assert_type(answers.but(D=1), ap.Answers)
    assert_type(answers["A"], OptionId)
    assert_type(edition.all_answers(), tuple[ap.Answers, ...])

    assessment = ap.assess(edition, answers)
    assert_type(assessment, ap.Assessment)
    assert_type(assessment.outcome, Outcome)
    assert_type(assessment.outcome.id, OutcomeId)
    assert_type(assessment.rule, Rule)
    assert_type(assessment.rule.id, RuleId)
    assert_type(assessment.path, tuple[Step, ...])
    assert_type(assessment.path[0].citation, Citation)
    assert_type(assessment.disputed, tuple[Reading, ...])
    assert_type(assessment.irrelevant, tuple[Axis, ...])
    assert_type(ap.explain(assessment), tuple[tuple[Option, ...], ...])
    assert_type(ap.decision_tree(edition), Branch | Leaf)

    data = ap.encoding.to_data(assessment)
    assert_type(data, dict[str, Data])
    assert_type(ap.encoding.retrace(data, edition), ap.Assessment)
    assert_type(ap.encoding.from_data(ap.encoding.to_data(answers), ap.Answers), ap.Answers)
    assert_type(ap.encoding.fingerprint(edition), str)

    case = cases.from_data({"edition": edition.id, "project": {"title": "案件"}, "answers": dict(answers)})
    assert_type(case, Case)
    assert_type(cases.determine(case), ap.Assessment)
