"""Sound editions: axes and outcomes in any words, rows that decide every combination once, and what stands beside."""

import datetime
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId, Option, OptionId, RiskOrder
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.crosswalk import (
    Control,
    ControlId,
    Correspondence,
    CorrespondenceId,
    Relation,
    Standard,
    StandardId,
)
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.guidance import Guidance, GuidanceId
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.revisions import Revision
from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
from aiprocure.model.supersession import ReportedFact, ReportedFactId, Supersession

__all__ = ["CITATION", "make_axis", "passages", "row_sets", "sound_editions", "texts"]

CITATION: Citation = Citation(SourceId("source"), "somewhere", Provenance.SUPPLIED)
"""Where everything in a generated edition comes from."""

_CITATIONS = st.sampled_from([CITATION, attrs.evolve(CITATION, provenance=Provenance.REPORTED)])

passages: SearchStrategy[str] = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
texts: SearchStrategy[Text] = st.builds(Text, passages, st.none() | passages)

_NAMES = ("A", "B", "Q-1", "軸", "self")


@st.composite
def sound_editions(draw: DrawFn, *, most_axes: int, most_options: int) -> Edition:
    """An edition of 2 or more axes of 2 or more options, 2 or 3 outcomes, and up to 2 rival readings."""
    text = draw(texts)
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=most_axes, unique=True))
    axes = tuple(make_axis(name, draw(st.integers(2, most_options)), text) for name in names)
    outcomes = tuple(
        Outcome(OutcomeId(id_), text, text, CITATION) for id_ in ("low", "middle", "high")[: draw(st.integers(2, 3))]
    )
    readings = tuple(
        Reading(ReadingId(f"rival-{n}"), text, text, draw(row_sets(axes, outcomes, f"rival-{n}-R")), CITATION)
        for n in range(draw(st.integers(0, 2)))
    )
    revision, decided = draw(st.integers(1, 9)), draw(st.dates(min_value=datetime.date(1000, 1, 1)))
    return Edition(
        id=EditionId("generated"),
        revision=revision,
        code="DS-0",
        decided=decided,
        text=text,
        citation=CITATION,
        sources=(Source(SourceId("source"), text, datetime.date(2025, 5, 27)),),
        outcomes=outcomes,
        axes=axes,
        asking_order=AskingOrder(tuple(axis.id for axis in draw(st.permutations(axes))), CITATION),
        rules=draw(row_sets(axes, outcomes, "R")),
        readings=readings,
        **_surroundings(draw, axes, decided, revision),
    )


def make_axis(name: str, size: int, text: Text) -> Axis:
    """An axis with some options, numbered from 1."""
    options = tuple(
        Option(
            id=OptionId(f"{name}{number}"),
            axis=AxisId(name),
            number=number,
            mark=chr(ord("①") + number - 1),
            slug=f"option-{number}",
            undecided=number == size,
            text=text,
            citation=CITATION,
        )
        for number in range(1, size + 1)
    )
    order = RiskOrder(tuple((option.id,) for option in options), CITATION)
    return Axis(AxisId(name), f"slug-{name}", text, text, options, order, CITATION)


@st.composite
def row_sets(draw: DrawFn, axes: tuple[Axis, ...], outcomes: tuple[Outcome, ...], prefix: str) -> tuple[Rule, ...]:
    """Rows that decide every combination exactly once, in any order: options split group by group, axis by axis."""
    conditions: list[dict[AxisId, list[OptionId]]] = []

    def split(left: tuple[Axis, ...], so_far: dict[AxisId, list[OptionId]]) -> None:
        if not left or (so_far and draw(st.booleans())):
            conditions.append(so_far)
            return
        axis = draw(st.sampled_from(left))
        group_of = _digits(draw, 3, len(axis.options))
        for group in sorted(set(group_of)):
            options = [option.id for option, its in zip(axis.options, group_of, strict=True) if its == group]
            split(tuple(other for other in left if other != axis), {**so_far, axis.id: options})

    split(axes, {})
    chosen = _digits(draw, len(outcomes), len(conditions))
    return tuple(
        Rule(RuleId(f"{prefix}{number}"), Condition(condition), outcomes[outcome].id, CITATION)
        for number, (condition, outcome) in enumerate(zip(draw(st.permutations(conditions)), chosen, strict=True), 1)
    )


def _digits(draw: DrawFn, base: int, count: int) -> list[int]:
    """Some digits, drawn as one number: far quicker than one by one."""
    number = draw(st.integers(0, base**count - 1))
    return [number // base**place % base for place in range(count)]


def _surroundings(draw: DrawFn, axes: tuple[Axis, ...], decided: datetime.date, revision: int) -> dict[str, Any]:
    """What an edition holds beside what it decides by: each part is there or not."""
    text, axis = draw(texts), draw(st.sampled_from(axes))
    held: dict[str, Any] = {}
    if draw(st.booleans()):
        options = draw(st.sets(st.sampled_from([option.id for option in axis.options]), min_size=1))
        examples = tuple(draw(st.lists(texts, max_size=2)))
        held["guidance"] = (Guidance(GuidanceId("g"), axis.id, tuple(sorted(options)), text, CITATION, examples),)
    if draw(st.booleans()):
        held |= _crosswalk(draw)
    if draw(st.booleans()):
        held["reported"] = (ReportedFact(ReportedFactId("fact"), text, CITATION),)
    if draw(st.booleans()) and decided < datetime.date.max:
        approved = draw(st.dates(min_value=decided + datetime.timedelta(days=1)))
        effective = draw(st.none() | st.dates(min_value=approved))
        held["superseded_by"] = Supersession("V2", approved, text, CITATION, effective, draw(st.none() | _CITATIONS))
    if draw(st.booleans()):
        held["revisions"] = tuple(
            Revision(number, f"sha256:{number}", draw(texts), ("axis/A",)) for number in range(2, revision + 1)
        )
    return held


def _crosswalk(draw: DrawFn) -> dict[str, Any]:
    """A standard with a group of controls, and a correspondence of the edition's source to some of them or to none."""
    text, standard = draw(texts), StandardId("standard")
    group = Control(ControlId("X.1"), "1", standard, text, CITATION)
    inner = Control(ControlId("X.1.1"), "1.1", standard, text, CITATION, within=group.id)
    named = tuple(draw(st.lists(st.sampled_from([group.id, inner.id]), unique=True)))
    relation = (
        draw(st.sampled_from([each for each in Relation if each is not Relation.NONE])) if named else Relation.NONE
    )
    correspondence = Correspondence(
        CorrespondenceId("c"), ("source/source",), standard, relation, text, CITATION, controls=named
    )
    return {
        "standards": (Standard(standard, text, CITATION),),
        "controls": (group, inner),
        "correspondences": (correspondence,),
    }
