"""Findings by kind in words: each kind said once, with the items it concerns, what to do, and what it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from aiprocure.checks import Kind
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, FindingCode, Severity
from aiprocure.reports.dossiers import items_by_name
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section, tabulate
from aiprocure.reports.rulings import word_rulings
from aiprocure.reports.status_lists import short_name

__all__ = ["brief_kind_section", "count_findings", "kind_section", "number_codes"]

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
            _weight(kind, phrases),
            _said(kind, phrases, cite),
            (phrases.say("and") if edition else "\n").join(_names(kind, edition, phrases, names, axes=True)),
            "\n".join(map(phrases.of, kind.remedies)),
        )
        for number, kind in enumerate(kinds, 1)
    ]
    columns = {"column_number": 3, "column_severity": 6, "column_finding": 12, "column_where": 10, "column_remedy": 13}
    if not kinds:
        return Section(phrases.say("findings"), (Item(phrases.say("no_findings")),))
    found = [finding for kind in kinds for finding in kind.findings]
    heading = phrases.say("detail", key=phrases.say("findings"), value=count_findings(found, phrases))
    return Section(heading, _legend(kinds, phrases), tabulate(phrases, columns, rows))


def brief_kind_section(
    kinds: Sequence[Kind], edition: Edition, phrases: Phrases, names: Mapping[str, str], cite: Cite
) -> Section:
    """Return findings by kind in few lines: what was found, and of what; of errors, what to do too."""
    found = [finding for kind in kinds for finding in kind.findings]
    heading = phrases.say("detail", key=phrases.say("findings"), value=count_findings(found, phrases))
    if not kinds:
        return Section(heading, (Item(phrases.say("no_findings")),))
    items = (_brief(kind, edition, phrases, names, cite) for kind in kinds)
    return Section(heading, (*items, *_legend(kinds, phrases), Item(phrases.say("see_details"))))


def count_findings(findings: Iterable[Finding], phrases: Phrases) -> str:
    """Return how many findings there are of each severity, in a line, and apart how many the policy sets aside."""
    listed = tuple(findings)
    counts = {f"severity_{s}": sum(each.severity is s and not each.is_set_aside for each in listed) for s in Severity}
    if aside := sum(each.is_set_aside for each in listed):
        counts["set_aside"] = aside
    return phrases.listed(phrases.say("tally", words=phrases.say(name), count=count) for name, count in counts.items())


def number_codes(kinds: Iterable[Kind]) -> dict[FindingCode, int]:
    """Return the numbers under which kinds are listed, by code: of a code with several severities, the first."""
    numbers: dict[FindingCode, int] = {}
    for number, kind in enumerate(kinds, 1):
        numbers.setdefault(kind.code, number)
    return numbers


def _legend(kinds: Iterable[Kind], phrases: Phrases) -> tuple[Item, ...]:
    """What the star means, where there is one."""
    starred = any(finding.raised_by for kind in kinds for finding in kind.findings)
    return (Item(phrases.say("star")),) if starred else ()


def _brief(kind: Kind, edition: Edition, phrases: Phrases, names: Mapping[str, str], cite: Cite) -> Item:
    """A kind in a line, with what it concerns; a single finding says so itself, and has a place at most."""
    severity, (said, *others) = _weight(kind, phrases), map(phrases.of, kind.messages)
    inside = [Item(other) for other in others]
    if len(kind.findings) > 1:
        counted = phrases.say("counted", count=len(kind.findings))
        concerned = phrases.listed(_names(kind, edition, phrases, names, axes=False))
        said += phrases.say("aside", words=phrases.say("detail", key=counted, value=concerned))
    elif place := _place_beside(kind.findings[0], edition, phrases, names):
        said += phrases.say("aside", words=place)
    inside += [Item(ruling) for ruling in _rulings(kind, phrases)]
    if kind.severity is Severity.ERROR and not kind.set_aside:
        inside += [Item(f"→ {phrases.of(remedy)}") for remedy in kind.remedies]
    star = "★" if len(kind.findings) == 1 and kind.findings[0].raised_by else ""
    note = "".join(map(cite, kind.citations))
    return Item(f"{severity}  {star}{said}", note, tuple(inside), warns=kind.severity is Severity.ERROR)


def _place_beside(finding: Finding, edition: Edition, phrases: Phrases, names: Mapping[str, str]) -> str:
    """Where a finding is, if it is about no item of a check sheet, which its message names, and not about the whole."""
    of_item = (finding.subject or "") in edition.once(items_by_name)
    return phrases.place(finding.where, names) if finding.where and not of_item else ""


def _said(kind: Kind, phrases: Phrases, cite: Cite) -> str:
    """What a kind says, with its citations behind it."""
    said = "\n".join(map(phrases.of, kind.messages)) + "".join(map(cite, kind.citations))
    return "\n".join((said, *_rulings(kind, phrases)))


def _weight(kind: Kind, phrases: Phrases) -> str:
    return phrases.say("set_aside" if kind.set_aside else f"severity_{kind.severity}")


def _rulings(kind: Kind, phrases: Phrases) -> list[str]:
    """What the ministry's policy says of a kind, each different thing once."""
    return list(dict.fromkeys(said for finding in kind.findings for said in word_rulings(finding, phrases)))


def _names(kind: Kind, edition: Edition | None, phrases: Phrases, names: Mapping[str, str], *, axes: bool) -> list[str]:
    """What a kind concerns: items by their marks, what several findings are about, or else the places.

    What is emphasized has a star and, if that is wanted, the axes on which it rests.
    """
    items = edition.once(items_by_name) if edition else {}
    shown: dict[str, None] = {}
    for finding in kind.findings:
        if item := items.get(finding.subject or ""):
            name = short_name(item, phrases)
        else:
            name = _of_record(finding, kind, edition, phrases) or phrases.place(finding.where, names)
        shown[_starred(name, finding) + (_axes(finding, phrases) if axes else "")] = None
    return list(shown)


def _of_record(finding: Finding, kind: Kind, edition: Edition | None, phrases: Phrases) -> str:
    """The axis or option that one of several findings is about, or what it says, where that does not stand there."""
    if finding.message in kind.messages:
        return ""
    axes = edition.axes if edition else ()
    named = {f"axis/{axis.id}": phrases.axis(axis) for axis in axes}
    named |= {f"option/{option.id}": phrases.option(option) for axis in axes for option in axis.options}
    return named.get(finding.subject or "") or phrases.of(finding.message)


def _starred(name: str, finding: Finding) -> str:
    return f"★{name}" if finding.raised_by else name


def _axes(finding: Finding, phrases: Phrases) -> str:
    """The axes on which an emphasized finding rests."""
    axes = [name.removeprefix("axis/") for name in finding.raised_by if name.startswith("axis/")]
    return phrases.say("aside", words=phrases.say("axes_named", axes=phrases.listed(axes))) if axes else ""
