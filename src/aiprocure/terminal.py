"""What the command shows, laid out for a terminal."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

import attrs
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from aiprocure import editions
from aiprocure.engine.assessment import Assessment, assess, deciding_rule
from aiprocure.engine.explanation import explain
from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.case import Case
from aiprocure.model.checklists import Countermeasure
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.references import FAMILIES, CrossReference, Entry, entries_of
from aiprocure.model.rules import Rule
from aiprocure.model.text import Language, Text

__all__ = ["Line", "Page"]

_OPENING, _CLOSING = "（「『［", "、。，．・：；？！」』）］ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜"
_UNBREAKABLE = re.compile(f"[{_OPENING}]*(?:[!-~]+ ?|.)[{_CLOSING}]*")


@attrs.frozen
class Line:
    """A line of text that stays indented where it is too long for the terminal, broken as Japanese is."""

    text: Styled
    indent: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Styled]:
        for paragraph in self.text.split("\n"):
            width = paragraph.cell_len if options.no_wrap else options.max_width - self.indent
            for part in paragraph.divide(_breaks(paragraph.plain, width)):
                part.rstrip()
                yield Styled(" " * self.indent, no_wrap=True, overflow="ignore") + part


@attrs.frozen
class Page:
    """What there is to show, in one language."""

    language: Language

    def determination(self, assessment: Assessment, case: Case | None = None) -> RenderableType:
        """Return a determination as an officer would want to read it, with the words of the case if there is one."""
        edition = assessment.edition
        outcome = f"{self._in(assessment.outcome.text)}  {self._in(assessment.outcome.meaning)}"
        return Group(
            *([self._section("case", self._project(case))] if case else []),
            self._section("outcome", [Line(Styled(outcome, "bold"))]),
            self._section("path", self._path(assessment, case.answers.reasons if case else {})),
            self._section("reasons", self._reasons(assessment)),
            self._section("deciding_row", self._readings(assessment)),
            self._section("follows", (self._cited(c.text, c.citation, before="- ") for c in assessment.consequences)),
            self._section("edition", self._edition(edition)),
            self._section("sources", (Line(Styled(f"{s.id}  {self._in(s.text)}")) for s in edition.sources)),
        )

    def editions(self, carried: Iterable[Edition]) -> RenderableType:
        """Return the editions that are carried, with what superseded each."""
        return self._section("carried", (line for edition in carried for line in self._edition(edition)))

    def rules(self, edition: Edition) -> Table:
        """Return an edition's rows as a decision table, its axes in the order of asking."""
        table = self._table(edition, "row", *(axis.id for axis in _asked(edition)), "outcome")
        for rule in edition.rules:
            sets = dict(rule.when.sets)
            cells = (_marks(axis, sets[axis.id]) if axis.id in sets else "―" for axis in _asked(edition))
            table.add_row(rule.id, *cells, self._outcome(edition, rule.outcome))
        return table

    def combinations(self, edition: Edition) -> Table:
        """Return every combination of answers with its outcome, its row, and the readings that dispute it."""
        table = self._table(edition, *(axis.id for axis in edition.axes), "outcome", "row", "disputed")
        for assessment in (assess(edition, answers) for answers in edition.all_answers()):
            marks = (option.mark for option in assessment.chosen)
            disputed = self._and(reading.id for reading in assessment.disputed)
            table.add_row(*marks, self._in(assessment.outcome.text), assessment.rule.id, disputed)
        return table

    def overview(self, edition: Edition) -> RenderableType:
        """Return what an edition holds, counted family by family."""
        counts = Counter(entry.family for entry in edition.once(entries_of))
        lines = (Line(Styled(f"{self._family(family)}  {counts[family]}")) for family, _ in FAMILIES if counts[family])
        return Group(self._section("edition", self._edition(edition)), self._section("holds", lines))

    def record(self, found: CrossReference) -> RenderableType:
        """Return a record with its passages, its citation and its links, both ways."""
        entry = found.entry
        return Group(
            Styled(f"{self._family(entry.family)}  {entry.record.id}", "bold cyan"),
            *self._passages(entry.record),
            Line(Styled(self._say("reference", reference=entry.reference), "dim")),
            "",
            *(self._section(heading, self._entries(entries)) for heading, entries in self._links(found) if entries),
        )

    def _links(self, found: CrossReference) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        return (("links_to", found.links_to), ("linked_from", found.linked_from))

    def _entries(self, entries: Iterable[Entry]) -> Iterator[Line]:
        for entry in entries:
            words = str(entry.record) if isinstance(entry.record, Rule) else self._in(entry.record.text)
            yield Line(Styled(f"{entry.family} {entry.record.id}  {words}"))

    def _passages(self, record: object, indent: int = 2) -> Iterator[Line]:
        for field in attrs.fields(cast(type[attrs.AttrsInstance], type(record))):
            value = getattr(record, field.name)
            if isinstance(value, Text):
                yield Line(Styled(self._passage(field.name, value)), indent)
            elif isinstance(value, Citation):
                why = "" if field.name == "citation" else self._say("why_linked")
                yield Line(Styled.assemble((why, "dim"), self._citation(value)), indent)
            elif isinstance(value, tuple):
                for item in value:
                    yield from self._item(field.name, item, indent + 2)

    def _item(self, name: str, item: object, indent: int) -> Iterator[Line]:
        if isinstance(item, Text):
            yield Line(Styled(self._passage(name, item)), indent)
        elif isinstance(item, Option):
            yield Line(Styled(f"{item.mark} {self._in(item.text)}"), indent)
        elif isinstance(item, Countermeasure):
            yield from self._passages(item, indent)

    def _passage(self, field: str, text: Text) -> str:
        if field == "text":
            return self._in(text)
        return self._say("detail", key=self._say(f"field_{field}"), value=self._in(text))

    def _family(self, family: str) -> str:
        return self._say(f"family_{family.replace('-', '_')}")

    def _project(self, case: Case) -> Iterator[Line]:
        yield Line(Styled(case.project.title, "bold"))
        for name, value in case.project.details:
            yield Line(Styled(self._say("detail", key=name, value=value), "dim"))

    def _path(self, assessment: Assessment, reasons: Mapping[str, str]) -> Iterator[Line]:
        asked = [step.option for step in assessment.path]
        for option in asked:
            yield from self._answer(option, assessment.edition, reasons)
        if left := [option for option in assessment.chosen if option not in asked]:
            yield Line(Styled(self._say("not_asked"), "dim"))
            for option in left:
                yield from self._answer(option, assessment.edition, reasons)

    def _answer(self, option: Option, edition: Edition, reasons: Mapping[str, str]) -> Iterator[Line]:
        axis = next(axis for axis in edition.axes if axis.id == option.axis)
        yield Line(Styled(f"{axis.id} {self._in(axis.text)}"))
        yield self._cited(option.text, option.citation, before=f"→ {option.mark} ", indent=4)
        if axis.note:
            yield Line(Styled(f"* {self._in(axis.note)}", "dim"), 6)
        if reason := reasons.get(axis.id, reasons.get(axis.slug)):
            yield Line(Styled(self._say("reason", reason=reason)), 6)

    def _reasons(self, assessment: Assessment) -> Iterator[Line]:
        reasons = explain(assessment)
        yield Line(Styled(self._say("reasons_one" if len(reasons) == 1 else "reasons_many", count=len(reasons))))
        for number, reason in enumerate(reasons, 1):
            yield Line(Styled(f"({number})"))
            for option in reason:
                yield Line(Styled(f"{option.axis}{option.mark} {self._in(option.text)}"), 4)
        if assessment.irrelevant:
            axes = self._and(axis.id for axis in assessment.irrelevant)
            yield Line(Styled(self._say("irrelevant", axes=axes), "dim"))

    def _readings(self, assessment: Assessment) -> Iterator[Line]:
        edition = assessment.edition
        yield Line(Styled.assemble(self._row(edition, assessment.rule), self._citation(assessment.rule.citation)))
        if not assessment.disputed:
            yield Line(Styled(self._say("undisputed", count=len(edition.readings))))
            return
        for reading in assessment.disputed:
            row = deciding_rule(reading.rules, assessment.answers)
            outcome = self._outcome(edition, row.outcome)
            words = self._say("disputed_by", reading=reading.id, outcome=outcome, text=self._in(reading.text))
            yield Line(Styled(words, "yellow"))
        yield Line(Styled(self._say("check_officially"), "yellow"))

    def _row(self, edition: Edition, rule: Rule) -> str:
        sets = dict(rule.when.sets)
        named = (f"{axis.id}{_marks(axis, sets[axis.id])}" for axis in _asked(edition) if axis.id in sets)
        return f"{rule.id}: {' & '.join(named)} → {self._outcome(edition, rule.outcome)}"

    def _edition(self, edition: Edition) -> Iterator[Line]:
        named = {"code": edition.code, "title": self._in(edition.text), "id": edition.id, "revision": edition.revision}
        yield Line(Styled(self._say("edition_line", **named)))
        if after := edition.superseded_by:
            yield self._cited(after.text, after.citation, style="yellow")

    def _table(self, edition: Edition, *headings: str) -> Table:
        table = Table(title=f"{edition.code} {edition.id}", title_style="bold", title_justify="left")
        for heading in headings:
            table.add_column(self._words.get(heading, heading), no_wrap=True)
        return table

    def _section(self, heading: str, lines: Iterable[Line]) -> RenderableType:
        return Group(Styled(self._say(heading), "bold cyan"), *lines, "")

    def _cited(self, text: Text, citation: Citation, *, before: str = "", style: str = "", indent: int = 2) -> Line:
        return Line(Styled.assemble((before + self._in(text), style), self._citation(citation)), indent)

    def _citation(self, citation: Citation) -> Styled:
        return Styled(self._say("citation", citation=citation, provenance=self._say(citation.provenance)), "dim")

    def _outcome(self, edition: Edition, outcome: OutcomeId) -> str:
        return next(self._in(known.text) for known in edition.outcomes if known.id == outcome)

    def _in(self, text: Text) -> str:
        return text.in_language(self.language)

    def _and(self, names: Iterable[str]) -> str:
        return self._say("and").join(names)

    def _say(self, name: str, **values: object) -> str:
        return self._words[name].format(**values)

    @property
    def _words(self) -> Mapping[str, str]:
        return editions.labels(self.language)


def _breaks(passage: str, width: int) -> list[int]:
    """Where to break a passage so that it fits a width, as Japanese is broken; a word too long stays whole."""
    breaks, used = [], 0
    for piece in _UNBREAKABLE.finditer(passage):
        if used and used + cell_len(piece.group().rstrip()) > width:
            breaks.append(piece.start())
            used = 0
        used += cell_len(piece.group())
    return breaks


def _asked(edition: Edition) -> list[Axis]:
    return [axis for id_ in edition.asking_order.axes for axis in edition.axes if axis.id == id_]


def _marks(axis: Axis, options: frozenset[OptionId]) -> str:
    return "".join(option.mark for option in axis.options if option.id in options)
