"""What the laws draw beside what ``aiprocure.testing`` gives: pairs of editions, disputes, policies, spoiled data."""

from typing import Any

import attrs
from hypothesis import strategies as st

from aiprocure import profiles
from aiprocure.checks import CHECKS
from aiprocure.errors.text import Text
from aiprocure.model.answers import Answers
from aiprocure.model.axes import Axis, OptionId, RiskOrder
from aiprocure.model.citation import Source, SourceId
from aiprocure.model.dossier import Stage, UserScope
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.profile import Profile, Standing
from aiprocure.model.records import entries_of
from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
from aiprocure.testing import answers as answers_to
from aiprocure.testing import dossiers as dossiers_for
from aiprocure.testing import editions as sound_editions
from aiprocure.testing import partial_answers as partial_answers_to
from aiprocure.testing.generated_dossiers import (
    CASE_IDS,
    dossier_data_for,
    lines,
    plain_texts,
    spellings_for,
    written_answers_for,
)
from aiprocure.testing.generated_editions import CITATION, make_axis, passages, row_sets, texts

__all__ = [
    "CITATION",
    "answers_to",
    "disputed_editions",
    "dossier_data_for",
    "dossiers_for",
    "edition_pairs",
    "json_like",
    "lines",
    "make_axis",
    "one_by_one",
    "partial_answers_to",
    "passages",
    "plain_texts",
    "profile_data_for",
    "profiles_for",
    "redrawn_pairs",
    "sound_editions",
    "spoiled",
    "weights_for",
    "with_readings",
    "written_answers_for",
]

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


def spoiled(data: object, draw: st.DrawFn, others: st.SearchStrategy[object] = json_like) -> object:
    """Plain data with something else in one place of it."""
    if isinstance(data, dict) and data and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(data)))
        action = draw(st.sampled_from(["change", "drop", "rename"]))
        rest = {k: v for k, v in data.items() if k != key}
        if action == "drop":
            return rest
        changed = {**data, key: spoiled(data[key], draw, others)}
        return changed if action == "change" else {**rest, draw(st.text()): data[key]}
    if isinstance(data, list) and data and draw(st.booleans()):
        position = draw(st.integers(0, len(data) - 1))
        return [*data[:position], spoiled(data[position], draw, others), *data[position + 1 :]]
    return draw(others)


@st.composite
def disputed_editions(draw: st.DrawFn, *, most_rivals: int = 7) -> Edition:
    """A small edition with rival readings, many of which differ from another one in a row or two, or in none."""
    edition = draw(sound_editions(most_axes=3, most_options=3))
    readings: list[Reading] = []
    for n in range(draw(st.integers(0, most_rivals))):
        if draw(st.integers(0, 3)):
            near = draw(st.sampled_from([edition.rules, *(reading.rules for reading in readings)]))
            other = draw(st.integers(0, len(near) - 1))
            outcome = draw(st.sampled_from(edition.outcomes)).id
            changed = (attrs.evolve(rule, outcome=outcome) if at == other else rule for at, rule in enumerate(near))
            rules = tuple(attrs.evolve(rule, id=RuleId(f"rival-{n}-{at}")) for at, rule in enumerate(changed))
        else:
            rules = draw(row_sets(edition.axes, edition.outcomes, f"rival-{n}-R"))
        readings.append(Reading(ReadingId(f"rival-{n}"), edition.text, edition.text, rules, CITATION))
    return attrs.evolve(edition, readings=tuple(readings))


def with_readings(edition: Edition, tables: list[str]) -> Edition:
    """An edition of one axis, each reading given by the first letters of its outcomes, option by option."""
    axis = make_axis("X", len(tables[0]), Text("軸"))
    ids = {outcome.id[0]: outcome.id for outcome in edition.outcomes}

    def rows(number: int) -> tuple[Rule, ...]:
        return tuple(
            Rule(RuleId(f"r{number}-{option.id}"), Condition({axis.id: [option.id]}), ids[letter], CITATION)
            for option, letter in zip(axis.options, tables[number], strict=True)
        )

    readings = (
        Reading(ReadingId(f"r{n}"), Text("読み"), Text("理由"), rows(n), CITATION) for n in range(1, len(tables))
    )
    return attrs.evolve(
        edition,
        axes=(axis,),
        asking_order=AskingOrder((axis.id,), CITATION),
        rules=rows(0),
        readings=tuple(readings),
        mitigations=(),
        topics=(),
        remarks=(),
        guidance=(),
        sources=(*edition.sources, Source(CITATION.document, Text("出典"))),
    )


def one_by_one(edition: Edition, count: int) -> Edition:
    """An edition whose rivals each call one combination low that all others call high."""
    every = [rule for rule in edition.rules if rule.outcome == "high"]
    assert every
    singles = edition.all_answers()[:count]
    readings = tuple(
        Reading(ReadingId(f"r{n}"), Text("読み"), Text("理由"), tuple(rows_but(edition, answers, n)), CITATION)
        for n, answers in enumerate(singles)
    )
    whole = (Rule(RuleId("all"), Condition({}), edition.outcomes[1].id, CITATION),)
    sources = (*edition.sources, Source(CITATION.document, Text("出典")))
    return attrs.evolve(edition, rules=whole, readings=readings, sources=sources)


def rows_but(edition: Edition, answers: Answers, n: int) -> list[Rule]:
    """Rows that decide these answers low, and all others high."""
    low, high = (outcome.id for outcome in edition.outcomes)
    rows = [Rule(RuleId(f"r{n}-low"), Condition({a: [o] for a, o in answers.choices}), low, CITATION)]
    for place, axis in enumerate(edition.axes):
        same = {each.id: [answers[each.id]] for each in edition.axes[:place]}
        others = [option.id for option in axis.options if option.id != answers[axis.id]]
        rows.append(Rule(RuleId(f"r{n}-{axis.id}"), Condition({**same, axis.id: others}), high, CITATION))
    return rows


@st.composite
def redrawn_pairs(draw: st.DrawFn, *, most_axes: int = 4, most_options: int = 3) -> tuple[Edition, Edition]:
    """An edition, and the same with other rows."""
    edition = draw(sound_editions(most_axes=most_axes, most_options=most_options))
    return edition, attrs.evolve(edition, rules=draw(row_sets(edition.axes, edition.outcomes, "N")))


@st.composite
def changed_axes(draw: st.DrawFn, axis: Axis, text: Text) -> Axis:
    """An axis with an option more, fewer or in another place; or in other words."""
    options = draw(
        st.permutations(make_axis(axis.id, draw(st.integers(2, 4)), draw(st.sampled_from([axis.text, text]))).options)
    )
    if draw(st.booleans()):
        options = [
            attrs.evolve(o, id=OptionId(f"{o.id}x"), slug=f"{o.slug}x") if n == 0 else o for n, o in enumerate(options)
        ]
    order = RiskOrder(tuple((option.id,) for option in options), CITATION)
    return attrs.evolve(
        axis, options=tuple(options), risk_order=order, question=draw(st.sampled_from([axis.text, text]))
    )


@st.composite
def edition_pairs(draw: st.DrawFn) -> tuple[Edition, Edition]:
    """Two editions that may differ in axes, options, outcomes, rows, readings and words."""
    edition = draw(sound_editions(most_axes=3, most_options=3))
    text = draw(texts)
    axes = [draw(st.just(axis) | changed_axes(axis, text)) for axis in draw(st.permutations(edition.axes))]
    axes = axes[draw(st.integers(0, 1)) :] + ([make_axis("Z", 2, text)] if draw(st.booleans()) else [])
    outcomes = (*edition.outcomes[draw(st.integers(0, 1)) :], Outcome(OutcomeId("severe"), text, text, CITATION))
    readings = edition.readings[:1] if draw(st.booleans()) else ()
    other = attrs.evolve(
        edition,
        axes=tuple(axes),
        asking_order=AskingOrder(tuple(axis.id for axis in axes), CITATION),
        outcomes=outcomes,
        rules=draw(row_sets(tuple(axes), outcomes, draw(st.sampled_from("RN")))),
        readings=tuple(attrs.evolve(r, text=text, rules=draw(row_sets(tuple(axes), outcomes, "S"))) for r in readings),
        sources=(*edition.sources, Source(SourceId("another"), text)),
        guidance=(),
    )
    return edition, other


def whens_for(edition: Edition) -> st.SearchStrategy[dict[str, object]]:
    """Conditions of a profile, each there or not."""
    outcomes = [name for outcome in edition.outcomes for name in (outcome.id, outcome.text.ja)]
    return st.fixed_dictionaries(
        {},
        optional={
            "forms": st.lists(st.sampled_from(["請負", "役務", "賃貸借"]), max_size=2),
            "phases": st.lists(st.sampled_from(list(map(str, Stage))), max_size=2),
            "outcomes": st.lists(st.sampled_from(outcomes), max_size=2),
            "users": st.lists(st.sampled_from(list(map(str, UserScope))), max_size=2),
        },
    )


def profile_data_for(edition: Edition) -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of profiles that load against an edition: items, own items, weights and waivers."""
    reasons = st.sampled_from(["方針による", "試行に限る"])
    decided: dict[str, st.SearchStrategy[Any]] = {
        "evidence": st.lists(reasons, max_size=2),
        "reason": reasons,
        "when": whens_for(edition),
    }
    standings = st.sampled_from(list(map(str, Standing)))

    def policies(*families: str) -> st.SearchStrategy[list[Any]]:
        names = spellings_for(edition, *families)
        entry = st.fixed_dictionaries({"id": names, "standing": standings, **decided})
        return st.just([]) if names.is_empty else st.lists(entry, max_size=3)

    own = st.lists(
        st.fixed_dictionaries(
            {"number": st.integers(9000, 9002), "text": reasons, **decided}, optional={"standing": standings}
        ),
        max_size=2,
        unique_by=lambda item: item["number"],
    )
    return st.fixed_dictionaries(
        {"edition": st.just(edition.id), "title": st.just("方針")},
        optional={
            "requirements": policies("requirement", "sheet-row"),
            "clauses": policies("clause"),
            "own_requirements": own,
            "own_clauses": own,
            "weights": st.lists(weights_for(edition), max_size=3),
            "waivers": st.lists(waivers_for(edition), max_size=3),
        },
    )


def subjects_in(edition: Edition) -> st.SearchStrategy[str]:
    """The records that a finding may concern, by family and id."""
    return st.sampled_from([f"{entry.family}/{entry.record.id}" for entry in edition.once(entries_of)])


def weights_for(edition: Edition) -> st.SearchStrategy[dict[str, Any]]:
    """A weight of a profile: any for most codes, and no less than an error for what undermines the determination."""
    weighed = st.sampled_from([check for check in CHECKS if not check.undermines])
    light = st.tuples(weighed, st.sampled_from(list(map(str, Severity))))
    grave = st.tuples(st.sampled_from(CHECKS), st.just("error"))
    return st.builds(
        lambda pair, rest: {"code": pair[0].code, "severity": pair[1], **rest},
        light | grave,
        st.fixed_dictionaries({}, optional={"subject": subjects_in(edition), "when": whens_for(edition)}),
    )


def waivers_for(edition: Edition) -> st.SearchStrategy[dict[str, Any]]:
    """A waiver of a profile, of any code that can be waived."""
    by_subject = [check.code for check in CHECKS if check.names_subject and not check.undermines]
    others = [check for check in CHECKS if not check.names_subject and not check.undermines]
    alone = [check.code for check in others if not check.of_cases]
    of_cases = {"code": st.sampled_from([check.code for check in others if check.of_cases])}
    told = {
        "reason": st.just("試行に限る"),
        "post": st.just("官房長"),
        "lapses": st.sampled_from(["1500-01-01", "9000-01-01"]),
    }
    named = st.fixed_dictionaries({"code": st.sampled_from(by_subject), "subject": subjects_in(edition), **told})
    case = {**of_cases, "case": st.sampled_from(CASE_IDS), "project": lines, **told}
    return named | st.fixed_dictionaries({"code": st.sampled_from(alone), **told}) | st.fixed_dictionaries(case)


@st.composite
def profiles_for(draw: st.DrawFn, edition: Edition) -> Profile:
    """Profiles that load against an edition."""
    return profiles.from_data(draw(profile_data_for(edition)), edition=edition)
