"""The forms of whole documents as plain data: each names its ``format``, and is read back as it is written.

What is empty or unsaid is left out. The parts of a document are plain data themselves: ``model`` says what they hold.
"""

from typing import NotRequired  # pydantic takes no other below Python 3.12

from typing_extensions import TypedDict

from aiprocure.encoding.json_data import Data

__all__ = ["DossierDocument", "EditionDocument", "ProfileDocument", "ProposalDocument"]


class DossierDocument(TypedDict):
    """A dossier as it is written: ``format`` is ``aiprocure.dossier/1``."""

    format: str
    edition: str
    project: dict[str, Data]
    answers: NotRequired[dict[str, Data]]
    on: NotRequired[str]
    phase: NotRequired[str]
    judgements: NotRequired[dict[str, Data]]
    system: NotRequired[dict[str, Data]]
    products: NotRequired[list[dict[str, Data]]]
    requirements: NotRequired[list[dict[str, Data]]]
    clauses: NotRequired[list[dict[str, Data]]]
    advice: NotRequired[dict[str, Data]]
    nco_advice: NotRequired[dict[str, Data]]
    service: NotRequired[dict[str, Data]]
    verifications: NotRequired[list[dict[str, Data]]]
    risk_cases: NotRequired[list[dict[str, Data]]]


class EditionDocument(TypedDict):
    """An edition as it is written: ``format`` is ``aiprocure.edition/1``."""

    format: str
    id: str
    revision: int
    code: str
    decided: str
    text: dict[str, Data]
    citation: dict[str, Data]
    sources: list[dict[str, Data]]
    outcomes: list[dict[str, Data]]
    axes: list[dict[str, Data]]
    asking_order: dict[str, Data]
    rules: list[dict[str, Data]]
    readings: NotRequired[list[dict[str, Data]]]
    consequences: NotRequired[list[dict[str, Data]]]
    superseded_by: NotRequired[dict[str, Data]]
    requirement_groups: NotRequired[list[dict[str, Data]]]
    requirements: NotRequired[list[dict[str, Data]]]
    sheet_rows: NotRequired[list[dict[str, Data]]]
    mitigations: NotRequired[list[dict[str, Data]]]
    themes: NotRequired[list[dict[str, Data]]]
    clauses: NotRequired[list[dict[str, Data]]]
    process_steps: NotRequired[list[dict[str, Data]]]
    risk_cases: NotRequired[list[dict[str, Data]]]
    roles: NotRequired[list[dict[str, Data]]]
    phases: NotRequired[list[dict[str, Data]]]
    duties: NotRequired[list[dict[str, Data]]]
    bodies: NotRequired[list[dict[str, Data]]]
    reporting: NotRequired[list[dict[str, Data]]]
    documents: NotRequired[list[dict[str, Data]]]
    remarks: NotRequired[list[dict[str, Data]]]
    scope: NotRequired[list[dict[str, Data]]]
    neighbours: NotRequired[list[dict[str, Data]]]
    topics: NotRequired[list[dict[str, Data]]]
    glossary: NotRequired[list[dict[str, Data]]]
    guidance: NotRequired[list[dict[str, Data]]]
    standards: NotRequired[list[dict[str, Data]]]
    controls: NotRequired[list[dict[str, Data]]]
    correspondences: NotRequired[list[dict[str, Data]]]
    reported: NotRequired[list[dict[str, Data]]]
    revisions: NotRequired[list[dict[str, Data]]]


class ProfileDocument(TypedDict):
    """A profile as it is written: ``format`` is ``aiprocure.profile/1``."""

    format: str
    edition: str
    title: str
    requirements: NotRequired[list[dict[str, Data]]]
    clauses: NotRequired[list[dict[str, Data]]]
    own_requirements: NotRequired[list[dict[str, Data]]]
    own_clauses: NotRequired[list[dict[str, Data]]]
    weights: NotRequired[list[dict[str, Data]]]
    waivers: NotRequired[list[dict[str, Data]]]


class ProposalDocument(TypedDict):
    """A proposal as it is written: ``format`` is ``aiprocure.proposal/1``."""

    format: str
    edition: str
    title: str
    rules: NotRequired[list[dict[str, Data]]]
    withdrawn: NotRequired[list[str]]
    reason: NotRequired[str]
