"""Whole columns at once, on whatever dataframe or engine the caller has. The functions need the extra ``frames``."""

from aiprocure.frames.assessments import assess, sensitivity, table

__all__ = ["assess", "sensitivity", "table"]


def __dir__() -> list[str]:
    return list(__all__)
