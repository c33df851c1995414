"""The classes whose values are exchanged as they are, there and back. The only place that names them all.

All of the model is exchanged but its views, and so are problems and the parts of results. Imported only where plain
data is made or read, so that an edition loads without it.
"""

from collections.abc import Mapping
from typing import TypeGuard

from aiprocure.encoding.formats import DOSSIER_FORMAT, EDITION_FORMAT, PROFILE_FORMAT, PROPOSAL_FORMAT
from aiprocure.engine.comparison import Move, OpenMove, Total
from aiprocure.engine.counterfactuals import Change, Route
from aiprocure.engine.exploration import Tally
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors.problem import Choice, Problem
from aiprocure.errors.text import Text
from aiprocure.model.amendments import Difference
from aiprocure.model.answers import Answers, PartialAnswers
from aiprocure.model.axes import Axis, Option, RiskOrder
from aiprocure.model.check_sheets import (
    Clause,
    Countermeasure,
    OwnColumn,
    Requirement,
    RequirementGroup,
    SheetRow,
    Theme,
)
from aiprocure.model.citation import Citation, Source
from aiprocure.model.crosswalk import Control, Correspondence, Standard
from aiprocure.model.documents import Document, Remark
from aiprocure.model.dossier import (
    Advice,
    Dossier,
    Item,
    Judgement,
    Judgements,
    NcoAdvice,
    Notification,
    Occurrence,
    Product,
    Project,
    Service,
    System,
    Verification,
    WrittenAnswer,
    WrittenAnswers,
)
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Ruling
from aiprocure.model.glossary import Term
from aiprocure.model.guidance import Guidance
from aiprocure.model.item_status import ItemStatus
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Waiver, Weight, When
from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition
from aiprocure.model.revision_topics import Topic
from aiprocure.model.revisions import Revision
from aiprocure.model.risk_cases import ProcessStep, RiskCase
from aiprocure.model.roles import Body, Duty, Phase, Report, Role
from aiprocure.model.rules import AskingOrder, Condition, Reading, Rule
from aiprocure.model.scope import Neighbour, ScopeRule
from aiprocure.model.supersession import ReportedFact, Supersession

__all__ = ["DOCUMENTS", "EXCHANGED", "is_exchanged"]

DOCUMENTS: Mapping[object, str] = {
    Dossier: DOSSIER_FORMAT,
    Edition: EDITION_FORMAT,
    Profile: PROFILE_FORMAT,
    Proposal: PROPOSAL_FORMAT,
}
"""The classes of whole documents, which name their format wherever they are written."""

EXCHANGED: frozenset[type] = frozenset(
    {
        *(Advice, Answers, AskingOrder, Axis, Body, Change, Choice, Citation, Clause, Condition, Consequence),
        *(
            Countermeasure,
            Difference,
            Document,
            Dossier,
            Duty,
            Edition,
            Finding,
            Item,
            ItemStatus,
            Mitigation,
            Move,
            Neighbour,
        ),
        *(Notification, Occurrence, OpenMove, Option, Outcome, OwnColumn, PartialAnswers, Phase, Problem),
        *(Judgement, Judgements, NcoAdvice, ProcessStep, Product, Project, Service, Verification),
        *(ItemPolicy, OwnItem, Profile, Ruling, Waiver, Weight, When),
        *(Proposal, ProposedRow, Reading, Remark, Report, Requirement, RequirementGroup, ChangedPassage, RiskCase),
        *(RiskOrder, Role, Route, Rule, ScopeRule, SheetRow, Source, Supersession, System, Tally, Term, Text),
        *(Control, Correspondence, Guidance, ReportedFact, Revision, Standard),
        *(Theme, Topic, Total, WrittenAnswer, WrittenAnswers, WrittenCondition),
    }
)
"""Every class that plain data can become."""


def is_exchanged(kind: object) -> TypeGuard[type]:
    """Return whether plain data can become a value of a kind."""
    return isinstance(kind, type) and kind in EXCHANGED
