"""The pack about one procurement as a Word document (.docx). Needs the extra ``docx``."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item
from aiprocure.reports.dossiers import Determination, Pack, Table, lines_of, pack_of

try:
    from docx import Document
    from docx.document import Document as Draft
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Emu, Length, Mm, Pt, RGBColor
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
except ImportError as error:
    raise ImportError("writing .docx needs an extra: pip install 'aiprocure[docx]'") from error

__all__ = ["to_docx"]

_MINCHO = {"w:eastAsia": "ＭＳ 明朝", "w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman"}
_GOTHIC = {"w:eastAsia": "ＭＳ ゴシック", "w:ascii": "Arial", "w:hAnsi": "Arial"}
_STYLES = {
    "Normal": (_MINCHO, 10.5, 0, 4),
    "Title": (_GOTHIC, 16, 0, 8),
    "Subtitle": (_GOTHIC, 12, 0, 8),
    "Heading 1": (_GOTHIC, 12, 16, 6),
}
"""Fonts, and in points their size and the space above and below."""
_LOCALES = {"ja": "ja-JP", "en": "en-GB"}
_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_MARGIN, _WIDTH = Mm(25), Mm(160)
_CELL_SIZE = Pt(9)
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML)
"""What the library's own template comes with: a picture of it, and a bibliography."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def to_docx(
    determination: Determination,
    findings: Iterable[Finding],
    *,
    language: Language = "ja",
    dossier: Dossier | None = None,
) -> bytes:
    """Return the pack that an officer hands on about one procurement, as a Word document: A4, its pages numbered.

    It tells what :func:`to_markdown` tells. Headings are headings, and a table repeats its own on each page. There are
    no macros, and nothing refers outside; the same pack is the same bytes, which do not say when they were written.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> to_docx(assess(edition, edition.answers(A=1, B=2, C=3, D=1)), ())[:2]
    b'PK'
    """
    pack = pack_of(determination, findings, language, dossier)
    draft = _blank(pack, language)
    draft.add_paragraph(_line(pack.title), style="Title")
    if pack.subject:
        draft.add_paragraph(_line(pack.subject), style="Subtitle")
    for number, chapter in enumerate(pack.chapters, 1):
        draft.add_heading(f"{number}. {_line(chapter.heading)}", level=1)
        for item in chapter.items:
            _add_item(draft, item, 0)
        for table in chapter.tables:
            _add_table(draft, table)
    return _written(draft)


def _blank(pack: Pack, language: Language) -> Draft:
    """A document without content: its page, its styles, and what it says about itself."""
    draft = Document()
    page = draft.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    for name in _STYLES:
        _restyle(draft, name)
    _set(draft.styles.element.find(f".//{qn('w:lang')}"), {"w:val": _LOCALES[language], "w:eastAsia": "ja-JP"})
    _number_pages(page.footer.paragraphs[0])
    about = draft.core_properties
    about.title, about.subject, about.language = _line(pack.title)[:255], _line(pack.subject)[:255], _LOCALES[language]
    about.author = about.comments = ""
    for told in ("dcterms:created", "dcterms:modified"):
        about._element.remove(about._element.find(qn(told)))
    return draft


def _restyle(draft: Draft, name: str) -> None:
    """Set a style in black and upright, in fonts of its own instead of those of the template's theme."""
    style = draft.styles[name]
    fonts, size, above, below = _STYLES[name]
    style.font.size, style.font.italic, style.font.color.rgb = Pt(size), False, RGBColor(0, 0, 0)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(above), Pt(below), 1.15
    family = style.element.get_or_add_rPr().get_or_add_rFonts()
    family.attrib.clear()
    _set(family, fonts)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}))


def _add_item(draft: Draft, item: Item, depth: int) -> None:
    """Add an item as a bullet, and those inside it one level deeper, as deep as the template has bullets."""
    paragraph = draft.add_paragraph(style=_BULLETS[min(depth, len(_BULLETS) - 1)])
    paragraph.add_run("\n".join(lines_of(item.text))).bold = item.warns or None
    paragraph.add_run(" " * item.note.startswith(" ") + _line(item.note)).font.size = _CELL_SIZE
    for inner in item.inside:
        _add_item(draft, inner, depth + 1)


def _add_table(draft: Draft, table: Table) -> None:
    grid = draft.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    grid.autofit = False
    widths = [Emu(round(_WIDTH * width / sum(table.widths))) for width in table.widths]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _fill(grid.rows[0], table.headings, widths, heads=True)
    for row in table.rows:
        _fill(grid.add_row(), row, widths)
    draft.add_paragraph().paragraph_format.line_spacing = Pt(6)  # parts tables, which would grow together


def _fill(row: _Row, passages: Iterable[str], widths: Iterable[Length], *, heads: bool = False) -> None:
    """Write a row, which no page break parts; one that heads its table stands on every page again."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))
    if heads:
        row._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))
    for cell, passage, width in zip(row.cells, passages, widths, strict=True):
        cell.width = width
        if heads:
            cell._tc.get_or_add_tcPr().append(_element("w:shd", {"w:val": "clear", "w:fill": "E7E6E6"}))
        run = cell.paragraphs[0].add_run("\n".join(lines_of(passage)))
        run.font.size, run.bold = _CELL_SIZE, heads or None


def _line(passage: str) -> str:
    return " ".join(lines_of(passage))


def _element(name: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    element = OxmlElement(name)
    _set(element, attributes)
    return element


def _set(element: BaseOxmlElement, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        element.set(qn(name), value)


def _written(draft: Draft) -> bytes:
    """The bytes of a document, its parts dated alike."""
    for rels in (draft.part.rels, draft.part.package.rels):
        for id_ in [id_ for id_, relationship in rels.items() if relationship.reltype in _NEEDLESS]:
            del rels[id_]
    draft.save(dated := io.BytesIO())
    written = io.BytesIO()
    with zipfile.ZipFile(dated) as parts, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as undated:
        for part in parts.infolist():
            undated.writestr(zipfile.ZipInfo(part.filename, _NO_DAY), parts.read(part), zipfile.ZIP_DEFLATED)
    return written.getvalue()
