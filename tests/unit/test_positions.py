"""Where values stand in a text."""

import pytest

from aiprocure.encoding.source_map import Region, Span, region_of, spans_in


def found(text: str) -> dict[str, str]:
    return {pointer: text[span.start : span.end] for pointer, span in spans_in(text).items()}


def test_a_value_stands_where_it_is_written() -> None:
    text = 'a = 1\nb.c = "two" # three = 3\n[d]\n"e.f" = 1979-05-27 07:32:00Z\n'
    assert found(text) == {
        "": "",
        "/a": "1",
        "/b": "b",
        "/b/c": '"two"',
        "/d": "[d]",
        "/d/e.f": "1979-05-27 07:32:00Z",
    }


def test_a_table_of_a_list_stands_at_its_own_header_and_what_is_under_it_belongs_to_the_latest() -> None:
    text = "[[l]]\ni = 1\n[[l.m]]\nj = 2\n[[l]]\n[l.t]\n[[l.m]]\n"
    assert [(pointer, spans_in(text)[pointer].start) for pointer in sorted(found(text))] == [
        ("", 0),
        ("/l", 0),
        ("/l/0", 0),
        ("/l/0/i", text.index("1")),
        ("/l/0/m", text.index("[[l.m]]")),
        ("/l/0/m/0", text.index("[[l.m]]")),
        ("/l/0/m/0/j", text.index("2")),
        ("/l/1", text.rindex("[[l]]")),
        ("/l/1/m", text.rindex("[[l.m]]")),
        ("/l/1/m/0", text.rindex("[[l.m]]")),
        ("/l/1/t", text.index("[l.t]")),
    ]


def test_a_table_that_was_named_on_the_way_moves_to_its_header() -> None:
    text = "[a.b]\nc = 1\n[ 'a' ]\n"
    assert found(text) == {"": "", "/a": "[ 'a' ]", "/a/b": "[a.b]", "/a/b/c": "1"}


@pytest.mark.parametrize(
    "written", ['"""x""""', '"""\n"x" \\""""', "'''x'''''", "'''\n''x'''", '""', "''", '"\\""', "'\\'"]
)
def test_a_text_ends_at_its_last_quote(written: str) -> None:
    assert found(f"a = {written}\nb = 2\n") == {"": "", "/a": written, "/b": "2"}


def test_lists_and_tables_within_a_value_stand_there_whole() -> None:
    text = "a = [ # one\n 1, {b = [], c.d = {}},\n]\n"
    inner = {"/a/0": "1", "/a/1/b": "[]", "/a/1/c": "c", "/a/1/c/d": "{}", "/a/1": "{b = [], c.d = {}}"}
    assert found(text) == {"": "", **inner, "/a": text[4:-1]}


def test_json_is_read_as_toml_is() -> None:
    text = '\ufeff {"a/b": [1.5e3, null, {"~": "\\ud83d\\ude00\\/"}], "": {}}'
    table = '{"~": "\\ud83d\\ude00\\/"}'
    inner = {"/a~1b/0": "1.5e3", "/a~1b/1": "null", "/a~1b/2/~0": table[6:-1], "/a~1b/2": table}
    assert found(text) == {"": "", **inner, "/a~1b": f"[1.5e3, null, {table}]", "/": "{}"}


@pytest.mark.parametrize(
    "text", ["a = ", "a", "= 1", "a = [1", "a = {b", '{"a": 1', '{"a" 1}', "[a", "{", '{"\\x": 1}', "a = [1 = 2]", "]"]
)
def test_what_is_not_well_formed_ends_the_search(text: str) -> None:
    assert {pointer: where for pointer, where in found(f"good = 1\n{text}").items() if pointer in {"", "/good"}} in (
        {"": "", "/good": "1"},
        {"": ""},
    )
    assert found(text)[""] == ""


@pytest.mark.parametrize("deep", ["b = " + "[" * 100_000, "b = " + "{a=" * 100_000, "a." * 100_000 + "a = 2"])
def test_a_search_that_leads_too_deep_is_given_up(deep: str) -> None:
    spans = spans_in(f"good = 1\n{deep}")
    assert spans["/good"] == Span(7, 8)
    assert len(spans) < 200


def test_columns_are_code_units_and_a_byte_order_mark_is_none() -> None:
    text = "\ufeffa = '𠮷'\r\nb = '''\r\n𠮷𠮷'''"
    spans = spans_in(text)
    assert region_of(spans[""], text) == Region(1, 1, 1, 1)
    assert region_of(spans["/a"], text) == Region(1, 5, 1, 9)
    assert region_of(spans["/b"], text) == Region(2, 5, 3, 8)
