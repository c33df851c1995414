"""Sound editions and answers to them, generated; and whatever JSON can hold."""

import datetime
from typing import Any

import attrs
from hypothesis import strategies as st

from aiprocure import dossiers, profiles
from aiprocure.checks import CHECKS
from aiprocure.errors.text import Text
from aiprocure.model.answers import Answers, PartialAnswers
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
from aiprocure.model.dossier import Confidentiality, Dossier, Ismap, Output, Stage, UserScope
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.finding import Severity
from aiprocure.model.guidance import Guidance, GuidanceId
from aiprocure.model.normalization import is_blank
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.profile import Profile, Standing
from aiprocure.model.records import entries_of
from aiprocure.model.revisions import Revision
from aiprocure.model.rules import AskingOrder, Condition, Reading, ReadingId, Rule, RuleId
from aiprocure.model.supersession import ReportedFact, ReportedFactId, Supersession

CITATION = Citation(SourceId("source"), "somewhere", Provenance.SUPPLIED)
CITATIONS = st.sampled_from([CITATION, attrs.evolve(CITATION, provenance=Provenance.REPORTED)])

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
        group_of = digits(draw, 3, len(axis.options))
        for group in sorted(set(group_of)):
            options = [option.id for option, its in zip(axis.options, group_of, strict=True) if its == group]
            split(tuple(other for other in left if other != axis), {**so_far, axis.id: options})

    split(axes, {})
    chosen = digits(draw, len(outcomes), len(conditions))
    return tuple(
        Rule(RuleId(f"{prefix}{number}"), Condition(condition), outcomes[outcome].id, CITATION)
        for number, (condition, outcome) in enumerate(zip(draw(st.permutations(conditions)), chosen, strict=True), 1)
    )


def digits(draw: st.DrawFn, base: int, count: int) -> list[int]:
    """Some digits, drawn as one number: far quicker than one by one."""
    number = draw(st.integers(0, base**count - 1))
    return [number // base**place % base for place in range(count)]


@st.composite
def surroundings(draw: st.DrawFn, axes: tuple[Axis, ...], decided: datetime.date, revision: int) -> dict[str, Any]:
    """What an edition holds beside what it decides by: each part is there or not."""
    text, axis = draw(texts), draw(st.sampled_from(axes))
    held: dict[str, Any] = {}
    if draw(st.booleans()):
        options = draw(st.sets(st.sampled_from([option.id for option in axis.options]), min_size=1))
        examples = tuple(draw(st.lists(texts, max_size=2)))
        held["guidance"] = (Guidance(GuidanceId("g"), axis.id, tuple(sorted(options)), text, CITATION, examples),)
    if draw(st.booleans()):
        held |= draw(crosswalks())
    if draw(st.booleans()):
        held["reported"] = (ReportedFact(ReportedFactId("fact"), text, CITATION),)
    if draw(st.booleans()) and decided < datetime.date.max:
        approved = draw(st.dates(min_value=decided + datetime.timedelta(days=1)))
        effective = draw(st.none() | st.dates(min_value=approved))
        held["superseded_by"] = Supersession("V2", approved, text, CITATION, effective, draw(st.none() | CITATIONS))
    if draw(st.booleans()):
        held["revisions"] = tuple(
            Revision(number, f"sha256:{number}", draw(texts), ("axis/A",)) for number in range(2, revision + 1)
        )
    return held


@st.composite
def crosswalks(draw: st.DrawFn) -> dict[str, Any]:
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
        **draw(surroundings(axes, decided, revision)),
    )


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
def answers_to(draw: st.DrawFn, edition: Edition) -> Answers:
    """Answers that choose one option on every axis of an edition."""
    return edition.answers(**{axis.id: draw(st.sampled_from(axis.options)).id for axis in edition.axes})


plain_texts = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\t"), max_size=20
)
lines = plain_texts.filter(lambda passage: not is_blank(passage) and "\n" not in passage)
days = st.dates().map(datetime.date.isoformat)


YES_NO = st.none() | st.booleans()
systems = st.fixed_dictionaries(
    {},
    optional={
        "outputs": st.lists(st.sampled_from(list(map(str, Output))), max_size=3),
        "users": st.lists(st.sampled_from(list(map(str, UserScope))), max_size=3),
        **dict.fromkeys(("state_secrets", "national_security", "confidentiality_2", "personal_information"), YES_NO),
        **dict.fromkeys(("stores_inputs", "learns_from_inputs", "cloud"), YES_NO),
        "confidentiality": st.none() | st.sampled_from(list(map(str, Confidentiality))),
        "ismap": st.none() | st.sampled_from(list(map(str, Ismap))),
        **dict.fromkeys(("reviewer", "reviewer_answers_to", "disclosure", "terms_of_use"), st.none() | plain_texts),
        "special_importance": YES_NO,
    },
)
advice = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("purpose", "mitigation", "quality_assurance", "reason"), st.none() | plain_texts),
        **dict.fromkeys(("answer", "response"), st.none() | plain_texts),
        **dict.fromkeys(("sought_on", "reported_on"), st.none() | days),
        "sought": YES_NO,
    },
)
nco_advice = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("reason", "result"), st.none() | plain_texts),
        "sought": YES_NO,
        "sought_on": st.none() | days,
    },
)
services = st.fixed_dictionaries(
    {},
    optional={
        "accepted_on": st.none() | days,
        **dict.fromkeys(("acceptance", "ministry_rules", "system_rules", "rules_told"), st.none() | plain_texts),
    },
)
products = st.fixed_dictionaries(
    {"name": plain_texts}, optional={"provider": plain_texts, "risk": YES_NO, "judgement": st.none() | plain_texts}
)
verifications = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("on", "next_on"), st.none() | days),
        **dict.fromkeys(("what", "result"), st.none() | plain_texts),
    },
)


def spellings_for(edition: Edition, *families: str) -> st.SearchStrategy[str]:
    """Ways to name a record of some families of an edition, each of which `find` understands."""
    names = [
        spelling
        for entry in edition.once(entries_of)
        if entry.family in families
        for spelling in (
            str(entry.reference),
            f"{entry.family} {entry.record.id}",
            f"{entry.family}/{entry.record.id}",
            f" {entry.family}\u3000{getattr(entry.record, 'mark', entry.record.id)}\n",
            getattr(entry.record, "slug", entry.record.id),
        )
    ]
    return st.sampled_from(names) if names else st.nothing()


CASE_IDS = ("R8-1", "R8-2")


def dossier_data_for(edition: Edition) -> st.SearchStrategy[dict[str, object]]:
    """Plain data of dossiers that load against an edition, as JSON holds it: everything optional is there or not."""
    scalars = lines | st.booleans() | st.integers(1 - 10**18, 10**18 - 1) | st.floats(-1e17, 1e17)
    details = scalars | st.lists(scalars, min_size=1, max_size=3)
    project = st.dictionaries(
        st.sampled_from(["ministry", "purpose", "planner", "provider", "caio"]) | lines, details, max_size=4
    )
    items = {"words": st.none() | plain_texts, "measures": st.lists(plain_texts, max_size=2)}
    items |= {"evidence": st.lists(plain_texts, max_size=2), "set_aside": st.none() | plain_texts}
    items |= {"owner": st.none() | plain_texts, "due": st.none() | days}
    steps = spellings_for(edition, "process-step")
    happened = st.fixed_dictionaries(
        {"happened": plain_texts},
        optional={
            "on": days,
            "step": st.none() | steps,
            "kind": plain_texts,
            "reports": st.lists(st.fixed_dictionaries({"to": plain_texts}, optional={"on": days}), max_size=2),
            **dict.fromkeys(("action", "cause", "prevention"), plain_texts),
            "social_impact": YES_NO,
            "id": st.sampled_from(CASE_IDS),
        },
    )
    judgement = st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("by", "reason"), st.none() | plain_texts),
            "on": st.none() | days,
            "answers": written_answers_for(edition),
        },
    )
    return st.fixed_dictionaries(
        {
            "edition": st.just(edition.id),
            "project": st.builds(lambda project, title: {**project, "title": title}, project, details),
            "answers": written_answers_for(edition),
        },
        optional={
            "on": st.none() | days,
            "phase": st.sampled_from(list(map(str, Stage))),
            "system": systems,
            "requirements": items_of(spellings_for(edition, "requirement", "sheet-row"), items),
            "clauses": items_of(spellings_for(edition, "clause"), items),
            "advice": advice,
            "judgements": st.fixed_dictionaries({}, optional={"planner": judgement, "caio": judgement}),
            "products": st.lists(products, max_size=2),
            "nco_advice": nco_advice,
            "service": services,
            "verifications": st.lists(verifications, max_size=3),
            "risk_cases": st.lists(happened, max_size=2, unique_by=lambda case: case.get("id") or object()),
        },
    )


def items_of(names: st.SearchStrategy[str], rest: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[Any]]:
    """Items of a check sheet; none where there is nothing to name."""
    return st.just([]) if names.is_empty else st.lists(st.fixed_dictionaries({"id": names}, optional=rest), max_size=4)


@st.composite
def written_answers_for(draw: st.DrawFn, edition: Edition) -> dict[str, object]:
    """Answers on some of the axes, by id or slug, in any spelling, with a reason or without."""
    answers: dict[str, object] = {}
    for axis in draw(st.lists(st.sampled_from(edition.axes), unique_by=lambda axis: axis.id)):
        option = draw(st.sampled_from(axis.options))
        written = draw(st.sampled_from([option.id, option.number, float(option.number), option.mark, option.slug]))
        name = draw(st.sampled_from([axis.id, axis.slug]))
        reasons = st.fixed_dictionaries({"option": st.just(written)}, optional={"reason": st.none() | plain_texts})
        answers[name] = draw(st.just(written) | reasons)
    return answers


@st.composite
def dossiers_for(draw: st.DrawFn, edition: Edition) -> Dossier:
    """Dossiers that load against an edition."""
    return dossiers.from_data(draw(dossier_data_for(edition)), edition=edition)


@st.composite
def partial_answers_to(draw: st.DrawFn, edition: Edition) -> PartialAnswers:
    """Answers on some of an edition's axes, or on none."""
    answered = [axis for axis in edition.axes if draw(st.booleans())]
    return edition.partial_answers(**{axis.id: draw(st.sampled_from(axis.options)).id for axis in answered})


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
