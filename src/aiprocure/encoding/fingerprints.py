"""What identifies the content of an edition. What only a fingerprint needs is imported when one is asked for."""

from typing import TYPE_CHECKING

from aiprocure.errors.messages import expect
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    from aiprocure.encoding.plain_data import EditionRecord

__all__ = ["fingerprint", "identify"]


def fingerprint(edition: Edition) -> str:
    """Return the SHA-256 of an edition's plain data as canonical JSON: sorted keys, no white space, UTF-8.

    >>> from aiprocure import editions
    >>> fingerprint(editions.load("2025-05-27"))[:7]
    'sha256:'
    """
    expect(Edition, edition)
    return edition.once(_hash)


def identify(edition: Edition) -> "EditionRecord":
    """Return what a record says of its edition: id, revision and fingerprint."""
    return {"id": edition.id, "revision": edition.revision, "fingerprint": fingerprint(edition)}


def _hash(edition: Edition) -> str:
    import hashlib
    import json

    from aiprocure.encoding.writer import plain

    canonical = json.dumps(plain(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
