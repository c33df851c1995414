"""How many examples the laws try, and what they count: few every day, as many as ``AIPROCURE_SOAK`` says on demand."""

import os
from collections import Counter

SOAK = int(os.environ.get("AIPROCURE_SOAK", "1"))
"""How many times as many examples as every day."""
COMPARISONS, TRACES, ROWS, VALUES = "comparisons", "spoiled traces", "rows of odd spellings", "mutated values"
COUNTED: Counter[str] = Counter()
"""What the test that runs has looked at."""


def examples(everyday: int) -> int:
    """How many examples a law tries that tries so many every day."""
    return everyday * SOAK


def count(what: str, number: int = 1) -> None:
    """Add to what the test that runs has looked at: an example may hold one comparison or hundreds."""
    COUNTED[what] += number
