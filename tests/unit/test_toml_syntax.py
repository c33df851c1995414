"""What is written as TOML reads back as it was."""

import datetime
import tomllib

import pytest

from aiprocure.encoding.toml_syntax import to_toml, toml_key, toml_text, toml_value

PASSAGES = ['"', "\\", '"""', "'''", "#", "]", 'a" = 1\n[x', "\u00a0x", "😀", "\\u0041", "%s{}", "\x7f", "\x00\t\n", ""]


@pytest.mark.parametrize("passage", PASSAGES)
def test_keys_and_texts_are_read_back(passage: str) -> None:
    assert tomllib.loads(f"{toml_key(passage)} = {toml_text(passage)}") == {passage: passage}
    assert "\n" not in toml_key(passage) + toml_text(passage)


@pytest.mark.parametrize(
    "value",
    [
        *("x", True, False, 0, -3, 10**18, 1.5, -1e17, 5e-324, [], ["a", 1, [True]], {}, {"a b": {"c": [{}]}}),
        *(datetime.date(2025, 7, 1), datetime.time(9, 30), datetime.datetime(2025, 7, 1, 9, 30)),
    ],
)
def test_values_are_read_back(value: object) -> None:
    assert tomllib.loads(f"x = {toml_value(value)}") == {"x": value}


@pytest.mark.parametrize(
    "data",
    [
        {"edition": "x", "project": {"title": "t", "list": ["a", "b"]}, "answers": {}},
        {"edition": "x", "answers": {"A": 1, "C": {"option": 2}}},
        {"answers": {"A": {"option": 1}, "C": {"option": 2, "reason": ""}}, "edition": "x"},
        {"requirements": [{"id": "1", "measures": ["a"]}, {"id": "2"}], "system": {"cloud": True}, "on": "2025-07-01"},
        {"risk_cases": [{"happened": "x", "reports": [{"to": "caio"}]}], "requirements": [], "clauses": [1, {}]},
        {"a.b": {"c d": {"e": 1}}},
        {},
    ],
)
def test_documents_are_read_back(data: dict[str, object]) -> None:
    assert tomllib.loads(to_toml(data)) == data


def test_what_is_none_is_left_out() -> None:
    data = {"on": None, "answers": {"A": {"option": 1, "reason": None}}, "clauses": [{"id": "1", "words": None}]}
    assert tomllib.loads(to_toml(data)) == {"answers": {"A": {"option": 1}}, "clauses": [{"id": "1"}]}
    assert toml_value({"a": None}) == "{}"
