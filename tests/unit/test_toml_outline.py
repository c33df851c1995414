"""Where the tables of a TOML text end, however it is laid out."""

import pytest

from aiprocure.export.toml_outline import Edit, outline_of, with_edits
from timing import processor_time

TEXT = '''# about
edition = "2025-05-27"  # [adopted]
project.title = """
[system]
#on = 1
"""
answers = { A = 1, B = { option = 2 } } # }
#on = 2025-07-01

[ "system" ] # of it
outputs = [
  "text", # ]
  # "code",
]
# What it is called:
#cloud = true

#[answers.C]
#option = "④"

# the items
[[requirements]]
id = "14"'''


def test_each_section_ends_behind_its_last_pair_or_template() -> None:
    ends = {section.path: TEXT[: section.end].splitlines()[-1] for section in outline_of(TEXT).sections}
    assert ends == {(): "#on = 2025-07-01", ("system",): "#cloud = true", ("requirements",): 'id = "14"'}


def test_templates_belong_to_the_header_above_them() -> None:
    outline = outline_of(TEXT)
    assert [sorted(section.offered) for section in outline.sections] == [["on"], ["cloud"], []]
    assert outline.section("system") == outline.sections[1]
    assert outline.section("advice") is None
    assert outline.commented == {"#on = 2025-07-01", "#cloud = true", "#[answers.C]", '#option = "④"'}


def test_a_header_that_is_commented_out_is_found_with_its_lines() -> None:
    found = {header: TEXT[span.start : span.end] for header, span in outline_of(TEXT).templates.items()}
    assert found == {"[answers.C]": '#[answers.C]\n#option = "④"\n'}


@pytest.mark.parametrize("after", ["", "\n", "\n\n# more\n", '\n[x]\na = "#[answers.B]"\n'])
def test_it_can_stand_at_the_end_of_a_section(after: str) -> None:
    text = f"[answers]\nA = 1\n#[answers.C]\n#option = 1{after}"
    [span] = outline_of(text).templates.values()
    assert text[span.start : span.end].rstrip("\n") == "#[answers.C]\n#option = 1"


def test_one_that_a_pair_follows_cannot_be_a_header() -> None:
    assert outline_of("[answers]\n#[answers.C]\n#option = 1\nA = 1\n").templates == {}


def test_what_is_written_at_the_top_is_known() -> None:
    outline = outline_of(TEXT)
    assert sorted(outline.dotted) == ["project"]
    assert sorted(outline.closings) == ["answers", "edition"]
    assert TEXT[outline.closings["answers"] :].startswith("} # }\n#on")


@pytest.mark.parametrize("header", ["[a.b]", "[ a . b ]", '["a".b]', "['a'.\"b\"]", "[[a.b]]", "[[ a.b ]]"])
def test_a_header_is_read_in_any_spelling(header: str) -> None:
    assert [section.path for section in outline_of(f"{header} # x\nc = 1").sections] == [(), ("a", "b")]


def test_quoted_names_are_names() -> None:
    outline = outline_of('"project" . title = 1\n\'answers\' = {}\n"a\\u0062" = 1\n')
    assert (sorted(outline.dotted), sorted(outline.closings)) == (["project"], ["ab", "answers"])


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("a\nb\n", [Edit(2, 2, ("x",))], "a\nx\nb\n"),
        ("a\nb\n", [Edit(0, 2, ("x", "y"))], "x\ny\nb\n"),
        ("a", [Edit(1, 1, ("x",)), Edit(1, 1, ("y",))], "a\nx\ny\n"),
        ("a\r\nb", [Edit(4, 4, ("x",)), Edit(0, 0, ("y",))], "y\r\na\r\nb\r\nx\r\n"),
        ("", [Edit(0, 0, ("x",))], "x\n"),
        ("a\n", [], "a\n"),
    ],
)
def test_lines_are_added_and_replaced(text: str, edits: list[Edit], expected: str) -> None:
    assert with_edits(text, edits) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *("\n" * 262_000, "# x\n" * 65_000, "#[a]\n" * 52_000, "a" * 262_000, f'x = """{"a" * 260_000}"""'),
        *(f"x = [{'1,' * 130_000}]", f"x = '{'a' * 260_000}'", "[[a]]\n" * 1_000 + "#b = 1\n" * 30_000),
    ],
    ids=range(8),
)
def test_it_takes_time_linear_in_the_text(text: str) -> None:
    assert processor_time(lambda: outline_of(text)) < 1
