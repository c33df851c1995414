"""The decision tree as a Mermaid flowchart."""

import re

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_mermaid


def test_a_path_is_marked_by_a_class_and_by_the_weight_of_its_lines(edition: ap.Edition) -> None:
    chart = to_mermaid(ap.assess(edition, edition.answers(A=1, B=1, C=3, D=1)))
    assert chart.splitlines()[:8] == [
        "flowchart LR",
        "    accTitle: リスク判定の木：DS#45;920「行政の進化と革新のための生成AIの調達・利活用に係るガイドライン」"
        "（2025#45;05#45;27、データ第3版）".replace("：", "#65306;"),
        '    subgraph tree[" "]',
        "    direction LR",
        '    n0["C 要機密情報や個人情報の学習等の有無"]',
        '    n1(["高"])',
        '    n0 -- "①,④" --> n1',
        '    n2["B 生成AI利活用業務の性格"]',
    ]
    assert chart.splitlines()[-6:-3] == [
        "    classDef taken stroke-width:4px",
        "    class n0,n10,n11 taken",
        "    linkStyle 9,10 stroke-width:4px",
    ]
    assert "    classDef closed stroke-width:1px,stroke-dasharray:2 4" in chart.splitlines()


def test_an_edition_marks_no_path(edition: ap.Edition) -> None:
    chart = to_mermaid(edition, language="en")
    assert not re.search(r"^    (classDef|class|linkStyle) .*(taken|closed)", chart, re.MULTILINE)
    assert '    n1(["High"])' in chart.splitlines()


def test_an_outcome_that_nothing_can_change_has_no_ways_to_style(edition: ap.Edition) -> None:
    always = attrs.evolve(
        edition, rules=(attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={})),)
    )
    chart = to_mermaid(ap.assess(always, edition.answers(A=1, B=1, C=3, D=1)))
    assert '    n0(["高"])' in chart.splitlines()
    assert chart.splitlines()[-2:] == ["    classDef taken stroke-width:4px", "    class n0 taken"]


def notes_in(chart: str) -> list[list[str]]:
    """The lines of every note beside the tree."""
    notes = re.findall(r'^    note\d+\["(.*)"\]:::note$', chart, re.MULTILINE)
    return [[re.sub(r"#(\d+);", lambda code: chr(int(code[1])), line) for line in n.split("<br>")] for n in notes]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_beside_the_tree_it_says_the_edition_what_superseded_it_and_what_the_marks_mean(
    edition: ap.Edition, language: Language
) -> None:
    assert edition.superseded_by
    chart = to_mermaid(ap.assess(edition, edition.all_answers()[0]), language=language)
    assert re.search(r'^    subgraph notes\["DS#45;920.*2025#45;05#45;27', chart, re.MULTILINE)
    cautions, *legend = notes_in(chart)
    marked = {"ja": "●は、回答した選択肢", "en": "●: the options answered"}[language]
    assert cautions == [marked, edition.superseded_by.text.in_language(language)]
    axes = {axis.id: axis for axis in edition.axes}
    assert legend == [
        [f"{id_} {axis.text.in_language(language)}"]
        + [
            f"{'● ' * (option.number == 1)}{id_}{option.mark} {option.text.in_language(language)}"
            for option in axis.options
        ]
        for id_, axis in ((id_, axes[id_]) for id_ in edition.asking_order.axes)
    ]


def test_an_edition_that_nothing_is_to_be_said_of_has_only_the_marks_explained(edition: ap.Edition) -> None:
    assert len(notes_in(to_mermaid(attrs.evolve(edition, superseded_by=None)))) == len(edition.axes)


def test_a_rival_reading_does_not_pass_as_the_official_one(edition: ap.Edition) -> None:
    adopted = edition.with_rules(edition.find("rival-1").rules)  # type: ignore[union-attr]
    redrawn, superseded = notes_in(to_mermaid(adopted))[0]
    assert redrawn.startswith("判定の行は、この版が採る読みのものではない")
    assert "Version 2.0" in superseded


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ('"]; end', "#34;#93;#59; end"),
        ("a\nb\tc", "a b c"),
        ("#quot; %%{init}%%", "#35;quot#59; #37;#37;#123;init#125;#37;#37;"),
        ("<b>`x`</b>", "#60;b#62;#96;x#96;#60;#47;b#62;"),
        ("\ufffe", "#65533;"),
    ],
)
def test_what_could_be_syntax_is_written_as_a_code(edition: ap.Edition, words: str, written: str) -> None:
    axes = tuple(attrs.evolve(axis, text=Text(words)) for axis in edition.axes)
    assert f'    n0["C {written}"]' in to_mermaid(attrs.evolve(edition, axes=axes)).splitlines()


def test_what_has_no_tree_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"^expected Edition, Assessment, Exploration, not None"):
        to_mermaid(None)  # type: ignore[arg-type]
