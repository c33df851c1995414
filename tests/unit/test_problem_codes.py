"""Every code of a problem: produced by one call, silenced by another that differs in the one thing that was wrong."""

import contextlib
import datetime
import functools
import io
import re
import runpy
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, TypeAlias

import attrs
import click
import duckdb
import ibis  # type: ignore[import-untyped]
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

import aiprocure as ap
from aiprocure.cli import aiprocure, failures
from aiprocure.cli.commands import cmd_ask
from aiprocure.cli.failures import Refusal, refusing
from aiprocure.cli.prompts import read_reply
from aiprocure.editions.skeleton import blank_edition, unwritten_in
from aiprocure.encoding.reader import LONGEST_TEXT
from aiprocure.errors import AiprocureError, Problem, Text
from aiprocure.errors.catalogue import MESSAGES
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.files import dossiers, profiles, proposals
from aiprocure.files.workbooks import read_outcomes, read_workbook
from aiprocure.frames.inventories.limits import MOST_WORKBOOK_ROWS
from aiprocure.frames.inventories.parquet_pages import page_sizes
from aiprocure.frames.inventories.xlsx_writer import XlsxWriter
from aiprocure.model.axes import AxisId, OptionId
from aiprocure.model.check_sheets import RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.edition import EditionId
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.rules import AskingOrder, Condition
from aiprocure.model.supersession import Supersession
from aiprocure.reports.phrases import Phrases
from strategies import CITATION, make_axis, one_by_one
from workbook_files import NAMED, PROCUREMENT, SHEET, Rows, altered, inline, with_cells, write

Call: TypeAlias = Callable[[Path], object]

ROOT = Path(__file__).parents[2]
EDITION = ap.editions.load("2025-05-27")
SHIPPED: Any = ap.encoding.to_data(EDITION)
ANSWERS = {"A": 1, "B": 2, "C": 3, "D": 2}
ASSESSMENT = ap.assess(EDITION, EDITION.answers(**ANSWERS))
DATA: dict[str, object] = {"edition": "2025-05-27", "project": {"title": "件名"}, "answers": ANSWERS}
DOSSIER = dossiers.from_data(DATA)
TOML = 'edition = "2025-05-27"\n[project]\ntitle = "件名"\n[answers]\nA = 1\nB = 2\nC = 3\nD = 2\n'
PROPOSAL: dict[str, Any] = {
    "edition": "2025-05-27",
    "title": "題",
    "withdrawn": ["R5"],
    "rules": [{"id": "R4", "when": {"C": ["C2"], "B": 2, "A": [2]}, "outcome": "high"}],
}
ONES = {key: [1] for key in "ABCD"}
CSV = "A,B,C,D\n1,2,3,2\n"


def unchecked(value: Any) -> Any:
    """What no type checker looks at."""
    return value


def calls(function: Callable[..., object], *given: Any, **named: Any) -> Call:
    """A call that needs no folder."""
    return lambda _: function(*given, **named)


def weighs(**tables: object) -> Call:
    """What explores with some weights."""
    return calls(ap.explore, EDITION, EDITION.partial_answers(), weights=tables)


def data(**changes: object) -> Call:
    """Plain data read as a dossier."""
    return calls(dossiers.from_data, DATA | changes)


def toml(first: str, *, after: str = "") -> Call:
    """A dossier in TOML with another first line, and more at its end."""
    return calls(dossiers.loads, f"{first}\n{TOML}{after}", form="toml")


def json(text: str) -> Call:
    """A dossier in JSON."""
    return calls(dossiers.loads, text, form="json")


JSON = '{"edition": "2025-05-27", "project": {"title": "x"}}'


def judged(**changes: object) -> Call:
    """An edition with something changed, judged."""
    return calls(lambda: ap.decision_tree(attrs.evolve(EDITION, **unchecked(changes))))


def effective(day: datetime.date) -> Supersession:
    """What supersedes the edition, taking effect on another day."""
    assert EDITION.superseded_by is not None
    return attrs.evolve(EDITION.superseded_by, effective=day)


UNDECIDED_AND_MEANT = attrs.evolve(
    EDITION.axes[0],
    options=tuple(attrs.evolve(option, undecided=True) for option in EDITION.axes[0].options),
)


def row_changed(when: Mapping[str, list[str]] | None = None, outcome: str = "high") -> Call:
    """An edition whose first row has another condition or outcome, judged."""
    first = EDITION.rules[0]
    sets = {AxisId(axis): [OptionId(each) for each in options] for axis, options in (when or {}).items()}
    condition = first.when if when is None else Condition(sets)
    changed = attrs.evolve(first, when=condition, outcome=OutcomeId(outcome))
    return judged(rules=(changed, *EDITION.rules[1:]))


def proposed(**changes: object) -> Call:
    """A proposal, put into effect."""
    return calls(lambda: proposals.propose(proposals.from_data(PROPOSAL | changes)))


def rule(**changes: object) -> Call:
    """A proposal whose one row has something changed."""
    return proposed(rules=[PROPOSAL["rules"][0] | changes])


def policy(**changes: object) -> Call:
    """A ministry's policy, read."""
    return calls(lambda: profiles.from_data({"edition": "2025-05-27", "title": "方針"} | changes))


def waiving(**changes: object) -> Call:
    """A policy with one waiver that has something changed."""
    waiver = {"code": "open-clause", "subject": "clause/6", "reason": "試行", "post": "官房長", "lapses": "2026-04-01"}
    return policy(waivers=[waiver | changes])


def cited(cell: str, document: str = "supplied") -> Citation:
    """A citation as the reader of workbooks gives it."""
    return Citation(SourceId(document), cell, Provenance.SUPPLIED)


def sheet_row(number: int | None = 50, text: str = "r", cell: str = "別紙3!B2", headline: str = "⑭") -> SheetRow:
    """A row as a workbook has it."""
    return SheetRow(SheetRowId("x"), Text(text), cited(cell), number, RequirementId(headline), cited("別紙3!A2"))


def rows(*added: SheetRow) -> Call:
    """Rows added to the edition."""
    return calls(EDITION.with_rows, added)


def sheet(*cells: list[Any], header: list[Any] = PROCUREMENT, **more: Any) -> Call:
    """A workbook with one check sheet."""
    return lambda folder: read_workbook(write(folder, [header, *cells], **more)).passed_over


def shown_sheet(change: Callable[[Any], None]) -> Call:
    """A workbook after a change to what is shown of it."""

    def call(folder: Path) -> object:
        file = write(folder, [[*PROCUREMENT, "備考"], [1, "r", "m"], [2, "s", "m"]], more={"他": [PROCUREMENT]})
        book = openpyxl.load_workbook(file)
        change(book)
        book.save(file)
        return read_workbook(file).passed_over

    return call


def parts(way: int = zipfile.ZIP_DEFLATED, **changed: str) -> Call:
    """A workbook with parts added or replaced."""
    named = {name.replace("_", "/").replace("/xml", ".xml"): part for name, part in changed.items()}
    return lambda folder: read_workbook(altered(write(folder, [PROCUREMENT, [1, "r"]]), {**named}, way=way))


def xml(cells: str, after: str = "") -> Call:
    """A workbook whose worksheet is this XML."""
    return lambda folder: read_workbook(with_cells(folder, cells, after)).passed_over


def cell(written: str) -> Call:
    """A workbook whose cell C2 is this XML."""
    return xml(f'{NAMED}<row r="2"><c r="A2"><v>1</v></c>{inline("B2", "r")}{written}</row>')


@functools.cache
def dossier_content() -> bytes:
    """The workbook of a dossier."""
    return workbook_bytes(dossiers.from_data(DATA))


def dossier_book(change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> Call:
    """The workbook of a dossier, changed and read back."""

    def call(folder: Path) -> object:
        changed = openpyxl.load_workbook(io.BytesIO(dossier_content()))
        change(changed)
        changed.save(folder / "b.xlsx")
        return dossiers.load(folder / "b.xlsx")

    return call


def in_workbook(written: Mapping[str, object] = {"edition": "2025-05-27", "project": {"title": "件名"}}) -> Call:
    """A dossier judged by the command out of its workbook."""

    def call(folder: Path) -> object:
        ap.export.to_xlsx(dossiers.from_data(written), folder / "b.xlsx")
        return shell("assess", "b.xlsx")(folder)

    return call


def long_dossier(length: int) -> ap.Dossier:
    """A dossier with a text of some characters."""
    return dossiers.from_data(DATA | {"system": {"reviewer": "x" * length}})


def named_file(name: str, content: bytes = b"") -> Call:
    """A workbook by its name and bytes."""

    def call(folder: Path) -> object:
        (folder / name).write_bytes(content or write(folder, [PROCUREMENT, [1, "r"]]).read_bytes())
        return read_workbook(folder / name)

    return call


def frame(made: object, **named: Any) -> Call:
    """A frame judged."""
    return calls(lambda: ap.frames.assess(made() if callable(made) else unchecked(made), EDITION, **named))


def inventory(content: str | bytes, target: str = "out.csv", source: str = "in.csv") -> Call:
    """An inventory judged."""

    def call(folder: Path) -> object:
        written = content.encode() if isinstance(content, str) else content
        (folder / source).write_bytes(written)
        return ap.tables.assess_table(folder / source, folder / target, EDITION)

    return call


def csv_in(content: bytes, encoding: str) -> Call:
    """A CSV file in an encoding judged."""

    def call(folder: Path) -> object:
        (folder / "in.csv").write_bytes(content)
        return ap.tables.assess_table(folder / "in.csv", folder / "out.csv", EDITION, encoding=encoding)

    return call


def no_csv(encoding: str | None) -> Call:
    """An inventory that is no CSV file, and has an encoding."""

    def call(folder: Path) -> object:
        pq.write_table(pa.table({**ONES}), folder / "in.parquet")
        return ap.tables.assess_table(folder / "in.parquet", folder / "out.csv", EDITION, encoding=encoding)

    return call


def book(cells: str, sheets: int = 1, begins: str = "") -> Call:
    """An inventory in a workbook judged: the XML of its first sheet below the header, and so many sheets alike."""

    def call(folder: Path) -> object:
        header: Rows = [["A", "B", "C", "D"]]
        file = write(folder, header, more={f"s{n}": header for n in range(sheets - 1)})
        named = "".join(inline(f"{name}1", name) for name in "ABCD")
        xml = f"{begins}<worksheet><sheetData><row>{named}</row>{cells}</sheetData></worksheet>"
        return ap.tables.assess_table(altered(file, {SHEET: xml}), folder / "out.csv", EDITION)

    return call


def long_book(rows: int) -> Call:
    """Rows written to a sheet, the first of them its last but one."""

    def call(folder: Path) -> object:
        with (folder / "out.xlsx").open("wb") as stream:
            writer = XlsxWriter(stream, "x", ["A"])
            try:
                writer._row = MOST_WORKBOOK_ROWS - 1
                for _ in range(rows):
                    writer.write_row(["1"])
            finally:
                writer.close()
        return None

    return call


def parquet(table: Mapping[str, Any], target: str = "out.parquet", **options: Any) -> Call:
    """An inventory in Parquet judged."""

    def call(folder: Path) -> object:
        pq.write_table(pa.table({**table}), folder / "in.parquet", compression="zstd", **options)
        return ap.tables.assess_table(folder / "in.parquet", folder / target, EDITION)

    return call


def spelled(written: bytes, others: Mapping[str, Any], target: str = "out.csv") -> Call:
    """An inventory in Parquet judged, in which these bytes stand for every ``zq`` that other columns hold."""

    def call(folder: Path) -> object:
        source = folder / "in.parquet"
        options: Any = {"compression": "none", "use_dictionary": False, "write_statistics": False}
        pq.write_table(pa.table({**ONES, **others}), source, store_schema=False, **options)
        source.write_bytes(source.read_bytes().replace(b"zq", written))
        return ap.tables.assess_table(source, folder / target, EDITION)

    return call


def many(count: int, **others: Any) -> dict[str, Any]:
    """Columns of many right answers, and others."""
    return {**{key: pa.array(["1"] * count) for key in "ABCD"}, **others}


def shell(*words: str, typed: str = "", files: Mapping[str, str] | None = None) -> Call:
    """A command, in a folder that holds these files; the problems that it prints."""

    def call(folder: Path) -> list[Problem]:
        for name, content in ({"d.toml": TOML} | dict(files or {})).items():
            (folder / name).write_text(content, encoding="utf-8")
        printed: list[Problem] = []
        original = failures.problem_line

        def record(problem: Problem, language: Any, names: Mapping[str, str] | None = None) -> str:
            printed.append(problem)
            return original(problem, language, names)

        with pytest.MonkeyPatch.context() as patch, contextlib.chdir(folder):
            patch.setattr("aiprocure.cli.output.problem_line", record)
            CliRunner().invoke(aiprocure, words, input=typed, catch_exceptions=False)
        return printed

    return call


def new_among(carried: tuple[str, ...]) -> Call:
    """A new dossier that names no edition, where these are carried."""

    def call(folder: Path) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("aiprocure.editions.available", lambda: carried)
            patch.setattr("aiprocure.editions.load", lambda _: EDITION)
            return shell("new")(folder)

    return call


def settling(edition: ap.Edition) -> Call:
    """The command that settles an edition, its first question not answered."""

    def call(folder: Path) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("aiprocure.editions.load", lambda _: edition)
            return shell("settle", "-o", "s.json")(folder)

    return call


def looked_up(*outcomes: str, edition: ap.Edition = EDITION, **changes: object) -> Call:
    """A combination looked up, with the outcomes that the sheet is said to give it."""
    answers = edition.answers(**{"A": 1, "B": 1, "C": 3, "D": 2} | changes)
    seen = [(answers, outcome) for outcome in outcomes]
    return calls(ap.settle, edition, seen, source=Source(SourceId("別紙1"), Text("高リスク判定シート")))


def table_of_rows(text: str) -> Call:
    """A table of rows in CSV, loaded without and with an edition."""

    def call(folder: Path) -> object:
        (folder / "rows.csv").write_text(text, encoding="utf-8")
        given = EDITION if "D" not in text else None
        return proposals.load(folder / "rows.csv", edition=given)

    return call


def asking(name: str) -> ap.Edition:
    """The smallest edition, its axis under another id."""
    smallest = ap.editions.read(Path(__file__).parents[1] / "editions" / "smallest")
    return attrs.evolve(
        smallest,
        axes=tuple(
            attrs.evolve(axis, id=AxisId(name), options=tuple(attrs.evolve(o, axis=AxisId(name)) for o in axis.options))
            for axis in smallest.axes
        ),
        asking_order=attrs.evolve(smallest.asking_order, axes=(AxisId(name),)),
        rules=tuple(
            attrs.evolve(rule, when=Condition((AxisId(name), ids) for _, ids in rule.when.sets))
            for rule in smallest.rules
        ),
    )


def outcome_table(text: str) -> Call:
    """A table of outcomes in a CSV file."""

    def call(folder: Path) -> object:
        (folder / "t.csv").write_text(text, encoding="utf-8")
        return read_outcomes(folder / "t.csv", EDITION)

    return call


def refusal(error: BaseException | None) -> Call:
    """Something from outside that fails within a command."""

    def call(_: Path) -> object:
        try:
            with refusing():
                raise error or Refusal([])
        except Refusal as refused:
            return list(refused.problems)

    return call


def piped(content: bytes) -> Call:
    """A reply read from a pipe."""

    def call(_: Path) -> object:
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(io.StringIO()):
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8", errors="surrogateescape"))
            return read_reply("> ")

    return call


def without_extra(name: str | None) -> Call:
    """A Word document made where its extra may be missing."""

    def call(_: Path) -> object:
        with pytest.MonkeyPatch.context() as patch:
            if name:
                patch.setitem(sys.modules, name, None)
            return ap.export.to_docx(ASSESSMENT)

    return call


def changed_meanwhile(changes: str) -> Call:
    """A dossier answered while someone else changes it."""

    def call(folder: Path) -> object:
        (folder / "o.toml").write_text(TOML.replace("D = 2\n", ""), encoding="utf-8")

        def reply(prompt: str) -> str:
            if changes:
                (folder / "o.toml").write_text(f"{TOML}{changes}", encoding="utf-8")
            return "1" if prompt.endswith("回答> ") else ""

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cmd_ask, "read_reply", reply)
            return shell("ask", "o.toml", "-o", "o.toml", "--overwrite")(folder)

    return call


def new_folder(folder: Path) -> Path:
    """A folder whose name is that of a dossier."""
    (folder / "d.toml").mkdir()
    return folder / "d.toml"


def new_file(folder: Path) -> Path:
    """A file whose name is that of a folder."""
    (folder / "d").touch()
    return folder / "d"


def linked(name: str) -> Call:
    """An edition read from a folder with a link in it."""

    def call(folder: Path) -> object:
        (folder / name).symlink_to("elsewhere")
        return folder_of(edition="")(folder)

    return call


def folder_of(**files: str) -> Call:
    """An edition read from a folder."""

    def call(folder: Path) -> object:
        for name, content in files.items():
            (folder / f"{name}.toml").write_text(content, encoding="utf-8")
        return ap.editions.read(folder)

    return call


def load(name: str, content: str = TOML) -> Call:
    """A dossier loaded from a file."""

    def call(folder: Path) -> object:
        if content:
            (folder / name).write_text(content, encoding="utf-8")
        return dossiers.load(folder / name)

    return call


def struck(book: Any) -> None:
    book.worksheets[0]["C2"].font = Font(strike=True)


def struck_by_condition(*, strike: bool) -> Callable[[Any], None]:
    """A rule for a cell that strikes out its text, or sets it bold."""
    rule: Any = unchecked(FormulaRule)(formula=["$A2=1"], font=Font(strike=True) if strike else Font(bold=True))
    return lambda book: book.worksheets[0].conditional_formatting.add("C2", rule)


def headline(cells: str) -> Call:
    return sheet([1, "r", None, None, None, cells])


RECORD: dict[str, Any] = unchecked(ap.encoding.to_data(ASSESSMENT))
OTHER_AXES = attrs.evolve(EDITION, axes=(attrs.evolve(EDITION.axes[0], text=Text("別の軸")), *EDITION.axes[1:]))
ELEVEN = tuple(make_axis(f"X{n}", 2, Text("軸")) for n in range(11))
CONTRACT: list[Any] = ["取り決め事項#", "契約時の項目", "取り決め事項", "契約書に盛り込む条項内容例"]
OPEN = {"o.toml": TOML.replace("D = 2\n", "")}
TAKEN = {"i.csv": CSV, "o.csv": ""}
DOCX = ("check", "d.toml", "--format", "docx")
GROWN = ("ask", "d.toml", "-o", "o.toml")
JUDGE = ("assess", "--edition", "2025-05-27")
OF_CASE = ("-A1", "-B2", "-C3", "-D2")
ANSWERED = 'edition = "2025-05-27"\n[project]\ntitle = "t"\n[answers]\nA = 1\n'
TABLE = ("assess-table", "i.csv", "-o", "o.csv", "--edition", "2025-05-27")
HELD = {"i.csv": CSV}
PAGE = bytes([0x15, 0, 0x15, 20, 0x15, 0, 0x2C, 0x15, 0, 0x15, 0, 0, 0])
"""The header of a page of data in Parquet, which says that the page takes no bytes."""
TITLED = '[[requirements]]\nid = "①"\n'

MERGED = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:CV{n}"/>' for n in range(2, 120)) + "</mergeCells>"
TABLE_OF_CODES: dict[str, tuple[Call, Call]] = {
    "wrong-type": (calls(ap.assess, 5, ANSWERS), calls(ap.assess, EDITION, ASSESSMENT.answers)),
    "missing-extra": (without_extra("docx"), without_extra(None)),
    "not-a-path": (calls(dossiers.load, 5), load("d.toml")),
    "not-a-relative-path": (calls(ap.export.to_sarif, {"../d.toml": ()}), calls(ap.export.to_sarif, {"d.toml": ()})),
    "not-a-value": (calls(ap.encoding.to_data, object()), calls(ap.encoding.to_data, EDITION.axes[0])),
    "not-one-value": (calls(ap.encoding.to_data, EDITION.axes), calls(ap.encoding.to_data, EDITION.axes[0])),
    "not-a-kind": (calls(ap.encoding.from_data, {}, int), calls(ap.encoding.from_data, {"A": "A1"}, ap.Answers)),
    "read-by-retrace": (
        calls(ap.encoding.from_data, RECORD, ap.Assessment),
        calls(ap.encoding.retrace, RECORD, EDITION),
    ),
    "not-read-back": (calls(ap.encoding.from_data, {}, ap.Comparison), calls(ap.encoding.retrace, RECORD, EDITION)),
    "other-edition": (
        calls(ap.export.to_text, ASSESSMENT, dossier=attrs.evolve(DOSSIER, edition=EditionId("x"))),
        calls(ap.export.to_text, ASSESSMENT, dossier=DOSSIER),
    ),
    "other-answer": (
        calls(ap.export.to_text, ASSESSMENT, dossier=dossiers.from_data(DATA | {"answers": ANSWERS | {"A": 2}})),
        calls(ap.export.to_text, ASSESSMENT, dossier=DOSSIER),
    ),
    # Answers.
    "no-such-option": (data(answers=ANSWERS | {"A": 9}), data(answers=ANSWERS | {"A": 4})),
    "axis-missing": (calls(EDITION.answers, A=1, B=2, C=3), calls(EDITION.answers, **ANSWERS)),
    "axis-unknown": (data(answers=ANSWERS | {"E": 1}), data()),
    "answered-twice": (calls(EDITION.answers, **ANSWERS, users=1), calls(EDITION.answers, users=1, B=2, C=3, D=2)),
    "answers-without-edition": (
        calls(ap.assess, EDITION, ap.encoding.from_data({"A": "A1"}, ap.Answers)),
        calls(ap.assess, EDITION, ASSESSMENT.answers),
    ),
    "answers-of-another-edition": (
        calls(ap.assess, OTHER_AXES, ASSESSMENT.answers),
        calls(ap.assess, EDITION, ASSESSMENT.answers),
    ),
    # Costs and weights.
    "not-an-amount": (weighs(A=dict.fromkeys((1, 2, 3, 4), -1)), weighs(A=dict.fromkeys((1, 2, 3, 4), 1))),
    "number-given-twice": (weighs(B={1: 1, 2: 1, 3: 1, "②": 2}), weighs(B={1: 1, 2: 1, 3: 1})),
    "weights-missing": (weighs(B={1: 1, 2: 1}), weighs(B={1: 1, 2: 1, 3: 1})),
    "weights-all-zero": (weighs(B={1: 0, 2: 0, 3: 0}), weighs(B={1: 0, 2: 0, 3: 1})),
    "weights-too-fine": (
        weighs(B={1: "1/1000000000000000000039", 2: "1/1000000000000000000117", 3: "1/1000000000000000000193"}),
        weighs(B={1: "1/1000000000000000000039", 2: "1/1000000000000000000117", 3: 1}),
    ),
    # Plain data.
    "missing-key": (data(project={}), data(project={"title": "x"})),
    "unknown-key": (data(phsae="procurement"), data(phase="procurement")),
    "blank": (data(project={"title": " "}), data(project={"title": "x"})),
    "not-one-line": (data(project={"title": "a\nb"}), data(project={"title": "a b"})),
    "hidden-characters": (data(project={"title": "a\x1b"}), data(project={"title": "a"})),
    "too-long": (
        data(project={"title": "x" * (LONGEST_TEXT + 1)}),
        data(project={"title": "x" * LONGEST_TEXT}),
    ),
    "too-many": (data(clauses=[{"id": 7}] * 1_001), data(clauses=[{"id": 7}])),
    "too-large": (data(project={"title": "x", "n": 10**18}), data(project={"title": "x", "n": 10**18 - 1})),
    "too-many-digits": (data(answers=ANSWERS | {"A": 10**4_400}), data()),
    "no-such-day": (data(on="2025-02-30"), data(on="2025-02-28")),
    "unknown-format": (
        calls(ap.encoding.retrace, RECORD | {"format": "x"}, EDITION),
        calls(ap.encoding.retrace, RECORD, EDITION),
    ),
    "record-differs": (
        calls(ap.encoding.retrace, RECORD | {"outcome": "high"}, EDITION),
        calls(ap.encoding.retrace, RECORD, EDITION),
    ),
    "revised-since": (
        calls(ap.encoding.retrace, RECORD | {"edition": {**RECORD["edition"], "revision": 2}}, EDITION),
        calls(ap.encoding.retrace, RECORD, EDITION),
    ),
    "stopped-here": (
        calls(ap.encoding.from_data, {f"k{n}": 1 for n in range(1_001)}, ap.Dossier),
        calls(ap.encoding.from_data, DATA, ap.Dossier),
    ),
    # Files.
    "not-a-file": (
        lambda folder: dossiers.load(new_folder(folder)),
        load("d.toml"),
    ),
    "is-a-link": (linked("e.toml"), linked("e.json")),
    "not-a-folder": (
        lambda folder: ap.editions.read(new_file(folder)),
        calls(ap.editions.load, "2025-05-27"),
    ),
    "cannot-be-read": (load("d.toml", ""), load("d.toml")),
    "unknown-ending": (load("d.txt"), load("d.toml")),
    "wrong-form": (calls(dossiers.loads, TOML, form=unchecked("yaml")), calls(dossiers.loads, TOML, form="toml")),
    "not-utf-8": (calls(dossiers.loads, TOML.encode("cp932"), form="toml"), calls(dossiers.loads, TOML, form="toml")),
    "too-deep": (json("[" * 200 + "]" * 200), json(JSON)),
    "key-too-deep": (toml("x" + ".x" * 20 + " = 1"), toml("")),
    "too-many-dots": (toml("#" + "\n" + "\n".join(f"a{n}.b = 1" for n in range(20_001))), toml("# a.b = 1")),
    "duplicate-key": (toml('edition = "2025-05-27"'), toml('on = "2025-05-27"')),
    "header-is-comment": (
        toml("", after=f'{TITLED}words = "x"\n# [[requirements]]\nid = "②"\n'),
        toml("", after=f'{TITLED}words = "x"\n[[requirements]]\nid = "②"\n'),
    ),
    "wrong-character": (toml('on ＝ "2025-07-01"'), toml('on = "2025-07-01"')),
    "odd-space": (toml('on\u3000= "2025-07-01"'), toml('on = "2025-07-01"')),
    "key-needs-quotes": (toml('件名 = "x"'), toml("")),
    "text-needs-quotes": (toml("phase = procurement"), toml('phase = "procurement"')),
    "value-missing": (toml("on ="), toml('on = "2025-07-01"')),
    "equals-missing": (toml('on "2025-07-01"'), toml('on = "2025-07-01"')),
    "not-closed": (toml('on = "2025-07-01'), toml('on = "2025-07-01"')),
    "invalid-escape": (toml("", after='[system]\nusers = ["\\s"]\n'), toml("", after='[system]\nusers = ["public"]\n')),
    "comma-before-end": (json(JSON[:-1] + ",}"), json(JSON)),
    "not-a-json-number": (json(JSON[:-1] + ', "on": NaN}'), json(JSON[:-1] + ', "on": "2025-07-01"}')),
    "not-well-formed": (toml("= 1"), toml("# = 1")),
    # Editions.
    "no-such-edition": (calls(ap.editions.load, "2024"), calls(ap.editions.load, "2025-05-27")),
    "no-edition-yet": (
        calls(ap.editions.in_force, datetime.date(2025, 5, 26)),
        calls(ap.editions.in_force, datetime.date(2025, 5, 27)),
    ),
    "superseded": (
        calls(ap.editions.in_force, datetime.date(2026, 9, 1)),
        calls(ap.editions.in_force, datetime.date(2026, 8, 31)),
    ),
    "folder-without-edition": (folder_of(), calls(ap.editions.load, "2025-05-27")),
    "folder-in-folder": (
        lambda folder: [new_folder(folder), folder_of(edition="")(folder)],
        folder_of(edition=""),
    ),
    "too-many-files": (
        lambda folder: [folder_of(**{f"f{n}": "" for n in range(201)})(folder)],
        lambda folder: [folder_of(**{f"f{n}": "" for n in range(200)})(folder)],
    ),
    "fingerprint-differs": (
        calls(ap.editions.from_data, SHIPPED | {"fingerprint": "sha256:0"}),
        calls(ap.editions.from_data, SHIPPED | {"fingerprint": ap.encoding.fingerprint(EDITION)}),
    ),
    "given-in-two-files": (folder_of(a="id = 'x'", b="id = 'x'"), calls(ap.editions.load, "2025-05-27")),
    "unwritten": (
        lambda _: list(unwritten_in(blank_edition())),
        lambda _: list(unwritten_in(EDITION)),
    ),
    "record-unknown": (calls(EDITION.find, "anex-3"), calls(EDITION.find, "annex-3")),
    "no-such-record": (row_changed(outcome="x"), row_changed()),
    "id-invalid": (judged(code="a b"), judged(code="a-b")),
    "id-repeated": (judged(sources=(*EDITION.sources, EDITION.sources[0])), judged()),
    "name-invalid": (judged(axes=(attrs.evolve(EDITION.axes[0], slug=""), *EDITION.axes[1:])), judged()),
    "place-missing": (judged(citation=attrs.evolve(EDITION.citation, place=" ")), judged()),
    "axes-missing": (judged(axes=()), judged()),
    "too-few-options": (judged(axes=(make_axis("X", 1, Text("軸")),)), judged()),
    "number-not-positive": (judged(revision=0), judged(revision=1)),
    "option-misplaced": (judged(axes=(attrs.evolve(EDITION.axes[0], id=AxisId("X")), *EDITION.axes[1:])), judged()),
    "no-feel-name": (calls(ap.export.to_dmn, asking("if")), calls(ap.export.to_dmn, asking("when"))),
    "undecided-means": (judged(axes=(UNDECIDED_AND_MEANT, *EDITION.axes[1:])), judged()),
    "not-each-once": (judged(asking_order=AskingOrder((), CITATION)), judged()),
    "superseded-too-early": (judged(decided=datetime.date(2030, 1, 1)), judged()),
    "effective-before-approved": (
        judged(superseded_by=effective(datetime.date(2026, 6, 11))),
        judged(superseded_by=effective(datetime.date(2026, 6, 12))),
    ),
    "outcomes-missing": (judged(consequences=(attrs.evolve(EDITION.consequences[0], outcomes=()),)), judged()),
    "no-option-chosen": (rule(when={"C": []}), rule()),
    "row-overlaps": (row_changed({}), row_changed()),
    "undecided-combination": (judged(rules=EDITION.rules[1:]), judged()),
    # What was seen in the official sheet.
    "seen-otherwise": (looked_up("low", "high"), looked_up("low", "low")),
    "no-reading-agrees": (looked_up("low", C=1), looked_up("low")),
    "seen-beside-readings": (looked_up("low", C=1), looked_up("low")),
    "no-outcome-table": (outcome_table("A,B,C,D,備考\n1,1,3,2,低\n"), outcome_table("A,B,C,D,判定\n1,1,3,2,低\n")),
    "too-many-readings": (calls(ap.look_ups, one_by_one(EDITION, 10)), calls(ap.look_ups, one_by_one(EDITION, 9))),
    "nothing-to-look-up": (
        settling(attrs.evolve(EDITION, readings=())),
        settling(EDITION),
    ),
    "rows-of-a-proposal": (
        looked_up("low", edition=EDITION.with_rules(EDITION.readings[1].rules)),
        looked_up("low"),
    ),
    # Dossiers.
    "edition-differs": (
        calls(dossiers.from_data, DATA, edition=attrs.evolve(EDITION, id=EditionId("x"))),
        calls(dossiers.from_data, DATA, edition=EDITION),
    ),
    "too-many-values": (
        data(requirements=[{"id": "①", "measures": ["x"] * 999}] * 101),
        data(requirements=[{"id": "①", "measures": ["x"]}]),
    ),
    "key-belongs-at-top": (data(answers=ANSWERS | {"phase": "planning"}), data(phase="planning")),
    "key-belongs-to-item": (data(system={"id": "①"}), data(requirements=[{"id": "①"}])),
    "answers-open": (
        shell("assess", "o.toml", files=OPEN),
        shell("assess", "d.toml"),
    ),
    "answers-open-in-workbook": (in_workbook(), in_workbook(DATA)),
    # Proposals.
    "no-table-of-rows": (table_of_rows("行,A,B,C,判定"), table_of_rows("行,A,B,C,D,判定")),
    "table-without-edition": (table_of_rows("行,A,B,C,D,判定"), table_of_rows("行,版,判定\nR1,2025-05-27,高")),
    "row-given-twice": (proposed(withdrawn=["R4"]), proposed()),
    "axis-named-twice": (rule(when={"C": 2, "data": 2, "B": 2, "A": 2}), rule()),
    # Profiles.
    "no-such-code": (waiving(code="open-claus"), waiving()),
    "not-to-waive": (waiving(code="state-secrets", subject=None), waiving()),
    "not-to-weaken": (
        policy(weights=[{"code": "state-secrets", "severity": "warning"}]),
        policy(weights=[{"code": "state-secrets", "severity": "error"}]),
    ),
    "subject-missing": (waiving(subject=None), waiving()),
    "case-missing": (
        waiving(code="risk-case-without-cause", subject=None),
        waiving(code="risk-case-without-cause", subject=None, case="1", project="案"),
    ),
    "case-needless": (waiving(case="1", project="案"), waiving()),
    "case-without-project": (
        waiving(code="risk-case-without-cause", subject=None, case="1"),
        waiving(code="risk-case-without-cause", subject=None, case="1", project="案"),
    ),
    "policy-without-reason": (
        policy(clauses=[{"id": "6", "standing": "対象外"}]),
        policy(clauses=[{"id": "6", "standing": "対象外", "reason": "当たらない"}]),
    ),
    # Rows added to an edition.
    "row-unnumbered": (rows(sheet_row(None)), rows(sheet_row())),
    "row-misnumbered": (rows(sheet_row(0)), rows(sheet_row())),
    "nothing-written": (rows(sheet_row(text=" ")), rows(sheet_row())),
    "two-headlines": (rows(sheet_row(), sheet_row(headline="⑮", text="s")), rows(sheet_row())),
    "two-wordings": (rows(sheet_row(), sheet_row(text="s", cell="別紙3!B3")), rows(sheet_row())),
    "not-cited-as-supplied": (
        rows(attrs.evolve(sheet_row(), citation=cited("別紙3!B2", "guideline"))),
        rows(sheet_row()),
    ),
    # Workbooks.
    "not-an-xlsx-file": (named_file("s.xls"), named_file("s.xlsx")),
    "workbook-unreadable": (named_file("s.xlsx", b"x"), named_file("s.xlsx")),
    "workbook-too-large": (named_file("s.xlsx", b"PK\x01\x02" * 1_001), named_file("s.xlsx")),
    "workbook-encrypted": (named_file("s.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), named_file("s.xlsx")),
    "workbook-compression": (parts(zipfile.ZIP_LZMA), parts()),
    "workbook-with-macros": (
        lambda folder: read_workbook(altered(write(folder, [PROCUREMENT]), {"xl/vbaProject.bin": b""})),
        parts(),
    ),
    "workbook-with-links": (parts(xl_externalLinks_a_xml=""), parts(xl_a_xml="")),
    "workbook-with-declarations": (parts(a_xml="<!DOCTYPE a>"), parts(a_xml="<a/>")),
    "sheet-name": (
        lambda folder: read_workbook(
            altered(
                file := write(folder, [PROCUREMENT], title="NAME"),
                {"xl/workbook.xml": zipfile.ZipFile(file).read("xl/workbook.xml").replace(b"NAME", b"N" * 101)},
            )
        ),
        sheet([1, "r"], title="NAME"),
    ),
    "too-many-sheets": (
        lambda folder: read_workbook(write(folder, [PROCUREMENT], more={f"s{n}": [] for n in range(200)})),
        sheet([1, "r"]),
    ),
    "no-check-sheet": (sheet([1, "r"], header=["a", "b"]), sheet([1, "r"])),
    "two-check-sheets": (
        sheet(CONTRACT),
        sheet([1, "r"]),
    ),
    "sheet-column-missing": (
        sheet([1, "h", "r"], header=CONTRACT[:3]),
        sheet([1, "h", "r", "c"], header=CONTRACT),
    ),
    "too-many-merged": (
        xml(NAMED, MERGED),
        xml(NAMED, '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'),
    ),
    "too-many-flaws": (
        xml(NAMED + "".join(f'<row r="{n}"><c r="C{n}"><f>1</f></c></row>' for n in range(2, 1_100))),
        xml(NAMED),
    ),
    "row-too-low": (xml(f'{NAMED}<row r="5001">{inline("B5001", "r")}</row>'), xml(NAMED)),
    "formula-cell": (cell('<c r="C2"><f>1+1</f></c>'), cell(inline("C2", "m"))),
    "error-cell": (cell('<c r="C2" t="e"><v>#N/A</v></c>'), cell(inline("C2", "m"))),
    "malformed-number-cell": (cell('<c r="C2"><v>x</v></c>'), cell(inline("C2", "m"))),
    "malformed-date-cell": (cell('<c r="C2" t="d"><v>x</v></c>'), cell(inline("C2", "m"))),
    "countermeasure-missing": (sheet([1, "r", None, "d"]), sheet([1, "r", "m", "d"])),
    "several-headlines": (headline("⑭、⑮"), headline("⑭")),
    # Workbooks of dossiers.
    "book-table-missing": (dossier_book(lambda b: b.remove(b["リスクケース"])), dossier_book()),
    "book-table-twice": (dossier_book(lambda b: b.copy_worksheet(b["契約チェック"])), dossier_book()),
    "book-column-missing": (dossier_book(lambda b: b["助言"].__setitem__("C4", "欄")), dossier_book()),
    "book-row-unknown": (dossier_book(lambda b: b["助言"].append(["助言", "感想", "良い"])), dossier_book()),
    "book-cell-twice": (dossier_book(lambda b: b["助言"].append(["案件", "件名", "別の件名"])), dossier_book()),
    "edition-cell-missing": (dossier_book(lambda b: b["案件"].__setitem__("B5", "版")), dossier_book()),
    "struck-cell": (dossier_book(lambda b: setattr(b["案件"]["C8"], "font", Font(strike=True))), dossier_book()),
    "applies-with-reason": (
        dossier_book(
            lambda b: b["契約チェック"].append(
                [b["契約チェック"]["A5"].value, *[None] * 3, "適用する", *[None] * 3, "不要"]
            )
        ),
        dossier_book(),
    ),
    "cell-too-long": (calls(workbook_bytes, long_dossier(32_768)), calls(workbook_bytes, long_dossier(1))),
    "hidden-sheet": (shown_sheet(lambda b: setattr(b["他"], "sheet_state", "hidden")), sheet([1, "r"])),
    "hidden-row": (shown_sheet(lambda b: setattr(b.worksheets[0].row_dimensions[3], "hidden", True)), sheet([1, "r"])),
    "hidden-column": (
        shown_sheet(lambda b: setattr(b.worksheets[0].column_dimensions["C"], "hidden", True)),
        sheet([1, "r"]),
    ),
    "struck-out": (shown_sheet(struck), sheet([1, "r"])),
    "struck-out-by-condition": (
        shown_sheet(struck_by_condition(strike=True)),
        shown_sheet(struck_by_condition(strike=False)),
    ),
    "heading-alone": (
        sheet([1, "r"], more={"別表": [["ID", *PROCUREMENT[1:]]]}),
        sheet([1, "r"], more={"別表": [PROCUREMENT]}),
    ),
    "own-column": (sheet([1, "r", "x"], header=["要求事項#", "要求事項", "適用の要否"]), sheet([1, "r"])),
    "unnamed-column": (sheet([1, "r", *[None] * 5, "x"]), sheet([1, "r"])),
    "columns-beyond": (sheet([1, "r", *[None] * 100, "x"]), sheet([1, "r"])),
    "row-passed-over": (sheet([1, "r"], ["※", "注記"]), sheet([1, "r"])),
    "row-continued": (sheet([1, "r", "m"], [None, None, "n"]), sheet([1, "r", "m"])),
    "more-passed-over": (sheet([1, "r"], *[["※", "注記"]] * 1_001), sheet([1, "r"])),
    # Columns and inventories.
    "not-a-frame": (frame([1]), frame(pd.DataFrame(ONES))),
    "columns-alike": (frame(pd.DataFrame([[1] * 5], columns=list("AABCD"))), frame(pd.DataFrame(ONES))),
    "column-called-star": (
        frame(lambda: duckdb.sql('select 1 as A, 1 as B, 1 as C, 1 as D, 1 as "*"')),
        frame(lambda: duckdb.sql("select 1 as A, 1 as B, 1 as C, 1 as D")),
    ),
    "column-without-name": (
        frame(lambda: ibis.memtable(pa.table({**ONES, "": [1]}))),
        frame(lambda: ibis.memtable(pa.table({**ONES, "x": [1]}))),
    ),
    "columns-of-several-levels": (
        frame(pd.DataFrame([[1] * 4], columns=pd.MultiIndex.from_tuples([(name, "") for name in "ABCD"]))),
        frame(pd.DataFrame(ONES)),
    ),
    "column-missing": (frame(pa.table({"A": [1]})), frame(pa.table(ONES))),
    "columns-for-one-axis": (frame(pa.table(ONES | {"users": [1]})), frame(pa.table(ONES))),
    "no-such-column": (frame(pa.table(ONES), columns={"A": "x"}), frame(pa.table(ONES), columns={"A": "A"})),
    "column-named-twice": (frame(pa.table(ONES), columns={"A": "A", "B": "A"}), frame(pa.table(ONES))),
    "column-of-another-type": (frame(pa.table(ONES | {"A": [[1]]})), frame(pa.table(ONES))),
    "column-taken": (frame(pa.table(ONES | {"outcome": [1]})), frame(pa.table(ONES | {"outcome": [1]}), prefix="x_")),
    "no-option-in-rows": (frame(pa.table(ONES | {"A": [9]})), frame(pa.table(ONES))),
    "too-many-spellings": (
        frame(pa.table({key: [f"x{n}" for n in range(200_000)] for key in "ABCD"})),
        frame(pa.table(ONES)),
    ),
    "not-unicode": (
        frame(lambda: pd.DataFrame(ONES | {"A": pd.Series(["\ud800"], dtype=object)})),
        frame(pd.DataFrame(ONES)),
    ),
    "path-impossible": (
        lambda folder: ap.tables.assess_table(folder / "a\0.csv", folder / "o.csv", EDITION),
        inventory(CSV),
    ),
    "header-missing": (inventory(""), inventory(CSV)),
    "too-many-columns": (inventory(CSV.replace("D\n", "D" + ",x" * 1_000 + "\n", 1)), inventory(CSV)),
    "heading-repeated": (inventory("A,B,C,D,A\n1,2,3,2,1\n"), inventory(CSV)),
    "title-above-header": (inventory(f"案件の一覧,,,\n{CSV}"), inventory(CSV)),
    "row-ragged": (inventory(f"{CSV}1,2\n"), inventory(CSV)),
    "row-too-long": (inventory(CSV + "x" * 1_000_001), inventory(CSV)),
    "csv-row-malformed": (inventory(f'{CSV}"1"x,2,3,2\n'), inventory(f'{CSV}"1",2,3,2\n')),
    "csv-separator": (inventory(CSV.replace(",", ";")), inventory(CSV)),
    "too-many-blank-rows": (inventory(CSV + "\n" * 200_001), inventory(f"{CSV}\n")),
    "not-cp932": (csv_in(b"\x81\x20", "cp932"), csv_in(CSV.encode("cp932"), "cp932")),
    "encodings-mixed": (
        inventory("案件,A,B,C,D\n".encode("cp932") + "案件,1,1,1,1\n".encode()),
        inventory("案件,A,B,C,D\n案件,1,1,1,1\n".encode("cp932")),
    ),
    "encoding-of-no-csv": (no_csv("cp932"), no_csv(None)),
    "workbook-mostly-blank": (book("<row/>" * 400_100), book("<row/>" * 100)),
    "workbook-unpacks-too-far": (book("<row/>", begins=f"<!--{'x' * 12_000_000}-->"), book("<row/>")),
    "workbook-row-too-long": (
        book("<row>" + f"<c t='str'><v>{'x' * 250_001}</v></c>" * 4 + "</row>"),
        book("<row/>"),
    ),
    "inventory-sheets-several": (book("", sheets=2), book("", sheets=1)),
    "formula-without-result": (book("<row><c><f>1</f></c></row>"), book("<row><c t='str'><f>1</f></c></row>")),
    "parquet-unreadable": (inventory(b"x", source="in.parquet"), parquet(ONES)),
    "parquet-not-utf-8": (spelled(b"\xff\xff", {"x": ["zq"]}), spelled(b"ab", {"x": ["zq"]})),
    "parquet-name-not-utf-8": (spelled(b"\xff\xff", {"zq": ["x"]}), spelled(b"ab", {"zq": ["x"]})),
    "parquet-value-invalid": (
        spelled(b"\xff\xff", {"x": [["zq"]]}, "out.parquet"),
        spelled(b"ab", {"x": [["zq"]]}, "out.parquet"),
    ),
    "parquet-too-many-pages": (
        calls(lambda: page_sizes(io.BytesIO(PAGE * 20_010), 0, len(PAGE) * 20_010, 0)),
        calls(lambda: page_sizes(io.BytesIO(PAGE * 10), 0, len(PAGE) * 10, 0)),
    ),
    "parquet-unpacks-too-far": (parquet(many(600_000)), parquet(many(600))),
    "parquet-column-too-large": (parquet(many(200, x=[[0] * 20_000] * 200)), parquet(many(200, x=[[0]] * 200))),
    "parquet-too-wide": (
        parquet(many(30, x=["x" * 2_000_000] * 30), use_dictionary=False, data_page_size=10**9),
        parquet(many(30, x=["x"] * 30), use_dictionary=False),
    ),
    "csv-cannot-hold": (parquet(ONES | {"x": [[1]]}, "out.csv"), parquet(ONES | {"x": [[1]]})),
    "xlsx-cannot-hold": (parquet(ONES | {"x": [[1]]}, "out.xlsx"), parquet(ONES, "out.xlsx")),
    "xlsx-cell-too-long": (
        parquet(ONES | {"x": ["x" * 32_768]}, "out.xlsx"),
        parquet(ONES | {"x": ["x" * 32_767]}, "out.xlsx"),
    ),
    "xlsx-too-many-rows": (long_book(2), long_book(1)),
    "target-cannot-hold": (
        parquet(ONES | {"t": pa.array([1], pa.timestamp("s", "Nowhere"))}, "out.csv"),
        parquet(ONES | {"t": pa.array([1], pa.timestamp("s"))}, "out.csv"),
    ),
    "inventory-empty": (
        shell("compare", "2025-05-27", "rival-1", "--inventory", "i.csv", files={"i.csv": "A,B,C,D\n"}),
        shell("compare", "2025-05-27", "rival-1", "--inventory", "i.csv", files=HELD),
    ),
    # The command.
    "not-text": (shell("assess", "a\0.toml"), shell("assess", "d.toml")),
    "unknown-command": (shell("asess", "d.toml"), shell("assess", "d.toml")),
    "unknown-option": (shell("assess", "d.toml", "--lnag", "en"), shell("assess", "d.toml", "--lang", "en")),
    "unexpected-argument": (shell("assess", "d.toml", "e.toml"), shell("assess", "d.toml")),
    "not-given": (shell("assess-table"), shell(*TABLE, files=HELD)),
    "option-without-value": (shell("assess", "d.toml", "--lang"), shell("assess", "d.toml", "--lang", "en")),
    "option-with-value": (shell("assess", "d.toml", "--json=x"), shell("assess", "d.toml", "--json")),
    "bad-option-value": (shell("assess", "d.toml", "--lang", "fr"), shell("assess", "d.toml", "--lang", "en")),
    "not-a-pair": (shell(*TABLE, "--column", "A", files=HELD), shell(*TABLE, "--column", "A=A", files=HELD)),
    "given-twice": (shell(*JUDGE, *OF_CASE, "--lang", "en", "--lang", "en"), shell(*JUDGE, *OF_CASE, "--lang", "en")),
    "not-together": (
        shell("what-if", "d.toml", "--weight", "w.json", "--to", "low", files={"d.toml": ANSWERED, "w.json": "{}"}),
        shell("what-if", "d.toml", "--weight", "w.json", files={"d.toml": ANSWERED, "w.json": "{}"}),
    ),
    "needs-option": (
        shell(*DOCX),
        shell(*DOCX, "-o", "d.docx"),
    ),
    "named-by-dossier": (
        shell(*GROWN, "--title", "x"),
        shell(*GROWN),
    ),
    "dossier-or-answers": (shell("assess"), shell("assess", "d.toml")),
    "one-dossier": (
        shell("check", "d.toml", "e.toml", "--format", "docx", "-o", "o.docx", files={"e.toml": TOML}),
        shell(*DOCX, "-o", "o.docx"),
    ),
    "from-or-blank": (shell("edition", "new", "-o", "v2"), shell("edition", "new", "-o", "v2", "--blank")),
    "edition-required": (shell(*TABLE[:-2], files=HELD), shell(*TABLE, files=HELD)),
    "edition-not-named": (new_among(("2025-05-27", "2027-01-01")), new_among(("2025-05-27",))),
    "no-edition-named": (shell("table", "--edition", "v2"), shell("table", "--edition", "2025-05-27")),
    "edition-elsewhere": (
        shell("check", "e.toml", files={"e.toml": TOML.replace("2025-05-27", "2031-04-01")}),
        shell("check", "d.toml"),
    ),
    "items-elsewhere": (
        shell("check", "e.toml", files={"e.toml": TOML + '\n[[clauses]]\nid = "clause/101"\n'}),
        shell("check", "d.toml"),
    ),
    "no-such-side": (shell("compare", "2025-05-27", "rival-9"), shell("compare", "2025-05-27", "rival-1")),
    "input-not-text": (piped(b"\xff\n"), piped("②\n".encode())),
    "usage": (refusal(click.UsageError("wrong")), refusal(None)),
    "already-exists": (
        shell(*TABLE, files=TAKEN),
        shell(*TABLE, "--overwrite", files=TAKEN),
    ),
    "also-an-input": (inventory(CSV, "in.csv"), inventory(CSV)),
    "changed-meanwhile": (changed_meanwhile("# theirs\n"), changed_meanwhile("")),
    "cannot-be-written": (refusal(PermissionError(13, "Permission denied", "o.json")), refusal(None)),
    "output-not-written": (refusal(OSError(28, "No space left on device")), refusal(None)),
    "interrupted": (refusal(KeyboardInterrupt()), refusal(None)),
    "more-problems": (
        shell("assess", "m.toml", files={"m.toml": "".join(f"k{n} = 1\n" for n in range(101)) + TOML}),
        shell("assess", "d.toml"),
    ),
}
"""For each code a call that produces it, and one that does not."""
CODES = sorted(TABLE_OF_CODES)
_PLACE = re.compile(r"(?:/(?:[^/~]|~[01])*)*|[^/!]{1,100}(?:![A-Z]{1,3}[0-9]+)?|--?[a-z][a-z-]*(?: [a-z]+)?")
"""A JSON Pointer, a sheet with or without a cell, or an option or an argument of the command."""
_DOUBLED = re.compile(r"。。|、、|である。である|こと。こと|をを|はは|がが|にに|のの|。）。|\{|\}|\n")


def problems_of(call: Call, folder: Path) -> list[Problem]:
    """What a call refuses, or gives as its problems."""
    try:
        result = call(folder)
    except AiprocureError as error:
        return list(error.problems)
    return [each for each in result if isinstance(each, Problem)] if isinstance(result, list | tuple) else []


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_produced_by_one_call_and_not_by_another(code: str, tmp_path: Path) -> None:
    wrong, right = TABLE_OF_CODES[code]
    (tmp_path / "wrong").mkdir()
    (tmp_path / "right").mkdir()
    found = [problem for problem in problems_of(wrong, tmp_path / "wrong") if problem.code == code]
    assert found
    assert code not in {problem.code for problem in problems_of(right, tmp_path / "right")}
    for problem in found:
        assert _PLACE.fullmatch(problem.where), problem.where
        for language in ("ja", "en"):
            assert not _DOUBLED.search(problem.text.in_language(language)), problem.text
            assert Phrases(language).problem(problem)
        assert problem.text.ja.endswith("。")
        assert bool(problem.expected) >= ("{expected}" in MESSAGES[code].ja)
        assert all(str(choice) for choice in problem.expected)


def test_every_code_has_its_calls_and_every_call_a_code() -> None:
    assert list(TABLE_OF_CODES) == list(MESSAGES)


def test_every_code_is_raised_somewhere() -> None:
    """A code that nothing raises is none, and one that is raised has words."""
    source = Path(ap.__file__).parent
    written = "".join(file.read_text("utf-8") for file in source.rglob("*.py") if file.name != "catalogue.py")
    assert [code for code in MESSAGES if f'"{code}"' not in written] == []
    raised = set(re.findall(r'(?:Problem\.of|_problem|_refused)\(\s*"([a-z0-9-]+)"', written))
    assert sorted(raised - MESSAGES.keys()) == []


def test_the_page_of_the_codes_is_complete_and_newly_made() -> None:
    """It is made by ``make problems``; its codes are in the order of the catalogue."""
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z0-9-]+)` \| .+ \| .+とき。 \| .+ \|$", page, re.MULTILINE) == list(MESSAGES)
    assert runpy.run_path(str(ROOT / ".ci" / "write_problems.py"))["page"]() == page


def places_in(template: str) -> set[str]:
    """The places of a message that are filled."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_fill_the_same_places(code: str) -> None:
    words = MESSAGES[code]
    assert words.en is not None
    assert places_in(words.ja) == places_in(words.en)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)


@pytest.mark.parametrize("code", ["no-such-option", "axis-missing", "axis-unknown", "answered-twice", "unknown-key"])
def test_the_codes_that_callers_depend_on_are_there(code: str) -> None:
    assert code in MESSAGES
