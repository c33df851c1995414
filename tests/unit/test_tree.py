"""The decision tree of an edition with other rows."""

import attrs

import aiprocure as ap
from aiprocure.engine.tree import Branch
from aiprocure.model.rules import Condition, RuleId


def test_only_the_axis_that_matters_is_asked(edition: ap.Edition) -> None:
    users, low, high = edition.axes[0], *edition.outcomes
    public, others = [users.options[0].id], [option.id for option in users.options[1:]]
    rows = [
        attrs.evolve(edition.rules[0], id=RuleId("public"), when=Condition({users.id: public}), outcome=high.id),
        attrs.evolve(edition.rules[1], id=RuleId("others"), when=Condition({users.id: others}), outcome=low.id),
    ]
    tree = ap.decision_tree(edition.with_rules(rows))
    assert isinstance(tree, Branch)
    assert (tree.axis.id, [str(edge) for edge in tree.edges]) == ("A", ["①", "②,③,④"])
