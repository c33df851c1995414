"""The shipped edition holds what the source says, and no more."""

import ast
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

import aiprocure as ap
from aiprocure import editions
from aiprocure.errors.text import Text
from aiprocure.model.glossary import Term
from aiprocure.model.records import entries_of

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "src" / "aiprocure" / "editions").glob("*/edition.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_loaded_is_what_the_folder_says(folder: Path) -> None:
    """If not, ``make editions`` writes it anew."""
    assert editions.load(folder.name) == editions.read(str(folder))


def test_the_headlines_are_21_in_three_groups(edition: ap.Edition) -> None:
    assert [r.number for r in edition.requirements] == list(range(1, 22))
    assert "".join(r.mark for r in edition.requirements) == "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑"
    groups = Counter(str(r.group) for r in edition.requirements)
    assert groups == {"governance": 5, "process": 6, "system": 10}


def test_the_mitigations_are_12_by_axis_in_the_order_of_the_source(edition: ap.Edition) -> None:
    assert "".join(m.axis for m in edition.mitigations) == "AAAABBBBBCCD"
    rows = {row.id: row for row in edition.sheet_rows}
    headlines = [rows[m.row].requirement for m in edition.mitigations]
    assert headlines == ["12", "13", "14", "15", "7", "18", "19", "21", "20", "6", "16", None]
    assert [m.text for m in edition.mitigations] == [rows[m.row].text for m in edition.mitigations]
    assert {m.citation.document for m in edition.mitigations} == {"資料4"}


def test_two_rows_of_the_sheet_are_whole(edition: ap.Edition) -> None:
    whole = [row for row in edition.sheet_rows if row.countermeasures]
    assert [(row.number, row.requirement) for row in whole] == [(19, "14"), (27, "20")]
    assert [row.number for row in edition.sheet_rows if row.number] == [19, 27]
    assert [measure.detail is None for row in whole for measure in row.countermeasures] == [True, False]
    assert all(row.requirement_citation.provenance == "editorial" for row in whole if row.requirement_citation)


def test_two_clauses_and_three_themes(edition: ap.Edition) -> None:
    assert [(clause.number, str(clause.heading), clause.theme) for clause in edition.clauses] == [
        (6, "基本項目", None),
        (7, "基本項目", "incidents"),
    ]
    assert all(clause.note for clause in edition.clauses)
    assert [theme.id for theme in edition.themes] == ["inputs", "outputs", "incidents"]


def test_five_risk_cases_on_four_steps(edition: ap.Edition) -> None:
    assert [step.mark for step in edition.process_steps] == ["①", "②", "③", "④"]
    assert [case.step for case in edition.risk_cases] == ["1", "2", "2", "3", "4"]
    assert {case.step_citation.provenance.value for case in edition.risk_cases} == {"reconstructed"}


def test_four_roles_and_their_duties(edition: ap.Edition) -> None:
    assert [role.id for role in edition.roles] == ["caio", "planner", "provider", "user"]
    assert Counter((str(d.role), str(d.phase)) for d in edition.duties) == {
        ("caio", "organisation"): 8,
        ("caio", "project"): 3,
        ("planner", "planning"): 3,
        ("planner", "procurement-and-contract"): 2,
        ("provider", "start-of-service"): 2,
        ("planner", "service"): 1,
        ("provider", "service"): 5,
        ("user", "use"): 3,
    }


def test_five_documents_whose_marks_are_left_open(edition: ap.Edition) -> None:
    assert [document.id for document in edition.documents] == ["main", "annex-1", "annex-2", "annex-3", "annex-4"]
    assert [remark.id for remark in edition.remarks if remark.citation.provenance == "editorial"] == ["reference-marks"]


def test_scope_reporting_and_topics(edition: ap.Edition) -> None:
    assert Counter(rule.kind.value for rule in edition.scope) == {
        "purpose": 1,
        "covered": 1,
        "partly-covered": 1,
        "not-yet-covered": 1,
        "excluded": 1,
        "rule": 3,
        "advice": 2,
    }
    assert len(edition.neighbours) == 13
    assert [(report.actors, report.receiver) for report in edition.reporting] == [
        (("provider", "user"), "caio"),
        (("provider",), None),
        (("board",), None),
        (("caio",), "board"),
        (("board",), None),
    ]
    assert Counter(topic.id.split("-")[0] for topic in edition.topics) == {"I": 2, "II": 4, "III": 3, "IV": 3, "V": 2}


def names_in_code() -> set[str]:
    """Every name that the code defines or uses."""
    names: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names |= {str(getattr(node, kind)) for kind in ("id", "name", "attr") if hasattr(node, kind)}
    return {name.lower().lstrip("_") for name in names}


def names_in_data() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for folder in FOLDERS for path in folder.glob("*.toml"))
    return set(re.findall(r'^(?:id|slug) = "(.+)"$', text, re.MULTILINE))


def test_every_term_has_its_own_word_and_a_name_that_is_used(edition: ap.Edition) -> None:
    assert len({str(term.text) for term in edition.glossary}) == len(edition.glossary)
    assert len({term.text.en for term in edition.glossary}) == len(edition.glossary)
    used = names_in_code() | names_in_data()
    plural = {f"{name}s" for name in used} | used
    unused = [
        t.identifier for t in edition.glossary if t.identifier.lower() not in plural and f"{t.identifier}s" not in used
    ]
    assert unused == []


STEMS = {
    "generative AI": "generati",
    "high risk": "high-risk",
    "confidential information": "confidential",
    "confidentiality-2 information": "confidentiality-2",
    "ministry": "ministr",
    "duty": "dut",
    "main document of the guideline": "main document",
    "template of rules for use": "template of rules",
    "countermeasure in detail": "countermeasure",
    "expected quality": "quality",
}
"""How the English of a term begins where it is inflected, or where its words stand apart."""
LOOSE = {"対象", "判定", "判定軸", "利用者", "事業者", "対応事項", "府省庁"}
"""Terms that are also common words, or parts of the names of other things."""


def test_a_fixed_term_is_rendered_by_its_one_word(edition: ap.Edition) -> None:
    """Wherever a Japanese text says the term, its English says the term's word."""
    checked = 0
    texts = [text for text in texts_within(edition) if text.en]
    for term in edition.glossary:
        word = (term.text.en or "").partition(" (")[0]
        stem = STEMS.get(word, word).lower()
        for text in texts:
            if term.text.ja in text.ja and term.text.ja not in LOOSE and "本紙で記載" not in text.ja:
                assert stem in str(text.en).lower().replace("high risk", "high-risk"), (term, text)
                checked += 1
    assert checked > 200


def texts_within(value: object) -> list[Text]:
    """Every passage inside a value, the glossary's own apart."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts_within(item)]
    if not attrs.has(type(value)) or isinstance(value, Term):
        return []
    fields = attrs.fields(type(value))  # type: ignore[arg-type]  # has() has just said so
    return [text for field in fields if field.init for text in texts_within(getattr(value, field.name))]


AVOIDED = ["checklist", "check list", "risk incident", "hallucinat", "ministries and agencies", "end user", "tender"]


def test_no_other_word_stands_for_a_fixed_term(edition: ap.Edition) -> None:
    """In the English of the data and of the documents."""
    data = "\n".join(term.en or "" for term in english_texts(edition))
    documents = "\n".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/determination.en.md")
    )
    for word in AVOIDED:
        assert word not in documents.lower(), word
        assert word not in data.lower() or word in {"hallucinat", "end user"}, word


def english_texts(edition: ap.Edition) -> list[Text]:
    """The passages of the catalogue."""
    families = (
        edition.requirements,
        edition.sheet_rows,
        edition.clauses,
        edition.duties,
        edition.topics,
        edition.scope,
    )
    return [record.text for family in families for record in family]


def test_a_word_names_one_record_unless_a_term_of_the_glossary_is_that_word(edition: ap.Edition) -> None:
    for entry in entries_of(edition):
        if not entry.record.id.isdigit() and entry.family != "term":
            assert edition.find(entry.record.id) is entry.record, entry.reference
