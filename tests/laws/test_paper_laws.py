"""What holds of every paper: it says what the dossier says, each item once and in order, and nothing else."""

import html
import io
import re
from collections import Counter
from collections.abc import Iterator

import attrs
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_docx, to_html, to_markdown, to_text
from aiprocure.export.markdown import report_as_markdown
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.dossier import Advice, Item, ItemId, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.item_status import Status
from aiprocure.model.papers import Paper, PaperKind
from aiprocure.model.records import entries_of
from aiprocure.reports import Item as Passage
from aiprocure.reports import Report, make_report
from aiprocure.reports.line_breaking import split_lines
from aiprocure.reports.phrases import Phrases
from soak import examples
from stocked import SHIPPED, stocked_editions
from strategies import answers_to, dossiers_for

CITATION = Citation(SourceId("supplied"), "別紙!B2", Provenance.SUPPLIED)
JA = Phrases("ja")
EMPTY = "［記載なし］"
WORDS = [
    "仕様書の文案",
    "= 1+1",
    "一行目\n# 二行目",
    "_x000D_ <b>太字</b> [x](y) | * `",
    "長" * 2_000,
    "未定",
    "",
    None,
]
REASONS = ["別に定める", " ", "（未記入）"]


@st.composite
def editions_of_sheets(draw: st.DrawFn) -> Edition:
    """The shipped edition or a generated one, with rows of a ministry's own: under headlines, under none, replacing."""
    edition = draw(st.just(SHIPPED) | stocked_editions())
    headlines = [requirement.id for requirement in edition.requirements]
    rows: list[SheetRow | Clause] = []
    for number in draw(st.lists(st.sampled_from([19, 27, 201, 202, 203]), max_size=3, unique=True)):
        headline = draw(st.none() | st.sampled_from(headlines)) if headlines else None
        measure = Countermeasure(Text(f"対策{number}"), CITATION, evidence=draw(st.none() | st.just(Text("証拠"))))
        rows.append(
            SheetRow(
                SheetRowId(str(number)),
                Text(f"要求{number}"),
                CITATION,
                number,
                headline and RequirementId(headline),
                CITATION if headline else None,
                (measure,) * draw(st.integers(0, 2)),
            )
        )
    for number in draw(st.lists(st.sampled_from([7, 301]), max_size=2, unique=True)):
        heading, text = Text(f"項目{number % 2}"), Text(f"取り決め{number}")
        rows.append(Clause(ClauseId(str(number)), number, heading, text, Text(f"条項{number}"), CITATION))
    extended: Edition = edition.with_rows(rows)
    return extended


@st.composite
def items(draw: st.DrawFn, names: list[str]) -> tuple[Item, ...]:
    """Entries for some items of a sheet, addressed, set aside or both, some of them twice or unknown to the edition."""
    named = draw(st.lists(st.sampled_from([*names, "sheet-row/999", "clause/999"]), max_size=8))
    return tuple(
        Item(
            ItemId(name),
            draw(st.sampled_from(WORDS)),
            tuple(draw(st.lists(st.sampled_from(["対策甲", "対策乙"]), max_size=2))),
            tuple(draw(st.lists(st.sampled_from(["証明書", "―"]), max_size=2))),
            draw(st.none() | st.none() | st.sampled_from(REASONS)),
        )
        for name in named
    )


@st.composite
def papers(draw: st.DrawFn, kind: str) -> Paper:
    edition = draw(editions_of_sheets())
    dossier = draw(dossiers_for(edition))
    requirements = [f"requirement/{each.id}" for each in edition.requirements]
    requirements += [f"sheet-row/{each.id}" for each in edition.sheet_rows]
    dossier = attrs.evolve(
        dossier,
        requirements=draw(items(requirements)),
        clauses=draw(items([f"clause/{each.id}" for each in edition.clauses])),
    )
    return ap.draft(kind, dossier, edition)


def passages(report: Report) -> list[str]:
    """Every passage of a report but for its lead and its sources."""

    def within(items: tuple[Passage, ...]) -> Iterator[str]:
        for item in items:
            yield item.text
            yield from within(item.inside)

    return [
        text for section in report.sections if section.heading != JA.say("sources") for text in within(section.items)
    ]


def captions(report: Report) -> list[str]:
    """The items that a report deals with, in order: those in its sections by groups, and those within them."""
    apart = {JA.say(name) for name in ("items_set_aside", "items_unknown", "sources")}
    outer = [item for section in report.sections if section.heading not in apart for item in section.items]
    return [each.text for item in outer for each in (item, *item.inside) if each.numbered]


def in_order(paper: Paper) -> list[str]:
    """The items that a paper has to deal with: those addressed and those open, in the order of the sheet."""
    dossier, edition = paper.dossier, paper.edition
    contract = paper.kind is PaperKind.CONTRACT
    addressed = {item.id for item in (dossier.clauses if contract else dossier.requirements) if item.set_aside is None}
    statuses = ap.item_statuses(dossier, edition, paper.findings)
    shown = addressed | {each.item for each in statuses if each.status is Status.OPEN}
    if contract:
        return [JA.caption(clause) for clause in edition.clauses if f"clause/{clause.id}" in shown]
    named: list[str] = []
    for headline in (*edition.requirements, None):
        rows = [row for row in edition.sheet_rows if row.requirement == (headline and headline.id)]
        within = [JA.caption(row) for row in rows if f"sheet-row/{row.id}" in shown]
        if headline and (within or f"requirement/{headline.id}" in shown):
            named.append(JA.caption(headline))
        named += within
    return named


@settings(max_examples=examples(60))
@given(st.sampled_from(["specification", "contract"]).flatmap(papers))
def test_every_item_is_there_once_in_the_order_of_the_sheet_with_its_words_or_empty(paper: Paper) -> None:
    report = make_report(paper, JA)
    assert captions(report) == in_order(paper)
    said = Counter(passages(report))
    contract = paper.kind is PaperKind.CONTRACT
    written = paper.dossier.clauses if contract else paper.dossier.requirements
    words = Counter(item.words for item in written if item.words and not says_nothing(item.words))
    assert {each: said[each] for each in words} == words
    addressed = [item for item in written if item.set_aside is None]
    sheet = "clause/" if contract else ("requirement/", "sheet-row/")
    statuses = ap.item_statuses(paper.dossier, paper.edition, paper.findings)
    still_open = [each for each in statuses if each.item.startswith(sheet) and each.status is Status.OPEN]
    unsaid = [item for item in written if item.set_aside is not None and says_nothing(item.set_aside)]
    assert said["［文案の記載なし］"] == sum(says_nothing(item.words) for item in addressed)
    assert said["［文案及び適用しない理由の記載なし］"] == len(still_open)
    assert said["［理由の記載なし］"] == len(unsaid)
    unshown = [item for item in addressed if all(map(says_nothing, item.evidence))]
    assert said[f"応札者が示すもの：{EMPTY}"] == (0 if contract else len(unshown))
    assert said[f"裏付けとなる情報：{EMPTY}"] == 0


def strings(data: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (text for each in data.values() for text in strings(each))
    elif isinstance(data, list):
        yield from (text for each in data for text in strings(each))


OURS = {
    *("［文案の記載なし］", "［文案及び適用しない理由の記載なし］", "［理由の記載なし］", EMPTY),
    *("［適用しないとしているが、次の文案の記載がある］", "チェックシートの記載（参考）", "府省庁の方針による。"),
}
LABELS = re.compile(
    "(対策|応札者が示すもの|裏付けとなる情報|要求事項|対策例|対策例詳細|裏付けとなる情報の例|"
    "契約書に盛り込む条項内容例|補足説明)："
)


@settings(max_examples=examples(30))
@given(st.sampled_from(["specification", "contract"]).flatmap(papers))
def test_an_extract_says_what_the_dossier_or_the_edition_says_and_nothing_else(paper: Paper) -> None:
    known = {*strings(ap.encoding.to_data(paper.dossier)), *strings(ap.encoding.to_data(paper.edition)), *OURS}
    records = {f"{entry.family}/{entry.record.id}": entry.record for entry in entries_of(paper.edition)}
    known |= {record.captioned("ja") for record in records.values() if hasattr(record, "captioned")}
    for text in passages(make_report(paper, JA)):
        bare = LABELS.sub("", text, count=1)
        assert {text, bare} & known, text


BOARD = next(each for each in SHIPPED.consequences if each.id == "board-advice")


@settings(max_examples=examples(45))
@given(st.data())
def test_a_brief_says_what_is_stated_and_of_a_grave_outcome_what_is_missing(data: st.DataObject) -> None:
    edition = data.draw(stocked_editions())
    grave = edition.outcomes[-1]
    edition = attrs.evolve(edition, consequences=(attrs.evolve(BOARD, outcomes=(grave.id,)),))
    dossier = data.draw(dossiers_for(edition))
    blank = st.none() | st.sampled_from(["", "未定", "目的の記載", "減らす\n方法"])
    advice = Advice(
        data.draw(blank), data.draw(blank), data.draw(blank), data.draw(st.none() | st.booleans()), data.draw(blank)
    )
    answers = data.draw(answers_to(edition))
    written = WrittenAnswers({axis: WrittenAnswer(option) for axis, option in answers.items()})
    dossier = attrs.evolve(dossier, advice=advice, answers=written)
    report = make_report(ap.draft("brief", dossier, edition), JA)
    said = passages(report)
    assert report.lead[0].text.startswith(str(ap.assess(edition, answers).outcome.text))
    for passage in (advice.mitigation, advice.quality_assurance):
        assert says_nothing(passage) or passage in said
    unstated = sum(map(says_nothing, (advice.mitigation, advice.quality_assurance)))
    assert said.count(EMPTY) >= unstated
    purpose = dossier.project.detail("purpose")
    assert (f"案件の目的：{EMPTY}" in said) == all(map(says_nothing, (advice.purpose, purpose)))
    assert ("［助言を求めるか否かの記載なし］" in said) == (advice.sought is None)
    assert ("［助言を求める理由又は求めない理由の記載なし］" in said) == says_nothing(advice.reason)
    missing = [
        *(["案件の目的"] if all(map(says_nothing, (advice.purpose, purpose))) else []),
        *(["リスク軽減策"] if says_nothing(advice.mitigation) else []),
        *(["運用時を含めた品質の確保"] if says_nothing(advice.quality_assurance) else []),
        *(["助言の求め"] if advice.sought is None else []),
        *(["その理由"] if advice.sought is False and says_nothing(advice.reason) else []),
    ]
    told = [section.items for section in report.sections if section.heading == "この素案に不足している事項"]
    if ap.assess(edition, answers).outcome != grave:
        assert told == []
    else:
        assert [len(items) for items in told] == ([len(missing)] if missing else [])
        assert all(f"「{name}」" in item.text for items in told for name, item in zip(missing, items, strict=True))


@settings(max_examples=examples(15))
@given(st.sampled_from(["brief", "specification", "contract", "pack"]).flatmap(papers), st.sampled_from(["ja", "en"]))
def test_every_format_has_the_words_and_the_same_bytes_again(paper: Paper, language: Language) -> None:
    written = to_docx(paper, language=language)
    assert written == to_docx(paper, language=language)
    paragraphs = {paragraph.text for paragraph in Document(io.BytesIO(written)).paragraphs}
    text, page = to_text(paper, language=language), to_html(paper, language=language)
    requirements, clauses = paper.dossier.requirements, paper.dossier.clauses
    every = (*requirements, *clauses)
    items = {"brief": (), "contract": clauses, "specification": requirements, "pack": every}[paper.kind]
    for item in items:
        if item.words and not says_nothing(item.words):
            assert "\n".join(split_lines(item.words)) in paragraphs
            assert all(line.strip() in text for line in item.words.splitlines())
            assert html.escape(item.words) in page
            assert report_as_markdown(make_report(paper, Phrases(language))) == to_markdown(paper, language=language)
