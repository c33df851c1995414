"""Papers that are drafted from a dossier: for the Advisory Board, for the specification and for the contract."""

from enum import StrEnum

import attrs

from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.representation import rich_repr

__all__ = ["Paper", "PaperKind"]


class PaperKind(StrEnum):
    """Which paper is drafted."""

    BRIEF = "brief"
    """A request for the Advisory Board's advice (アドバイザリーボードへの助言依頼)."""
    SPECIFICATION = "specification"
    """What the specification demands (調達仕様書への記載事項)."""
    CONTRACT = "contract"
    """What the contract settles (契約書への記載事項)."""
    PACK = "pack"
    """All of these in one document (書類一式)."""


@attrs.frozen(repr=False)
class Paper:
    """A paper drafted from a dossier, in no language and no format yet. Made by ``draft``."""

    kind: PaperKind
    dossier: Dossier
    edition: Edition
    """The edition that it goes by, with the items that a ministry's policy adds."""
    findings: tuple[Finding, ...]
    """What was found about the dossier: some of it says what the paper still lacks."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Paper {self.kind} {self.edition.id} {self.dossier.project.title}>"

    def __str__(self) -> str:
        return self.dossier.project.title
