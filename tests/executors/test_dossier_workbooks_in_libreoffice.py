"""The workbook of a dossier as LibreOffice calculates and saves it. The program has to be there: nothing is skipped."""

import csv
import functools
import io
import re
import subprocess
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs
import openpyxl
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors.text import Language, Text
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.export.xlsx.book import Book
from aiprocure.export.xlsx.determination import write_determination
from aiprocure.export.xlsx.plain_sheets import write_lists
from aiprocure.files.dossier_sheets.contents import contents_of
from aiprocure.files.dossier_sheets.items import items_of
from aiprocure.files.dossier_sheets.layout import known_tables
from aiprocure.model.answers import Answers
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import EditionId
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
from aiprocure.reports.phrases import Phrases
from executed import EDITIONS, Comparing, states_of
from strategies import CITATION, make_axis

SHIPPED = ap.editions.load("2025-05-27")
LANGUAGES: tuple[Language, ...] = ("ja", "en")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""LibreOffice calculates a workbook anew when it is loaded."""
DETERMINATION, PROCUREMENT = 3, 4
_BATCH = 40
"""How many sheets a workbook has: what one costs LibreOffice grows with how many there are."""


def convert(folder: Path, files: Iterable[Path], form: str) -> Path:
    """The folder that LibreOffice has written some files to in another form."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    (folder / "out").mkdir(exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    command += ["--outdir", str(folder / "out"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return folder / "out"


def uncalculated(content: bytes) -> bytes:
    """A workbook without what its formulas come to."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(bare, "w") as written:
        for name in parts.namelist():
            written.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts.read(name)))
    return bare.getvalue()


def determinations(edition: ap.Edition, cases: Iterable[Mapping[str, str]], words: Phrases) -> bytes:
    """A workbook with a sheet of the determination for each case, called by its number."""
    book = Book.new(words, title="", created=edition.decided)
    known = {table.name: table for table in known_tables()}
    for n, answers in enumerate(cases):
        rows = contents_of(dossier_of(edition, answers), edition, words.language).rows["answers"]
        write_determination(book, known, edition, rows, f"case {n}")
    write_lists(book)
    return book.finish()


def calculated_cases(
    folder: Path, edition: ap.Edition, cases: Sequence[Mapping[str, str]], words: Phrases
) -> list[list[list[str]]]:
    """What the sheet of the determination says of each case once LibreOffice has calculated it: some in a workbook."""
    batches = [cases[n : n + _BATCH] for n in range(0, len(cases), _BATCH)]
    for n, batch in enumerate(batches):
        (folder / f"{n}.xlsx").write_bytes(uncalculated(determinations(edition, batch, words)))
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    out = convert(folder, [folder / f"{n}.xlsx" for n in range(len(batches))], form)
    files = [out / f"{n}-case {m}.csv" for n, batch in enumerate(batches) for m in range(len(batch))]
    return [list(csv.reader(io.StringIO(file.read_text(encoding="utf-8")))) for file in files]


def calculated(folder: Path, workbooks: Mapping[str, bytes], sheet: int) -> dict[str, list[list[str]]]:
    """What a sheet of each workbook says once LibreOffice has calculated it."""
    for name, content in workbooks.items():
        (folder / f"{name}.xlsx").write_bytes(uncalculated(content))
    form = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"
    out = convert(folder, [folder / f"{name}.xlsx" for name in workbooks], form)
    texts = {name: next(out.glob(f"{name}-*.csv")).read_text(encoding="utf-8") for name in workbooks}
    return {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}


def dossier_of(edition: ap.Edition, answers: Mapping[str, str]) -> Dossier:
    return dossiers.from_data(
        {"edition": edition.id, "project": {"title": "件名"}, "answers": dict(answers)}, edition=edition
    )


@functools.cache
def five_axes() -> ap.Edition:
    """A made-up edition of five axes, three outcomes and two rival readings, whose options are of odd words."""
    words = [Text('一*?~"&<', 'one*?~"&<'), Text("＝1+1", "=1+1"), Text("'"), Text("長" * 300), Text("五", "five")]
    axes = tuple(
        attrs.evolve(axis, options=tuple(attrs.evolve(o, text=Text(f"{words[n].ja}{o.number}")) for o in axis.options))
        for n, axis in enumerate(make_axis(name, 2 + n % 2, words[n]) for n, name in enumerate("ABCDE"))
    )
    outcomes = tuple(
        Outcome(OutcomeId(id_), Text(ja, id_), Text(ja * 200, id_ * 200), CITATION)
        for id_, ja in (("low", "低"), ("middle", "中"), ("high", "高"))
    )

    def rows(prefix: str, *rows: tuple[dict[str, list[str]], str]) -> tuple[Rule, ...]:
        return tuple(
            Rule(RuleId(f"{prefix}{n}"), Condition(when), OutcomeId(outcome), CITATION)  # type: ignore[arg-type]
            for n, (when, outcome) in enumerate(rows, 1)
        )

    adopted = rows(
        "R",
        ({"E": ["E2"]}, "high"),
        ({"E": ["E1"], "B": ["B2", "B3"], "D": ["D1", "D3"]}, "high"),
        ({"E": ["E1"], "B": ["B2", "B3"], "D": ["D2"]}, "middle"),
        ({"E": ["E1"], "B": ["B1"], "A": ["A1"]}, "low"),
        ({"E": ["E1"], "B": ["B1"], "A": ["A2"], "C": ["C1"]}, "middle"),
        ({"E": ["E1"], "B": ["B1"], "A": ["A2"], "C": ["C2"]}, "low"),
    )
    whole = rows("W", ({}, "middle"))
    split = rows("S", ({"C": ["C1"]}, "low"), ({"C": ["C2"]}, "high"))
    readings = tuple(
        Reading(ReadingId(name), Text(name), Text("理由"), its, CITATION) for name, its in (("w", whole), ("s", split))
    )
    order = AskingOrder(tuple(axis.id for axis in axes), CITATION)
    return attrs.evolve(
        SHIPPED,
        id=EditionId("made-up"),
        axes=axes,
        outcomes=outcomes,
        rules=adopted,
        readings=readings,
        asking_order=order,
        consequences=(),
        mitigations=(),
        topics=(),
        remarks=(),
        sources=(*SHIPPED.sources, attrs.evolve(SHIPPED.sources[0], id=CITATION.document)),
    )


def expected_of(edition: ap.Edition, answers: Answers, words: Phrases) -> list[tuple[str, ...]]:
    """What the sheet has to say of answers, worked out by the engine."""
    found = ap.assess(edition, answers)
    said: list[tuple[str, ...]] = [
        (words.of(found.outcome.text), words.of(found.outcome.meaning), words.row(edition, found.rule))
    ]
    for axis in edition.axes:
        for option in axis.options:
            other = ap.assess(edition, answers.but(**{axis.id: option.id}))
            chosen = "●" if answers[axis.id] == option.id else ""
            said.append((words.of(other.outcome.text), words.row(edition, other.rule), chosen))
    for reading in edition.readings:
        differs = reading in found.disputed
        said.append((words.say("book_differs" if differs else "book_same"),))
    said.append((disputes_of(edition, found.disputed, words),))
    return said


def disputes_of(edition: ap.Edition, disputed: Sequence[Reading], words: Phrases) -> str:
    """Which readings would decide otherwise, as it is said in a sentence."""
    if not edition.readings:
        return words.say("book_no_readings")
    if not disputed:
        return words.say("book_readings_alike")
    numbers = (n for n, reading in enumerate(edition.readings, 1) if reading in disputed)
    return "".join(f"{words.say('reading_number', number=n)} " for n in numbers) + words.say("book_readings_differ")


def said_by(edition: ap.Edition, rows: list[list[str]], words: Phrases) -> list[tuple[str, ...]]:
    """The same, as the sheet says it."""
    said: list[tuple[str, ...]] = [(rows[1][1], rows[1][2], rows[2][1])]
    first = next(n for n, row in enumerate(rows) if row[1] == words.say("book_changed_option")) + 1
    options = sum(len(axis.options) for axis in edition.axes)
    said += [(row[2], row[3], row[4]) for row in rows[first : first + options]]
    if edition.readings:
        first = next(n for n, row in enumerate(rows) if row[0] == words.say("book_reading")) + 1
        said += [(row[3],) for row in rows[first : first + len(edition.readings)]]
    return [*said, (rows[3][1],)]


MADE_UP = ap.editions.read(Path(__file__).parents[1] / "editions" / "made_up_2")
EVERY_CASE = [
    *((SHIPPED, language, SHIPPED.all_answers()) for language in LANGUAGES),
    *((five_axes(), language, five_axes().all_answers()) for language in LANGUAGES),
    *((MADE_UP, language, MADE_UP.all_answers()[n::2]) for n, language in enumerate(LANGUAGES)),
]


@pytest.mark.parametrize(("edition", "language", "cases"), EVERY_CASE, ids=lambda value: str(getattr(value, "id", "")))
def test_the_formulas_decide_every_combination_as_the_engine_does(
    edition: ap.Edition, language: Language, cases: Sequence[Answers], tmp_path: Path
) -> None:
    """All 144 of the shipped edition, and all of two of five axes: half of the 216 of one in each language."""
    words = Phrases(language)
    assert len(cases) in (144, 72, 108)
    sheets = calculated_cases(tmp_path, edition, cases, words)
    for answers, rows in zip(cases, sheets, strict=True):
        assert said_by(edition, rows, words) == expected_of(edition, answers, words)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_the_formulas_decide_nothing_while_an_answer_is_missing(
    edition: ap.Edition, compare: Comparing, tmp_path: Path
) -> None:
    """Every state of every axis: an option, or a blank cell."""
    words = Phrases("ja")
    ids: dict[str, str] = {words.of(outcome.text): outcome.id for outcome in edition.outcomes}
    states = states_of(edition)
    cases: list[Mapping[str, str]] = [
        {axis.id: option for axis, option in zip(edition.axes, state, strict=True) if option is not None}
        for state in states
    ]
    sheets = calculated_cases(tmp_path, edition, cases, words)
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    compare(f"LibreOffice {said.split()[1]}", edition, states, [ids.get(rows[1][1]) for rows in sheets])


def test_the_workbook_has_that_sheet(tmp_path: Path) -> None:
    combinations, words = SHIPPED.all_answers()[::60], Phrases("ja")
    workbooks = {str(n): workbook_bytes(dossier_of(SHIPPED, answers)) for n, answers in enumerate(combinations)}
    for name, rows in calculated(tmp_path, workbooks, DETERMINATION).items():
        assert said_by(SHIPPED, rows, words) == expected_of(SHIPPED, combinations[int(name)], words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_outcome_while_a_cell_is_blank(language: Language, tmp_path: Path) -> None:
    words = Phrases(language)
    lightest = SHIPPED.answers(A="③", B="②", C="③", D="②")
    assert ap.assess(SHIPPED, lightest).outcome.id == "low"
    partial = [{axis: o for axis, o in lightest.items() if axis != left_out} for left_out in lightest]
    cases = [{}, *partial]
    for n, rows in enumerate(calculated_cases(tmp_path, SHIPPED, cases, words)):
        open_axes = [list(lightest)[n - 1]] if n else list(lightest)
        assert (rows[1][1], rows[1][2], rows[2][1], rows[3][1]) == (words.say("book_unsettled"), "", "", "")
        assert rows[4][1].split() == open_axes


def test_the_states_are_those_that_were_written(tmp_path: Path) -> None:
    """What the formulas come to is what stands beside them for programs that do not calculate."""
    items = items_of(SHIPPED, "requirements")
    kinds: list[dict[str, object]] = [
        {},
        {"words": "文案"},
        {"set_aside": "理由"},
        {"set_aside": ""},
        {"set_aside": "理由", "words": "文案"},
        {"measures": ["対策"]},
        {"evidence": ["裏付け"], "words": "文案"},
        {"owner": "企画課"},
    ]
    workbooks: dict[str, bytes] = {}
    for n in range(3):
        written = [
            {"id": item.id, **kinds[(place * (n + 1) + n) % 8]} for place, item in enumerate(items) if (place + n) % 4
        ]
        data = {"edition": SHIPPED.id, "project": {"title": "件名"}, "requirements": written}
        workbooks[str(n)] = workbook_bytes(dossiers.from_data(data))
    for name, rows in calculated(tmp_path, workbooks, PROCUREMENT).items():
        sheet = openpyxl.load_workbook(io.BytesIO(workbooks[name]), data_only=True)["調達チェック"]
        state = next(n for n, cell in enumerate(sheet[4]) if cell.value == "状況")
        assert [row[state] for row in rows[4:]] == [row[state].value for row in sheet.iter_rows(min_row=5)]
        assert rows[2][0] == sheet["A3"].value


# "_x005F_x000D_" is not among them: LibreOffice itself saves it as another text.
HOSTILE = ["=1+1", "'x", "_x000D_", "<r><t>a</t></r>", "行\n行", " 前後 ", "\tタブ", "２０２５", "1e5"]


def test_a_dossier_comes_back_from_what_libreoffice_saves(tmp_path: Path) -> None:
    data: dict[str, object] = {
        "edition": SHIPPED.id,
        "project": {"title": "=1+1", "担当課": "0012", "purpose": "2025-07-01"},
        "answers": {"users": {"option": 3, "reason": "省内"}, "C": "②"},
        "on": "2025-07-01",
        "phase": "contract",
        "system": {"outputs": ["text", "code"], "cloud": False, "ismap": "unknown", "reviewer": "係長"},
        "requirements": [
            {"id": item.id, "words": text, "measures": [text], "owner": text, "due": "2025-12-26"}
            for item, text in zip(items_of(SHIPPED, "requirements"), HOSTILE, strict=False)
        ],
        "clauses": [{"id": "7", "set_aside": ""}],
        "advice": {"sought": True, "reason": "あ" * 32_767},
        "risk_cases": [{"happened": "誤答", "on": "2025-08-01", "reports": [{"to": "caio", "on": "2025-08-02"}]}],
    }
    dossier = dossiers.from_data(data)
    for language in LANGUAGES:
        ap.export.to_xlsx(
            dossier, tmp_path / f"{language}.xlsx", language=language, findings=ap.check(dossier, SHIPPED)
        )
    out = convert(tmp_path, [tmp_path / f"{language}.xlsx" for language in LANGUAGES], "xlsx:Calc MS Excel 2007 XML")
    assert [dossiers.load(out / f"{language}.xlsx") for language in LANGUAGES] == [dossier, dossier]
