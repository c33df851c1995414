"""How outcomes move when the rules do: ``compare``."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import Refusal, about, refusal_at
from aiprocure.cli.named_editions import is_folder, is_path, read_edition
from aiprocure.cli.options import Command, name_columns, name_encoding, read_columns, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page, print_problems
from aiprocure.cli.pages.report import report_page
from aiprocure.encoding import Data
from aiprocure.encoding.parsing import parse, read_source
from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total, compare
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors import Choice, Problem, Text
from aiprocure.errors.text import Language
from aiprocure.files import proposals
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import one_spelled
from aiprocure.model.outcomes import Outcome
from aiprocure.reports.comparisons import Change, ChangedCase, report_comparison
from aiprocure.reports.phrases import Phrases

__all__ = ["compare_command"]

_FORMAT = "aiprocure.compare/1"
_MOST_CASES = 1_000
"""How many cases of an inventory are named one by one."""
_TABLES = (".csv", ".xlsx")
"""What a proposal that is a table of rows ends in."""
_MOST_BYTES = 1_000_000
"""How long a file of an edition may be. One of a proposal may be far shorter."""


@attrs.frozen
class _Side:
    """One side of a comparison: an edition, what it is called, in a line or two, and the edition it was made from."""

    edition: Edition
    name: str
    made_from: Edition


@click.command("compare", cls=Command)
@click.argument("before")
@click.argument("after")
@click.option(
    "--inventory", type=Path, help="件数を数える案件の一覧（CSV・Excel・Parquet） / Inventory of cases to count."
)
@name_columns
@name_encoding
@show_in_language
@show_as_json
def compare_command(
    before: str,
    after: str,
    inventory: Path | None,
    columns: tuple[str, ...],
    encoding: str | None,
    language: Language,
    as_json: bool,
) -> None:
    """BEFORE と AFTER（版、改める案又は図の別の読み）で、判定がどう変わるかを示す。版と案は、ファイルでもよい。

    Show how outcomes move between two editions, by id or by path, proposal files, or, as AFTER, a rival reading of
    BEFORE.
    """
    words = Phrases(language)
    for option, given in (("--column", columns), ("--encoding", encoding)):
        if inventory is None and given:
            raise refusal_at(option, "needs-option", others="--inventory")
    first = _load_side(words, before)
    second = _load_side(words, after, beside=first)
    items = {} if inventory is None else _count_cases(inventory, first.edition, columns, encoding)
    comparison = compare(first.edition, second.edition, inventory=items)
    cases = _find_cases(inventory, comparison, items, columns, encoding) if inventory and items else ()
    if inventory is not None and not items:
        print_problems([about(inventory, Problem.of("inventory-empty"))], language)
    if as_json:
        described = _describe_comparison(comparison, (before, after), counted=inventory is not None)
        print_json(described if inventory is None else described | {"cases": _describe_cases(cases)})
    else:
        print_page(report_page(report_comparison(comparison, words, (first.name, second.name), cases), words))


def _load_side(words: Phrases, name: str, *, beside: _Side | None = None) -> _Side:
    """Return the edition, the rival reading of the other side, or the proposal that a word of the command means."""
    carried = editions.available()
    rivals = {} if beside is None else {str(each.id): each for each in beside.edition.readings}
    if one_spelled(name, carried) is None:
        if beside is not None and (reading := rivals.get(name)):
            said = words.say(
                "reading_side", reading=words.readings(beside.edition, [reading.id]), text=words.of(reading.text)
            )
            return _Side(beside.edition.with_rules(reading.rules), said, beside.edition)
        if name.lower().endswith(_TABLES):
            return _load_proposal(words, name, beside)
        if not is_path(name):
            raise Refusal(Problem.of("no-such-side", value=name, expected=map(Choice, (*carried, *rivals))))
        if _is_proposal(name):
            return _load_proposal(words, name, beside)
    edition = read_edition(name)
    return _Side(edition, words.edition(edition), edition)


def _is_proposal(path: str) -> bool:
    """Return whether a path is that of a proposal: a file that names an edition and so is none."""
    if is_folder(path):
        return False
    source = read_source(path, kind=Text("版又は改正の案", "an edition or a proposal"), most_bytes=_MOST_BYTES)
    data = parse(source)
    return not isinstance(data, dict) or "edition" in data or "axes" not in data


def _load_proposal(words: Phrases, path: str, beside: _Side | None) -> _Side:
    """Return the edition that the file of a proposal makes of its own, or of the one it is compared with, if named."""
    against = beside.made_from if beside and path.lower().endswith(_TABLES) else None
    proposal = proposals.load(path, edition=against)
    title = words.say("proposal_side", title=proposal.title, edition=proposal.edition)
    reasons = [] if proposal.reason is None else [words.say("reason", reason=proposal.reason)]
    own = beside.made_from if beside and one_spelled(proposal.edition, (beside.made_from.id,)) else None
    made_from = own or editions.load(proposal.edition)
    return _Side(proposals.propose(proposal, made_from), "\n".join([title, *reasons]), made_from)


def _count_cases(inventory: Path, edition: Edition, columns: Iterable[str], encoding: str | None) -> dict[Answers, int]:
    """Return how often each combination is answered. Raises :class:`MissingExtra` where pyarrow is missing."""
    from aiprocure.frames.inventories.counts import count_answers

    return count_answers(inventory, edition, read_columns(columns), encoding=encoding)


def _find_cases(
    inventory: Path,
    comparison: Comparison,
    items: Iterable[Answers],
    columns: Iterable[str],
    encoding: str | None,
) -> tuple[ChangedCase, ...]:
    """Return the cases whose outcome moves, may move or cannot be compared, at most a thousand of them."""
    from aiprocure.frames.inventories.counts import find_cases

    changes = {each: comparison.change_of(each) or comparison.lost_in(each) for each in items}
    changing = {each: change for each, change in changes.items() if change}
    found = find_cases(
        inventory, comparison.before, changing, read_columns(columns), most=_MOST_CASES, encoding=encoding
    )
    return tuple(ChangedCase(case.number, case.answers, changing[case.answers], case.title) for case in found)


def _describe_cases(cases: Iterable[ChangedCase]) -> list[Data]:
    """Return cases by number and title, with the ids of answers, of outcomes, or of options that are lacking."""
    return [_describe_case(case) for case in cases]


def _describe_case(case: ChangedCase) -> dict[str, Data]:
    answers = encoding.to_data(case.answers)
    return {"case": case.number, "title": case.title or None, "answers": answers, **_describe_change(case.change)}


def _describe_change(change: Change) -> dict[str, Data]:
    if isinstance(change, tuple):
        return {"lost": [option.id for option in change]}
    return {"before": _ids_of(change.before), "after": _ids_of(change.after)}


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
