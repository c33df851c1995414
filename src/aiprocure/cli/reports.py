"""What was found in dossiers, as the files that others take."""

from collections.abc import Sequence
from pathlib import Path

import attrs

from aiprocure import editions, export
from aiprocure.cli.refusals import Refusal
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.model.text import Language
from aiprocure.wording import shown_path

__all__ = ["Checked", "markdown_report", "sarif_report", "word_report"]


@attrs.frozen
class Checked:
    """A file, the dossier in it, and what was found there."""

    file: Path
    dossier: Dossier
    findings: tuple[Finding, ...]


def sarif_report(checked: Sequence[Checked], language: Language) -> str:
    """Return the findings in all the files, with their lines, as SARIF. It names files as seen from here."""
    named: dict[str, Checked] = {}
    for each in checked:
        name = _name(each.file)
        named[name if name not in named else f"{len(named) + 1}/{name}"] = each
    texts = {name: _text(each.file) for name, each in named.items()}
    return export.to_sarif({name: each.findings for name, each in named.items()}, texts=texts, language=language)


def markdown_report(checked: Sequence[Checked], language: Language) -> str:
    """Return the packs about all the dossiers, one after the other, as Markdown."""
    packs = (
        export.to_markdown(_determination(each.dossier), each.findings, language=language, dossier=each.dossier)
        for each in checked
    )
    return "\n".join(packs)


def word_report(checked: Sequence[Checked], language: Language) -> bytes:
    """Return the pack about the one dossier, as a Word document."""
    [each] = checked
    return export.to_docx(_determination(each.dossier), each.findings, language=language, dossier=each.dossier)


def _name(file: Path) -> str:
    """The path of a file as seen from here; of one that lies elsewhere, its name alone, for the rest is nobody's."""
    here = Path.cwd()
    seen = file.relative_to(here) if file.is_relative_to(here) else file
    return seen.name if seen.is_absolute() or ".." in seen.parts else seen.as_posix()


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise Refusal(f"{shown_path(file)}: cannot be read: {error.strerror}") from None


def _determination(dossier: Dossier) -> Assessment | Exploration:
    """What the answers come to: an assessment, or where some are missing, what is still possible."""
    edition = editions.load(dossier.edition)
    answers = edition.partial_answers(**dossier.answers.options)
    if len(answers) < len(edition.axes):
        return explore(edition, answers)
    return assess(edition, edition.answers(**answers))
