"""The decision tree as an SVG document of its own."""

from aiprocure.errors.text import Language
from aiprocure.export.diagram.figure import draw_tree
from aiprocure.reports.report import Drawable

__all__ = ["to_svg"]


def to_svg(value: Drawable, *, language: Language = "ja") -> str:
    """Return the decision tree of an edition as SVG, with the path marked where it is that of an assessment.

    For an exploration, the path so far is marked, and what is still open. The same value always gives the same text.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> to_svg(assess(edition, edition.answers(A=1, B=2, C=3, D=2)), language="en")[:40]
    '<svg xmlns="http://www.w3.org/2000/svg" '
    """
    return str(draw_tree(value, language))
