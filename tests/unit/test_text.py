"""Passages."""

import pytest

from aiprocure.errors.text import Text
from aiprocure.model.normalization import is_plain


def test_a_passage_reads_in_either_language_and_falls_back_on_japanese() -> None:
    assert Text("高", "High").in_language("en") == "High"
    assert Text("高", "High").in_language("ja") == str(Text("高", "High")) == "高"
    assert Text("高").in_language("en") == "高"


@pytest.mark.parametrize("passage", ["", "高リスク", "a\tb\nc", "全角\u3000空白", "🇯🇵"])
def test_plain_passages(passage: str) -> None:
    assert is_plain(passage)


@pytest.mark.parametrize("passage", ["\0", "\x1b[31m", "\x9b", "a\u200bb", "\u202etxt", "\ufeff", "\ud800", "\r"])
def test_passages_that_hide_something(passage: str) -> None:
    assert not is_plain(passage)
