"""An edition with other rows than its own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors import InvalidArgument
from aiprocure.errors.messages import shown
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.rules import Rule
from aiprocure.errors.text import Text

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["PROPOSAL", "redrawn"]

PROPOSAL = Source(
    SourceId("proposal"),
    Text(
        "この版の判定の行に代わる行（別の読み、又は改める案）",
        "Rows in place of the edition's own (another reading, or a proposal)",
    ),
)


def redrawn(edition: "Edition", rules: Iterable[Rule]) -> "Edition":
    """Return an edition with other rows; see :meth:`Edition.with_rules`."""
    given = _checked(rules)
    if set(given) == set(edition.rules):
        return edition if given == edition.rules else attrs.evolve(edition, rules=given)
    known = {*edition.rules, *(rule for reading in edition.readings for rule in reading.rules)}
    rows = tuple(rule if rule in known else _supplied(rule) for rule in given)
    sources = edition.sources if PROPOSAL in edition.sources else (*edition.sources, PROPOSAL)
    return attrs.evolve(edition, rules=rows, readings=(), sources=sources)


def _checked(rules: object) -> tuple[Rule, ...]:
    if not isinstance(rules, Iterable):
        raise InvalidArgument(f"expected rows that decide, not {shown(rules)}")
    given = tuple(rules)
    for rule in given:
        if not isinstance(rule, Rule):
            raise InvalidArgument(f"expected rows that decide, not {shown(rule)}")
    return given


def _supplied(rule: Rule) -> Rule:
    return attrs.evolve(rule, citation=Citation(PROPOSAL.id, rule.id, Provenance.SUPPLIED))
