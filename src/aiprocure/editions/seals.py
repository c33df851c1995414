"""What a file says of the edition in it, besides its content: the format, and the fingerprint of the content."""

from collections.abc import Mapping

from aiprocure.encoding.fingerprints import fingerprint
from aiprocure.errors import Choice, InvalidEdition, Problem
from aiprocure.model.edition import Edition

__all__ = ["FORMAT", "require_intact", "seal_of"]

FORMAT = "aiprocure.edition/1"


def seal_of(edition: Edition) -> dict[str, str]:
    """Return what a file says of an edition besides its content."""
    return {"format": FORMAT, "fingerprint": fingerprint(edition)}


def require_intact(edition: Edition, seal: Mapping[str, object]) -> None:
    """Raise :class:`InvalidEdition` unless what is said of an edition is so."""
    problems: list[Problem] = []
    if seal.get("format", FORMAT) != FORMAT:
        problems.append(Problem.of("unknown-format", "/format", value=seal["format"], expected=[Choice(FORMAT)]))
    if "fingerprint" in seal and seal["fingerprint"] != fingerprint(edition):
        found = Choice(fingerprint(edition))
        problems.append(Problem.of("fingerprint-differs", "/fingerprint", value=seal["fingerprint"], expected=[found]))
    if problems:
        raise InvalidEdition(problems)
