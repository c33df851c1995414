"""The Japanese government's guideline on procuring and using generative AI (DS-920), as software.

>>> import aiprocure as ap
>>> edition = ap.editions.load("2025-05-27")
>>> assessment = ap.assess(edition, edition.answers(A="①", B="②", C="③", D="②"))
>>> print(assessment, assessment.rule.id)
低（「高リスク」に該当する可能性が低い） R9
"""

TYPE_CHECKING = False  # importing typing would take longer than all the rest of this, and Ctrl-C is heeded only after
if TYPE_CHECKING:
    __version__: str
    from aiprocure import editions, encoding, errors, export, frames
    from aiprocure.checks import check, checks_of, item_statuses
    from aiprocure.checks.papers import draft
    from aiprocure.engine.assessment import Assessment, assess, explain
    from aiprocure.engine.comparison import Comparison, compare
    from aiprocure.engine.counterfactuals import Change, Route, routes, what_if
    from aiprocure.engine.exploration import Exploration, explore
    from aiprocure.engine.identification import look_ups
    from aiprocure.engine.settlement import settle
    from aiprocure.engine.tree import decision_tree
    from aiprocure.files import dossiers, profiles, proposals
    from aiprocure.files import workbooks as sheets
    from aiprocure.frames import inventories as tables
    from aiprocure.model.answers import Answers, PartialAnswers
    from aiprocure.model.dossier import Dossier
    from aiprocure.model.edition import Edition
    from aiprocure.model.finding import Finding

__all__ = [
    "Answers",
    "Assessment",
    "Change",
    "Comparison",
    "Dossier",
    "Edition",
    "Exploration",
    "Finding",
    "PartialAnswers",
    "Route",
    "assess",
    "check",
    "checks_of",
    "compare",
    "decision_tree",
    "dossiers",
    "draft",
    "editions",
    "encoding",
    "errors",
    "explain",
    "explore",
    "export",
    "frames",
    "item_statuses",
    "look_ups",
    "profiles",
    "proposals",
    "routes",
    "settle",
    "sheets",
    "tables",
    "what_if",
]

_HOMES = {
    "Answers": "model.answers",
    "Assessment": "engine.assessment",
    "Change": "engine.counterfactuals",
    "Comparison": "engine.comparison",
    "Dossier": "model.dossier",
    "Edition": "model.edition",
    "Exploration": "engine.exploration",
    "Finding": "model.finding",
    "PartialAnswers": "model.answers",
    "Route": "engine.counterfactuals",
    "assess": "engine.assessment",
    "check": "checks",
    "checks_of": "checks",
    "compare": "engine.comparison",
    "decision_tree": "engine.tree",
    "draft": "checks.papers",
    "explain": "engine.assessment",
    "item_statuses": "checks",
    "explore": "engine.exploration",
    "load_ipython_extension": "notebook",  # what %load_ext asks for; not for calling
    "unload_ipython_extension": "notebook",  # and %unload_ext
    "look_ups": "engine.identification",
    "routes": "engine.counterfactuals",
    "settle": "engine.settlement",
    "what_if": "engine.counterfactuals",
}

_ROOMS = {
    "dossiers": "files.dossiers",
    "profiles": "files.profiles",
    "proposals": "files.proposals",
    "sheets": "files.workbooks",
    "tables": "frames.inventories",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is first asked for, so that ``import aiprocure`` stays light."""
    from importlib import import_module

    if name in _HOMES:
        value: object = getattr(import_module(f"aiprocure.{_HOMES[name]}"), name)
    elif name == "__version__":
        value = _installed_version()
    elif name in __all__:
        value = import_module(f"aiprocure.{_ROOMS.get(name, name)}")
    else:
        raise AttributeError(f"module 'aiprocure' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _installed_version() -> str:
    """The version that was installed, or one that says it is not known, as where only the source was copied."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("aiprocure")
    except PackageNotFoundError:
        return "0+unknown"
