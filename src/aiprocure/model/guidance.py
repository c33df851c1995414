"""Guidance on how to answer where an option's words leave it open."""

from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.axes import AxisId, OptionId
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Guidance", "GuidanceId"]

GuidanceId = NewType("GuidanceId", str)


@attrs.frozen(repr=False)
class Guidance:
    """How to tell some options of an axis apart, with examples. Its citation says whose guidance it is."""

    id: GuidanceId
    axis: AxisId
    options: tuple[OptionId, ...]
    text: Text
    citation: Citation
    examples: tuple[Text, ...] = ()

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
