"""The rows of an edition as CSV, to be read, and redrawn, in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from aiprocure.encoding import fingerprint
from aiprocure.engine.soundness import require_sound
from aiprocure.export.edition_notes import disputes_by_rule, free_name
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import INVISIBLE
from aiprocure.model.rules import Condition

__all__ = ["to_csv"]

_FORMULA = re.compile(rf"\A([{INVISIBLE}]*[=+\-@＝＋－＠]|[\t\r\n])")
_REST = ("source", "provenance", "disputed_by", "edition", "revision", "fingerprint", "superseded_by")


def to_csv(edition: Edition) -> str:
    r"""Return the rows of an edition as CSV (RFC 4180), which ``proposals.load`` and ``from_csv`` read back.

    A column for each axis, named by its id, holds the ids of the options that the row takes, ``A1|A2``, or ``*`` where
    the axis does not matter; ``outcome`` is the id of an outcome. The other columns say where the row comes from, and
    of which edition it is. No cell is a formula to a spreadsheet. Raises :class:`InvalidEdition` where the edition is
    not sound.

    >>> from aiprocure import editions
    >>> heading, first, second = to_csv(editions.load("2025-05-27")).splitlines()[:3]
    >>> heading[:23], first[:15], second[:20]
    ('row,A,B,C,D,outcome,sou', 'R1,*,*,C1|C4,*,', 'R2,*,B1|B3,C2,*,high')
    """
    require_sound(edition)
    disputes, after = disputes_by_rule(edition), edition.superseded_by
    same = (edition.id, str(edition.revision), fingerprint(edition), "" if after is None else after.version)
    rows = (
        (
            rule.id,
            *(_options(axis, rule.when) for axis in edition.axes),
            rule.outcome,
            str(rule.citation),
            rule.citation.provenance,
            " ".join(disputes[rule.id]),
            *same,
        )
        for rule in edition.rules
    )
    return _written((_headings(edition), *rows))


def _headings(edition: Edition) -> Sequence[str]:
    row, outcome, *rest = (free_name(edition, name) for name in ("row", "outcome", *_REST))
    return (row, *(axis.id for axis in edition.axes), outcome, *rest)


def _options(axis: Axis, when: Condition) -> str:
    chosen = dict(when.sets).get(axis.id)
    return "*" if chosen is None else "|".join(option.id for option in axis.options if option.id in chosen)


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([_FORMULA.sub(r"'\1", cell) for cell in row] for row in rows)
    return text.getvalue()
