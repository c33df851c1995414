"""Inventories as files, CSV and Parquet. The functions need the extra ``tables``."""

from aiprocure.frames.inventories.assessed_files import assess_table
from aiprocure.frames.inventories.limits import MOST_COLUMNS
from aiprocure.model.inventory import InventorySummary

__all__ = ["MOST_COLUMNS", "InventorySummary", "assess_table"]


def __dir__() -> list[str]:
    return list(__all__)
