"""Reports: any value as a document, said once for every format. One kind of value a module."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar, cast

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.counterfactuals import Change, Route
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.inventory import InventorySummary
from aiprocure.model.papers import Paper
from aiprocure.reports.comparisons import report_comparison
from aiprocure.reports.counterfactuals import report_changes, report_routes
from aiprocure.reports.determinations import report_assessment, report_exploration
from aiprocure.reports.dossiers import report_dossier, require_same
from aiprocure.reports.editions import report_edition
from aiprocure.reports.findings import report_findings, report_procurement
from aiprocure.reports.inventories import report_inventory
from aiprocure.reports.papers import report_paper
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, Table

__all__ = ["Item", "Report", "Reportable", "Section", "Table", "make_report"]


def __dir__() -> list[str]:
    return list(__all__)


T = TypeVar("T")

Reportable: TypeAlias = (
    Edition
    | Assessment
    | Exploration
    | Comparison
    | Dossier
    | InventorySummary
    | Paper
    | Iterable[Finding]
    | Iterable[Change]
    | Iterable[Route]
)
"""A value that there is a report on."""
_KINDS = ("Edition", "Assessment", "Exploration", "Comparison", "Dossier", "InventorySummary", "Paper")
_ENTRIES = ("Finding", "Change", "Route")


def make_report(
    value: Reportable,
    phrases: Phrases,
    dossier: Dossier | None = None,
    findings: Iterable[Finding] | None = None,
) -> Report:
    """Return the report on a value, with the dossier that it is about if one is given.

    With ``findings``, the report on an assessment or an exploration is all that an officer hands on. An empty series is
    taken for findings, of which there are none.

    Raises :class:`InvalidArgument` for a value of any other type, for findings beside another value, and for a dossier
    that names another edition than that of an assessment or exploration, or answers otherwise.
    """
    if dossier is not None:
        require_same(dossier, value)
    match value:
        case Assessment():
            report = report_assessment(value, phrases, dossier)
        case Exploration():
            report = report_exploration(value, phrases, dossier)
        case _ if findings is not None:
            raise _wrong_type(value, ("Assessment", "Exploration"))
        case _:
            return _report_other(value, phrases, dossier)
    return (
        report if findings is None else report_procurement(value, report, _series(Finding, findings), phrases, dossier)
    )


def _report_other(value: object, phrases: Phrases, dossier: Dossier | None) -> Report:
    """The report on any value but a determination."""
    match value:
        case Comparison():
            report = report_comparison(value, phrases)
        case Edition():
            report = report_edition(value, phrases)
        case Dossier():
            report = report_dossier(value, phrases)
        case InventorySummary():
            report = report_inventory(value, phrases)
        case Paper():
            report = report_paper(value, phrases)
        case _:
            report = _report_series(_entries(value), phrases, dossier)
    return report


def _report_series(entries: tuple[object, ...], phrases: Phrases, dossier: Dossier | None) -> Report:
    """The report on a series. The kind of its first entry decides; all others must be of the same."""
    match entries:
        case (Change(), *_):
            return report_changes(_series(Change, entries), phrases)
        case (Route(), *_):
            return report_routes(_series(Route, entries), phrases)
        case (Finding(), *_) | ():
            return report_findings(_series(Finding, entries), phrases, dossier)
    raise _wrong_type(entries[0], _ENTRIES)


def _entries(value: object) -> tuple[object, ...]:
    """The entries of a series. Text and mappings do not count as one."""
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping):
        raise _wrong_type(value, (*_KINDS, *_ENTRIES))
    return tuple(value)


def _series(kind: type[T], value: object) -> tuple[T, ...]:
    """A series as a tuple, all of its entries of one kind."""
    entries = _entries(value)
    for entry in entries:
        expect(kind, entry)
    return cast(tuple[T, ...], entries)


def _wrong_type(value: object, kinds: Iterable[str]) -> InvalidArgument:
    return InvalidArgument(Problem.of("wrong-type", value=value, expected=map(Choice, kinds)))
