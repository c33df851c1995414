"""Where values stand in a text."""

import tracemalloc

import pytest

from aiprocure.encoding.source_map import Region, Span, regions_of, spans_of
from aiprocure.errors.messages import pointer


def found(text: str, *pointers: str) -> dict[str, str]:
    """The pieces of a text that some pointers lead to."""
    return {each: text[span.start : span.end] for each, span in spans_of(text, pointers).items()}


def test_a_value_stands_where_it_is_written() -> None:
    text = 'a = 1\nb.c = "two" # three = 3\n[d]\n"e.f" = 1979-05-27 07:32:00Z\n'
    expected = {"": "", "/a": "1", "/b": "b", "/b/c": '"two"', "/d": "[d]", "/d/e.f": "1979-05-27 07:32:00Z"}
    assert found(text, *expected) == expected


def test_what_is_not_in_the_text_stands_where_the_nearest_around_it_does() -> None:
    text = 'a = 1\n[d]\ne = [1, {f = 2}]\n[[l]]\n"x/~" = 1'
    assert found(text, "/x", "/a/b/c", "/d/x", "/d/e/7", "/d/e/1/f/g", "/l/0/y", "/l/1", "/l/0/x~1~0/z") == {
        "/x": "",
        "/a/b/c": "1",
        "/d/x": "[d]",
        "/d/e/7": "[1, {f = 2}]",
        "/d/e/1/f/g": "2",
        "/l/0/y": "[[l]]",
        "/l/1": "[[l]]",
        "/l/0/x~1~0/z": "1",
    }


def test_a_table_of_a_list_stands_at_its_own_header_and_what_is_under_it_belongs_to_the_latest() -> None:
    text = "[[l]]\ni = 1\n[[l.m]]\nj = 2\n[[l]]\n[l.t]\n[[l.m]]\n"
    expected = {
        "": 0,
        "/l": 0,
        "/l/0": 0,
        "/l/0/i": text.index("1"),
        "/l/0/m": text.index("[[l.m]]"),
        "/l/0/m/0": text.index("[[l.m]]"),
        "/l/0/m/0/j": text.index("2"),
        "/l/1": text.rindex("[[l]]"),
        "/l/1/m": text.rindex("[[l.m]]"),
        "/l/1/m/0": text.rindex("[[l.m]]"),
        "/l/1/t": text.index("[l.t]"),
    }
    assert {each: span.start for each, span in spans_of(text, expected).items()} == expected
    assert spans_of(text, ["/l/1/t"])["/l/1/t"].start == text.index("[l.t]")


def test_a_table_that_was_named_on_the_way_moves_to_its_header() -> None:
    text = "[a.b]\nc = 1\n[ 'a' ]\n"
    expected = {"": "", "/a": "[ 'a' ]", "/a/b": "[a.b]", "/a/b/c": "1"}
    assert found(text, *expected) == expected


@pytest.mark.parametrize(
    "written", ['"""x""""', '"""\n"x" \\""""', "'''x'''''", "'''\n''x'''", '""', "''", '"\\""', "'\\'"]
)
def test_a_text_ends_at_its_last_quote(written: str) -> None:
    assert found(f"a = {written}\nb = 2\n", "/a", "/b") == {"/a": written, "/b": "2"}


def test_lists_and_tables_within_a_value_stand_there_whole() -> None:
    text = "a = [ # one\n 1, {b = [], c.d = {}},\n]\n"
    inner = {"/a/0": "1", "/a/1/b": "[]", "/a/1/c": "c", "/a/1/c/d": "{}", "/a/1": "{b = [], c.d = {}}"}
    expected = {"": "", **inner, "/a": text[4:-1]}
    assert found(text, *expected) == expected


def test_json_is_read_as_toml_is() -> None:
    text = '\ufeff {"a/b": [1.5e3, null, {"~": "\\ud83d\\ude00\\/"}], "": {}}'
    table = '{"~": "\\ud83d\\ude00\\/"}'
    inner = {"/a~1b/0": "1.5e3", "/a~1b/1": "null", "/a~1b/2/~0": table[6:-1], "/a~1b/2": table}
    expected = {"": "", **inner, "/a~1b": f"[1.5e3, null, {table}]", "/": "{}"}
    assert found(text, *expected) == expected


@pytest.mark.parametrize("text", ["a = ", "a", "= 1", "a = [1", "a = {b", "[a", "{", '"\\x" = 1', "]"])
def test_what_is_not_well_formed_ends_the_search(text: str) -> None:
    assert found(f"good = 1\n{text}\nlater = 2", "/good", "/later") == {"/good": "1", "/later": ""}


@pytest.mark.parametrize(
    "text", ['{"good": 1, "a', '{"good": 1, "a": [1', '{"good": 1, "a" 1}', '{"good": 1, "\\x": 1}']
)
def test_json_that_is_not_well_formed_ends_the_search_too(text: str) -> None:
    assert found(f'{text}, "later": 2', "/good", "/later") == {"/good": "1", "/later": ""}


@pytest.mark.parametrize("deep", ["b = " + "[" * 100_000, "b = " + "{a=" * 100_000, "a." * 100_000 + "a = 2"])
def test_a_search_that_leads_too_deep_is_given_up(deep: str) -> None:
    assert spans_of(f"good = 1\n{deep}", ["/good", "/b"]) == {"/good": Span(7, 8), "/b": Span(0, 0)}


def test_columns_are_code_units_and_a_byte_order_mark_takes_none() -> None:
    text = "\ufeffa = '𠮷'\r\nb = '''\r\n𠮷𠮷'''"
    assert regions_of(text, ["", "/a", "/b"]) == {
        "": Region(1, 1, 1, 1),
        "/a": Region(1, 5, 1, 9),
        "/b": Region(2, 5, 3, 8),
    }


def test_a_key_that_is_cut_short_in_a_pointer_is_found() -> None:
    text = f'[t]\n"{"k" * 500}" = [1, 2]'
    assert found(text, pointer("t", "k" * 500, 1)) == {pointer("t", "k" * 500, 1): "2"}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_long_key_over_a_long_list_takes_memory_with_the_text_alone(form: str) -> None:
    """With a whole pointer for each value this took half a gigabyte."""
    key, values = "k" * 100_000, "1," * 5_000 + "1"
    text = f'{key} = [{values}]\n[project]\ntitle = "x"'
    text = text if form == "toml" else f'{{"{key}": [{values}], "project": {{"title": "x"}}}}'
    tracemalloc.start()
    assert found(text, "/project/title", "/project/caio")["/project/title"] == '"x"'
    regions_of(text, [f"/project/{n}" for n in range(500)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
