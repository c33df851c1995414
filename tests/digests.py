"""What each record of an edition holds, in a digest: how two revisions are told apart, record by record."""

import hashlib
import json

import aiprocure as ap
from aiprocure.model.records import entries_of

_APART = ("revision", "revisions")
"""Fields of an edition that differ between any two revisions."""


def digests(edition: ap.Edition) -> dict[str, str]:
    """The digest of every record, by family and id, and of every other field of the edition, by its name."""
    named: dict[str, object] = {
        f"{entry.family}/{entry.record.id}": ap.encoding.to_data(entry.record) for entry in entries_of(edition)
    }
    fields = ap.encoding.to_data(edition)
    named |= {name: value for name, value in fields.items() if not isinstance(value, list) and name not in _APART}
    return {name: _digest(value) for name, value in sorted(named.items())}


def _digest(value: object) -> str:
    canonical = json.dumps(_filled(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _filled(value: object) -> object:
    """A value without fields that say nothing, and without the records inside it, which have digests of their own."""
    if isinstance(value, dict):
        said = {key: each for key, each in value.items() if each not in (None, [], {}) and not _is_records(each)}
        return {key: _filled(each) for key, each in said.items()}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _is_records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and "id" in each for each in value)
