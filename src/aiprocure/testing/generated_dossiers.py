"""Answers and dossiers that an edition takes, written in every way in which they may be written."""

import datetime
from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aiprocure.files import dossiers
from aiprocure.model.answers import Answers, PartialAnswers
from aiprocure.model.dossier import Confidentiality, Dossier, Ismap, Output, Stage, UserScope
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import is_blank
from aiprocure.model.records import entries_of

__all__ = [
    "CASE_IDS",
    "answers_to",
    "dossier_data_for",
    "dossiers_for",
    "lines",
    "partial_answers_to",
    "plain_texts",
    "spellings_for",
    "written_answers_for",
]


@st.composite
def answers_to(draw: DrawFn, edition: Edition) -> Answers:
    """Answers that choose one option on every axis of an edition."""
    return edition.answers(**{axis.id: draw(st.sampled_from(axis.options)).id for axis in edition.axes})


@st.composite
def partial_answers_to(draw: DrawFn, edition: Edition) -> PartialAnswers:
    """Answers on some of an edition's axes, or on none."""
    answered = [axis for axis in edition.axes if draw(st.booleans())]
    return edition.partial_answers(**{axis.id: draw(st.sampled_from(axis.options)).id for axis in answered})


@st.composite
def dossiers_for(draw: DrawFn, edition: Edition) -> Dossier:
    """Dossiers that load against an edition."""
    return dossiers.from_data(draw(dossier_data_for(edition)), edition=edition)


plain_texts: SearchStrategy[str] = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\t"), max_size=20
)
lines: SearchStrategy[str] = plain_texts.filter(lambda passage: not is_blank(passage) and "\n" not in passage)

CASE_IDS: tuple[str, ...] = ("R8-1", "R8-2")
"""The ids that risk cases of a generated dossier have."""

_days = st.dates().map(datetime.date.isoformat)
_yes_no = st.none() | st.booleans()
_maybe_text = st.none() | plain_texts
_maybe_day = st.none() | _days
_scalars = lines | st.booleans() | st.integers(1 - 10**18, 10**18 - 1) | st.floats(-1e17, 1e17)
_details = _scalars | st.lists(_scalars, min_size=1, max_size=3)

_systems = st.fixed_dictionaries(
    {},
    optional={
        "outputs": st.lists(st.sampled_from(list(map(str, Output))), max_size=3),
        "users": st.lists(st.sampled_from(list(map(str, UserScope))), max_size=3),
        **dict.fromkeys(("state_secrets", "national_security", "confidentiality_2", "personal_information"), _yes_no),
        **dict.fromkeys(("stores_inputs", "learns_from_inputs", "cloud"), _yes_no),
        "confidentiality": st.none() | st.sampled_from(list(map(str, Confidentiality))),
        "ismap": st.none() | st.sampled_from(list(map(str, Ismap))),
        **dict.fromkeys(("reviewer", "reviewer_answers_to", "disclosure", "terms_of_use"), _maybe_text),
        "special_importance": _yes_no,
    },
)
_advice = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("purpose", "mitigation", "quality_assurance", "reason"), _maybe_text),
        **dict.fromkeys(("answer", "response"), _maybe_text),
        **dict.fromkeys(("sought_on", "reported_on"), _maybe_day),
        "sought": _yes_no,
    },
)
_nco_advice = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(("reason", "result"), _maybe_text), "sought": _yes_no, "sought_on": _maybe_day}
)
_services = st.fixed_dictionaries(
    {},
    optional={
        "accepted_on": _maybe_day,
        **dict.fromkeys(("acceptance", "ministry_rules", "system_rules", "rules_told"), _maybe_text),
    },
)
_products = st.fixed_dictionaries(
    {"name": plain_texts}, optional={"provider": plain_texts, "risk": _yes_no, "judgement": _maybe_text}
)
_verifications = st.fixed_dictionaries(
    {},
    optional={**dict.fromkeys(("on", "next_on"), _maybe_day), **dict.fromkeys(("what", "result"), _maybe_text)},
)
_item_parts = {
    **dict.fromkeys(("words", "set_aside", "owner"), _maybe_text),
    "due": _maybe_day,
    **dict.fromkeys(("measures", "evidence"), st.lists(plain_texts, max_size=2)),
}


def dossier_data_for(edition: Edition) -> SearchStrategy[dict[str, object]]:
    """Plain data of dossiers that load against an edition, as JSON holds it: everything optional is there or not."""
    judgement = _judgements_by(edition)
    return st.fixed_dictionaries(
        {"edition": st.just(edition.id), "project": _projects(), "answers": written_answers_for(edition)},
        optional={
            "on": _maybe_day,
            "phase": st.sampled_from(list(map(str, Stage))),
            "system": _systems,
            "requirements": _items_of(spellings_for(edition, "requirement", "sheet-row"), _item_parts),
            "clauses": _items_of(spellings_for(edition, "clause"), _item_parts),
            "advice": _advice,
            "judgements": st.fixed_dictionaries({}, optional={"planner": judgement, "caio": judgement}),
            "products": st.lists(_products, max_size=2),
            "nco_advice": _nco_advice,
            "service": _services,
            "verifications": st.lists(_verifications, max_size=3),
            "risk_cases": st.lists(
                _risk_cases_under(edition), max_size=2, unique_by=lambda case: case.get("id") or object()
            ),
        },
    )


def _projects() -> SearchStrategy[dict[str, object]]:
    details = st.dictionaries(
        st.sampled_from(["ministry", "purpose", "planner", "provider", "caio"]) | lines, _details, max_size=4
    )
    return st.builds(lambda project, title: {**project, "title": title}, details, _details)


def _judgements_by(edition: Edition) -> SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("by", "reason"), _maybe_text),
            "on": _maybe_day,
            "answers": written_answers_for(edition),
        },
    )


def _risk_cases_under(edition: Edition) -> SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {"happened": plain_texts},
        optional={
            "on": _days,
            "step": st.none() | spellings_for(edition, "process-step"),
            "kind": plain_texts,
            "reports": st.lists(st.fixed_dictionaries({"to": plain_texts}, optional={"on": _days}), max_size=2),
            **dict.fromkeys(("action", "cause", "prevention"), plain_texts),
            "social_impact": _yes_no,
            "id": st.sampled_from(CASE_IDS),
        },
    )


def _items_of(
    names: SearchStrategy[str], rest: Mapping[str, SearchStrategy[object]]
) -> SearchStrategy[list[dict[str, object]]]:
    """Items of a check sheet; none where there is nothing to name."""
    if names.is_empty:
        return st.just([])
    return st.lists(st.fixed_dictionaries({"id": names}, optional=rest), max_size=4)


def spellings_for(edition: Edition, *families: str) -> SearchStrategy[str]:
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


@st.composite
def written_answers_for(draw: DrawFn, edition: Edition) -> dict[str, object]:
    """Answers on some of the axes, by id or slug, in any spelling, with a reason or without."""
    answers: dict[str, object] = {}
    for axis in draw(st.lists(st.sampled_from(edition.axes), unique_by=lambda axis: axis.id)):
        option = draw(st.sampled_from(axis.options))
        written = draw(st.sampled_from([option.id, option.number, float(option.number), option.mark, option.slug]))
        name = draw(st.sampled_from([axis.id, axis.slug]))
        reasons = st.fixed_dictionaries({"option": st.just(written)}, optional={"reason": _maybe_text})
        answers[name] = draw(st.just(written) | reasons)
    return answers
