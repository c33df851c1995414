"""What came of judging an inventory: how many cases came to what."""

import attrs

from aiprocure.model.outcomes import Outcome

__all__ = ["InventorySummary"]


@attrs.frozen
class InventorySummary:
    """How many cases an inventory holds, and how many of them are not judged, disputed, or of each outcome."""

    rows: int
    bad: int
    """The cases with a value that means no option: they are not judged."""
    disputed: int
    outcomes: tuple[tuple[Outcome, int], ...]
    """Lightest first."""
