"""Reports as Word documents."""

import importlib
import io
import re
import sys
import time
import zipfile

import attrs
import pytest
from docx import Document
from docx.document import Document as Draft
from docx.oxml.ns import qn

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import check
from aiprocure.errors import MissingExtra
from aiprocure.errors.text import Language
from aiprocure.export import to_docx
from aiprocure.model.dossier import Detail, Item, ItemId, Project
from aiprocure.model.inventory import InventorySummary
from aiprocure.reports import Reportable

VERDICT = "高  「高リスク」に該当する可能性が高い"

ABOUT = dossiers.from_data(
    {
        "edition": "2025-05-27",
        "project": {"title": "要約"},
        "answers": {"A": 1, "B": 2, "C": 3, "D": 1},
        "requirements": [{"id": "⑭", "words": "一行目\n二行目"}],
    }
)


def written(edition: ap.Edition, language: Language = "ja") -> bytes:
    assessment = ap.assess(edition, edition.answers(**ABOUT.answers.options))
    return to_docx(assessment, ABOUT, check(ABOUT, edition), language=language)


@pytest.fixture(scope="module")
def document(edition: ap.Edition) -> Draft:
    return Document(io.BytesIO(written(edition)))


def test_headings_are_headings_and_there_is_a_title(document: Draft) -> None:
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert told[:2] == [("Title", "案件書類の点検結果：要約"), ("Subtitle", VERDICT)]
    headings = [text for style, text in told if style == "Heading 1"]
    assert headings[:2] == ["1. 判断を要する事項", "2. チェックシートの項目の状況"]
    assert headings[-1].endswith(". 出典")


def test_items_inside_items_are_deeper_and_what_must_not_be_passed_over_is_bold(document: Draft) -> None:
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    certainty = next(paragraph for text, paragraph in by_text.items() if text.startswith("慎重側の読みによる「高」"))
    assert certainty.runs[0].bold
    answer = next(paragraph for text, paragraph in by_text.items() if text.startswith("→ ① 国民等"))
    assert answer.style is not None
    assert answer.style.name == "List Bullet 2"
    assert re.fullmatch("［[0-9]+］", answer.runs[1].text)


def test_tables_repeat_their_headings_and_no_row_is_parted(document: Draft) -> None:
    assert len(document.tables) >= 5
    for table in document.tables:
        first, *others = (row._tr.get_or_add_trPr() for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert [row.find(qn("w:tblHeader")) for row in others] == [None] * len(others)
        assert None not in [row.find(qn("w:cantSplit")) for row in (first, *others)]
        assert sum(cell.width or 0 for cell in table.rows[0].cells) == pytest.approx(5_760_000, rel=0.01)


def test_lines_of_a_passage_stay_lines(document: Draft) -> None:
    assert "文案：一行目\n二行目" in [row.cells[1].text for table in document.tables for row in table.rows]


@pytest.mark.parametrize(("language", "locale"), [("ja", "ja-JP"), ("en", "en-GB")])
def test_it_says_what_it_is_and_in_which_language_and_not_when(
    edition: ap.Edition, language: Language, locale: str
) -> None:
    content = written(edition, language)
    assert content == written(edition, language)
    document = Document(io.BytesIO(content))
    about, headline = document.core_properties, document.paragraphs[1].text
    assert (about.language, about.subject, about.author, about.comments) == (locale, headline, "", "")
    assert about.title == document.paragraphs[0].text
    assert (about.created, about.modified) == (None, None)
    lang = document.styles.element.find(f".//{qn('w:lang')}")
    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == ("en-GB", "ja-JP")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]


def test_japanese_is_set_in_japanese_fonts_on_paper_of_its_size(document: Draft) -> None:
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1")}
    assert fonts == {"Normal": "ＭＳ 明朝", "Heading 1": "ＭＳ ゴシック"}
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert "PAGE" in page.footer.paragraphs[0]._p.xml


def test_without_the_extra_the_call_says_what_to_install(edition: ap.Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    module = importlib.reload(importlib.import_module("aiprocure.export.docx"))
    with pytest.raises(MissingExtra, match=r"pip install 'aiprocure\[docx\]'") as refused:
        module.to_docx(edition)
    assert refused.value.extra == "docx"


def test_every_value_can_be_a_document(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    values: list[Reportable] = [
        edition,
        assessment,
        ap.explore(edition, edition.partial_answers(C=2)),
        ap.compare(edition, edition.with_rules(edition.readings[0].rules)),
        ap.what_if(assessment),
        ap.routes(assessment, to="low"),
        check(ABOUT, edition),
        ABOUT,
        InventorySummary(3, 1, 1, ((edition.outcomes[0], 2),)),
    ]
    for value in values:
        title, headline, *_ = (paragraph.text for paragraph in Document(io.BytesIO(to_docx(value))).paragraphs)
        assert ap.export.to_text(value).startswith(f"{title}\n  {headline}\n")


@pytest.mark.parametrize("forbidden", ["\ufffe", "\uffff", "\x00", "\x0b", "\ud800"])
def test_characters_that_xml_forbids_are_replaced(edition: ap.Edition, forbidden: str) -> None:
    about = attrs.evolve(ABOUT, project=Project(Detail(f"a{forbidden}b"), ((forbidden, Detail(f"c{forbidden}d")),)))
    content = to_docx(ap.assess(edition, edition.answers(**ABOUT.answers.options)), dossier=about)
    texts = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert forbidden not in texts
    assert "a" in texts


def test_no_line_breaks_inside_an_id(document: Draft) -> None:
    [edition] = [each for each in document.paragraphs if each.text.startswith("適用した版：DS-920（2025-05-27、")]
    assert len(edition._p.findall(f".//{qn('w:noBreakHyphen')}")) == 3
    assert "-" not in "".join(text.text or "" for text in edition._p.iter(qn("w:t")))


@pytest.mark.slow
def test_a_document_takes_time_in_proportion_to_its_content(edition: ap.Edition) -> None:
    """Ten times as much content takes about ten times as long; it was a hundred times."""
    value = ap.assess(edition, edition.answers(**ABOUT.answers.options))

    def seconds(size: int) -> float:
        details = tuple((f"詳細{number}", Detail("値")) for number in range(size))
        items = tuple(Item(ItemId("requirement/14"), words="文案") for _ in range(size))
        about = attrs.evolve(ABOUT, project=Project(Detail("要約"), details), requirements=items)
        begun = time.process_time()
        to_docx(value, about, ())
        return time.process_time() - begun

    seconds(1)
    assert seconds(3_000) < 30 * max(seconds(300), seconds(300))
