"""The pack that an officer hands on, as a Word document."""

import importlib
import io
import sys
import zipfile

import pytest
from docx import Document
from docx.document import Document as Draft
from docx.oxml.ns import qn

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import check
from aiprocure.errors.text import Language
from aiprocure.export import to_docx

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
    return to_docx(assessment, check(ABOUT, edition), language=language, dossier=ABOUT)


@pytest.fixture(scope="module")
def document(edition: ap.Edition) -> Draft:
    return Document(io.BytesIO(written(edition)))


def test_headings_are_headings_and_there_is_a_title(document: Draft) -> None:
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert told[:2] == [("Title", "案件書類の点検結果"), ("Subtitle", "要約")]
    headings = [text for style, text in told if style == "Heading 1"]
    assert headings[:3] == ["1. 案件", "2. 判定", "3. 判定の経路"]
    assert headings[-1].endswith(". 出典")


def test_items_inside_items_are_deeper_and_what_must_not_be_passed_over_is_bold(document: Draft) -> None:
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    headline = by_text["高  「高リスク」に該当する可能性が高い"]
    assert headline.runs[0].bold
    answer = next(paragraph for text, paragraph in by_text.items() if text.startswith("→ ① 国民等"))
    assert answer.style is not None
    assert answer.style.name == "List Bullet 2"
    assert answer.runs[1].text.startswith("［資料4 ")


def test_tables_repeat_their_headings_and_no_row_is_parted(document: Draft) -> None:
    assert len(document.tables) >= 6
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
    about = document.core_properties
    assert (about.language, about.subject, about.author, about.comments) == (locale, "要約", "", "")
    assert about.title == document.paragraphs[0].text
    assert (about.created, about.modified) == (None, None)
    lang = document.styles.element.find(f".//{qn('w:lang')}")
    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == (locale, "ja-JP")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]


def test_japanese_is_set_in_japanese_fonts_on_paper_of_its_size(document: Draft) -> None:
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1")}
    assert fonts == {"Normal": "ＭＳ 明朝", "Heading 1": "ＭＳ ゴシック"}
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert "PAGE" in page.footer.paragraphs[0]._p.xml


def test_without_the_extra_the_module_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "aiprocure.export.docx", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ImportError, match=r"^writing \.docx needs an extra: pip install 'aiprocure\[docx\]'$"):
        importlib.import_module("aiprocure.export.docx")


def test_without_a_dossier_there_is_no_subtitle(edition: ap.Edition) -> None:
    content = to_docx(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1)), ())
    assert "Subtitle" not in [p.style.name for p in Document(io.BytesIO(content)).paragraphs if p.style]
