"""Whatever bytes a file holds, it is a proposal that takes effect or it is refused. Run by hand, with atheris.

PYTHONPATH=src python tests/fuzz/proposals.py build/fuzz tests/fuzz/corpus/proposals -max_len=4096 -max_total_time=600
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure", "tomllib", "json"]):
    from aiprocure import encoding
    from aiprocure.engine.soundness import problems_in
    from aiprocure.errors import InvalidProposal
    from aiprocure.files import proposals

FOLDER = Path(tempfile.mkdtemp())
LONGEST_REFUSAL = 100_000


def read(content: bytes) -> None:
    """Read the bytes as a file: as JSON where they begin like it, otherwise as TOML. Put what is read into effect."""
    file = FOLDER / ("proposal.json" if content[:1] == b"{" else "proposal.toml")
    file.write_bytes(content)
    try:
        proposal = proposals.load(file)
        if proposals.from_data(encoding.to_data(proposal)) != proposal:
            raise AssertionError("another proposal after a journey through plain data")
        edition = proposals.propose(proposal)
    except InvalidProposal as error:
        if not error.problems or len(str(error)) > LONGEST_REFUSAL:
            raise AssertionError("refused without a problem, or at too great length") from error
        str(error).encode()
        return
    if problems_in(edition):
        raise AssertionError("a proposal made an edition that is not sound")


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
