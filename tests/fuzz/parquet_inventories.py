"""Whatever bytes a Parquet file holds, it is assessed or it is refused. Run by hand, with atheris.

The whole file is what is changed: its pages and its footer. ``-rss_limit_mb`` holds the memory.

PYTHONPATH=src python tests/fuzz/parquet_inventories.py build/fuzz tests/fuzz/corpus/parquet \
    -max_len=8192 -rss_limit_mb=600 -timeout=5 -max_total_time=600
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure import editions
    from aiprocure.errors import InvalidAnswers, InvalidTable
    from aiprocure.frames.inventories import assess_table

EDITION = editions.load(editions.available()[-1])
FOLDER = Path(tempfile.mkdtemp())
SOURCE = FOLDER / "inventory.parquet"
TARGETS = FOLDER / "assessed.csv", FOLDER / "assessed.parquet"
LONGEST_REFUSAL = 1_000_000


def read(content: bytes) -> None:
    """Assess the bytes as a Parquet file, into a file of each kind."""
    SOURCE.write_bytes(content)
    for target in TARGETS:
        target.unlink(missing_ok=True)
        try:
            assess_table(SOURCE, target, EDITION, invalid="null")
        except (InvalidAnswers, InvalidTable) as error:
            if not error.problems or len(str(error)) > LONGEST_REFUSAL or target.exists():
                raise AssertionError("refused without a problem, at too great length, or with a result") from error
            str(error).encode()
        else:
            if target.suffix == ".csv":
                target.read_bytes().decode()
    if {file.name for file in FOLDER.iterdir()} - {file.name for file in (SOURCE, *TARGETS)}:
        raise AssertionError("an unfinished file is left")


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
