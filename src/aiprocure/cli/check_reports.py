"""Checked dossiers as the files that other programs take."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import cast

import attrs

from aiprocure import encoding, export
from aiprocure.checks import find_kinds, item_statuses
from aiprocure.cli.dossier_files import determine_as_far
from aiprocure.encoding import CheckedRecord, Data, DeterminationRecord
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.markdown import report_as_markdown
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.item_status import ItemStatus, Status
from aiprocure.reports import Report
from aiprocure.reports.overview import CheckedDossier, report_overview
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.status_lists import sheet_of
from aiprocure.reports.verdicts import is_undermined, reasons_of, settled_outcome

__all__ = [
    "Checked",
    "describe_checked",
    "determine_checked",
    "markdown_report",
    "overview_report",
    "problems_as_sarif",
    "sarif_report",
    "word_report",
]


@attrs.frozen
class Checked:
    """A file, its text, the dossier in it, the edition it was read against, and what was found there.

    A workbook has no text, but ``places``: the cells that its dossier stands in, by its pointers.
    """

    file: Path
    text: str | None
    dossier: Dossier
    edition: Edition
    findings: tuple[Finding, ...]
    places: Mapping[str, str] = attrs.field(factory=dict)


def sarif_report(
    checked: Sequence[Checked], unreadable: Mapping[Path, Iterable[Problem]], language: Language
) -> dict[str, Data]:
    """Return the findings in all the files, with their lines, as SARIF, and why others could not be read.

    It names files as seen from the current folder.
    """
    names = _name_files((*(each.file for each in checked), *unreadable))
    findings = {names[each.file]: each.findings for each in checked}
    texts = {names[each.file]: each.text for each in checked if each.text is not None}
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
    reports = (
        export.to_markdown(determine_checked(each), each.dossier, each.findings, language=language) for each in checked
    )
    overview = [report_as_markdown(overview_report(checked, Phrases(language)))] if len(checked) > 1 else []
    return "\n".join((*overview, *reports))


def overview_report(checked: Iterable[Checked], phrases: Phrases) -> Report:
    """Return the report on checked dossiers beside each other."""
    rows = [
        CheckedDossier(shown_path(each.file), each.dossier, determine_checked(each), statuses_of(each), each.findings)
        for each in checked
    ]
    return report_overview(rows, phrases)


def statuses_of(each: Checked) -> tuple[ItemStatus, ...]:
    """Return the status of every item of the check sheets in a dossier."""
    return item_statuses(each.dossier, each.edition, each.findings)


def describe_checked(each: Checked) -> CheckedRecord:
    """Return as plain data what checking a dossier has shown, in the order in which every format shows it."""
    statuses = statuses_of(each)
    counts: dict[str, dict[str, int]] = {}
    for sheet in dict.fromkeys(map(sheet_of, statuses)):
        found = Counter(status.status.value for status in statuses if sheet_of(status) == sheet)
        counts[sheet] = {status.value: found[status.value] for status in Status}
    record: dict[str, object] = {
        "file": str(each.file),
        "edition": each.dossier.edition,
        "title": each.dossier.project.title,
        "determination": _describe_determination(each),
        "counts": counts,
        "items": [encoding.to_data(status) for status in statuses],
        "kinds": _describe_kinds(each.findings),
        "findings": [encoding.to_data(finding) for finding in each.findings],
    }
    return cast(CheckedRecord, record)


def _describe_determination(each: Checked) -> DeterminationRecord:
    value = determine_checked(each)
    settled = settled_outcome(value)
    meaning = None if settled is None else encoding.to_data(settled.meaning)
    disputed = value.disputed_by if isinstance(value, Exploration) else [reading.id for reading in value.disputed]
    possible = value.possible if isinstance(value, Exploration) else (value.outcome,)
    record: dict[str, object] = {
        "outcome": None if settled is None else settled.id,
        "meaning": meaning,
        "possible": [outcome.id for outcome in possible],
        "reasons": [[option.id for option in reason] for reason in reasons_of(value)],
        "disputed_by": list(disputed),
        "ask_next": [axis.id for axis in value.ask_next] if isinstance(value, Exploration) else [],
        "undermined": is_undermined(each.findings),
    }
    return cast(DeterminationRecord, record)


def _describe_kinds(findings: Sequence[Finding]) -> list[dict[str, Data]]:
    positions: dict[int, int] = {id(finding): position for position, finding in enumerate(findings)}
    return [
        {
            "code": kind.code,
            "severity": kind.severity.value,
            "set_aside": kind.set_aside,
            "messages": [encoding.to_data(message) for message in kind.messages],
            "remedies": [encoding.to_data(remedy) for remedy in kind.remedies],
            "findings": [positions[id(finding)] for finding in kind.findings],
        }
        for kind in find_kinds(findings)
    ]


def word_report(checked: Sequence[Checked], language: Language) -> bytes:
    """Return the report on the one dossier, as a Word document."""
    [each] = checked
    return export.to_docx(determine_checked(each), each.dossier, each.findings, language=language)


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


def determine_checked(each: Checked) -> Assessment | Exploration:
    """Return what the edition makes of the answers of a dossier, as far as they go."""
    return determine_as_far(each.edition, each.edition.partial_answers(**each.dossier.answers.options))
