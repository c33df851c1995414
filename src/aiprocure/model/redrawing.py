"""An edition with other rows than its own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors import InvalidArgument
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.rules import Rule
from aiprocure.model.text import Text
from aiprocure.wording import shown

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["PROPOSAL", "redrawn"]

PROPOSAL = Source(SourceId("proposal"), Text("判定の行を改める案", "A proposed change of the rows"))


def redrawn(edition: "Edition", rules: Iterable[Rule]) -> "Edition":
    """Return an edition with other rows; see :meth:`Edition.with_rules`."""
    given = _checked(rules)
    if given == edition.rules:
        return edition
    known = {*edition.rules, *(rule for reading in edition.readings for rule in reading.rules)}
    rows = tuple(rule if rule in known else _supplied(rule) for rule in given)
    is_new = PROPOSAL not in edition.sources and any(rule.citation.document == PROPOSAL.id for rule in rows)
    sources = (*edition.sources, PROPOSAL) if is_new else edition.sources
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
