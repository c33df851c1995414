"""Whatever bytes a file holds, it is a dossier or it is refused with its problems. Run by hand, with atheris.

PYTHONPATH=src python tests/fuzz/dossiers.py build/fuzz tests/fuzz/corpus/dossiers -max_len=4096 -max_total_time=600
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure", "tomllib", "json"]):
    from aiprocure import editions, encoding
    from aiprocure.checks import check
    from aiprocure.errors import InvalidDossier
    from aiprocure.files import dossiers

EDITION = editions.load(editions.available()[-1])
FOLDER = Path(tempfile.mkdtemp())
LONGEST_REFUSAL = 100_000


def read(content: bytes) -> None:
    """Read the bytes as a file: as JSON where they begin like it, otherwise as TOML. Check what is read."""
    file = FOLDER / ("dossier.json" if content[:1] == b"{" else "dossier.toml")
    file.write_bytes(content)
    try:
        dossier = dossiers.load(file)
    except InvalidDossier as error:
        if not error.problems or len(str(error)) > LONGEST_REFUSAL:
            raise AssertionError("refused without a problem, or at too great length") from error
        str(error).encode()
        return
    if dossiers.from_data(encoding.to_data(dossier)) != dossier:
        raise AssertionError("another dossier after a journey through plain data")
    check(dossier, EDITION)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
