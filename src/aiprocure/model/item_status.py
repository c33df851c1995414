"""How far each item of the check sheets has been dealt with."""

from enum import StrEnum

import attrs

from aiprocure.model.dossier import ItemId
from aiprocure.model.finding import FindingCode, Pointer

__all__ = ["ItemStatus", "Status"]


class Status(StrEnum):
    """How an item of a check sheet stands in a dossier."""

    ADDRESSED = "addressed"
    """Dealt with, and nothing was found about that."""
    SET_ASIDE = "set-aside"
    """Said not to apply, with a reason."""
    OPEN = "open"
    """Neither addressed nor set aside."""
    TO_CORRECT = "to-correct"
    """Dealt with in a way about which something was found."""


@attrs.frozen
class ItemStatus:
    """One item of a check sheet, and how it stands in a dossier."""

    item: ItemId
    status: Status
    where: tuple[Pointer, ...] = ()
    """The parts of the dossier that deal with it: its own, or those of its rows or of its headline."""
    reasons: tuple[str, ...] = ()
    """Why it does not apply, where it is set aside."""
    found: tuple[FindingCode, ...] = ()
    """The codes of what was found about it, where it is open or to be corrected."""
    by_policy: bool = False
    """Whether the ministry's policy sets aside what was found about it."""
