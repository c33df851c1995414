"""What there is to tell about a value as plain text."""

from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.reports import Item, Section, Tellable, account_of
from aiprocure.reports.phrases import Phrases

__all__ = ["to_text"]


def to_text(value: Tellable, *, language: Language = "ja", case: Dossier | None = None) -> str:
    """Return plain text that tells an edition, an assessment, an exploration or a comparison in full.

    With the case that an assessment judges, it begins with the project, and tells the reason given for each answer.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> print(to_text(assess(edition, edition.answers(A=1, B=2, C=3, D=1)), language="en"))
    Determination
      High  Likely to be high-risk
      DS-920, Guideline on the procurement and use of generative AI for ... (2025-05-27, data revision 2)
    ...
    """
    account = account_of(value, Phrases(language), case)
    lead = Section(account.heading, (Item(account.headline), *account.lead))
    sections = (*account.about, lead, *account.sections)
    return "\n\n".join("\n".join((section.heading, *_lines(section.items, 2))) for section in sections)


def _lines(items: Iterable[Item], indent: int) -> Iterator[str]:
    for item in items:
        yield from (" " * indent + line for line in (item.text + item.note).splitlines())
        yield from _lines(item.inside, indent + 2)
