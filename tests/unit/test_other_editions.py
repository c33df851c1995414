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

import attrs
import openpyxl
import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure.checks import CHECKS
from aiprocure.cli import aiprocure
from aiprocure.errors.text import Language, Text
from aiprocure.model.answers import Answers
from aiprocure.model.axes import Axis
from aiprocure.model.dossier import Dossier
from aiprocure.model.meanings import Aspect, Meaning, meanings_on
from aiprocure.model.outcomes import OutcomeId
from aiprocure.reports import Reportable
from aiprocure.reports.report import Drawable

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
    rows = [[axis.slug for axis in edition.axes], *(list(map(str, each.values())) for each in edition.all_answers())]
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

    @pytest.mark.slow
    @by_edition
    @in_both_languages
    @pytest.mark.parametrize(
        "words", [["table"], ["table", "--all"], ["guideline"], ["show", "axes"], ["new"]], ids=" ".join
    )
    def test_shows_what_the_edition_says(self, words: list[str], name: str, language: str, edition: str) -> None:
        found = run(*words, "--edition", edition, "--lang", language)
        assert (found.exit_code, bool(found.stderr)) == (0, words == ["new"])  # says what to do next
        says_its_own(OTHERS[name], found.stdout)

    @pytest.mark.slow
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

    @pytest.mark.slow
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
    def test_judges_an_inventory(
        self, name: str, language: Language, edition: str, inventory: str, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.csv"
        found = run("assess-table", inventory, "-o", str(out), "--edition", edition, "--lang", language)
        assert (found.exit_code, found.stderr) == (0, "")
        says_its_own(OTHERS[name], found.stdout)
        with out.open(encoding="utf-8-sig", newline="") as lines:
            written = [row["判定" if language == "ja" else "Outcome"] for row in csv.DictReader(lines)]
        outcomes = [ap.assess(OTHERS[name], each).outcome for each in OTHERS[name].all_answers()]
        assert written == [each.text.in_language(language) for each in outcomes]

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


@pytest.mark.slow
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


class TestTheNameOfAnEdition:
    """An id that is carried comes first; then what looks like a path, or is a folder that is there."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A folder to work in, which holds an edition as a folder, a file, and a folder called by an id."""
        monkeypatch.chdir(tmp_path)
        ap.editions.write(SMALLEST, tmp_path / "own")
        ap.editions.write(SMALLEST, tmp_path / "own.json")
        ap.editions.write(SMALLEST, tmp_path / "2025-05-27")
        return tmp_path

    @pytest.mark.parametrize("name", ["own", "own/", "./own", "own.json", "./2025-05-27"])
    def test_is_a_path_to_one_s_own(self, name: str) -> None:
        assert run("table", "--edition", name).stdout == run("table", "--edition", "own").stdout
        assert "q1" in run("table", "--edition", name).stdout

    @pytest.mark.parametrize("name", ["2025-05-27", "２０２５-05-27"])
    def test_is_an_id_before_it_is_a_folder(self, name: str) -> None:
        assert "C1" in run("table", "--edition", name).stdout
        assert "高" in run("compare", "2025-05-27", "rival-1").stdout

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("owm", "版 'owm' は収録していない。2025-05-27から選ぶか、"),
            ("a\0b", "'a\\x00b'"),
            ("owm/", "owm/：そのファイルがないため、読み取れない。"),
            ("owm.json", "owm.json：そのファイルがないため、読み取れない。"),
            ("broken.json", "broken.json 1行目"),
            ("list.toml", "list.toml 1行目1文字目：「id」：項目 id の記載がない。"),
        ],
    )
    def test_is_refused_where_there_is_no_edition(self, name: str, said: str, folder: Path) -> None:
        (folder / "broken.json").write_text("{", encoding="utf-8")
        (folder / "list.toml").write_text("a = 1", encoding="utf-8")
        for words in (["table"], ["assess", "-A", "1"], ["new"], ["assess-table", "in.csv", "-o", "out.csv"]):
            found = run(*words, "--edition", name)
            assert (found.exit_code, found.stdout) == (2, "")
            assert said in found.stderr

    def test_has_to_be_the_one_that_the_dossier_names(self, folder: Path) -> None:
        file = folder / "d.json"
        file.write_text(json.dumps(ap.encoding.to_data(dossier_of(MADE_UP))), encoding="utf-8")
        for words in (["assess"], ["what-if"], ["check"], ["ask"]):
            found = run(*words, str(file), "--edition", "own")
            assert found.exit_code == 2
            assert "版として 'made-up-2.0' と記載されているが、smallest により読み取ろうとしている。" in found.stderr
        found = run("new", "--from", str(file), "--edition", "own")
        assert "版として 'made-up-2.0' と記載されているが、smallest" in found.stderr
        found = run("check", str(file))
        assert "収録していない版の案件書類には、--edition により" in found.stderr

    def test_may_be_that_of_a_side_of_a_comparison(self, folder: Path) -> None:
        row = {"id": "1", "when": {"Q": "①"}, "outcome": "yes"}
        proposal = folder / "p.json"
        proposal.write_text(json.dumps({"edition": "smallest", "title": "案", "rules": [row]}), encoding="utf-8")
        assert "非該当 → 該当（1通り）" in run("compare", "own.json", "p.json").stdout
        assert "版 'smallest' は収録していない" in run("compare", "2025-05-27", "p.json").stderr
        assert "版 'smallest' は収録していない" in run("compare", "p.json", "own").stderr
        assert "という版、別の読み、ファイル（.json、.toml）又はフォルダーはない" in run("compare", "own", "pp").stderr
        assert "owm.toml：そのファイルがないため、読み取れない。" in run("compare", "owm.toml", "own").stderr

    def test_is_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        original = ap.editions.read

        def counted(path: str) -> ap.Edition:
            read.append(path)
            return original(path)

        monkeypatch.setattr("aiprocure.editions.read", counted)
        assert run("assess", "--edition", "own", "--question", "1").exit_code == 0
        assert read == ["own"]


@pytest.mark.slow
def test_an_edition_that_has_the_id_of_another_and_not_its_content_is_named_as_such(tmp_path: Path) -> None:
    same, other = str(tmp_path / "same.json"), str(tmp_path / "other.json")
    ap.editions.write(SHIPPED, same)
    ap.editions.write(SHIPPED.with_rules(SHIPPED.readings[0].rules), other)
    answers = ("-A", "1", "-B", "2", "-C", "2", "-D", "1")
    assert run("assess", "--edition", same, *answers).stderr == ""
    found = run("assess", "--edition", other, *answers)
    assert (found.exit_code, found.stderr) == (
        0,
        f"aiprocure: {other}：識別子は収録している版 2025-05-27 と同じであるが、内容が異なる。\n",
    )
    said = run("compare", "2025-05-27", other, "--lang", "en").stderr
    assert said == f"aiprocure: {other}: has the id of the edition 2025-05-27 that is carried, but not its content\n"


def test_an_inventory_of_today_is_counted_by_an_edition_of_another_shape(tmp_path: Path) -> None:
    """By what its options mean: of nine cases, those that are surely decided otherwise."""
    file = tmp_path / "in.csv"
    rows = ["A,B,C,D", "A1,B1,C1,D1", "A3,B2,C3,D2", "A2,B1,C3,D2", "A1,B2,C1,D3"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = run("compare", "2025-05-27", str(FOLDER / "made_up_2"), "--inventory", str(file), "--json")
    told = json.loads(found.stdout)
    moved = {(each["before"], each["after"]): each["items"] for each in told["totals"]}
    assert moved == {("high", "grave"): 1, ("high", "watch"): 1}
    assert [move["items"] for move in told["open_moves"] if "C3" in move["when"].get("C", [])].count(1) >= 1
    assert (told["inventory"], told["not_counted"]) == (4, 2)
    assert told["compared"] == 96
    assert {each["title"] for each in told["cases"]} == {None}
    assert [{key: each[key] for key in each if key not in ("title", "answers")} for each in told["cases"]] == [
        {"case": 1, "before": "high", "after": "grave"},
        {"case": 2, "before": ["low"], "after": ["ordinary", "watch"]},
        {"case": 3, "before": "high", "after": "watch"},
        {"case": 4, "lost": ["D3"]},
    ]
    found = run("compare", "2025-05-27", str(FOLDER / "made_up_2"), "--inventory", str(file))
    assert "  1件目：高 → 重大\n" in found.stdout
    assert "  2件目：低 → 通常又は要注意（どう回答しても判定が変わる）\n" in found.stdout
    assert "  4件目：比べられない（後にない回答：D③ 企画時点で未定）\n" in found.stdout


class TestAnOptionThatMeansSeveralThings:
    """職員のみが利用する: officials of one ministry or of several."""

    @pytest.mark.parametrize(
        ("users", "codes"),
        [
            (["public"], {"public-users"}),
            (["cross-ministry"], set()),
            (["single-ministry"], set()),
            (["single-ministry", "public"], {"public-users"}),
        ],
    )
    def test_is_contradicted_by_what_none_of_them_covers(self, users: list[str], codes: set[str]) -> None:
        assert self.found("C", 2, users=users) & {"public-users", "users-beyond-ministry", "narrower-users"} == codes

    def test_is_pointed_to_by_each_of_them(self) -> None:
        for users in (["public"], ["cross-ministry"], ["single-ministry"]):
            assert "undecided-but-described" in self.found("C", 3, users=users)

    def test_is_not_pointed_to_where_another_option_means_the_same(self) -> None:
        [axis] = [axis for axis in MADE_UP.axes if axis.id == "C"]
        both = tuple(attrs.evolve(o, means=() if o.undecided else (Meaning.PUBLIC_USERS,)) for o in axis.options)
        axes = tuple(attrs.evolve(each, options=both) if each is axis else each for each in MADE_UP.axes)
        assert "undecided-but-described" not in self.found(
            "C", 3, edition=attrs.evolve(MADE_UP, axes=axes), users=["public"]
        )

    @pytest.mark.parametrize(("handled", "expected"), [(True, True), (None, False), (False, False)])
    def test_keeps_nothing_only_where_something_is_handled(self, handled: bool | None, expected: bool) -> None:
        """取り扱っても保存しない、又は取り扱わない: what is stored contradicts it only if it is of concern."""
        means = (Meaning.DATA_HANDLED_ONLY, Meaning.DATA_NOT_HANDLED)
        axis = SHIPPED.axes[2]
        options = tuple(attrs.evolve(o, means=means) if o.number == 2 else o for o in axis.options)
        axes = (*SHIPPED.axes[:2], attrs.evolve(axis, options=options), SHIPPED.axes[3])
        edition = attrs.evolve(SHIPPED, axes=axes)
        found = self.found("C", 2, edition=edition, stores_inputs=True, personal_information=handled)
        assert ("inputs-stored" in found) is expected

    @staticmethod
    def found(axis: str, option: int, *, edition: ap.Edition = MADE_UP, **system: object) -> set[str]:
        """What is found where a dossier answers one axis."""
        data = {"edition": edition.id, "project": {"title": "案"}, "answers": {axis: option}, "system": system}
        return {each.code for each in ap.check(ap.dossiers.from_data(data, edition=edition), edition)}


def test_each_check_that_needs_something_of_the_edition_says_what_it_is() -> None:
    for check in CHECKS:
        assert bool(check.name) is bool(check.rests_on or check.needs), check.code


def test_the_outcome_that_calls_for_advice_is_the_one_that_the_edition_says() -> None:
    """Not the gravest: here the middle one of three."""
    advice = MADE_UP.consequences[0]
    edition = attrs.evolve(MADE_UP, consequences=(attrs.evolve(advice, outcomes=(OutcomeId("watch"),)),))
    for given, called in (
        ({"A": 2, "B": 3, "C": 2, "D": 1, "E": 2}, True),
        ({"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}, False),
    ):
        data = {"edition": edition.id, "project": {"title": "案"}, "answers": given}
        found = {each.code for each in ap.check(ap.dossiers.from_data(data, edition=edition), edition)}
        assert ("advice-not-stated" in found) is called


def test_the_note_names_in_words_what_is_not_checked_and_why() -> None:
    dossier = ap.dossiers.from_data({"edition": MADE_UP.id, "project": {"title": "案"}}, edition=MADE_UP)
    [note] = [each for each in ap.check(dossier, MADE_UP) if each.code == "checks-not-possible"]
    lacking = "：生成する内容の種類（拠り所となる記録がない）、ISMAPの登録状況（拠り所となる記録がない）、"
    assert lacking in note.message.ja
    assert "、受入れ（拠り所となる記録がない）、" in note.message.ja
    said = ": the kinds of output (no record to rest on); the standing with ISMAP (no record to rest on); "
    assert said in note.message.in_language("en")
    silent = attrs.evolve(SHIPPED, axes=(SHIPPED.axes[0], *map(without_judged, SHIPPED.axes[1:])))
    [note] = [each for each in ap.check(dossier, silent) if each.code == "checks-not-possible"]
    assert note.message.ja.endswith(
        "出力の判断についての回答とシステムの記載の照合（「出力の適切さを判断して用いる」を意味する選択肢がない）。"
    )
    assert '(no option means "the output is judged before it is used")' in note.message.in_language("en")


def without_judged(axis: Axis) -> Axis:
    """An axis none of whose options means that the output is judged."""
    options = tuple(
        attrs.evolve(option, means=tuple(each for each in option.means if each is not Meaning.OUTPUT_JUDGED))
        for option in axis.options
    )
    return attrs.evolve(axis, options=options)


def test_the_page_on_findings_has_the_whole_vocabulary() -> None:
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert rows[1:] == [(str(meaning), meaning.text.ja, meaning.text.en) for meaning in Meaning]
    assert [*Meaning] == [meaning for aspect in Aspect for meaning in meanings_on(aspect, Meaning)]


def test_the_page_on_findings_has_every_record_that_a_check_rests_on() -> None:
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+/[a-z-]+)` \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE)
    resting: dict[str, list[str]] = {}
    for each in CHECKS:
        for record in each.rests_on:
            resting.setdefault(record, []).append(f"`{each.code}`")
    assert rows == [(record, "、".join(codes)) for record, codes in resting.items()]


def test_the_made_up_edition_says_what_its_paper_says() -> None:
    """Every passage of an axis, an option and a row of the check sheets stands on the paper, and every row decides."""
    paper = (FOLDER / "made_up_2.txt").read_text("utf-8")
    rows = [row.text for row in MADE_UP.sheet_rows] + [row.text for row in MADE_UP.clauses]
    texts = [*texts_of(MADE_UP), *rows, *(headline.text for headline in MADE_UP.requirements)]
    assert [text.ja for text in texts if text.ja not in paper] == []
    assert [rule.id for rule in MADE_UP.rules if f"    {rule.id:4}" not in paper] == []
    assert (len(MADE_UP.all_answers()), len(MADE_UP.roles), len(MADE_UP.sheet_rows)) == (216, 5, 12)
