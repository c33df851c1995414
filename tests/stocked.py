"""Generated editions that hold records of the shipped one, so that checks have something to rest on."""

import attrs
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.model.edition import Edition
from strategies import sound_editions

SHIPPED = ap.editions.load("2025-05-27")
CATALOGUE = (
    *("requirement_groups", "themes", "process_steps", "risk_cases", "roles", "phases", "bodies", "reporting"),
    *("scope", "neighbours", "superseded_by"),
)


@st.composite
def stocked_editions(draw: st.DrawFn) -> Edition:
    """Generated editions that hold some of the shipped one's records, and mitigations for axes of their own."""
    edition = draw(sound_editions(most_axes=4, most_options=3))
    kept = {name: getattr(SHIPPED, name) for name in draw(st.sets(st.sampled_from(CATALOGUE)))}
    if "process_steps" not in kept:
        kept.pop("risk_cases", None)
    if not {"roles", "bodies"} <= kept.keys():
        kept.pop("reporting", None)
    if "requirement_groups" in kept:
        kept["requirements"] = SHIPPED.requirements[: draw(st.integers(0, 21))]
        known = {None, *(requirement.id for requirement in kept["requirements"])}
        kept["sheet_rows"] = tuple(row for row in SHIPPED.sheet_rows if row.requirement in known)
        rows = {row.id for row in kept["sheet_rows"]}
        kept["mitigations"] = tuple(
            attrs.evolve(mitigation, axis=draw(st.sampled_from(edition.axes)).id)
            for mitigation in SHIPPED.mitigations
            if mitigation.row in rows
        )
    if "themes" in kept:
        kept["clauses"] = SHIPPED.clauses
    if "superseded_by" in kept:
        kept["decided"] = SHIPPED.decided
    stocked: Edition = attrs.evolve(edition, sources=(*edition.sources, *SHIPPED.sources), **kept)
    return stocked


editions = st.just(SHIPPED) | stocked_editions()
