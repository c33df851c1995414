"""The decision tree as a Mermaid flowchart."""

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidArgument
from aiprocure.export import to_mermaid
from aiprocure.model.text import Text


def test_a_path_is_marked_by_a_class_and_by_the_weight_of_its_lines(edition: ap.Edition) -> None:
    chart = to_mermaid(ap.assess(edition, edition.answers(A=1, B=1, C=3, D=1)))
    assert chart.splitlines()[:6] == [
        "flowchart LR",
        "    accTitle: リスク判定の木：DS#45;920「行政の進化と革新のための生成AIの調達・利活用に係るガイドライン」"
        "（2025#45;05#45;27、データ第1版）".replace("：", "#65306;"),
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
    assert "taken" not in chart
    assert "closed" not in chart
    assert '    n1(["High"])' in chart.splitlines()


def test_an_outcome_that_nothing_can_change_has_no_ways_to_style(edition: ap.Edition) -> None:
    always = attrs.evolve(
        edition, rules=(attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={})),)
    )
    chart = to_mermaid(ap.assess(always, edition.answers(A=1, B=1, C=3, D=1)))
    assert chart.splitlines()[2:] == ['    n0(["高"])', "    classDef taken stroke-width:4px", "    class n0 taken"]


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
    with pytest.raises(InvalidArgument, match="expected an edition"):
        to_mermaid(None)  # type: ignore[arg-type]
