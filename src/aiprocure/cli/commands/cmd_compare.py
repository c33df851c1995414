"""How outcomes move when the rules do: ``compare``."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import Refusal, complain, refusing
from aiprocure.cli.options import name_columns, read_columns, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.report import account_page
from aiprocure.encoding import Data
from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total, compare
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors.messages import shown, shown_path
from aiprocure.errors.text import Language
from aiprocure.files import proposals
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition
from aiprocure.model.rules import ReadingId
from aiprocure.reports.comparisons import comparison_account
from aiprocure.reports.phrases import Phrases

__all__ = ["compare_command"]


@attrs.frozen
class Side:
    """What is compared: an edition, and what it is called, in a line or two."""

    edition: Edition
    name: str


@click.command("compare")
@click.argument("before")
@click.argument("after")
@click.option(
    "--inventory", type=click.Path(path_type=Path), help="案件の一覧（CSV・Parquet） / Inventory of cases to count."
)
@name_columns
@show_in_language
@show_as_json
def compare_command(
    before: str, after: str, inventory: Path | None, columns: tuple[str, ...], language: Language, as_json: bool
) -> None:
    """BEFORE と AFTER（版、改める案のファイル、又は図の別の読み）で、判定がどう変わるかを示す。

    Show how outcomes move between two editions, proposal files (.toml, .json), or, as AFTER, a rival reading of BEFORE.
    """
    words = Phrases(language)
    if inventory is None and columns:
        raise click.UsageError("--column is for the inventory: give --inventory as well")
    with refusing():
        first = load_side(words, before)
        second = load_side(words, after, rivals_of=first.edition)
        items = {} if inventory is None else count_cases(inventory, first.edition, columns)
        comparison = compare(first.edition, second.edition, inventory=items)
    if inventory is not None and not items:
        complain(f"{shown_path(inventory)}: the inventory is empty (0 cases)")
    if as_json:
        described = describe_comparison(comparison, counted=inventory is not None)
        print_json({"before": before, "after": after, **described})
    else:
        print_page(account_page(comparison_account(comparison, words, (first.name, second.name))))


def load_side(words: Phrases, name: str, *, rivals_of: Edition | None = None) -> Side:
    """Return the edition, the proposal, or the rival reading of another edition that a word of the command means."""
    if Path(name).suffix.lower() in (".toml", ".json"):
        return load_proposal(words, name)
    rivals = {each.id: (each, rivals_of.with_rules(each.rules)) for each in rivals_of.readings} if rivals_of else {}
    if found := rivals.get(ReadingId(name)):
        reading, adopted = found
        return Side(adopted, words.say("reading_side", reading=reading.id, text=words.of(reading.text)))
    if name not in editions.available():
        known = ", ".join((*editions.available(), *rivals))
        raise Refusal(f"{shown(name)}: no edition, rival reading or proposal (.toml, .json); choose from {known}")
    edition = editions.load(name)
    return Side(edition, words.edition(edition))


def count_cases(inventory: Path, edition: Edition, columns: Iterable[str]) -> dict[Answers, int]:
    """Return how often each combination is answered. Raises :class:`ImportError` naming the extra that is missing."""
    from aiprocure.frames.inventories.counts import count_answers

    return count_answers(inventory, edition, read_columns(columns))


def load_proposal(words: Phrases, path: str) -> Side:
    """Return the edition that the file of a proposal makes of its own."""
    proposal = proposals.load(path)
    named = words.say("proposal_side", title=proposal.title, edition=proposal.edition)
    reasons = [] if proposal.reason is None else [words.say("reason", reason=proposal.reason)]
    return Side(proposals.propose(proposal), "\n".join([named, *reasons]))


def describe_comparison(comparison: Comparison, *, counted: bool) -> dict[str, Data]:
    """Return a comparison by ids, with the counts of an inventory where there is one."""
    counts: dict[str, Data] = {"inventory": comparison.weight, "unplaced": comparison.not_counted} if counted else {}
    return {
        "compared": comparison.compared,
        "changed": comparison.changed,
        "undetermined": comparison.undetermined,
        "certain": comparison.certain,
        **counts,
        "totals": [describe_move(total, counted=counted) for total in comparison.totals],
        "moves": [
            {"when": encoding.to_data(move.when), **describe_move(move, counted=counted)} for move in comparison.moves
        ],
        "open_moves": [describe_open_move(move, counted=counted) for move in comparison.open_moves],
        "fewest": comparison.fewest,
        "unshared": list[Data](comparison.unshared),
        "vanished": list[Data](comparison.records_removed),
        "appeared": list[Data](comparison.records_added),
        "reworded": [describe_rewording(rewording) for rewording in comparison.changed_passages],
    }


def describe_move(moved: Move | Total, *, counted: bool) -> dict[str, Data]:
    """Return from what outcome to which, and how often."""
    described: dict[str, Data] = {
        "before": moved.before.id,
        "after": moved.after.id,
        "combinations": moved.combinations,
    }
    return {**described, "items": moved.weight} if counted else described


def describe_open_move(move: OpenMove, *, counted: bool) -> dict[str, Data]:
    """Return from what outcomes to which, and how often."""
    described: dict[str, Data] = {
        "when": encoding.to_data(move.when),
        "before": [outcome.id for outcome in move.before],
        "after": [outcome.id for outcome in move.after],
        "combinations": move.combinations,
    }
    return {**described, "items": move.weight} if counted else described


def describe_rewording(rewording: ChangedPassage) -> dict[str, Data]:
    """Return a passage that differs, as both sides have it."""
    before, after = (None if text is None else encoding.to_data(text) for text in (rewording.before, rewording.after))
    return {"reference": rewording.reference, "passage": rewording.passage, "before": before, "after": after}
