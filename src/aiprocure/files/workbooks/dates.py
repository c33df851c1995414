"""Dates as workbooks store them: in days since the beginning of a calendar."""

import datetime

__all__ = ["date_of", "parsed_date"]

_FALSE_LEAP_DAY = 60
"""In the calendar of 1900 day 60 is 29 February 1900, which never was: the days before it are one off."""


def date_of(days: float, *, since_1904: bool) -> datetime.date | datetime.time:
    """Return a date, with its time where it has one; or a time alone, where it is of no day.

    Raises :class:`ValueError` or :class:`OverflowError` where there is no such date.

    >>> date_of(45839, since_1904=False), date_of(44377, since_1904=True)
    (datetime.date(2025, 7, 1), datetime.date(2025, 7, 1))
    """
    if days < 0:
        raise ValueError
    moment = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)  # as stored
    shift = not since_1904 and 1 <= days < _FALSE_LEAP_DAY
    moment += datetime.timedelta(days=shift, seconds=round(days * 86_400))
    if days < 1 and not since_1904:
        return moment.time()
    return moment.date() if moment.time() == datetime.time() else moment


def parsed_date(written: str) -> datetime.date:
    """Return the date of a cell that spells it out, as in ``2025-07-01`` or ``2025-07-01T09:00:00``.

    Raises :class:`ValueError` where there is no such date.
    """
    moment = datetime.datetime.fromisoformat(written)
    return moment.date() if moment.time() == datetime.time() else moment
