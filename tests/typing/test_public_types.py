"""The types a caller sees. Run by mypy and pyright; running it as a test shows that it is true as well."""

import datetime
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import assert_type

import polars as pl
import pyarrow as pa
import pytest
from hypothesis.strategies import SearchStrategy

import aiprocure as ap
from aiprocure import dossiers, proposals, sheets, tables, testing
from aiprocure.encoding import ComparisonRecord, Data, ExplorationRecord, Trace
from aiprocure.engine import (
    Branch,
    Change,
    ChangedPassage,
    Comparison,
    Exploration,
    Leaf,
    Move,
    Numbers,
    Route,
    Step,
    Tally,
    Total,
    problems_in,
    require_sound,
)
from aiprocure.errors import Choice, Problem, ProblemCode, Text
from aiprocure.model import (
    Axis,
    CheckReference,
    Citation,
    Clause,
    Consequence,
    CrossReference,
    Dossier,
    Duty,
    EditionId,
    Finding,
    InventorySummary,
    Mitigation,
    Option,
    OptionId,
    Outcome,
    OutcomeId,
    PartialAnswers,
    Proposal,
    Reading,
    ReadingId,
    Record,
    Reference,
    Requirement,
    RiskCase,
    Rule,
    RuleId,
    SheetRow,
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

    trace = ap.encoding.to_data(assessment)
    assert_type(trace, Trace)
    assert_type(ap.encoding.retrace(trace, edition), ap.Assessment)
    assert_type(ap.encoding.to_data(answers), dict[str, Data])
    assert_type(ap.encoding.to_data(edition), ap.encoding.EditionDocument)
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
    cost: Numbers = {"A": {"②": 1, "①→③": Fraction(1, 3)}}
    costed = ap.routes(assessment, to="low", cost=cost)
    assert_type(costed[0].supplied_cost, Fraction | None)
    by_id = {axis.id: {option.id: 1 for option in axis.options} for axis in edition.axes}
    weighed = ap.explore(edition, partial, weights=by_id)
    assert_type(weighed.supplied_weights, tuple[tuple[OptionId, Fraction], ...])
    assert_type(weighed.tallies[0].supplied_share, Fraction | None)
    assert_type(ap.explore(edition, partial, weights={"A": {1: 1, 2: 2.5, 3: 1, 4: 0}}), Exploration)
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
    assert_type(ap.encoding.to_data(exploration), ExplorationRecord)
    assert_type(ap.encoding.retrace(ap.encoding.to_data(exploration), edition), Exploration)
    assert_type(ap.encoding.to_data(comparison), ComparisonRecord)
    assert_type(exploration.tallies, tuple[Tally, ...])
    assert_type(problems_in(edition), tuple[Problem, ...])
    require_sound(edition)

    proposal = proposals.from_data({"edition": edition.id, "title": "案"})
    assert_type(proposal, Proposal)
    assert_type(proposals.propose(proposal), ap.Edition)


def test_the_records_are_typed_as_documented() -> None:
    edition = ap.editions.from_data(ap.encoding.to_data(ap.editions.load("2025-05-27")))
    assert_type(edition, ap.Edition)
    assert_type(edition.find("⑭"), Record)
    assert_type(edition.reference(edition.requirements[0]), Reference)
    assert_type(edition.cross_reference("⑭"), CrossReference)
    assert_type(ap.checks_of(edition, "⑭"), CheckReference)
    assert_type(edition.requirements_of(group=edition.requirement_groups[0].id), tuple[Requirement, ...])
    assert_type(edition.sheet_rows_of(requirement="⑭"), tuple[SheetRow, ...])
    assert_type(edition.clauses_of(theme=edition.themes[0].id), tuple[Clause, ...])
    assert_type(edition.mitigations_of(axis="A"), tuple[Mitigation, ...])
    assert_type(edition.risk_cases_of(step=edition.process_steps[0].id), tuple[RiskCase, ...])
    assert_type(edition.duties_of(role=edition.roles[0].id), tuple[Duty, ...])
    assert_type(edition.with_rows(edition.sheet_rows[2:3]), ap.Edition)
    assert_type(edition.once(str), str)
    assert_type(edition.redrawn, bool)
    assert_type(edition.axes[0].captioned("en"), str)
    assessment = ap.assess(edition, edition.all_answers()[0])
    assert_type(assessment.chosen, tuple[Option, ...])
    assert_type(assessment.consequences, tuple[Consequence, ...])
    assert_type(assessment.mitigations, tuple[Mitigation, ...])


def test_problems_are_typed_as_documented() -> None:
    edition = ap.editions.load("2025-05-27")
    with pytest.raises(ap.errors.InvalidAnswers) as refused:
        edition.answers(A=9)
    assert_type(refused.value.problems, tuple[Problem, ...])
    problem = refused.value.problems[0]
    assert_type(problem.code, ProblemCode)
    assert_type(problem.where, str)
    assert_type(problem.value, str)
    assert_type(problem.expected, tuple[Choice, ...])
    assert_type(problem.text, Text)
    assert_type(problem.text.in_language("ja"), str)
    assert_type(problem.file, str)
    assert_type(problem.line, int | None)
    assert_type(problem.under("answers"), Problem)
    with pytest.raises(ap.errors.UnknownRecord) as unknown:
        edition.find("nothing")
    assert_type(unknown.value.name, str)
    assert_type(unknown.value.known, tuple[str, ...])


def test_files_and_frames_are_typed_as_documented(tmp_path: Path) -> None:
    edition = ap.editions.load("2025-05-27")
    written = tmp_path / "dossier.toml"
    written.write_text('edition = "2025-05-27"\n[project]\ntitle = "案件"\n', encoding="utf-8")
    dossier = dossiers.load(written, edition=edition)
    assert_type(dossier, Dossier)
    assert_type(dossiers.loads(written.read_bytes(), form="toml"), Dossier)
    frame = pl.DataFrame([dict(answers) for answers in edition.all_answers()])
    assert_type(ap.frames.assess(frame, edition), pl.DataFrame)
    assert_type(ap.frames.sensitivity(frame.lazy(), edition), pl.LazyFrame)
    assert_type(ap.frames.table(edition), pa.Table)
    frame.write_csv(tmp_path / "in.csv")
    summary = tables.assess_table(tmp_path / "in.csv", tmp_path / "out.csv", edition)
    assert_type(summary, InventorySummary)
    assert_type(ap.export.to_text(summary, language="en"), str)
    with pytest.raises(ap.errors.InvalidSheet):
        assert_type(sheets.read_workbook(tmp_path / "none.xlsx"), sheets.Workbook)


def test_exports_are_typed_as_documented() -> None:
    edition = ap.editions.load("2025-05-27")
    assessment = ap.assess(edition, edition.all_answers()[0])
    dossier = dossiers.from_data({"edition": edition.id, "project": {"title": "案件"}})
    findings = ap.check(dossier, edition)
    assert_type(ap.export.to_text(findings), str)
    assert_type(ap.export.to_markdown(edition, language="en"), str)
    assert_type(ap.export.to_html(assessment), str)
    assert_type(ap.export.to_svg(assessment), str)
    assert_type(ap.export.to_mermaid(edition), str)
    assert_type(ap.export.to_docx(dossier), bytes)
    assert_type(ap.export.to_sarif(findings), str)
    assert_type(ap.export.to_json_schema(ap.Dossier, edition), dict[str, Data])


def test_strategies_are_typed_as_documented() -> None:
    edition = ap.editions.load("2025-05-27")
    assert_type(testing.editions(most_axes=3), SearchStrategy[ap.Edition])
    assert_type(testing.answers(edition), SearchStrategy[ap.Answers])
    assert_type(testing.partial_answers(edition), SearchStrategy[PartialAnswers])
    assert_type(testing.dossiers(edition), SearchStrategy[Dossier])
