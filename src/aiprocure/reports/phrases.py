"""How the guideline's values and our own words are put in one language, whatever shows them."""

from collections.abc import Iterable

import attrs

from aiprocure.editions.labels import phrases_in
from aiprocure.errors.text import Language, Text
from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import Condition, Rule

__all__ = ["Phrases", "asked_axes", "marks_of"]


@attrs.frozen
class Phrases:
    """How things are said in one language.

    >>> edition = editions.load("2025-05-27")
    >>> Phrases("en").row(edition, edition.rules[8])
    'R9: C③ & B② & A①④ & D② → Low'
    """

    language: Language

    def say(self, name: str, **values: object) -> str:
        """Return one of our phrases, its places filled."""
        return phrases_in(self.language)[name].format(**values)

    def of(self, text: Text) -> str:
        """Return a passage of the guideline."""
        return text.in_language(self.language)

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list in a sentence."""
        return self.say("and").join(names)

    def citation(self, citation: Citation) -> str:
        """Return where a record comes from, and how it was come by, to be written right behind it."""
        return self.say("citation", citation=citation, provenance=self.say(citation.provenance))

    def option(self, option: Option) -> str:
        """Return an option with its axis and its mark."""
        return f"{option.axis}{option.mark} {self.of(option.text)}"

    def axis(self, axis: Axis) -> str:
        """Return an axis with its id."""
        return f"{axis.id} {self.of(axis.text)}"

    def outcome(self, edition: Edition, outcome: OutcomeId) -> str:
        """Return the word for an outcome."""
        return next(self.of(known.text) for known in edition.outcomes if known.id == outcome)

    def verdict(self, outcome: Outcome) -> str:
        """Return an outcome with what it means."""
        return f"{self.of(outcome.text)}  {self.of(outcome.meaning)}"

    def conditions(self, edition: Edition, when: Condition) -> str:
        """Return a condition by its marks, its axes in the order of asking: C③ & B② & A①④."""
        sets = dict(when.sets)
        named = (f"{axis.id}{marks_of(axis, sets[axis.id])}" for axis in asked_axes(edition) if axis.id in sets)
        return " & ".join(named) or self.say("always")

    def row(self, edition: Edition, rule: Rule) -> str:
        """Return a row in a line: R9: C③ & B② & A①④ & D② → 低."""
        return f"{rule.id}: {self.conditions(edition, rule.when)} → {self.outcome(edition, rule.outcome)}"

    def family(self, family: str) -> str:
        """Return the word for a family of records."""
        return self.say(f"family_{family.replace('-', '_')}")

    def field(self, name: str) -> str | None:
        """Return the word for a field of a record, or None for one that has no word, as the text itself."""
        return phrases_in(self.language).get(f"field_{name}")

    def edition(self, edition: Edition) -> str:
        """Return what names an edition."""
        named = {"code": edition.code, "title": self.of(edition.text), "id": edition.id, "revision": edition.revision}
        return self.say("edition_line", **named)

    def provisos(self, edition: Edition) -> tuple[str, ...]:
        """Return what has to be said with an edition whose rows are not all those that it was published with."""
        supplied = any(rule.citation.provenance is Provenance.SUPPLIED for rule in edition.rules)
        told = {"rows_redrawn": edition.redrawn, "rows_supplied": supplied}
        return tuple(self.say(name) for name, holds in told.items() if holds)


def asked_axes(edition: Edition) -> tuple[Axis, ...]:
    """Return an edition's axes in the order of asking."""
    return tuple(axis for id_ in edition.asking_order.axes for axis in edition.axes if axis.id == id_)


def marks_of(axis: Axis, options: frozenset[OptionId]) -> str:
    """Return the marks of some options of an axis: ①④."""
    return "".join(option.mark for option in axis.options if option.id in options)
