"""What can be derived from an edition, and the values that say it, each imported at first use."""

from typing import TYPE_CHECKING

from aiprocure.model.exports import find_export

if TYPE_CHECKING:
    from aiprocure.engine.assessment import Assessment, Step, assess, explain
    from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total, compare
    from aiprocure.engine.correspondence import AxisMatch
    from aiprocure.engine.counterfactuals import Change, Reopening, Route, reopenings, routes, what_if
    from aiprocure.engine.edition_summary import EditionSummary, summarize
    from aiprocure.engine.exploration import Exploration, Tally, explore
    from aiprocure.engine.identification import look_ups
    from aiprocure.engine.monotonicity import Reversal, reversals
    from aiprocure.engine.record_changes import ChangedPassage
    from aiprocure.engine.settlement import settle
    from aiprocure.engine.soundness import problems_in, require_sound
    from aiprocure.engine.supplied_numbers import Number, Numbers
    from aiprocure.engine.tree import Branch, Edge, Leaf, Tree, decision_tree

__all__ = [
    "Assessment",
    "AxisMatch",
    "Branch",
    "Change",
    "ChangedPassage",
    "Comparison",
    "Edge",
    "EditionSummary",
    "Exploration",
    "Leaf",
    "Move",
    "Number",
    "Numbers",
    "OpenMove",
    "Reopening",
    "Reversal",
    "Route",
    "Step",
    "Tally",
    "Total",
    "Tree",
    "assess",
    "compare",
    "decision_tree",
    "explain",
    "explore",
    "look_ups",
    "problems_in",
    "reopenings",
    "require_sound",
    "reversals",
    "routes",
    "settle",
    "summarize",
    "what_if",
]

_MODULES = (
    "aiprocure.engine.assessment",
    "aiprocure.engine.comparison",
    "aiprocure.engine.correspondence",
    "aiprocure.engine.counterfactuals",
    "aiprocure.engine.edition_summary",
    "aiprocure.engine.exploration",
    "aiprocure.engine.identification",
    "aiprocure.engine.monotonicity",
    "aiprocure.engine.record_changes",
    "aiprocure.engine.settlement",
    "aiprocure.engine.soundness",
    "aiprocure.engine.supplied_numbers",
    "aiprocure.engine.tree",
)


def __getattr__(name: str) -> object:
    """Return the value or function that one of the modules of this package offers."""
    value = find_export(name, __name__, _MODULES if name in __all__ else ())
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
