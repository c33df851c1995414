"""How outcomes move when the rules do: ``compare``."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import Refusal, about, refusal_at
from aiprocure.cli.options import Command, name_columns, read_columns, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page, print_problems
from aiprocure.cli.pages.report import report_page
from aiprocure.editions.written import is_edition
from aiprocure.encoding import Data
from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total, compare
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors import Choice, Problem
from aiprocure.errors.text import Language
from aiprocure.files import proposals
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome
from aiprocure.model.rules import ReadingId
from aiprocure.reports.comparisons import report_comparison
from aiprocure.reports.phrases import Phrases

__all__ = ["compare_command"]

_FORMAT = "aiprocure.compare/1"


@attrs.frozen
class _Side:
    """One side of a comparison: an edition, and what it is called, in a line or two."""

    edition: Edition
    name: str


@click.command("compare", cls=Command)
@click.argument("before")
@click.argument("after")
@click.option("--inventory", type=Path, help="件数を数える案件の一覧（CSV・Parquet） / Inventory of cases to count.")
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
        raise refusal_at("--column", "needs-option", others="--inventory")
    first = _load_side(words, before)
    second = _load_side(words, after, rivals_of=first.edition)
    items = {} if inventory is None else _count_cases(inventory, first.edition, columns)
    comparison = compare(first.edition, second.edition, inventory=items)
    if inventory is not None and not items:
        print_problems([about(inventory, Problem.of("inventory-empty"))], language)
    if as_json:
        print_json(_describe_comparison(comparison, (before, after), counted=inventory is not None))
    else:
        print_page(report_page(report_comparison(comparison, words, (first.name, second.name)), words))


def _load_side(words: Phrases, name: str, *, rivals_of: Edition | None = None) -> _Side:
    """Return the edition, the proposal, or the rival reading of another edition that a word of the command means."""
    if is_edition(name):
        own = editions.read(name)
        return _Side(own, words.edition(own))
    if Path(name).suffix.lower() in (".toml", ".json"):
        return _load_proposal(words, name)
    rivals = {each.id: (each, rivals_of.with_rules(each.rules)) for each in rivals_of.readings} if rivals_of else {}
    if found := rivals.get(ReadingId(name)):
        reading, adopted = found
        return _Side(adopted, words.say("reading_side", reading=reading.id, text=words.of(reading.text)))
    if name not in editions.available():
        choices = [Choice(known) for known in (*editions.available(), *rivals)]
        raise Refusal(Problem.of("no-such-side", value=name, expected=choices))
    edition = editions.load(name)
    return _Side(edition, words.edition(edition))


def _load_proposal(words: Phrases, path: str) -> _Side:
    """Return the edition that the file of a proposal makes of its own."""
    proposal = proposals.load(path)
    title = words.say("proposal_side", title=proposal.title, edition=proposal.edition)
    reasons = [] if proposal.reason is None else [words.say("reason", reason=proposal.reason)]
    return _Side(proposals.propose(proposal), "\n".join([title, *reasons]))


def _count_cases(inventory: Path, edition: Edition, columns: Iterable[str]) -> dict[Answers, int]:
    """Return how often each combination is answered. Raises :class:`MissingExtra` where pyarrow is missing."""
    from aiprocure.frames.inventories.counts import count_answers

    return count_answers(inventory, edition, read_columns(columns))


def _describe_comparison(comparison: Comparison, sides: tuple[str, str], *, counted: bool) -> dict[str, Data]:
    """Return a comparison by ids, with the counts of an inventory where there is one."""
    before, after = sides
    counts: dict[str, Data] = {"inventory": comparison.weight, "not_counted": comparison.not_counted} if counted else {}
    return {
        "format": _FORMAT,
        "before": before,
        "after": after,
        "compared": comparison.compared,
        "changed": comparison.changed,
        "undetermined": comparison.undetermined,
        "certain": comparison.certain,
        **counts,
        "totals": [_describe_move(total, counted=counted) for total in comparison.totals],
        "moves": [_describe_move(move, counted=counted) for move in comparison.moves],
        "open_moves": [_describe_move(move, counted=counted) for move in comparison.open_moves],
        "fewest": comparison.fewest,
        "unshared": list[Data](comparison.unshared),
        "records_removed": list[Data](comparison.records_removed),
        "records_added": list[Data](comparison.records_added),
        "changed_passages": [_describe_passage(passage) for passage in comparison.changed_passages],
    }


def _describe_move(move: Move | OpenMove | Total, *, counted: bool) -> dict[str, Data]:
    """Return where outcomes move from and to, how often, and unless it is a total, under which answers."""
    when: dict[str, Data] = {} if isinstance(move, Total) else {"when": encoding.to_data(move.when)}
    weight: dict[str, Data] = {"items": move.weight} if counted else {}
    before, after = _ids_of(move.before), _ids_of(move.after)
    return {**when, "before": before, "after": after, "combinations": move.combinations, **weight}


def _ids_of(outcomes: Outcome | tuple[Outcome, ...]) -> Data:
    """Return the id of an outcome, or the ids of those between which it is open."""
    return outcomes.id if isinstance(outcomes, Outcome) else [outcome.id for outcome in outcomes]


def _describe_passage(passage: ChangedPassage) -> dict[str, Data]:
    """Return a passage that differs, as it is on both sides."""
    before, after = (None if text is None else encoding.to_data(text) for text in (passage.before, passage.after))
    return {"reference": passage.reference, "passage": passage.passage, "before": before, "after": after}
