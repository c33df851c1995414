"""What there is to say about an inventory of many cases once it has been assessed."""

import attrs

from aiprocure.model.outcomes import Outcome

__all__ = ["InventorySummary"]


@attrs.frozen
class InventorySummary:
    """How many rows an inventory has, and how many of them are bad, disputed, or of each outcome."""

    rows: int
    bad: int
    """The rows with a value that means no option, which have not been assessed."""
    disputed: int
    outcomes: tuple[tuple[Outcome, int], ...]
    """Lightest first."""
