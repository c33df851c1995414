"""Requirements that lower the risk of an axis."""

from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.axes import AxisId
from aiprocure.model.check_sheets import SheetRowId
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Mitigation", "MitigationId"]

MitigationId = NewType("MitigationId", str)


@attrs.frozen(repr=False)
class Mitigation:
    """A requirement of the procurement check sheet that is held to lower the risk of an axis.

    The guideline itself does not draw this link; 資料4 does, and says so.
    """

    id: MitigationId
    axis: AxisId
    row: SheetRowId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
