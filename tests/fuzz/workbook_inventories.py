"""Whatever the parts of a workbook hold, its inventory is assessed or it is refused. Run by hand, with atheris.

The bytes are parts as ``workbooks.py`` takes them, made into an archive here. What is written is read again, and comes
to the same.

PYTHONPATH=src python tests/fuzz/workbook_inventories.py build/fuzz tests/fuzz/corpus/workbook_inventories \
    -max_len=8192 -rss_limit_mb=600 -timeout=5 -max_total_time=600
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure.errors import InvalidAnswers, InvalidTable
    from aiprocure.frames import decisions  # noqa: F401  # what is imported when it is first needed is not instrumented
    from aiprocure.frames.inventories import assess_table, chunks, writers  # noqa: F401

from workbooks import EDITION, LONGEST_REFUSAL, packed

FOLDER = Path(tempfile.mkdtemp())
SOURCE, TARGET, AGAIN = FOLDER / "inventory.xlsx", FOLDER / "assessed.xlsx", FOLDER / "again.xlsx"
BY_BYTES = 0.3


def read(content: bytes) -> None:
    """Assess the workbook into another, and that one into a third."""
    SOURCE.write_bytes(packed(content))
    for file in (TARGET, AGAIN):
        file.unlink(missing_ok=True)
    try:
        summary = assess_table(SOURCE, TARGET, EDITION, invalid="null")
    except (InvalidAnswers, InvalidTable) as error:
        if not error.problems or len(str(error)) > LONGEST_REFUSAL or TARGET.exists():
            raise AssertionError("refused without a problem, at too great length, or with a result") from error
        str(error).encode()
    else:
        if assess_table(TARGET, AGAIN, EDITION, prefix="again ", invalid="null") != summary:
            raise AssertionError("what was written comes to something else")
    if {file.name for file in FOLDER.iterdir()} - {file.name for file in (SOURCE, TARGET, AGAIN)}:
        raise AssertionError("an unfinished file is left")


PIECES = [
    *(b"<c><v>%d</v></c>" % number for number in (0, 1, 2, 4)),
    *(
        b"<c t='%s'><v>%s</v></c>" % pair
        for pair in ((b"s", b"0"), (b"b", b"1"), (b"e", b"#N/A"), (b"d", b"2026-04-01"))
    ),
    *(b"<c t='inlineStr'><is><t>%s</t></is></c>" % text for text in (b"A", b"=1", "①".encode(), b" ", b"_x0001_")),
    *(b"<c t='str'><f>1</f><v>1</v></c>", b"<c><f>1</f></c>", b"<c/>", b"<c s='1'><v>45000.5</v></c>"),
    *(b"<row r='%d'>" % number for number in (1, 2, 9, 1_048_576)),
    *(b"<c r='C2'><v>1</v></c>", b"<c r='ALM2'><v>1</v></c>", b"</row><row>", b"<row/>", b"<v>-1e400</v>"),
    b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>2</v></c></row>",
]


def mutate(content: bytes, most: int, seed: int) -> bytes:
    """Put a cell or a row between two tags, or take a tag out; now and then, change bytes as libFuzzer does."""
    chance = random.Random(seed)
    if chance.random() < BY_BYTES or b"<" not in content:
        return bytes(atheris.Mutate(content, most))
    tags = content.split(b"<")
    place = chance.randrange(1, len(tags))
    if chance.random() < BY_BYTES:
        del tags[place]
        return b"<".join(tags)
    before, after = b"<".join(tags[:place]), b"".join(b"<" + tag for tag in tags[place:])
    return (before + chance.choice(PIECES) + after)[:most]


if __name__ == "__main__":
    atheris.Setup(sys.argv, read, custom_mutator=mutate)
    atheris.Fuzz()
