"""The guideline's values and our own words in one language."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import get_args

import attrs

from aiprocure.editions.labels import phrases_in
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language, Text
from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.check_sheets import Clause, Requirement, SheetRow
from aiprocure.model.citation import Citation
from aiprocure.model.days import day_text
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import Condition, ReadingId, Rule
from aiprocure.reports.places import ANSWER_CODES, word_place

__all__ = ["Phrases", "asked_axes", "exact_text", "marks_of"]

_MOST_DECIMALS = 30


def _require_language(_phrases: object, _field: object, language: object) -> None:
    if not isinstance(language, str) or language not in get_args(Language):
        known = [Choice(each) for each in get_args(Language)]
        raise InvalidArgument(Problem.of("wrong-type", value=language, expected=known))


@attrs.frozen
class Phrases:
    """How things are said in one language. Raises :class:`InvalidArgument` for any but Japanese and English.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> Phrases("en").row(edition, edition.rules[8])
    'R9: C③ & B② & A①④ & D② → Low'
    """

    language: Language = attrs.field(validator=_require_language)

    def say(self, name: str, **values: object) -> str:
        """Return one of our phrases, its places filled."""
        return phrases_in(self.language)[name].format(**values)

    def of(self, text: Text) -> str:
        """Return a passage of the guideline."""
        return text.in_language(self.language)

    def day(self, day: datetime.date) -> str:
        """Return a day as it is written in a text."""
        return self.of(day_text(day))

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list in a sentence."""
        return self.say("and").join(names)

    def citation(self, citation: Citation) -> str:
        """Return where a record comes from, and how it was obtained, to be written right behind it."""
        return self.say("citation", citation=citation, provenance=self.say(citation.provenance))

    def option(self, option: Option) -> str:
        """Return an option with its axis and its mark."""
        return option.captioned(self.language)

    def axis(self, axis: Axis) -> str:
        """Return an axis with its id."""
        return axis.captioned(self.language)

    def caption(self, record: Requirement | SheetRow | Clause) -> str:
        """Return an item of a check sheet with its mark or number."""
        return record.captioned(self.language)

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
        return self.say("both").join(named) or self.say("always")

    def row(self, edition: Edition, rule: Rule) -> str:
        """Return a row in a line: R9: C③ & B② & A①④ & D② → Low."""
        decides = f"{self.conditions(edition, rule.when)} → {self.outcome(edition, rule.outcome)}"
        return self.say("detail", key=rule.id, value=decides)

    def readings(self, edition: Edition, readings: Iterable[ReadingId]) -> str:
        """Return what rival readings are called, by their numbers in the edition."""
        numbers = {reading.id: number for number, reading in enumerate(edition.readings, 1)}
        return self.listed(self.say("reading_number", number=numbers[reading]) for reading in readings)

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

    def place(self, where: str, names: Mapping[str, str] | None = None) -> str:
        """Return a place in a dossier as people name it. ``names`` are those of its items, by their pointers.

        Any other place, such as a cell of a workbook, stays as it is.

        >>> Phrases("ja").place("/risk_cases/1"), Phrases("ja").place("/answers/C")
        ('2件目のリスクケース', '回答C')
        """
        return word_place(where, self, names or {})

    def problem(self, problem: Problem, names: Mapping[str, str] | None = None) -> str:
        """Return a problem for people: the file with its line, the place, what is wrong and what to do.

        >>> print(Phrases("ja").problem(Problem.of("no-such-option", "/answers/D", value=9, expected=[Choice("D1")])))
        回答D：選択肢 9 はない。D1から選ぶこと。
        """
        where = f"/answers{problem.where}" if problem.code in ANSWER_CODES and problem.where.count("/") == 1 else ""
        place = self.place(where or problem.where, names) if problem.where else ""
        said = self.of(problem.text)
        if place:
            said = self.say("detail", key=place, value=said)
        return self.say("detail", key=self._position(problem), value=said) if problem.file else said

    def _position(self, problem: Problem) -> str:
        """The file of a problem, with line and column where they are known."""
        file = shown_path(problem.file)
        if problem.line is None:
            return file
        name = "in_line" if problem.column is None else "in_column"
        return self.say(name, file=file, line=problem.line, column=problem.column)


def asked_axes(edition: Edition) -> tuple[Axis, ...]:
    """Return an edition's axes in the order of asking."""
    return tuple(axis for id_ in edition.asking_order.axes for axis in edition.axes if axis.id == id_)


def marks_of(axis: Axis, options: frozenset[OptionId]) -> str:
    """Return the marks of some options of an axis: ①④."""
    return "".join(option.mark for option in axis.options if option.id in options)


def exact_text(number: Fraction) -> str:
    """Return a number exactly: as a decimal where it has one, or else as a fraction.

    >>> exact_text(Fraction(1, 4)), exact_text(Fraction(1, 3)), exact_text(Fraction(12))
    ('0.25', '1/3', '12')
    """
    for digits in range(_MOST_DECIMALS + 1):
        if 10**digits % number.denominator == 0:
            whole, rest = divmod(int(number * 10**digits), 10**digits)
            return f"{whole}.{rest:0{digits}}" if digits else str(whole)
    return str(number)
