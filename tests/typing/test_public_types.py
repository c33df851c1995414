"""The types a caller sees. Run by mypy and pyright; running it as a test shows that it is true as well."""

import datetime
from collections import Counter
from typing import assert_type

import aiprocure as ap
from aiprocure import dossiers, proposals
from aiprocure.encoding import Data
from aiprocure.engine import (
    Branch,
    Change,
    ChangedPassage,
    Comparison,
    Exploration,
    Leaf,
    Move,
    Route,
    Step,
    Total,
)
from aiprocure.model import (
    Axis,
    Citation,
    Dossier,
    EditionId,
    Finding,
    Option,
    OptionId,
    Outcome,
    OutcomeId,
    PartialAnswers,
    Proposal,
    Reading,
    ReadingId,
    Reference,
    Rule,
    RuleId,
)


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

    dossier = dossiers.from_data({"edition": edition.id, "project": {"title": "案件"}, "answers": dict(answers)})
    assert_type(dossier, Dossier)
    assert_type(dossiers.determine(dossier), ap.Assessment)
    assert_type(ap.check(dossier, edition), tuple[Finding, ...])


def test_what_if_is_typed_as_documented() -> None:
    edition = ap.editions.load("2025-05-27")
    partial = edition.partial_answers(C=2)
    assert_type(partial, PartialAnswers)
    assert_type(partial.but(D=1), PartialAnswers)
    assert_type(partial.without("D"), PartialAnswers)
    assert_type(partial["C"], OptionId)

    exploration = ap.explore(edition, partial)
    assert_type(exploration, Exploration)
    assert_type(exploration.possible, tuple[Outcome, ...])
    assert_type(exploration.counts, Counter[str])
    assert_type(exploration.settled, bool)
    assert_type(exploration.ask_next, tuple[Axis, ...])
    assert_type(exploration.irrelevant, tuple[Axis, ...])
    assert_type(exploration.disputed_by, tuple[ReadingId, ...])

    assessment = ap.assess(edition, edition.all_answers()[0])
    assert_type(ap.what_if(assessment), tuple[Change, ...])
    assert_type(ap.routes(assessment, to="low", keep=("A",), avoid_undecided=True), tuple[Route, ...])
    [change, *_] = ap.what_if(assessment)
    assert_type(change.option, Option)
    assert_type(change.differs, bool)

    comparison = ap.compare(edition, edition.with_rules(edition.rules), inventory={edition.all_answers()[0]: 2})
    assert_type(comparison, Comparison)
    assert_type(comparison.moves, tuple[Move, ...])
    assert_type(comparison.totals, tuple[Total, ...])
    assert_type(comparison.changed_passages, tuple[ChangedPassage, ...])
    assert_type(comparison.records_added, tuple[Reference, ...])
    assert_type(comparison.unshared, tuple[Reference, ...])
    assert_type(comparison.changed, int)

    proposal = proposals.from_data({"edition": edition.id, "title": "案"})
    assert_type(proposal, Proposal)
    assert_type(proposals.propose(proposal), ap.Edition)
