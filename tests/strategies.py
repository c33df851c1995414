"""Sound editions and answers to them, generated; and whatever JSON can hold."""

import datetime

from hypothesis import strategies as st

from aiprocure.model.answers import Answers
from aiprocure.model.axes import Axis, AxisId, Option, OptionId, RiskOrder
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
from aiprocure.model.text import Text

CITATION = Citation(SourceId("source"), "somewhere", Provenance.SUPPLIED)

passages = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
texts = st.builds(Text, passages, st.none() | passages)

json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["A1", "①", "A", "2025-05-27"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
    max_leaves=30,
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
def row_sets(draw: st.DrawFn, axes: tuple[Axis, ...], outcomes: tuple[Outcome, ...], prefix: str) -> tuple[Rule, ...]:
    """Rows that decide every combination exactly once, in any order: options split group by group, axis by axis."""
    conditions: list[dict[AxisId, list[OptionId]]] = []

    def split(left: tuple[Axis, ...], so_far: dict[AxisId, list[OptionId]]) -> None:
        if not left or (so_far and draw(st.booleans())):
            conditions.append(so_far)
            return
        axis = draw(st.sampled_from(left))
        group_of = [draw(st.integers(0, 2)) for _ in axis.options]
        for group in sorted(set(group_of)):
            options = [option.id for option, its in zip(axis.options, group_of, strict=True) if its == group]
            split(tuple(other for other in left if other != axis), {**so_far, axis.id: options})

    split(axes, {})
    return tuple(
        Rule(RuleId(f"{prefix}{number}"), Condition(condition), draw(st.sampled_from(outcomes)).id, CITATION)
        for number, condition in enumerate(draw(st.permutations(conditions)), 1)
    )


@st.composite
def sound_editions(draw: st.DrawFn, *, most_axes: int = 5, most_options: int = 5) -> Edition:
    """An edition of 2 to 5 axes of 2 to 5 options, 2 or 3 outcomes, and up to 2 rival readings."""
    text = draw(texts)
    names = draw(
        st.lists(st.sampled_from(["A", "B", "Q-1", "軸", "self"]), min_size=2, max_size=most_axes, unique=True)
    )
    axes = tuple(make_axis(name, draw(st.integers(2, most_options)), text) for name in names)
    outcomes = tuple(
        Outcome(OutcomeId(id_), text, text, CITATION) for id_ in ("low", "middle", "high")[: draw(st.integers(2, 3))]
    )
    readings = tuple(
        Reading(ReadingId(f"rival-{n}"), text, text, draw(row_sets(axes, outcomes, f"rival-{n}-R")), CITATION)
        for n in range(draw(st.integers(0, 2)))
    )
    return Edition(
        id=EditionId("generated"),
        revision=draw(st.integers(1, 9)),
        code="DS-0",
        decided=draw(st.dates(min_value=datetime.date(1000, 1, 1))),
        text=text,
        citation=CITATION,
        sources=(Source(SourceId("source"), text, datetime.date(2025, 5, 27)),),
        outcomes=outcomes,
        axes=axes,
        asking_order=AskingOrder(tuple(axis.id for axis in draw(st.permutations(axes))), CITATION),
        rules=draw(row_sets(axes, outcomes, "R")),
        readings=readings,
    )


@st.composite
def answers_to(draw: st.DrawFn, edition: Edition) -> Answers:
    """Answers that choose one option on every axis of an edition."""
    return edition.answers(**{axis.id: draw(st.sampled_from(axis.options)).id for axis in edition.axes})
