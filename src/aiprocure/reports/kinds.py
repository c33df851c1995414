"""Findings by kind in words: each kind said once, with the items it concerns, what to do, and what it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from aiprocure.checks import Kind
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.reports.dossiers import items_by_name
from aiprocure.reports.item_statuses import short_name
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section, tabulate

__all__ = ["brief_kind_section", "count_findings", "kind_section", "remarks_by_code"]

Cite: TypeAlias = Callable[[Citation], str]


def kind_section(
    kinds: Sequence[Kind],
    edition: Edition | None,
    phrases: Phrases,
    names: Mapping[str, str],
    cite: Cite,
) -> Section:
    """Return findings by kind, the gravest first and numbered through. ``names`` are those of the dossier's items."""
    rows = [
        (
            str(number),
            phrases.say(f"severity_{kind.severity}"),
            _said(kind, phrases, cite),
            "\n".join(_whole_names(kind, edition, phrases, names)),
            "\n".join(map(phrases.of, kind.remedies)),
        )
        for number, kind in enumerate(kinds, 1)
    ]
    columns = {"column_number": 3, "column_severity": 4, "column_finding": 12, "column_where": 13, "column_remedy": 11}
    if not kinds:
        return Section(phrases.say("findings"), (Item(phrases.say("no_findings")),))
    found = [finding for kind in kinds for finding in kind.findings]
    heading = phrases.say("detail", key=phrases.say("findings"), value=count_findings(found, phrases))
    return Section(heading, _legend(kinds, phrases), tabulate(phrases, columns, rows))


def brief_kind_section(
    kinds: Sequence[Kind], edition: Edition, phrases: Phrases, names: Mapping[str, str], cite: Cite
) -> Section:
    """Return findings by kind in few lines: what was found, of what, and what to do."""
    items = tuple(_brief(kind, edition, phrases, names, cite) for kind in kinds)
    none = (Item(phrases.say("no_findings")),)
    return Section(phrases.say("findings"), (*items, *_legend(kinds, phrases)) or none)


def count_findings(findings: Iterable[Finding], phrases: Phrases) -> str:
    """Return how many findings there are of each severity, in a line."""
    listed = tuple(findings)
    counts = ((severity, sum(each.severity is severity for each in listed)) for severity in Severity)
    return phrases.listed(
        phrases.say("tally", words=phrases.say(f"severity_{severity}"), count=count) for severity, count in counts
    )


def remarks_by_code(kinds: Iterable[Kind], phrases: Phrases) -> dict[str, str]:
    """Return what is said of a single item, by code, with the item left out: what is to be put right about it."""
    return {kind.code: phrases.of(kind.remedies[0]) for kind in reversed(tuple(kinds))}


def _legend(kinds: Iterable[Kind], phrases: Phrases) -> tuple[Item, ...]:
    """What the star means, where there is one."""
    starred = any(finding.raised_by for kind in kinds for finding in kind.findings)
    return (Item(phrases.say("star")),) if starred else ()


def _brief(kind: Kind, edition: Edition, phrases: Phrases, names: Mapping[str, str], cite: Cite) -> Item:
    severity = phrases.say(f"severity_{kind.severity}")
    several = phrases.say("aside", words=phrases.say("counted", count=len(kind.findings)))
    said = "".join(map(phrases.of, kind.messages)) + (several if len(kind.findings) > 1 else "")
    where = phrases.listed(_short_names(kind, edition, phrases, names))
    inside = [Item(where)] if where else []
    inside += [Item(f"→ {phrases.of(remedy)}") for remedy in kind.remedies]
    note = "".join(map(cite, kind.citations))
    return Item(f"{severity}  {said}", note, tuple(inside), warns=kind.severity is Severity.ERROR)


def _said(kind: Kind, phrases: Phrases, cite: Cite) -> str:
    """What a kind says, with its citations behind it."""
    return "\n".join(map(phrases.of, kind.messages)) + "".join(map(cite, kind.citations))


def _short_names(kind: Kind, edition: Edition, phrases: Phrases, names: Mapping[str, str]) -> list[str]:
    """What a kind concerns, each item by its mark and what is emphasized with a star; nothing where it is all of it."""
    items = edition.once(items_by_name)
    shown: dict[str, None] = {}
    for finding in kind.findings:
        item = items.get(finding.subject or "")
        if len(kind.findings) == 1 and not finding.where:
            continue
        name = short_name(item, phrases) if item else phrases.place(finding.where, names)
        shown[_starred(name, finding)] = None
    return list(shown)


def _whole_names(kind: Kind, edition: Edition | None, phrases: Phrases, names: Mapping[str, str]) -> list[str]:
    """What a kind concerns, each item with its caption."""
    items = edition.once(items_by_name) if edition else {}
    shown: dict[str, None] = {}
    for finding in kind.findings:
        item = items.get(finding.subject or "")
        name = phrases.caption(item) if item else phrases.place(finding.where, names)
        shown[_starred(name, finding) + _axes(finding, phrases)] = None
    return list(shown)


def _starred(name: str, finding: Finding) -> str:
    return f"★{name}" if finding.raised_by else name


def _axes(finding: Finding, phrases: Phrases) -> str:
    """The axes on which an emphasized finding rests."""
    axes = [name.removeprefix("axis/") for name in finding.raised_by if name.startswith("axis/")]
    return phrases.say("aside", words=phrases.say("axes_named", axes=phrases.listed(axes))) if axes else ""
