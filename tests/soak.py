"""How many examples the laws try, and what they count: few every day, as many as ``AIPROCURE_SOAK`` says on demand."""

import os
from collections import Counter

SOAK = int(os.environ.get("AIPROCURE_SOAK", "0"))
"""How many times their usual number of examples; 0 every day, when a third of it is tried, but at least five."""
COMPARISONS, TRACES, ROWS, VALUES = "comparisons", "spoiled traces", "rows of odd spellings", "mutated values"
COUNTED: Counter[str] = Counter()
"""What the test that runs has looked at."""


def examples(usual: int) -> int:
    """How many examples a law tries whose usual number this is."""
    return usual * SOAK if SOAK else max(usual // 3, min(usual, 5))


def count(what: str, number: int = 1) -> None:
    """Add to what the test that runs has looked at: an example may hold one comparison or hundreds."""
    COUNTED[what] += number
