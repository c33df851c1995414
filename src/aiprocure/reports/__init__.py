"""What there is to tell about a value, said once for every format: one kind of value a module."""

from typing import TypeAlias

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import InvalidArgument
from aiprocure.errors.messages import shown
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.reports.cases import project_of, require_same
from aiprocure.reports.comparisons import comparison_account
from aiprocure.reports.determinations import assessment_account, exploration_account
from aiprocure.reports.editions import edition_account
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Account, Item, Section

__all__ = ["Account", "Item", "Section", "Tellable", "account_of"]

Tellable: TypeAlias = Edition | Assessment | Exploration | Comparison


def account_of(value: Tellable, words: Phrases, case: Dossier | None = None) -> Account:
    """Return what there is to tell about a value, with the words of the case that it is about if one is given.

    Raises :class:`InvalidArgument` for a value of any other type, and for a case that names another edition than that
    of an assessment or exploration, or answers otherwise.
    """
    if case is not None:
        require_same(case, value)
    match value:
        case Assessment():
            account = assessment_account(value, words, case)
        case Exploration():
            account = exploration_account(value, words, case)
        case Comparison():
            account = comparison_account(value, words)
        case Edition():
            account = edition_account(value, words)
        case _:
            what = "an edition, an assessment, an exploration or a comparison"
            raise InvalidArgument(f"expected {what}, not {shown(value)}")
    return attrs.evolve(account, about=(*project_of(case, words), *account.about))
