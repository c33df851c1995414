"""What there is to tell about an edition: what has to be said of it wherever it is applied, and what it holds."""

from collections import Counter

from aiprocure.model.edition import Edition
from aiprocure.model.records import FAMILIES, entries_of
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Account, Item, cited, filled

__all__ = ["edition_account", "edition_items", "holding_items", "source_items"]


def edition_account(edition: Edition, words: Phrases) -> Account:
    """Return what there is to tell about an edition."""
    return Account(
        words.say("edition"),
        words.of(edition.text),
        edition_items(edition, words),
        filled(
            (words.say("family_rule"), (Item(words.row(edition, rule)) for rule in edition.rules)),
            (words.say("rival_readings"), (cited(each.text, each.citation, words) for each in edition.readings)),
            (words.say("holds"), holding_items(edition, words)),
            (words.say("sources"), source_items(edition, words)),
        ),
        drawn=edition,
    )


def edition_items(edition: Edition, words: Phrases) -> tuple[Item, ...]:
    """Return what names an edition; then, as warnings, whether its rows are other ones, and what superseded it."""
    provisos = (Item(proviso, warns=True) for proviso in words.provisos(edition))
    after = edition.superseded_by
    superseded = (cited(after.text, after.citation, words, warns=True),) if after else ()
    return (Item(words.edition(edition)), *provisos, *superseded)


def holding_items(edition: Edition, words: Phrases) -> tuple[Item, ...]:
    """Return how many records of each family an edition holds."""
    counts = Counter(entry.family for entry in edition.once(entries_of))
    held = (family for family, _ in FAMILIES if counts[family])
    return tuple(Item(words.say("detail", key=words.family(family), value=counts[family])) for family in held)


def source_items(edition: Edition, words: Phrases) -> tuple[Item, ...]:
    """Return the documents that the records cite."""
    return tuple(Item(f"{source.id}  {words.of(source.text)}") for source in edition.sources)
