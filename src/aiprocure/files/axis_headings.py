"""The headings of columns that answer an axis, or give an outcome or a title, as people write them."""

import unicodedata
from collections.abc import Iterable

from aiprocure.model.axes import Axis
from aiprocure.model.normalization import plain_spelling

__all__ = ["headings_of_axis", "is_outcome_heading", "is_title_heading", "plain_heading"]

_LONGEST_HEADING = 200
_OUTCOME = frozenset(
    {"判定", "判定結果", "結果", "リスク判定", "リスク判定結果", "高リスク判定", "高リスク判定結果", "outcome"}
)
_TITLE = frozenset({"件名", "案件", "案件名", "案件の件名", "調達件名", "調達案件名", "title", "projecttitle"})


def headings_of_axis(headings: Iterable[object], axis: Axis) -> list[str]:
    """Return those of some headings that are an axis's id or slug; where none is, those that are its official name."""
    names = [heading for heading in headings if isinstance(heading, str)]
    exact = [name for name in names if name in (axis.id, axis.slug)]
    known = _headings(axis)
    return exact or [name for name in names if plain_heading(name) in known]


def is_outcome_heading(heading: object) -> bool:
    """Return whether a heading is that of a column of outcomes.

    >>> is_outcome_heading("判定結果"), is_outcome_heading("Outcome "), is_outcome_heading("備考")
    (True, True, False)
    """
    return isinstance(heading, str) and plain_heading(heading) in _OUTCOME


def is_title_heading(heading: object) -> bool:
    """Return whether a heading is that of a column of titles of projects.

    >>> is_title_heading("案件名"), is_title_heading("Title"), is_title_heading("備考")
    (True, True, False)
    """
    return isinstance(heading, str) and plain_heading(heading) in _TITLE


def plain_heading(written: str) -> str:
    """Return the letters and digits of a heading, with one form for each: no spaces, line ends, brackets or points."""
    plain = unicodedata.normalize("NFKC", plain_spelling(written[:_LONGEST_HEADING])).casefold()
    return "".join(character for character in plain if unicodedata.category(character)[0] not in "PZC")


def _headings(axis: Axis) -> frozenset[str]:
    """Every way to head a column that answers an axis: by id or slug, by name, or by both, in either order."""
    names = ("", axis.text.ja, axis.text.in_language("en"))
    marks = [mark for id_ in (axis.id, axis.slug) for mark in (id_, f"軸{id_}", f"判定軸{id_}", f"判断軸{id_}")]
    both = (f"{mark}{name}" for mark in marks for name in names)
    swapped = (f"{name}{mark}" for mark in marks for name in names)
    return frozenset(plain_heading(each) for each in (*names[1:], *both, *swapped))
