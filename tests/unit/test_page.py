"""The page as text: what is in it, and what its policy lets be. What it does is tried in ``tests/executors``."""

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.errors import InvalidArgument, InvalidEdition
from aiprocure.errors.text import Text
from aiprocure.export import to_page

EDITIONS = Path(__file__).parents[1] / "editions"


def data_in(page: str) -> Any:
    """What the script of a page knows."""
    [written] = re.findall(r'<script type="application/json" id="edition">(.*?)</script>', page, re.DOTALL)
    return json.loads(written)


def test_the_policy_lets_one_script_and_one_style_be_and_nothing_else(edition: ap.Edition) -> None:
    page = to_page(edition)
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', page)
    allowed = dict(each.split(" ", 1) for each in html.unescape(policy).split("; "))
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        [source] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert allowed.pop(name) == f"'sha256-{digest}'"
    assert allowed == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert not re.search(r'\s(?:src|href|style|on\w+)="', page)


def test_it_says_what_it_judges_by(edition: ap.Edition) -> None:
    page = html.unescape(to_page(edition))
    assert ap.encoding.fingerprint(edition) in page
    assert "DS-920「行政の進化と革新のための生成AIの調達・利活用に係るガイドライン」（2025-05-27、データ第" in page
    assert edition.superseded_by
    assert str(edition.superseded_by.text) in page
    assert page.count("図から復元］") > len(edition.rules)
    for reading in edition.readings:
        assert str(reading.text) in page


def test_the_same_edition_gives_the_same_text(edition: ap.Edition) -> None:
    again = ap.editions.from_data(ap.encoding.to_data(edition))
    assert to_page(edition) == to_page(again)
    assert to_page(edition, language="en") == to_page(edition).replace('<html lang="ja">', '<html lang="en">').replace(
        'data-language="ja" aria-pressed="true"', 'data-language="ja" aria-pressed="false"'
    ).replace('data-language="en" aria-pressed="false"', 'data-language="en" aria-pressed="true"').replace(
        re.findall("<title>.*?</title>", to_page(edition))[0],
        re.findall("<title>.*?</title>", to_page(edition, language="en"))[0],
    )


@pytest.mark.parametrize("name", ["made_up_2", "smallest"])
def test_an_edition_of_other_axes_and_outcomes_has_a_page(name: str) -> None:
    edition = ap.editions.read(EDITIONS / name)
    data = data_in(to_page(edition))
    assert [axis["id"] for axis in data["axes"]] == [axis.id for axis in edition.axes]
    assert [outcome["id"] for outcome in data["outcomes"]] == [outcome.id for outcome in edition.outcomes]
    assert [len(rows) for rows in data["readings"]] == [
        len(edition.rules),
        *(len(reading.rules) for reading in edition.readings),
    ]


def test_hostile_words_end_no_element(edition: ap.Edition) -> None:
    words = Text("</script><script>1</script>\x00\ud800<!--", "]]>")
    axes = tuple(attrs.evolve(axis, question=words) for axis in edition.axes)
    called = attrs.evolve(edition, axes=axes)
    with pytest.raises(InvalidEdition):
        to_page(called)
    words = Text("</script><script>1</script><!-- ]]>")
    axes = tuple(attrs.evolve(axis, text=words, question=words, note=words) for axis in edition.axes)
    page = to_page(attrs.evolve(edition, axes=axes))
    assert page.count("<script") == page.count("</script") == 2
    assert "<!--" not in page
    assert data_in(page)["axes"][0]["caption"] == [f"A {words}", f"A {words}"]


def test_only_an_edition_has_a_page(edition: ap.Edition) -> None:
    wrong: Any = ap.assess(edition, edition.all_answers()[0])
    with pytest.raises(InvalidArgument, match="expected Edition"):
        to_page(wrong)
    language: Any = "fr"
    with pytest.raises(InvalidArgument, match="expected ja, en"):
        to_page(edition, language=language)


def test_the_command_writes_the_page(edition: ap.Edition, tmp_path: Path) -> None:
    file = tmp_path / "判定.html"
    done = CliRunner().invoke(aiprocure, ["page", "-o", str(file)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("書き出した：")
    assert file.read_bytes() == to_page(edition).encode()
    again = CliRunner().invoke(aiprocure, ["page", "-o", str(file)])
    assert (again.exit_code, file.read_bytes()) == (2, to_page(edition).encode())
    assert "既に存在する" in again.stderr
    other = CliRunner().invoke(
        aiprocure, ["page", "-o", str(file), "--overwrite", "--edition", str(EDITIONS / "smallest")]
    )
    assert other.exit_code == 0
    assert file.read_text(encoding="utf-8") == to_page(ap.editions.read(EDITIONS / "smallest"))


def test_the_command_prints_the_page(edition: ap.Edition) -> None:
    done = CliRunner().invoke(aiprocure, ["page", "--lang", "en"])
    assert (done.exit_code, done.stdout) == (0, to_page(edition, language="en"))
    refused = CliRunner().invoke(aiprocure, ["page", "--overwrite"])
    assert refused.exit_code == 2
    assert "-o" in refused.stderr
