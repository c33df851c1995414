"""The name by which a message quotes a record: its mark or number, and its words."""

from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Language, Text
from aiprocure.model.axes import Option
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.records import Record

__all__ = ["name_record"]


def name_record(record: Record) -> Text:
    """Return the name of a record: ``⑭ 公平性と…``, ``#19 …``, ``C③ …``; for a record without a text, its id."""

    def fill(language: Language) -> str:
        text = getattr(record, "text", None)
        words = text.in_language(language) if isinstance(text, Text) else quotable(record.id)
        return f"{_mark(record)} {words}".lstrip()

    return Text(fill("ja"), fill("en"))


def _mark(record: Record) -> str:
    if isinstance(record, SheetRow | Clause):
        return "" if record.number is None else f"#{record.number}"
    mark = str(getattr(record, "mark", ""))
    return f"{record.axis}{mark}" if isinstance(record, Option) else mark
