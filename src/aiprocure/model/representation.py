"""How a record shows itself in a line."""

from typing import Protocol

from aiprocure.errors.text import Text

__all__ = ["summary"]

_LONGEST_SUMMARY = 24


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> Text: ...


def summary(record: _Record) -> str:
    """Return a record in a line: what it is, its id, and how it begins.

    >>> from aiprocure import editions
    >>> editions.load("2025-05-27").axes[1].options[0]
    <Option B1 過失が重大な影響を及ぼす可能性のある業務*におい…>
    """
    beginning = record.text.ja if len(record.text.ja) <= _LONGEST_SUMMARY else record.text.ja[:_LONGEST_SUMMARY] + "…"
    return f"<{type(record).__name__} {record.id} {beginning}>"
