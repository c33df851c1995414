"""The words of every problem."""

import re
import string
from pathlib import Path

import pytest

import aiprocure
from aiprocure.errors.catalogue import MESSAGES
from aiprocure.errors.text import Text

pytestmark = pytest.mark.slow

SOURCE = "".join(path.read_text(encoding="utf-8") for path in Path(aiprocure.__file__).parent.rglob("*.py"))


def places_in(template: str) -> set[str]:
    """The names of the places that a message leaves to be filled."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize(("code", "text"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_says_the_same_in_both_languages(code: str, text: Text) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)
    assert text.en
    assert places_in(text.ja) == places_in(text.en)
    assert all(name.isidentifier() for name in places_in(text.ja))


@pytest.mark.parametrize(("code", "text"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_reads_as_one_of_its_language(code: str, text: Text) -> None:
    assert text.ja.endswith(("。", "}")), code
    assert not (text.en or "").endswith("."), code


@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_is_used(code: str) -> None:
    written = f'"{code}"'
    assert SOURCE.count(written) >= 2
