"""A harness for atheris, run by hand: whatever bytes a file holds, it is a dossier or it is refused with its problems.

pip install atheris attrs cattrs
PYTHONPATH=src python tests/fuzz/dossiers.py CORPUS -max_len=4096 -max_total_time=600
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # installed by hand

with atheris.instrument_imports(include=["aiprocure", "tomllib", "json"]):
    from aiprocure import dossiers, encoding
    from aiprocure.errors import InvalidDossier

FOLDER = Path(tempfile.mkdtemp())


def read(content: bytes) -> None:
    """Read the bytes as a file; the first tells whether as TOML or as JSON."""
    file = FOLDER / ("dossier.json" if content[:1] == b"{" else "dossier.toml")
    file.write_bytes(content)
    try:
        dossier = dossiers.load(file)
    except InvalidDossier as error:
        if not error.problems or len(str(error)) > 100_000:
            raise AssertionError("refused without a problem, or at too great length") from error
        str(error).encode()
    else:
        again = dossiers.from_data(encoding.to_data(dossier))
        if again != dossier:
            raise AssertionError("another dossier after a journey through plain data")


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
