"""Drafting a paper: a dossier, checked, with what each reader of it is to be told."""

from aiprocure.checks import check
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.papers import Paper, PaperKind
from aiprocure.model.profile import Profile

__all__ = ["draft"]


def draft(kind: str, dossier: Dossier, edition: Edition, profile: Profile | None = None) -> Paper:
    """Return a paper drafted from a dossier, which every function of ``export`` that takes a value writes.

    ``kind`` is one of :class:`PaperKind`: ``brief``, ``specification``, ``contract`` or ``pack``. A paper says what the
    dossier says; what is still empty stands in brackets, and beside it what the check sheets of the edition offer.
    Raises :class:`InvalidArgument` for another kind and for what is not a dossier, and whatever :func:`check` raises.

    >>> from aiprocure import editions, export
    >>> from aiprocure.files import dossiers
    >>> edition = editions.load("2025-05-27")
    >>> dossier = dossiers.from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約"},
    ...     "clauses": [{"id": "6", "words": "ノウハウは、甲に帰属する。"}],
    ... })
    >>> paper = draft("contract", dossier, edition)
    >>> paper
    <Paper contract 2025-05-27 議事録の要約>
    >>> "ノウハウは、甲に帰属する。" in export.to_markdown(paper)
    True
    """
    try:
        known = PaperKind(kind)
    except ValueError:
        raise InvalidArgument(Problem.of("wrong-type", value=kind, expected=map(Choice, PaperKind))) from None
    findings = check(dossier, edition, profile)
    return Paper(known, dossier, profile.extend(edition) if profile else edition, findings)
