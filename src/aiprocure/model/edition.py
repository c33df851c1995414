"""One edition of the guideline, as one value."""

import datetime
import functools
import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NewType, TypeVar

import attrs

from aiprocure.errors import Problem, UnknownRecord
from aiprocure.errors.messages import shown
from aiprocure.errors.text import Text
from aiprocure.model.amendments import PROPOSAL, add_rows, replace_rules
from aiprocure.model.answers import Answers, AnswerTable, PartialAnswers, read_partial_answers
from aiprocure.model.axes import Axis
from aiprocure.model.check_sheets import Clause, Requirement, RequirementGroup, SheetRow, Theme
from aiprocure.model.citation import Citation, Source
from aiprocure.model.crosswalk import Control, Correspondence, Standard
from aiprocure.model.documents import Document, Remark
from aiprocure.model.glossary import Term
from aiprocure.model.guidance import Guidance
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.records import CrossReference, Record, Reference, entries_of, find_entry, links_between
from aiprocure.model.representation import rich_repr
from aiprocure.model.revision_topics import Topic
from aiprocure.model.revisions import Revision
from aiprocure.model.risk_cases import ProcessStep, RiskCase
from aiprocure.model.roles import Body, Duty, Phase, Report, Role
from aiprocure.model.rules import AskingOrder, Reading, Rule
from aiprocure.model.scope import Neighbour, ScopeRule
from aiprocure.model.supersession import ReportedFact, Supersession

__all__ = ["Edition", "EditionId"]

EditionId = NewType("EditionId", str)
T = TypeVar("T")


@attrs.frozen(repr=False, slots=False)  # what is worked out lies beside the fields, where it is found fastest
class Edition:
    """The guideline as decided on one date. ``id`` is that date; ``revision`` counts our corrections of the data.

    >>> from aiprocure import editions
    >>> editions.load("2025-05-27")
    <Edition 2025-05-27 revision 3: 4 axes, 10 rules, 3 rival readings>
    """

    id: EditionId
    revision: int
    code: str
    decided: datetime.date
    text: Text
    citation: Citation
    sources: tuple[Source, ...]
    outcomes: tuple[Outcome, ...]
    """Lightest first."""
    axes: tuple[Axis, ...]
    asking_order: AskingOrder
    rules: tuple[Rule, ...]
    readings: tuple[Reading, ...] = ()
    """The rivals of the reading that ``rules`` adopts."""
    consequences: tuple[Consequence, ...] = ()
    superseded_by: Supersession | None = None
    requirement_groups: tuple[RequirementGroup, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    sheet_rows: tuple[SheetRow, ...] = ()
    """The rows of the procurement check sheet that are known."""
    mitigations: tuple[Mitigation, ...] = ()
    themes: tuple[Theme, ...] = ()
    clauses: tuple[Clause, ...] = ()
    """The rows of the contract check sheet that are known."""
    process_steps: tuple[ProcessStep, ...] = ()
    risk_cases: tuple[RiskCase, ...] = ()
    roles: tuple[Role, ...] = ()
    phases: tuple[Phase, ...] = ()
    duties: tuple[Duty, ...] = ()
    bodies: tuple[Body, ...] = ()
    reporting: tuple[Report, ...] = ()
    documents: tuple[Document, ...] = ()
    remarks: tuple[Remark, ...] = ()
    scope: tuple[ScopeRule, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    topics: tuple[Topic, ...] = ()
    glossary: tuple[Term, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    """How to answer where an option's words leave it open."""
    standards: tuple[Standard, ...] = ()
    controls: tuple[Control, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    """How items of the check sheets correspond to controls of other standards."""
    reported: tuple[ReportedFact, ...] = ()
    """What is reported of the version that supersedes this edition. No rule uses it."""
    revisions: tuple[Revision, ...] = ()
    """What each revision of the data changed, from the second on."""

    @functools.cached_property
    def _worked_out(self) -> dict[Any, Any]:
        """What :meth:`once` knows already. Being no field, it is in no comparison, copy, pickle or plain data."""
        return {}

    __rich_repr__ = rich_repr

    def __getstate__(self) -> dict[str, object]:
        """Return the value alone for a pickle or a copy."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Edition)}

    @functools.cached_property
    def _answer_table(self) -> AnswerTable:
        """What :meth:`answers` looks up: kept like ``_worked_out``, and apart from it as it has to be found faster."""
        return AnswerTable.over(self.axes)

    if TYPE_CHECKING:
        _assessed: ClassVar[dict[int, Any]]
        """The assessments made so far, by the identity of their answers: what ``assess`` looks up.

        An identity is taken by nothing else while what has it exists, and each assessment here holds its answers. It
        is declared to type checkers alone, for Python finds an attribute faster that the class does not have.
        """

    def keep_assessment(self, key: int, assessment: T) -> T:
        """Keep an assessment for ``assess`` to look up, and return the one that is kept."""
        kept: dict[int, T] = vars(self).setdefault("_assessed", {})
        return kept.setdefault(key, assessment)

    def __repr__(self) -> str:
        counts = f"{len(self.axes)} axes, {len(self.rules)} rules, {len(self.readings)} rival readings"
        return f"<Edition {self.id} revision {self.revision}: {counts}>"

    def __str__(self) -> str:
        return f"{self.code} {self.text} ({self.id})"

    @property
    def redrawn(self) -> bool:
        """Whether its rows were replaced by others, so that it does not decide as the guideline is read here."""
        return PROPOSAL in self.sources

    def answers(self, /, **choices: object) -> Answers:
        """Return the answers that choose one option on every axis.

        Each keyword is an axis, by id or slug; each value an option of it, by id (``"A1"``), number (``1``), mark
        (``"①"``) or slug. Raises :class:`InvalidAnswers` with one problem for everything else.

        >>> from aiprocure import editions
        >>> editions.load("2025-05-27").answers(users="public", work=2, data="③", D="D2")
        <Answers A1 B2 C3 D2>
        """
        return self._answer_table.read(choices)

    def partial_answers(self, /, **choices: object) -> PartialAnswers:
        """Return answers on some of the axes, or on none: what is known so far.

        Written, and refused, as :meth:`answers` are; only nothing has to be answered.

        >>> from aiprocure import editions
        >>> editions.load("2025-05-27").partial_answers(data="②")
        <PartialAnswers C2>
        """
        return read_partial_answers(self.axes, choices)

    def all_answers(self) -> tuple[Answers, ...]:
        """Return every complete set of answers, in the order of the axes and their options."""
        return tuple(
            self.answers(**{option.axis: option.id for option in options})
            for options in itertools.product(*(axis.options for axis in self.axes))
        )

    def find(self, name: str) -> Record:
        """Return the record that a reference, an id, a mark or a slug means.

        A family before the name tells records of the same name apart: ``clause 7``, ``sheet-row/19``. A bare number or
        mark is that of a headline, ``#19`` that of a row. Raises :class:`UnknownRecord` for what means nothing.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> edition.find("⑭") is edition.find("ds-920/2025-05-27/requirement/14")
        True
        >>> edition.find("clause 7")
        <Clause 7 情報セキュリティインシデント・生成AIシステム特…>
        """
        return find_entry(self, name).record

    def reference(self, record: Record) -> Reference:
        """Return the stable name of a record of this edition, by which other systems can cite it.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> edition.reference(edition.requirements[13])
        'ds-920/2025-05-27/requirement/14'
        """
        for entry in self.once(entries_of):
            if entry.record == record:
                return entry.reference
        problem = Problem.of("record-unknown", value=record, kind=Text("記録", "record"), hint="")
        raise UnknownRecord(problem, shown(record))

    def cross_reference(self, name: str) -> CrossReference:
        """Return the record that a name means, with the records it links to and those that link to it.

        Which checks of dossiers act on it, or why none does, is told by ``ap.checks_of``: an edition knows no checks.

        >>> from aiprocure import editions
        >>> found = editions.load("2025-05-27").cross_reference("sheet-row 19")
        >>> found.links_to, found.linked_from[0]
        ((<Entry ds-920/2025-05-27/requirement/14>,), <Entry ds-920/2025-05-27/mitigation/A-3>)
        """
        entry = find_entry(self, name)
        links = self.once(links_between)
        return CrossReference(
            entry,
            tuple(target for source, target in links if source == entry),
            tuple(source for source, target in links if target == entry),
        )

    def requirements_of(self, *, group: str) -> tuple[Requirement, ...]:
        """Return the headlines of a group."""
        id_ = find_entry(self, group, ("requirement-group",)).record.id
        return tuple(requirement for requirement in self.requirements if requirement.group == id_)

    def sheet_rows_of(self, *, requirement: str) -> tuple[SheetRow, ...]:
        """Return the rows of the procurement check sheet that fall under a headline."""
        id_ = find_entry(self, requirement, ("requirement",)).record.id
        return tuple(row for row in self.sheet_rows if row.requirement == id_)

    def clauses_of(self, *, theme: str) -> tuple[Clause, ...]:
        """Return the rows of the contract check sheet that fall under a theme."""
        id_ = find_entry(self, theme, ("theme",)).record.id
        return tuple(clause for clause in self.clauses if clause.theme == id_)

    def mitigations_of(self, *, axis: str) -> tuple[Mitigation, ...]:
        """Return the mitigations tied to an axis."""
        id_ = find_entry(self, axis, ("axis",)).record.id
        return tuple(mitigation for mitigation in self.mitigations if mitigation.axis == id_)

    def risk_cases_of(self, *, step: str) -> tuple[RiskCase, ...]:
        """Return the risk cases of a process step."""
        id_ = find_entry(self, step, ("process-step",)).record.id
        return tuple(case for case in self.risk_cases if case.step == id_)

    def duties_of(self, *, role: str | None = None, phase: str | None = None) -> tuple[Duty, ...]:
        """Return the duties of a role, of a phase, or of a role in a phase."""
        role_id = role if role is None else find_entry(self, role, ("role",)).record.id
        phase_id = phase if phase is None else find_entry(self, phase, ("phase",)).record.id
        return tuple(
            duty
            for duty in self.duties
            if (role_id is None or duty.role == role_id) and (phase_id is None or duty.phase == phase_id)
        )

    def with_rows(self, rows: Iterable[SheetRow | Clause]) -> "Edition":
        """Return this edition with rows of the check sheets added, as ``sheets.read_workbook`` reads them.

        No record is lost, and a row that is there already adds nothing but countermeasures that are new. A row that has
        a number of this edition and other words is the ministry's version of that row and stands beside it, as
        ``sheet-row/19-supplied``; a bare ``#19`` then means that version. Raises :class:`InvalidSheet`, with sheet and
        cell, for a number with two wordings among the rows given, an empty requirement, a headline that this edition
        does not have, or anything in a row that is cited to a source instead of as supplied.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> edition.with_rows(edition.sheet_rows[2:3]) is edition
        True
        """
        return add_rows(self, rows)

    def with_rules(self, rules: Iterable[Rule]) -> "Edition":
        """Return this edition with other rows in place of all of its own.

        The rows of a rival reading fit as they are. Any row that is neither this edition's nor one of its readings'
        is marked ``supplied`` and cited to a source ``proposal``. Such an edition says that it is :attr:`redrawn` and
        has no rival readings: those are readings of the figure. The same rows in another order change nothing else.
        Like every edition it has to be sound, which is checked at first use.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> edition.with_rules(edition.readings[0].rules)
        <Edition 2025-05-27 revision 3: 4 axes, 10 rules, 0 rival readings>
        """
        return replace_rules(self, rules)

    def once(self, question: Callable[["Edition"], T]) -> T:
        """Return ``question(self)``, worked out the first time only: an edition never changes."""
        try:
            answer: T = self._worked_out[question]
        except KeyError:
            answer = self._worked_out.setdefault(question, question(self))
        return answer
