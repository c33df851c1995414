"""Reports, taken by the programs they are for: LibreOffice, Chromium, and the validator of SARIF's makers.

All of them have to be there: nothing here is skipped.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import attrs
import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import check, find_kinds
from aiprocure.errors import Choice, Problem
from aiprocure.errors.text import Language
from aiprocure.export import to_docx, to_markdown, to_sarif
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.model.papers import PaperKind
from chromium import answer_of

EXAMPLES = Path(__file__).parents[2] / "examples"
PLATFORM = "darwin" if sys.platform == "darwin" else "linux"
NPM = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / "@microsoft"
VALIDATOR = NPM / f"sarif-multitool-{PLATFORM}" / "Sarif.Multitool"
TEXT = """\ufeffedition = "2025-05-27"\r
phase = "procurement"\r
on = 2026-08-01\r
[project]\r
title = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'> [x](javascript:alert(1))"\r
[answers]\r
A = 1\r
B = 2\r
C = "③" # 𠮷\r
D = 1\r
[system]\r
personal_information = true\r
[[requirements]]\r
id = "⑭"\r
words = "一行目\\n二行目 http://evil.example www.evil.example a@evil.example"\r
[[risk_cases]]\r
happened = "[x](0) を案内した"\r
kind = "[x](0) \\\\ {0}"\r
"""
ADVICE = {
    "SARIF2004",  # the artifacts are listed all the same: those without findings were checked too
    "SARIF2017",  # where no text is given there are no lines
    "SARIF2005",  # there is no address of this project to give
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    file = tmp_path_factory.mktemp("dossier") / "dossier.toml"
    file.write_bytes(TEXT.encode())
    return dossiers.load(file)


@pytest.fixture(scope="module")
def findings(dossier: Dossier, edition: ap.Edition) -> tuple[Finding, ...]:
    found = check(dossier, edition)
    assert len(found) > 20
    return found


def test_the_validator_finds_nothing_wrong(findings: tuple[Finding, ...], tmp_path: Path) -> None:
    """Neither by the schema nor by the rules that no schema can state."""
    name = "案件 1/[a] %.toml"
    (tmp_path / "ja.sarif").write_text(to_sarif({name: findings, "b.toml": ()}, texts={name: TEXT}), encoding="utf-8")
    (tmp_path / "en.sarif").write_text(to_sarif({name: findings}, language="en"), encoding="utf-8")
    (tmp_path / "bare.sarif").write_text(to_sarif(findings), encoding="utf-8")
    (tmp_path / "none.sarif").write_text(to_sarif(()), encoding="utf-8")
    problem = Problem.of("no-such-option", "/answers/D", value="[x](0) {0}", expected=[Choice("D1", "①")])
    problems = {"a:b.toml": [attrs.evolve(problem, file="a:b.toml", line=2, column=3)], "c.toml": [problem]}
    (tmp_path / "problems.sarif").write_text(to_sarif({name: findings}, problems=problems), encoding="utf-8")
    assert validated(tmp_path) <= ADVICE


def test_the_validator_would_find_what_is_wrong(findings: tuple[Finding, ...], tmp_path: Path) -> None:
    log = json.loads(to_sarif({"a.toml": findings}, texts={"a.toml": TEXT}))
    first, second, *_ = log["runs"][0]["results"]
    first["ruleIndex"] = 1000
    second["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    (tmp_path / "a.sarif").write_text(json.dumps(log), encoding="utf-8")
    assert validated(tmp_path) > {"SARIF1009"}


def validated(folder: Path) -> set[str]:
    """The rules that the validator finds broken in a folder's logs."""
    VALIDATOR.chmod(0o755)
    told = folder / "told.json"
    command = [str(VALIDATOR), "validate", f"{folder}/*.sarif", "--output", str(told), "--rule-kind", "Sarif;Ghas"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=240, encoding="utf-8")
    assert told.exists(), done.stdout + done.stderr
    [run] = json.loads(told.read_text(encoding="utf-8-sig"))["runs"]
    assert f"{len(list(folder.glob('*.sarif')))} files scanned." in done.stdout
    return {result.get("ruleId") or result["rule"]["id"] for result in run["results"]}


@pytest.mark.parametrize(("language", "word"), [("ja", "判断を要する事項"), ("en", "To be decided")])
def test_libreoffice_opens_the_word_document(
    edition: ap.Edition, dossier: Dossier, language: Language, word: str, tmp_path: Path
) -> None:
    assessment, findings = ap.assess(edition, edition.answers(**dossier.answers.options)), check(dossier, edition)
    (tmp_path / "pack.docx").write_bytes(to_docx(assessment, dossier, findings, language=language))
    for form in ("txt:Text (encoded):UTF8", "pdf"):
        options = [f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to"]
        command = ["soffice", *options, form, "--outdir", str(tmp_path), str(tmp_path / "pack.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    told = (tmp_path / "pack.txt").read_text(encoding="utf-8-sig").replace("\N{NON-BREAKING HYPHEN}", "-")
    assert dossier.project.title in told
    assert word in told
    assert "二行目 http://evil.example" in told
    text = "".join(told.split())
    for message in (message for kind in find_kinds(findings) for message in kind.messages):
        assert "".join(message.in_language(language).split()) in text
    seen = subprocess.run(["pdftotext", "-layout", tmp_path / "pack.pdf", "-"], check=True, capture_output=True).stdout
    pages = seen.decode().split("\f")[:-1]
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    assert sum(bool(re.search(r"^\s*(番号|No\.)\s+(区分|Severity)\s", page, re.MULTILINE)) for page in pages) > 1
    assert b"/URI" not in (tmp_path / "pack.pdf").read_bytes()


def test_chromium_shows_the_rendered_markdown_and_runs_nothing(
    edition: ap.Edition, findings: tuple[Finding, ...], dossier: Dossier, tmp_path: Path
) -> None:
    assessment = ap.assess(edition, edition.answers(**dossier.answers.options))
    written = to_markdown(assessment, dossier, findings)
    page = cmarkgfm.github_flavored_markdown_to_html(written, options=Options.CMARK_OPT_UNSAFE)
    shown = answer_of(
        tmp_path,
        str(page),
        "return [document.body.innerText, document.querySelectorAll('a, img').length,"
        " document.querySelectorAll('table').length, window.hacked ?? null]",
    )
    assert isinstance(shown, list)
    text, links, tables, hacked = shown
    assert (links, hacked) == (0, None)
    assert tables == written.count("\n| --- |")
    assert dossier.project.title in text
    assert "一行目\n二行目 http://evil.example www.evil.example a@evil.example" in text


def test_libreoffice_opens_every_paper_and_a_brief_takes_two_pages_at_most(edition: ap.Edition, tmp_path: Path) -> None:
    files = sorted(file for folder in ("dossiers", "exercises") for file in (EXAMPLES / folder).glob("*.toml"))
    for file in files:
        dossier = dossiers.load(file)
        kinds = PaperKind if file.stem == "kobe-voicebot" else [PaperKind.BRIEF]
        for kind in kinds:
            for language in get_args(Language):
                document = tmp_path / f"{kind}-{file.parent.name}-{file.stem}-{language}.docx"
                document.write_bytes(to_docx(ap.draft(kind, dossier, edition), language=language))
    options = [f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", "pdf"]
    documents = sorted(tmp_path.glob("*.docx"))
    command = ["soffice", *options, "--outdir", str(tmp_path), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = {document.stem: pages_of(document.with_suffix(".pdf")) for document in documents}
    assert {name: len(each) for name, each in pages.items() if name.startswith("brief") and len(each) > 2} == {}
    dossier = dossiers.load(EXAMPLES / "exercises" / "kobe-voicebot.toml")
    words = {
        "specification": [item.words for item in dossier.requirements],
        "contract": [item.words for item in dossier.clauses],
        "pack": [item.words for item in (*dossier.requirements, *dossier.clauses)],
        "brief": [dossier.advice.mitigation, dossier.advice.quality_assurance, dossier.project.detail("purpose")],
    }
    for name, passages in words.items():
        for language in get_args(Language):
            said = "".join("".join(pages[f"{name}-exercises-kobe-voicebot-{language}"]).split())
            assert [passage for passage in passages if "".join((passage or "").split()) not in said] == []


def pages_of(file: Path) -> list[str]:
    """The text of each page of a PDF."""
    seen = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True).stdout
    return seen.decode().split("\f")[:-1]
