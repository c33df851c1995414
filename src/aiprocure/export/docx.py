"""Reports as Word documents (.docx). Needs the extra ``docx`` when called."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aiprocure.errors import MissingExtra
from aiprocure.errors.text import Language
from aiprocure.export.markup import Markup, element, replace_forbidden
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item, Report, Reportable, Section, Table, make_report
from aiprocure.reports.line_breaking import split_lines
from aiprocure.reports.phrases import Phrases

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["to_docx"]

_MINCHO = {"w:eastAsia": "ＭＳ 明朝", "w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman"}
_GOTHIC = {"w:eastAsia": "ＭＳ ゴシック", "w:ascii": "Arial", "w:hAnsi": "Arial"}
_STYLES = {
    "Normal": (_MINCHO, 10.5, 0, 4),
    "Title": (_GOTHIC, 16, 0, 8),
    "Subtitle": (_GOTHIC, 12, 0, 8),
    "Heading 1": (_GOTHIC, 12, 12, 4),
}
"""Fonts, and in points their size and the space above and below."""
_LOCALES = {"ja": "ja-JP", "en": "en-GB"}
_BULLETS = ("ListBullet", "ListBullet2", "ListBullet3")
_WIDTH = 9070
"""The width of a table in twentieths of a point: 160 mm, as wide as the page between its margins of 25 mm."""
_SMALL = "18"
"""The size of notes and cells in half points."""
_EVEN = element("w:pPr", element("w:spacing", **{"w:before": 20, "w:after": 20}))
"""Of a cell, whose text stands as far from the line above it as from that below."""
_INNER_HYPHEN = re.compile("(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")
"""A hyphen inside an id such as DS-920, where no line must break."""
_LONG_CELL = 400
"""The characters of a cell that may take more of a page than ought to be left blank."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def to_docx(
    value: Reportable,
    dossier: Dossier | None = None,
    findings: Iterable[Finding] | None = None,
    *,
    language: Language = "ja",
) -> bytes:
    """Return the report on a value as a Word document: A4, its pages numbered.

    Headings have heading styles, and a table repeats its heading row on each page. The document has no macros and
    refers to nothing outside. The same report is the same bytes, which do not say when they were written. The
    arguments are those of every format: the value, the dossier that it is about, and the findings about that. Raises
    :class:`MissingExtra` where python-docx is not installed.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> to_docx(assess(edition, edition.answers(A=1, B=2, C=3, D=1)))[:2]
    b'PK'
    """
    report = make_report(value, Phrases(language), dossier, findings)
    blank = _blank(report, language)
    return _fill(blank, "".join(part.source for part in _content(report)))


def _content(report: Report) -> Iterator[Markup]:
    headline, *others = report.lead
    yield _paragraph("Title", _run(_line(report.title)))
    yield _paragraph("Subtitle", _run(_line(headline.text)))
    for item in others:
        yield from _item(item, 0)
    for number, section in enumerate(report.sections, 1):
        yield from _section(number, section)
    yield from _gap() if report.sections and report.sections[-1].tables else ()


def _section(number: int, section: Section) -> Iterator[Markup]:
    yield _paragraph("Heading1", _run(f"{number}. {_line(section.heading)}"))
    last = len(section.items)
    for position, item in enumerate(section.items, 1):
        yield from _item(item, 0, stays=position == last and bool(section.tables))
    for position, table in enumerate(section.tables):
        yield from _gap() if position else ()
        yield _table(table, _line(section.heading))


def _gap() -> Iterator[Markup]:
    """What keeps two tables from growing together, and ends a document that would end with a table."""
    yield _paragraph("Normal")


def _item(item: Item, depth: int, *, stays: bool = False) -> Iterator[Markup]:
    """An item as a bullet, and those inside it one level deeper, as deep as the template has bullets.

    One that ``stays`` is on the page of what follows it.
    """
    text = _run("\n".join(split_lines(item.text)), _emphasis(bold=item.warns))
    note = [_run(" " * item.note.startswith(" ") + _line(item.note), _emphasis(small=True))] if item.note else []
    yield _paragraph(_BULLETS[min(depth, len(_BULLETS) - 1)], text, *note, stays=stays)
    for inner in item.inside:
        yield from _item(inner, depth + 1)


def _table(table: Table, caption: str) -> Markup:
    """A table under a caption, which programs that read aloud say before it."""
    widths = [round(_WIDTH * width / sum(table.widths)) for width in table.widths]
    properties = element(
        "w:tblPr",
        element("w:tblStyle", **{"w:val": "TableGrid"}),
        element("w:tblW", **{"w:w": _WIDTH, "w:type": "dxa"}),
        element("w:tblLayout", **{"w:type": "fixed"}),
        element("w:tblLook", **{"w:val": "0020", "w:firstRow": 1, "w:noVBand": 1}),
        element("w:tblCaption", **{"w:val": caption}),
    )
    columns = element("w:tblGrid", *(element("w:gridCol", **{"w:w": width}) for width in widths))
    rows = (_row(row, widths) for row in table.rows)
    return element("w:tbl", properties, columns, _row(table.headings, widths, heads=True), *rows)


def _row(passages: Iterable[str], widths: Iterable[int], *, heads: bool = False) -> Markup:
    """A row, which no page break divides unless it is long; a heading row is repeated on every page."""
    passages = tuple(passages)
    whole = [element("w:cantSplit")] if max(map(len, passages)) < _LONG_CELL else []
    properties = element("w:trPr", *whole, *([element("w:tblHeader")] if heads else []))
    shade = [element("w:shd", **{"w:val": "clear", "w:fill": "E7E6E6"})] if heads else []
    emphasis = _emphasis(bold=heads, small=True)
    cells = (
        element(
            "w:tc",
            element("w:tcPr", element("w:tcW", **{"w:w": width, "w:type": "dxa"}), *shade),
            element("w:p", _EVEN, _run("\n".join(split_lines(passage)), emphasis)),
        )
        for passage, width in zip(passages, widths, strict=True)
    )
    return element("w:tr", properties, *cells)


def _paragraph(style: str, *runs: Markup, stays: bool = False) -> Markup:
    keeps = [element("w:keepNext")] if stays else []
    return element("w:p", element("w:pPr", element("w:pStyle", **{"w:val": style}), *keeps), *runs)


def _emphasis(*, bold: bool = False, small: bool = False) -> Markup:
    sizes = [element(name, **{"w:val": _SMALL}) for name in ("w:sz", "w:szCs") if small]
    return element("w:rPr", *([element("w:b")] if bold else []), *sizes)


def _run(text: str, *emphasis: Markup) -> Markup:
    """Text with its line breaks, and with hyphens inside ids that do not break."""
    parts: list[Markup] = []
    for number, line in enumerate(text.split("\n")):
        parts += [element("w:br")] if number else []
        for position, piece in enumerate(_INNER_HYPHEN.split(line)):
            parts += [element("w:noBreakHyphen")] if position else []
            parts.append(element("w:t", piece, **{"xml:space": "preserve"}))
    return element("w:r", *emphasis, *parts)


def _line(passage: str) -> str:
    return " ".join(split_lines(passage))


def _blank(report: Report, language: Language) -> "Document":
    """A document without content: its page, its styles, and what it says about itself."""
    try:
        import docx
    except ImportError:
        raise MissingExtra("docx") from None
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for name in _STYLES:
        _restyle(document, name)
    locales = document.styles.element.find(f".//{qn('w:lang')}")
    locales.set(qn("w:val"), _LOCALES["en"])  # of Latin text: said to be Japanese, it would be broken inside words
    locales.set(qn("w:eastAsia"), _LOCALES["ja"])
    _number_pages(document)
    about = document.core_properties
    title, headline = (replace_forbidden(_line(passage))[:255] for passage in (report.title, report.lead[0].text))
    about.title, about.subject, about.language = title, headline, _LOCALES[language]
    about.author = about.comments = ""
    for day in ("dcterms:created", "dcterms:modified"):
        about._element.remove(about._element.find(qn(day)))
    return document


def _restyle(document: "Document", name: str) -> None:
    """Set a style in black and upright, in fonts of its own instead of those of the template's theme."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = document.styles[name]
    fonts, size, above, below = _STYLES[name]
    style.font.size, style.font.italic, style.font.color.rgb = Pt(size), False, RGBColor(0, 0, 0)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(above), Pt(below), 1.15
    family = style.element.get_or_add_rPr().get_or_add_rFonts()
    family.attrib.clear()
    for script, font in fonts.items():
        family.set(qn(script), font)


def _number_pages(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph, field = document.sections[0].footer.paragraphs[0], OxmlElement("w:fldSimple")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _fill(document: "Document", content: str) -> bytes:
    """A document with some content, as bytes: its parts all dated alike, without the template's picture and sources.

    The content is put into the package itself, as python-docx takes longer for each row that a table has already.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE

    needless = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML)
    for rels in (document.part.rels, document.part.package.rels):
        for id_ in [id_ for id_, relationship in rels.items() if relationship.reltype in needless]:
            del rels[id_]
    document.save(saved := io.BytesIO())
    filled = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as undated:
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + content.encode(), 1)
            undated.writestr(zipfile.ZipInfo(part.filename, _NO_DAY), data, zipfile.ZIP_DEFLATED)
    return filled.getvalue()
