"""Citations said once, at the end of a report, and referred to by their numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from aiprocure.model.citation import Citation
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, keep_filled

__all__ = ["cite_by_number", "cited_items", "flow", "notes_in", "number_citations", "number_items", "number_report"]


def notes_in(items: Sequence[Item]) -> Iterator[str]:
    """Yield the notes behind items, which are citations."""
    for item in items:
        if item.note:
            yield item.note
        yield from notes_in(item.inside)


def number_citations(citations: Iterable[str]) -> Mapping[str, int]:
    """Return a number for each different citation, in the order in which it comes first."""
    return {citation: number for number, citation in enumerate(dict.fromkeys(citations), 1)}


def cite_by_number(numbers: Mapping[str, int], phrases: Phrases) -> Callable[[Citation], str]:
    """Return what words a citation by its number."""
    return lambda citation: phrases.say("reference_number", number=numbers[phrases.citation(citation)])


def number_items(items: Iterable[Item], numbers: Mapping[str, int], phrases: Phrases) -> Iterator[Item]:
    """Yield items with the number of a citation in place of each."""
    for item in items:
        note = phrases.say("reference_number", number=numbers[item.note]) if item.note else ""
        yield attrs.evolve(item, note=note, inside=tuple(number_items(item.inside, numbers, phrases)))


def cited_items(numbers: Mapping[str, int], phrases: Phrases) -> tuple[Item, ...]:
    """Return the citations that a report refers to by their numbers."""
    return tuple(
        Item(phrases.say("source_number", number=number, citation=citation.strip(" []［］")), numbered=True)
        for citation, number in numbers.items()
    )


def number_report(report: Report, phrases: Phrases, *, flowing: bool = False) -> Report:
    """Return a report whose items cite by numbers, with the sources behind it, if any, in lines of their own or not."""
    cited = (report.lead, *(section.items for section in report.sections))
    numbers = number_citations(note for items in cited for note in notes_in(items))
    sections = (attrs.evolve(each, items=tuple(number_items(each.items, numbers, phrases))) for each in report.sections)
    cited_by = flow(cited_items(numbers, phrases)) if flowing else cited_items(numbers, phrases)
    sources = keep_filled(Section(phrases.say("sources"), cited_by))
    return attrs.evolve(report, lead=tuple(number_items(report.lead, numbers, phrases)), sections=(*sections, *sources))


def flow(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items one behind the other, several to a line."""
    return (Item("  ".join(item.text for item in items)),) if items else ()
