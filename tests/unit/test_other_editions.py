"""Editions that are not the shipped one: five axes and three outcomes, and one axis of two options. Both are made up.

Every command, every export and the notebook take them, in both languages, and nothing of the shipped edition shows.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.errors.text import Language, Text
from aiprocure.export.diagram.chart import Drawable
from aiprocure.model.answers import Answers
from aiprocure.model.dossier import Dossier
from aiprocure.reports import Reportable

FOLDER = Path(__file__).parents[1] / "editions"
SHIPPED = ap.editions.load("2025-05-27")
OTHERS = {name: ap.editions.read(FOLDER / name) for name in ("made_up_2", "smallest")}
MADE_UP, SMALLEST = OTHERS.values()
LANGUAGES: tuple[Language, ...] = get_args(Language)
OF_THE_SHIPPED = re.compile("DS-920|2025-05-27|資料4|高リスク|[Hh]igh-risk|「高」|「低」|公式の別紙")
"""What only the shipped edition says."""

by_edition = pytest.mark.parametrize("name", OTHERS)
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def run(*words: str, typed: str | None = None) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, words, input=typed, catch_exceptions=False)


def gravest_answers(edition: ap.Edition) -> Answers:
    """The first answers that lead to the gravest outcome."""
    return next(each for each in edition.all_answers() if ap.assess(edition, each).outcome == edition.outcomes[-1])


def dossier_of(edition: ap.Edition) -> Dossier:
    """A dossier with the gravest answers, and a description that contradicts what it can."""
    data = {
        "edition": edition.id,
        "project": {"title": "名簿の整理"},
        "phase": "procurement",
        "answers": dict(gravest_answers(edition)),
        "system": {"users": ["single-ministry"], "personal_information": False, "confidentiality_2": False},
    }
    return ap.dossiers.from_data(data, edition=edition)


@pytest.fixture
def dossier(name: str, tmp_path: Path) -> str:
    """The file of such a dossier."""
    file = tmp_path / "d.json"
    file.write_text(json.dumps(ap.encoding.to_data(dossier_of(OTHERS[name])), ensure_ascii=False), encoding="utf-8")
    return str(file)


@pytest.fixture
def inventory(name: str, tmp_path: Path) -> str:
    """An inventory with every combination of answers."""
    edition = OTHERS[name]
    file = tmp_path / "all.csv"
    rows = [[axis.slug for axis in edition.axes], *([*answers.values()] for answers in edition.all_answers())]
    file.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    """A workbook of a procurement check sheet with one row."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "別紙3"
    for row in (["要求事項#", "要求事項", "対策例"], [91, "記録を残すこと", "記録の仕組み"]):
        book.worksheets[0].append(row)
    file = tmp_path / "sheet.xlsx"
    book.save(file)
    return str(file)


def says_its_own(edition: ap.Edition, said: str) -> None:
    """What is said is of this edition, and nothing of the shipped one."""
    assert OF_THE_SHIPPED.findall(said.replace("date as 2025-05-27", "").replace("日付は 2025-05-27", "")) == []
    assert edition.id in said or any(text.ja in said or (text.en or text.ja) in said for text in texts_of(edition))


def texts_of(edition: ap.Edition) -> Iterator[Text]:
    """The words for its axes, options and outcomes."""
    for axis in edition.axes:
        yield from (axis.text, *(option.text for option in axis.options))
    yield from (outcome.text for outcome in edition.outcomes)


class TestEveryCommand:
    """Each takes a folder, or a file, in place of the id of an edition."""

    @pytest.fixture
    def edition(self, name: str, tmp_path: Path) -> str:
        """One is named by its folder, the other by a file."""
        if name == "smallest":
            return str(FOLDER / name)
        ap.editions.write(OTHERS[name], tmp_path / "own.json")
        return str(tmp_path / "own.json")

    @by_edition
    @in_both_languages
    @pytest.mark.parametrize(
        "words", [["table"], ["table", "--all"], ["guideline"], ["show", "axes"], ["new"]], ids=" ".join
    )
    def test_shows_what_the_edition_says(self, words: list[str], name: str, language: str, edition: str) -> None:
        found = run(*words, "--edition", edition, "--lang", language)
        assert (found.exit_code, found.stderr) == (0, "")
        says_its_own(OTHERS[name], found.stdout)

    @by_edition
    @in_both_languages
    @pytest.mark.parametrize("command", ["assess", "what-if", "check", "check markdown", "check json", "check sarif"])
    def test_judges_a_dossier(self, command: str, name: str, language: str, edition: str, dossier: str) -> None:
        verb, _, form = command.partition(" ")
        options = ["--format", form] if form else []
        found = run(verb, dossier, "--edition", edition, "--lang", language, *options)
        assert (found.exit_code, found.stderr) == (0, "")
        says_its_own(OTHERS[name], found.stdout)

    @by_edition
    @in_both_languages
    def test_judges_answers(self, name: str, language: str, edition: str) -> None:
        answers = gravest_answers(OTHERS[name])
        given = [word for axis, option in answers.items() for word in ("--answer", f"{axis}={option}")]
        found = run("assess", "--edition", edition, "--lang", language, *given, "--fail-on-high")
        assert found.exit_code == 1
        says_its_own(OTHERS[name], found.stdout)

    @by_edition
    @in_both_languages
    def test_asks(self, name: str, language: str, edition: str, tmp_path: Path) -> None:
        file = tmp_path / "asked.toml"
        typed = "1\n\n" * len(OTHERS[name].axes)
        found = run("ask", "--edition", edition, "--title", "案", "-o", str(file), "--lang", language, typed=typed)
        assert found.exit_code == 0
        says_its_own(OTHERS[name], found.output)
        asked = ap.dossiers.load(file, edition=OTHERS[name])
        assert len(asked.answers.options) == len(OTHERS[name].axes)
        assert run("ask", str(file), "--edition", edition).exit_code == 0
        assert run("new", "--from", str(file), "--edition", edition).exit_code == 0

    @by_edition
    @in_both_languages
    def test_judges_an_inventory(self, name: str, language: str, edition: str, inventory: str, tmp_path: Path) -> None:
        out = tmp_path / "out.csv"
        found = run("assess-table", inventory, "-o", str(out), "--edition", edition, "--lang", language)
        assert (found.exit_code, found.stderr) == (0, "")
        says_its_own(OTHERS[name], found.stdout)
        with out.open(encoding="utf-8-sig", newline="") as lines:
            written = [row["outcome"] for row in csv.DictReader(lines)]
        assert written == [ap.assess(OTHERS[name], each).outcome.id for each in OTHERS[name].all_answers()]

    @by_edition
    @in_both_languages
    @pytest.mark.usefixtures("name")
    def test_takes_a_ministry_s_own_rows(self, language: str, edition: str, workbook: str, dossier: str) -> None:
        found = run("sheet", "import", workbook, "--edition", edition, "--lang", language)
        assert found.exit_code == 0
        found = run("check", dossier, "--edition", edition, "--sheet", workbook, "--lang", language)
        assert found.exit_code == 0
        assert "#91" in found.stdout

    @by_edition
    @in_both_languages
    def test_compares_it_with_the_shipped_one_and_with_itself(self, name: str, language: str, edition: str) -> None:
        for before, after in (("2025-05-27", edition), (edition, "2025-05-27"), (edition, edition)):
            found = run("compare", before, after, "--lang", language)
            assert (found.exit_code, found.stderr) == (0, "")
            assert OTHERS[name].text.in_language("en" if language == "en" else "ja") in found.stdout

    @by_edition
    def test_reads_a_proposal_for_it(self, name: str, edition: str, tmp_path: Path) -> None:
        first = OTHERS[name].rules[0]
        rows = [{"id": first.id, "when": ap.encoding.to_data(first.when), "outcome": OTHERS[name].outcomes[-1].id}]
        file = tmp_path / "proposal.json"
        file.write_text(json.dumps({"edition": OTHERS[name].id, "title": "案", "rules": rows}), encoding="utf-8")
        found = run("compare", edition, str(file))
        assert (found.exit_code, found.stderr) == (0, "")
        assert "改める案「案」" in found.stdout


@by_edition
@in_both_languages
def test_every_export_draws_it(name: str, language: Language) -> None:
    edition, dossier = OTHERS[name], dossier_of(OTHERS[name])
    assessment = ap.assess(edition, gravest_answers(edition))
    findings = ap.check(dossier, edition)
    exploration = ap.explore(edition, edition.partial_answers())
    values: list[Reportable] = [edition, assessment, exploration, ap.compare(edition, edition), findings]
    values += [ap.what_if(assessment), ap.routes(assessment, to=edition.outcomes[0].id)]
    for value in values:
        for write in (ap.export.to_text, ap.export.to_html, ap.export.to_markdown):
            assert OF_THE_SHIPPED.findall(write(value, language=language)) == []
        assert ap.export.to_docx(value, language=language).startswith(b"PK")
    whole = ap.export.to_text(assessment, dossier=dossier, findings=findings, language=language)
    says_its_own(edition, whole)
    drawables: list[Drawable] = [edition, assessment]
    for drawable in drawables:
        for draw in (ap.export.to_svg, ap.export.to_mermaid):
            says_its_own(edition, draw(drawable, language=language))
    for kind in (Dossier, Answers):
        schema = ap.export.to_json_schema(kind, edition)
        says_its_own(edition, json.dumps(schema, ensure_ascii=False))


def test_the_notebook_shows_them() -> None:
    script = f"""
import aiprocure as ap
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
shell = InteractiveShell.instance(config=Config({{"HistoryManager": {{"enabled": False}}}}))
shell.run_line_magic("load_ext", "aiprocure")
for name in ("made_up_2", "smallest"):
    edition = ap.editions.read({str(FOLDER)!r} + "/" + name)
    answers = edition.all_answers()[0]
    for value in (edition, ap.assess(edition, answers), ap.explore(edition, edition.partial_answers())):
        formats, _ = shell.display_formatter.format(value)
        assert formats["text/html"] == ap.export.to_html(value)
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
