"""A day in words."""

import datetime

from aiprocure.errors.text import Text

__all__ = ["day_text"]

_REIWA = datetime.date(2019, 5, 1)


def day_text(day: datetime.date) -> Text:
    """Return a day as officials write it in Japanese, and as ISO 8601 has it in English.

    >>> day_text(datetime.date(2026, 6, 12)), day_text(datetime.date(2019, 5, 1)).ja, day_text(_REIWA.replace(2018)).ja
    (Text(ja='令和8年6月12日', en='2026-06-12'), '令和元年5月1日', '2018年5月1日')
    """
    reiwa = day.year - _REIWA.year + 1
    year = f"{day.year}" if day < _REIWA else f"令和{'元' if reiwa == 1 else reiwa}"
    return Text(f"{year}年{day.month}月{day.day}日", day.isoformat())
