"""Checked dossiers as the files that other programs take."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import attrs

from aiprocure import export
from aiprocure.cli.dossier_files import determine_as_far
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import Problem
from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding

__all__ = ["Checked", "markdown_report", "problems_as_sarif", "sarif_report", "word_report"]


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

    It names files as seen from the current folder.
    """
    names = _name_files((*(each.file for each in checked), *unreadable))
    findings = {names[each.file]: each.findings for each in checked}
    texts = {names[each.file]: each.text for each in checked}
    problems = {names[file]: each for file, each in unreadable.items()}
    log: dict[str, Data] = json.loads(export.to_sarif(findings, texts=texts, problems=problems, language=language))
    return log


def problems_as_sarif(found: Iterable[Problem], language: Language) -> dict[str, Data]:
    """Return the problems of files, each of which names its file, as SARIF."""
    by_file: dict[Path, list[Problem]] = {}
    for problem in found:
        by_file.setdefault(Path(problem.file), []).append(problem)
    return sarif_report([], by_file, language)


def markdown_report(checked: Sequence[Checked], language: Language) -> str:
    """Return the reports on all the dossiers, one after the other, as Markdown."""
    reports = (export.to_markdown(_determine(each), each.dossier, each.findings, language=language) for each in checked)
    return "\n".join(reports)


def word_report(checked: Sequence[Checked], language: Language) -> bytes:
    """Return the report on the one dossier, as a Word document."""
    [each] = checked
    return export.to_docx(_determine(each), each.dossier, each.findings, language=language)


def _name_files(files: Iterable[Path]) -> dict[Path, str]:
    """A name for each file, no two alike: its path as seen from the current folder.

    Of one that lies elsewhere, no more of its path than tells it apart.
    """
    here = Path.cwd()
    inside: dict[Path, str] = {}
    outside: list[Path] = []
    for file in files:
        whole = file.absolute()
        if whole.is_relative_to(here) and ".." not in file.parts:
            inside[file] = str(whole.relative_to(here))
        else:
            outside.append(file)
    taken, named = set(inside.values()), dict(inside)
    for file in outside:
        named[file] = next(name for name in _endings(file) if name not in taken)
        taken.add(named[file])
    return named


def _endings(file: Path) -> Iterator[str]:
    """Ever longer endings of the path of a file; after the whole of it, the whole with numbers."""
    parts = Path(os.path.realpath(file)).parts[1:]
    for length in range(1, len(parts) + 1):
        yield str(Path(*parts[-length:]))
    yield from (str(Path(str(number), *parts)) for number in count(2))


def _determine(each: Checked) -> Assessment | Exploration:
    return determine_as_far(each.edition, each.edition.partial_answers(**each.dossier.answers.options))
