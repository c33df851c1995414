"""Writes each edition's folder of TOML files as the one JSON file that is loaded."""

import json
from pathlib import Path

from aiprocure import editions, encoding

for folder in sorted(path.parent for path in Path(editions.__file__).parent.glob("*/edition.toml")):
    data = encoding.to_data(editions.read(folder))
    written = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    folder.with_suffix(".json").write_text(written, encoding="utf-8")
