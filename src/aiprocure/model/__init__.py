"""What the guideline says and what an officer says, as immutable values, each imported at first use."""

from typing import TYPE_CHECKING

from aiprocure.model.exports import find_export

if TYPE_CHECKING:
    from aiprocure.errors.text import Language, Text
    from aiprocure.model.amendments import Difference
    from aiprocure.model.answers import MOST_ANSWERS, Answers, PartialAnswers
    from aiprocure.model.axes import LONGEST_WORDS, Axis, AxisId, Option, OptionId, RiskOrder
    from aiprocure.model.check_sheets import (
        Clause,
        ClauseId,
        Countermeasure,
        OwnColumn,
        Requirement,
        RequirementGroup,
        RequirementGroupId,
        RequirementId,
        SheetRow,
        SheetRowId,
        Theme,
        ThemeId,
    )
    from aiprocure.model.citation import Citation, Provenance, Source, SourceId
    from aiprocure.model.crosswalk import (
        Control,
        ControlId,
        Correspondence,
        CorrespondenceId,
        Relation,
        Standard,
        StandardId,
    )
    from aiprocure.model.documents import Document, DocumentId, Remark, RemarkId
    from aiprocure.model.dossier import (
        CLAUSE_FAMILIES,
        LARGEST_DETAIL,
        PROJECT_KEYS,
        REQUIREMENT_FAMILIES,
        Advice,
        Confidentiality,
        Detail,
        Dossier,
        Ismap,
        Item,
        ItemId,
        Judgement,
        Judgements,
        NcoAdvice,
        Notification,
        Occurrence,
        Output,
        Product,
        Project,
        Service,
        Stage,
        System,
        UserScope,
        Verification,
        WrittenAnswer,
        WrittenAnswers,
    )
    from aiprocure.model.edition import Edition, EditionId
    from aiprocure.model.finding import Effect, Finding, FindingCode, Pointer, Ruling, Severity
    from aiprocure.model.glossary import Term, TermId
    from aiprocure.model.guidance import Guidance, GuidanceId
    from aiprocure.model.ids import ID_GRAMMAR, LONGEST_ID
    from aiprocure.model.inventory import InventorySummary
    from aiprocure.model.item_status import ItemStatus, Status
    from aiprocure.model.meanings import Aspect, Meaning
    from aiprocure.model.mitigations import Mitigation, MitigationId
    from aiprocure.model.outcomes import Consequence, Outcome, OutcomeId
    from aiprocure.model.papers import Paper, PaperKind
    from aiprocure.model.profile import PROFILE, ItemPolicy, OwnItem, Profile, Standing, Waiver, Weight, When
    from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition, WrittenOptions
    from aiprocure.model.records import FAMILIES, CheckReference, CrossReference, Entry, Link, Record, Reference
    from aiprocure.model.revision_topics import Topic, TopicId
    from aiprocure.model.revisions import Revision
    from aiprocure.model.risk_cases import ProcessStep, ProcessStepId, RiskCase, RiskCaseId
    from aiprocure.model.roles import (
        Body,
        BodyId,
        Duty,
        DutyId,
        PartyId,
        Phase,
        PhaseId,
        Report,
        ReportId,
        Role,
        RoleId,
    )
    from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
    from aiprocure.model.scope import Neighbour, NeighbourId, ScopeKind, ScopeRule, ScopeRuleId
    from aiprocure.model.supersession import ReportedFact, ReportedFactId, Supersession

__all__ = [
    "CLAUSE_FAMILIES",
    "FAMILIES",
    "ID_GRAMMAR",
    "LARGEST_DETAIL",
    "LONGEST_ID",
    "LONGEST_WORDS",
    "MOST_ANSWERS",
    "PROFILE",
    "PROJECT_KEYS",
    "REQUIREMENT_FAMILIES",
    "Advice",
    "Answers",
    "AskingOrder",
    "Aspect",
    "Axis",
    "AxisId",
    "Body",
    "BodyId",
    "CheckReference",
    "Citation",
    "Clause",
    "ClauseId",
    "Condition",
    "Confidentiality",
    "Consequence",
    "Control",
    "ControlId",
    "Correspondence",
    "CorrespondenceId",
    "Countermeasure",
    "CrossReference",
    "Detail",
    "Difference",
    "Document",
    "DocumentId",
    "Dossier",
    "Duty",
    "DutyId",
    "Edition",
    "EditionId",
    "Effect",
    "Entry",
    "Finding",
    "FindingCode",
    "Guidance",
    "GuidanceId",
    "InventorySummary",
    "Ismap",
    "Item",
    "ItemId",
    "ItemPolicy",
    "ItemStatus",
    "Judgement",
    "Judgements",
    "Language",
    "Link",
    "Meaning",
    "Mitigation",
    "MitigationId",
    "NcoAdvice",
    "Neighbour",
    "NeighbourId",
    "Notification",
    "Occurrence",
    "Option",
    "OptionId",
    "Outcome",
    "OutcomeId",
    "Output",
    "OwnColumn",
    "OwnItem",
    "Paper",
    "PaperKind",
    "PartialAnswers",
    "PartyId",
    "Phase",
    "PhaseId",
    "Pointer",
    "ProcessStep",
    "ProcessStepId",
    "Product",
    "Profile",
    "Project",
    "Proposal",
    "ProposedRow",
    "Provenance",
    "Reading",
    "ReadingId",
    "Record",
    "Reference",
    "Relation",
    "Remark",
    "RemarkId",
    "Report",
    "ReportId",
    "ReportedFact",
    "ReportedFactId",
    "Requirement",
    "RequirementGroup",
    "RequirementGroupId",
    "RequirementId",
    "Revision",
    "RiskCase",
    "RiskCaseId",
    "RiskOrder",
    "Role",
    "RoleId",
    "Rule",
    "RuleId",
    "Ruling",
    "ScopeKind",
    "ScopeRule",
    "ScopeRuleId",
    "Service",
    "Severity",
    "SheetRow",
    "SheetRowId",
    "Source",
    "SourceId",
    "Stage",
    "Standard",
    "StandardId",
    "Standing",
    "Status",
    "Supersession",
    "System",
    "Term",
    "TermId",
    "Text",
    "Theme",
    "ThemeId",
    "Topic",
    "TopicId",
    "UserScope",
    "Verification",
    "Waiver",
    "Weight",
    "When",
    "WrittenAnswer",
    "WrittenAnswers",
    "WrittenCondition",
    "WrittenOptions",
]

_MODULES = (
    "aiprocure.model.amendments",
    "aiprocure.model.answers",
    "aiprocure.model.axes",
    "aiprocure.model.check_sheets",
    "aiprocure.model.citation",
    "aiprocure.model.crosswalk",
    "aiprocure.model.documents",
    "aiprocure.model.dossier",
    "aiprocure.model.edition",
    "aiprocure.model.finding",
    "aiprocure.model.glossary",
    "aiprocure.model.guidance",
    "aiprocure.model.ids",
    "aiprocure.model.inventory",
    "aiprocure.model.item_status",
    "aiprocure.model.meanings",
    "aiprocure.model.mitigations",
    "aiprocure.model.outcomes",
    "aiprocure.model.papers",
    "aiprocure.model.profile",
    "aiprocure.model.proposal",
    "aiprocure.model.records",
    "aiprocure.model.revision_topics",
    "aiprocure.model.revisions",
    "aiprocure.model.risk_cases",
    "aiprocure.model.roles",
    "aiprocure.model.rules",
    "aiprocure.model.scope",
    "aiprocure.model.supersession",
    "aiprocure.errors.text",
)


def __getattr__(name: str) -> object:
    """Return the value that one of the modules of this package offers."""
    value = find_export(name, __name__, _MODULES if name in __all__ else ())
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
