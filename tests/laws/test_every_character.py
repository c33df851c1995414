"""What is said of characters holds of every character there is."""

import re
import sys
import unicodedata

from aiprocure.export.patterns import line_pattern, name_pattern, one_of, plain_pattern
from aiprocure.model.ids import ID_GRAMMAR, is_id
from aiprocure.model.normalization import is_plain, plain_spelling

CHARACTERS = "".join(map(chr, range(sys.maxunicode + 1)))


def test_the_stated_grammar_of_ids_is_the_one_that_is_checked() -> None:
    assert list(filter(is_id, CHARACTERS)) == re.findall(ID_GRAMMAR, "\n".join(CHARACTERS))


SHOWS_NOTHING = {
    *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2065, 0x2800, 0x3164, *range(0xFE00, 0xFE10)),
    *(0xFFA0, *range(0xFFF0, 0xFFF9), 0x13441, 0x13442, 0x16FE4, 0x1D159, *range(0xE0000, 0xE1000)),
}
"""What shows nothing, though it is neither white space nor hidden by its category."""


def test_a_pattern_of_texts_knows_every_character() -> None:
    plain, line = re.compile(plain_pattern()), re.compile(line_pattern())
    for character in CHARACTERS:
        fits = unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in "\n\t"
        assert bool(plain.search(character)) == fits == is_plain(character)
        assert bool(line.search(character)) == (
            fits and not character.isspace() and ord(character) not in SHOWS_NOTHING
        )


def test_a_pattern_of_names_knows_every_character_that_is_read_as_another() -> None:
    pattern = re.compile(name_pattern(one_of(["7", "14", "a"])))
    for character in filter(is_plain, map(chr, range(0x30000))):
        assert bool(pattern.search(character)) == (plain_spelling(character) in {"7", "14", "a"}), character
        assert bool(pattern.search(f"1{character}")) == (plain_spelling(f"1{character}") == "14"), character
    numbers = (chr(code) for code in range(0x30000, sys.maxunicode + 1) if unicodedata.numeric(chr(code), None))
    assert all(plain_spelling(character) == character for character in numbers)
