"""Print the table of executors, from what ``make executors`` has run, and write it for the docs and the README."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from executed import DOCUMENTS, Run, missing_from, table_of, write_tables  # noqa: E402  # the path comes first

runs = [Run(**each) for each in json.loads((ROOT / "build" / "executed.json").read_text(encoding="utf-8"))]
if missing := missing_from(runs):
    sys.exit(f"not run: {', '.join(missing)}")
print(*table_of(runs, "en"), sep="\n")  # noqa: T201  # the table is what this is for
for document in DOCUMENTS:
    write_tables(document, runs)
