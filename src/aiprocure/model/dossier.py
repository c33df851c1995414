"""A dossier: what the documents of one procurement say, at whatever phase it is in.

Everything but the edition and the project can be left unsaid. What is left unsaid is not the same as *no*: it is None,
or an empty tuple. Lists keep the order of the file, so that every part has its JSON Pointer.
"""

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.model.edition import EditionId
from aiprocure.model.representation import rich_repr
from aiprocure.model.risk_cases import ProcessStepId

__all__ = [
    "CLAUSE_FAMILIES",
    "LARGEST_DETAIL",
    "PROJECT_KEYS",
    "REQUIREMENT_FAMILIES",
    "Advice",
    "Confidentiality",
    "Detail",
    "Dossier",
    "Ismap",
    "Item",
    "ItemId",
    "Judgement",
    "Judgements",
    "NcoAdvice",
    "Notification",
    "Occurrence",
    "Output",
    "Product",
    "Project",
    "Service",
    "Stage",
    "System",
    "UserScope",
    "Verification",
    "WrittenAnswer",
    "WrittenAnswers",
]

ItemId = NewType("ItemId", str)
"""Family and id of a record of the edition: ``requirement/14``, ``sheet-row/19``, ``clause/7``."""

REQUIREMENT_FAMILIES = ("requirement", "sheet-row")
"""The families whose records ``requirements`` names: the headlines, and the rows under them."""
CLAUSE_FAMILIES = ("clause",)
"""The families whose records ``clauses`` names."""
PROJECT_KEYS = ("title", "ministry", "purpose", "form", "planner", "provider", "caio")
"""What a project is asked for by name. The owners are given by post, not by person; any other detail is free."""

LARGEST_DETAIL = 10**18
"""A number in a detail is nearer to zero than this."""
Detail = NewType("Detail", str)
"""A text, number, date, truth value, or list of these, as text."""


@attrs.frozen
class Project:
    """What a dossier is about: its title, and whatever else describes it, in the order of the file."""

    title: Detail
    details: tuple[tuple[str, Detail], ...] = ()

    def __str__(self) -> str:
        return self.title

    def detail(self, name: str) -> Detail | None:
        """Return the detail that has a name, or None where nothing is said."""
        return dict(self.details).get(name)


@attrs.frozen
class WrittenAnswer:
    """An option, in any spelling, and the reason for it where one is given."""

    option: str | int
    reason: str | None = None


def _pairs(
    by_axis: Mapping[str, WrittenAnswer] | Iterable[tuple[str, WrittenAnswer]],
) -> tuple[tuple[str, WrittenAnswer], ...]:
    return tuple(sorted(dict(by_axis).items()))


@attrs.frozen
class WrittenAnswers:
    """Answers as they are written: by the id or slug of an axis. Only an edition can say what they mean."""

    by_axis: tuple[tuple[str, WrittenAnswer], ...] = attrs.field(converter=_pairs)

    @property
    def options(self) -> dict[str, str | int]:
        """The options alone, as :meth:`Edition.answers` takes them."""
        return {axis: answer.option for axis, answer in self.by_axis}

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons alone, for the axes that have one."""
        return {axis: answer.reason for axis, answer in self.by_axis if answer.reason is not None}


class Stage(StrEnum):
    """Where a procurement stands.

    ``planning`` is the phase of that name in the edition; ``procurement`` and ``contract`` are the two halves of its
    ``procurement-and-contract``, for a specification is written in the one and a contract in the other; ``service`` is
    everything from ``start-of-service`` on.
    """

    PLANNING = "planning"
    PROCUREMENT = "procurement"
    CONTRACT = "contract"
    SERVICE = "service"


class Output(StrEnum):
    """A kind of content that a system generates."""

    TEXT = "text"
    CODE = "code"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    OTHER = "other"


class UserScope(StrEnum):
    """Where users of a system are, in the words of the edition's axis A."""

    PUBLIC = "public"
    CROSS_MINISTRY = "cross-ministry"
    SINGLE_MINISTRY = "single-ministry"


class Confidentiality(StrEnum):
    """The highest confidentiality of the information that a system handles."""

    CONFIDENTIALITY_3 = "confidentiality-3"
    """Confidentiality-3 information (機密性3情報)."""
    CONFIDENTIALITY_2 = "confidentiality-2"
    """Confidentiality-2 information (機密性2情報)."""
    NONE = "none"
    """Neither: no confidential information (要機密情報) is handled."""
    UNKNOWN = "unknown"
    """Looked into, and not known."""


_CONFIDENTIAL = {Confidentiality.CONFIDENTIALITY_3, Confidentiality.CONFIDENTIALITY_2}


class Ismap(StrEnum):
    """Whether a cloud service is on a list of ISMAP."""

    LISTED = "listed"
    LISTED_LIU = "listed-liu"
    """On the list of ISMAP-LIU."""
    NOT_LISTED = "not-listed"
    UNKNOWN = "unknown"
    """Looked up, and still not known."""


@attrs.frozen
class System:
    """The system that is procured."""

    outputs: tuple[Output, ...] = ()
    users: tuple[UserScope, ...] = ()
    state_secrets: bool | None = None
    """Whether it handles specially designated secrets (特定秘密)."""
    national_security: bool | None = None
    """Whether it handles sensitive information on national security and the like."""
    confidentiality: Confidentiality | None = None
    """The highest confidentiality of the information that it handles."""
    confidentiality_2: bool | None = None
    """Whether it handles confidentiality-2 information (機密性2情報), in dossiers that do not give ``confidentiality``.
    Where both are given, the graver counts."""
    personal_information: bool | None = None
    stores_inputs: bool | None = None
    learns_from_inputs: bool | None = None
    cloud: bool | None = None
    """Whether it is, or runs on, a cloud service."""
    ismap: Ismap | None = None
    """The standing of that service."""
    reviewer: str | None = None
    """The post that judges whether an output is appropriate, before it is used."""
    reviewer_answers_to: str | None = None
    """The post that the reviewer answers to."""
    disclosure: str | None = None
    """How users can tell the system's output from what a person says."""
    terms_of_use: str | None = None
    """On what terms the public uses it, and for what nobody answers (利用条件・免責)."""
    special_importance: bool | None = None
    """Whether the ministry holds it to be a system of special importance (特に重要性の高いシステム)."""

    @property
    def confidential(self) -> bool | None:
        """Whether it handles confidential information (要機密情報), as far as is stated; None where that is open.

        >>> System(confidentiality=Confidentiality.CONFIDENTIALITY_3).confidential, System().confidential
        (True, None)
        """
        if self.confidentiality in _CONFIDENTIAL or self.confidentiality_2:
            return True
        if self.confidentiality is Confidentiality.NONE:
            return False
        return self.confidentiality_2 if self.confidentiality is None else None


@attrs.frozen
class Judgement:
    """A judgement of the risk: by whom, when, and with which answers."""

    by: str | None = None
    """The post that judged."""
    on: datetime.date | None = None
    answers: WrittenAnswers = WrittenAnswers({})
    """The answers that it was made with; an axis left out was answered as in the answers of the dossier."""
    reason: str | None = None
    """Why it is so, and why it differs from another judgement."""


@attrs.frozen
class Judgements:
    """The two judgements of the risk (リスク一次判断, リスク判断)."""

    planner: Judgement = Judgement()
    """The planner's, made first."""
    caio: Judgement = Judgement()


@attrs.frozen
class Product:
    """A product or service that the system uses."""

    name: str
    provider: str | None = None
    """Who provides it."""
    risk: bool | None = None
    """Whether using it was found to carry a risk; None as long as that was not weighed."""
    judgement: str | None = None
    """What was weighed, and what was decided."""


@attrs.frozen
class Item:
    """How one item of a check sheet is dealt with: by words and measures, or set aside for a reason.

    An item in the dossier is addressed unless ``set_aside`` is given, even blank. An item of the edition that is not in
    the dossier is open, and so is one of which no more is said than who sees to it, or by when.
    """

    id: ItemId
    words: str | None = None
    """What the specification or the contract says, as drafted."""
    measures: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    set_aside: str | None = None
    """Why the item does not apply."""
    owner: str | None = None
    """The post or unit that sees to it."""
    due: datetime.date | None = None
    """The day by which it is to be dealt with."""

    @property
    def is_only_assigned(self) -> bool:
        """Whether it is said who sees to it, or by when, and nothing else."""
        said = self.words or self.measures or self.evidence or self.set_aside is not None
        return not said and bool(self.owner or self.due)


@attrs.frozen
class Advice:
    """What is said about the project where its outcome is high, and whether the Advisory Board was asked."""

    purpose: str | None = None
    mitigation: str | None = None
    quality_assurance: str | None = None
    """How quality is assured in operation."""
    sought: bool | None = None
    reason: str | None = None
    """Why advice is sought, or is not."""
    sought_on: datetime.date | None = None
    answer: str | None = None
    """What was advised."""
    response: str | None = None
    """What was done about it."""
    reported_on: datetime.date | None = None
    """When the use was reported to the Board as one of high risk (高リスク生成AIの報告)."""


@attrs.frozen
class NcoAdvice:
    """Whether the advice of the National Cybersecurity Office (NCO) was asked for, and what came of it."""

    sought: bool | None = None
    reason: str | None = None
    """Why it is sought, or is not."""
    sought_on: datetime.date | None = None
    result: str | None = None
    """What was advised, and what was done about it."""


@attrs.frozen
class Service:
    """What is done at the start of service: acceptance, and the rules under which the system is used."""

    accepted_on: datetime.date | None = None
    acceptance: str | None = None
    """How it was accepted."""
    ministry_rules: str | None = None
    """Which internal rules of the ministry (府省庁内ルール) apply."""
    system_rules: str | None = None
    """Which rules for using this system (システム利用ルール) were made."""
    rules_told: str | None = None
    """How the rules were told to its users."""


@attrs.frozen
class Verification:
    """A check of the system in service: expected quality, use beyond the purpose, leaks, maintenance."""

    on: datetime.date | None = None
    """The day it was done; None for one that is only planned."""
    what: str | None = None
    """What was verified."""
    result: str | None = None
    next_on: datetime.date | None = None
    """When the next one is due."""


@attrs.frozen
class Notification:
    """Whom a risk case was reported to, and when: a role or body of the edition, or any other post."""

    to: str
    on: datetime.date | None = None


@attrs.frozen
class Occurrence:
    """A risk case that has happened."""

    happened: str
    on: datetime.date | None = None
    step: ProcessStepId | None = None
    kind: str | None = None
    """A risk case of the edition, in any spelling, or any other kind: the edition's list gives examples only."""
    reports: tuple[Notification, ...] = ()
    action: str | None = None
    """What was done about it."""
    cause: str | None = None
    prevention: str | None = None
    """How it is kept from happening again."""
    social_impact: bool | None = None
    """Whether it has an impact on society (社会的影響)."""
    id: str | None = None
    """What the ministry calls it by, such as a number: no other case of the dossier is called so."""


@attrs.frozen(repr=False)
class Dossier:
    """What the documents of one procurement say. Read by ``aiprocure.files.dossiers``."""

    edition: EditionId
    project: Project
    answers: WrittenAnswers = WrittenAnswers({})
    on: datetime.date | None = None
    """The day as of which it is judged."""
    phase: Stage | None = None
    judgements: Judgements = Judgements()
    system: System = System()
    products: tuple[Product, ...] = ()
    requirements: tuple[Item, ...] = ()
    clauses: tuple[Item, ...] = ()
    advice: Advice = Advice()
    nco_advice: NcoAdvice = NcoAdvice()
    service: Service = Service()
    verifications: tuple[Verification, ...] = ()
    risk_cases: tuple[Occurrence, ...] = ()

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        counts = f"{len(self.requirements)} requirements, {len(self.clauses)} clauses"
        return f"<Dossier {self.edition} {self.project.title}: {counts}>"

    def __str__(self) -> str:
        return str(self.project)
