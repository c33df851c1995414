"""The formats of the documents that are written and read back: each names itself in its key ``format``."""

from collections.abc import Mapping

from aiprocure.errors import Choice, Problem

__all__ = ["DOSSIER_FORMAT", "EDITION_FORMAT", "PROFILE_FORMAT", "PROPOSAL_FORMAT", "VECTORS_FORMAT", "take_format"]

DOSSIER_FORMAT = "aiprocure.dossier/1"
EDITION_FORMAT = "aiprocure.edition/1"
PROFILE_FORMAT = "aiprocure.profile/1"
PROPOSAL_FORMAT = "aiprocure.proposal/1"
VECTORS_FORMAT = "aiprocure.vectors/1"
"""Written, and read by others."""


def take_format(data: object, expected: str) -> tuple[object, list[Problem]]:
    """Return the plain data of a document without its format, and the problem of a format other than expected.

    People who write a document need not say its format.

    >>> take_format({"format": "aiprocure.dossier/1", "edition": "2025-05-27"}, DOSSIER_FORMAT)
    ({'edition': '2025-05-27'}, [])
    """
    if not isinstance(data, Mapping) or "format" not in data:
        return data, []
    given = data["format"]
    known = isinstance(given, str) and given == expected
    problems = [] if known else [Problem.of("unknown-format", "/format", value=given, expected=[Choice(expected)])]
    return {key: value for key, value in data.items() if key != "format"}, problems
