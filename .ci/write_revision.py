"""Writes what each record of the shipped editions holds, in digests: what their next revisions are compared with."""

import json
import sys
from pathlib import Path

import aiprocure as ap

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from digests import digests  # noqa: E402  # it lies among the tests

for name in ap.editions.available():
    edition = ap.editions.load(name)
    file = TESTS / "conformance" / "revisions" / f"{name}.{edition.revision}.json"
    file.write_text(json.dumps(digests(edition), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
