"""What was found in dossiers, as the files that others take."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import attrs

from aiprocure import export
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.errors import Problem
from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding

__all__ = ["Checked", "markdown_report", "sarif_report", "word_report"]


@attrs.frozen
class Checked:
    """A file, its text, the dossier in it, the edition it was read against, and what was found there."""

    file: Path
    text: str
    dossier: Dossier
    edition: Edition
    findings: tuple[Finding, ...]


def sarif_report(
    checked: Sequence[Checked], unreadable: Mapping[Path, Iterable[Problem]], language: Language
) -> dict[str, Data]:
    """Return the findings in all the files, with their lines, as SARIF, and why others could not be read.

    It names files as seen from here.
    """
    named: dict[str, Checked] = {}
    for each in checked:
        named[next(name for name in _names(each.file) if name not in named)] = each
    findings = {name: each.findings for name, each in named.items()}
    texts = {name: each.text for name, each in named.items()}
    log = json.loads(export.to_sarif(findings, texts=texts, language=language))
    told = [_notification(file, problem) for file, problems in unreadable.items() for problem in problems]
    log["runs"][0]["invocations"] = [{"executionSuccessful": not told, "toolExecutionNotifications": told}]
    report: dict[str, Data] = log
    return report


def markdown_report(checked: Sequence[Checked], language: Language) -> str:
    """Return the packs about all the dossiers, one after the other, as Markdown."""
    packs = (
        export.to_markdown(_determination(each), each.findings, language=language, dossier=each.dossier)
        for each in checked
    )
    return "\n".join(packs)


def word_report(checked: Sequence[Checked], language: Language) -> bytes:
    """Return the pack about the one dossier, as a Word document."""
    [each] = checked
    return export.to_docx(_determination(each), each.findings, language=language, dossier=each.dossier)


def _names(file: Path) -> list[str]:
    """What to call a file: its path as seen from here; if it lies elsewhere, no more of it than tells it apart."""
    here, whole = Path.cwd(), file.absolute()
    if whole.is_relative_to(here) and ".." not in file.parts:
        return [whole.relative_to(here).as_posix()]
    parts = file.resolve().parts
    return ["/".join(parts[-length:]) for length in range(1, len(parts))]


def _notification(file: Path, problem: Problem) -> dict[str, Data]:
    """What kept a file from being checked, as SARIF tells it."""
    name: dict[str, Data] = {"uri": quote(_names(file)[0], errors="surrogatepass")}
    place: dict[str, Data] = {"physicalLocation": {"artifactLocation": name}}
    words = str(attrs.evolve(problem, file=""))  # the place says which file it is, and as seen from here
    return {"level": "error", "message": {"text": words}, "locations": [place]}


def _determination(each: Checked) -> Assessment | Exploration:
    """What the answers come to: an assessment, or where some are missing, what is still possible."""
    edition = each.edition
    answers = edition.partial_answers(**each.dossier.answers.options)
    if len(answers) < len(edition.axes):
        return explore(edition, answers)
    return assess(edition, edition.answers(**answers))
