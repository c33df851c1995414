"""The name by which a message quotes a record: its mark or number, and its words."""

from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Text
from aiprocure.model.records import Record
from aiprocure.model.representation import in_both_languages
from aiprocure.model.rules import Rule

__all__ = ["name_record"]


def name_record(record: Record) -> Text:
    """Return the name of a record: ``⑭ 公平性と…``, ``#19 …``, ``C③ …``; for a row, its id."""
    if isinstance(record, Rule):
        id_ = quotable(record.id)
        return Text(id_, id_)
    return in_both_languages(record)
