"""The Japanese government's guideline on procuring and using generative AI (DS-920), as software.

>>> import aiprocure as ap
>>> edition = ap.editions.load("2025-05-27")
>>> assessment = ap.assess(edition, edition.answers(A="①", B="②", C="③", D="②"))
>>> print(assessment, assessment.rule.id)
低（「高リスク」に該当する可能性が低い） R9
"""

from importlib import import_module
from typing import TYPE_CHECKING

from aiprocure import errors
from aiprocure.model.answers import Answers

if TYPE_CHECKING:
    from aiprocure import cases, editions, encoding, sheets
    from aiprocure.engine.assessment import Assessment, assess
    from aiprocure.engine.explanation import explain
    from aiprocure.engine.tree import decision_tree
    from aiprocure.model.edition import Edition

__all__ = [
    "Answers",
    "Assessment",
    "Edition",
    "assess",
    "cases",
    "decision_tree",
    "editions",
    "encoding",
    "errors",
    "explain",
    "sheets",
]

_HOMES = {
    "Assessment": "engine.assessment",
    "Edition": "model.edition",
    "assess": "engine.assessment",
    "decision_tree": "engine.tree",
    "explain": "engine.explanation",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is first asked for, so that ``import aiprocure`` stays light."""
    if name in _HOMES:
        value: object = getattr(import_module(f"aiprocure.{_HOMES[name]}"), name)
    elif name in __all__:
        value = import_module(f"aiprocure.{name}")
    else:
        raise AttributeError(f"module 'aiprocure' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
