"""What anyone wrote shows in a report as text, and as nothing else."""

import io
import json
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from typing import TypeVar
from xml.etree import ElementTree

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import aiprocure as ap
from aiprocure.checks import check, find_kinds
from aiprocure.errors.text import Text
from aiprocure.export import to_docx, to_markdown, to_sarif
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.dossier import (
    Detail,
    Dossier,
    Item,
    ItemId,
    Judgement,
    Judgements,
    NcoAdvice,
    Notification,
    Occurrence,
    Product,
    Project,
    Service,
    System,
    Verification,
    WrittenAnswer,
    WrittenAnswers,
)
from aiprocure.model.finding import Finding, FindingCode, Pointer, Severity
from aiprocure.model.records import entries_of
from aiprocure.reports.line_breaking import split_lines
from soak import examples
from strategies import dossiers_for, sound_editions

T = TypeVar("T")
EDITION = ap.editions.load("2025-05-27")
ANSWERS = {"A": 1, "B": 2, "C": 3, "D": 1}
CITATION = Citation(SourceId("s"), "p", Provenance.EDITORIAL)

TABLE = ("table", "thead", "tbody", "tr", "th", "td")

FORGED = [
    "# heading",
    "a\n# heading\n\n---\n===\n    code",
    "[link](http://evil.example) ![picture](http://evil.example/x.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)><!-- --> <?php ?> <![CDATA[x]]>",
    "| cell | cell |\n|---|---|",
    "http://evil.example https://evil.example/?a=b ftp://evil.example www.evil.example //evil.example evil.example",
    "a@evil.example mailto:a@evil.example xmpp:a@evil.example/b <a@evil.example> @someone",
    "```\ncode\n``` `code` ~~~ ~~gone~~ **bold** _slanted_ ***",
    "1. one\n2) two\n- dash\n+ plus\n* star\n> quote\n- [ ] task",
    "[ref]: http://evil.example 'x'\n[^1]: note",
    "&lt;b&gt; &amp; &#60; \\ \\* \\\n$x$ {x} ^x^ ==x== :smile:",
    "\u202eevil\x00\x1b[2J\ud800\u2028\x85\u200b\ufeff",
    "　全角の空白　",
    "",
]
hostile = st.one_of(
    st.sampled_from(FORGED),
    st.text(st.sampled_from("\\`*_[]()<>&|~#!@$^{}-+=.:/'\" \n\tab1w例。"), max_size=40),
    st.text(max_size=20),
    st.lists(st.sampled_from([" ", "\n", *FORGED]), max_size=3).map("".join),
)


def report(writer: Callable[..., T], words: str) -> T:
    """A report of a dossier and of findings whose every word is the same."""
    dossier = Dossier(
        edition=EDITION.id,
        project=Project(Detail(words), ((words, Detail(words)), ("purpose", Detail(words)))),
        answers=WrittenAnswers({axis: WrittenAnswer(option, f"x{words}") for axis, option in ANSWERS.items()}),
        system=System(reviewer=words),
        requirements=(
            Item(ItemId("requirement/14"), words, (words, words)),
            Item(ItemId(f"x{words}"), set_aside=words),
        ),
        clauses=(Item(ItemId("clause/7"), words),),
        judgements=Judgements(caio=Judgement(words, answers=WrittenAnswers({words: WrittenAnswer(words, words)}))),
        products=(Product(words, words, judgement=words),),
        nco_advice=NcoAdvice(reason=words),
        service=Service(acceptance=words, rules_told=words),
        verifications=(Verification(what=words, result=words),),
        risk_cases=(Occurrence(words, reports=(Notification(words),), cause=words),),
    )
    text, where = Text(words, words), Pointer(f"/{words}")
    codes = map(FindingCode, ("some-code", "open-code"))
    found = [Finding(code, Severity.NOTE, where, text, text, CITATION) for code in codes]
    return writer(ap.assess(EDITION, EDITION.answers(**ANSWERS)), dossier, found)


def markdown(words: str) -> str:
    return report(to_markdown, words)


def by_markdown_it(source: str) -> str:
    rendered: str = MarkdownIt("gfm-like", {"html": True, "linkify": True}).render(source)
    return rendered


def by_github(source: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(source, options=Options.CMARK_OPT_UNSAFE))


class Reader(HTMLParser):
    """The elements of a page but for line breaks, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, object]] = []
        self.pieces: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append("\n")
        else:
            self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@pytest.mark.parametrize("render", [by_markdown_it, by_github])
@pytest.mark.parametrize("words", FORGED)
def test_what_is_known_to_forge_markdown_does_not(render: Callable[[str], str], words: str) -> None:
    assert_shown_as_text(render, words)


@pytest.mark.parametrize("render", [by_markdown_it, by_github])
@settings(max_examples=examples(60))
@given(words=hostile)
@example(words="**")
@example(words="\t- x")
def test_words_make_no_markup_in_markdown(render: Callable[[str], str], words: str) -> None:
    assert_shown_as_text(render, words)


def assert_shown_as_text(render: Callable[[str], str], words: str) -> None:
    """The page has the elements it has with harmless words, and all the words."""
    page, plain = Reader(render(markdown(words))), Reader(render(markdown("plain")))
    assert page.elements == plain.elements or not any(split_lines(words))  # what is blank is left out
    assert {name for name, _ in page.elements} <= {*("h1", "h2", "p", "strong", "ul", "li"), *TABLE}
    told = " ".join(page.text.split())
    for line in split_lines(words):
        assert " ".join(line.split()) in told


@settings(max_examples=examples(10))
@given(words=hostile)
@example(words="\x00\ud800 ]]>&<w:p/>")
def test_words_make_nothing_but_text_in_word(words: str) -> None:
    written = report(to_docx, words)
    assert written == report(to_docx, words)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(parts.read(name))
                assert "External" not in {element.get("TargetMode") for element in root.iter()}
            assert "vba" not in name.lower()
    document = Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "\n".join(split_lines(words)) in cells


def name_of(finding: Finding, edition: ap.Edition) -> str:
    """The mark of an item or the words of a record; of what the edition does not know, the message."""
    known = {f"{entry.family}/{entry.record.id}": entry.record for entry in entries_of(edition)}
    record = known.get(finding.subject or "")
    if record is None:
        return " ".join(finding.message.in_language("en").split())
    return getattr(record, "mark", "") or " ".join(record.captioned("en").split())  # type: ignore[union-attr]  # an item, axis or option


@settings(max_examples=examples(25))
@given(st.data())
def test_of_any_edition_and_dossier_all_findings_are_told(data: st.DataObject) -> None:
    edition = data.draw(sound_editions(most_axes=3, most_options=3))
    dossier = data.draw(dossiers_for(edition))
    found = check(dossier, edition)
    partial = ap.explore(edition, edition.partial_answers(**dossier.answers.options))
    told = " ".join(Reader(by_github(to_markdown(partial, dossier, found, language="en"))).text.split())
    for kind in find_kinds(found):
        assert all(" ".join(message.in_language("en").split()) in told for message in kind.messages)
        for finding in kind.findings:
            if finding.message not in kind.messages:
                assert name_of(finding, edition) in told
    results = json.loads(to_sarif(found))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [finding.code for finding in found]
