"""What other answers would lead to: ``what-if``."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from aiprocure import encoding
from aiprocure.cli.dossier_files import determine_dossier
from aiprocure.cli.failures import Refusal, refusal_at
from aiprocure.cli.named_editions import name_edition
from aiprocure.cli.next_steps import next_page, steps_after_what_if
from aiprocure.cli.options import Command, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.report import report_page
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.counterfactuals import Change, Route, routes, what_if
from aiprocure.errors import Text
from aiprocure.errors.text import Language
from aiprocure.model.axes import Axis, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.outcomes import Outcome
from aiprocure.model.records import spellings_of
from aiprocure.reports.counterfactuals import report_counterfactuals
from aiprocure.reports.phrases import Phrases

__all__ = ["what_if_command"]

_FORMAT = "aiprocure.what-if/1"
T = TypeVar("T")


@click.command("what-if", cls=Command)
@click.argument("dossier", type=Path)
@click.option("--to", metavar="OUTCOME", help="目指す結果。省略時は最も軽い結果 / Outcome to reach; else the lightest.")
@click.option("--keep", metavar="AXIS", multiple=True, help="変えられない軸 / Axis that cannot change (repeatable).")
@click.option("--avoid-undecided", is_flag=True, help="「未定」への変更を除く / Leave out changes to undecided.")
@name_edition("案件書類が示す版 / Edition that the dossier names.")
@show_in_language
@show_as_json
def what_if_command(
    dossier: Path,
    to: str | None,
    keep: tuple[str, ...],
    avoid_undecided: bool,
    edition: Edition | None,
    language: Language,
    as_json: bool,
) -> None:
    """案件書類 DOSSIER の回答を変えたとき判定がどう変わるか、どう変えれば --to に至るかを示す。

    Show what each change of a single answer would lead to, and the fewest changes that lead to an outcome.
    """
    written, assessment = determine_dossier(dossier, edition)
    wanted = outcome_named(assessment, to)
    kept = tuple(axis_named(assessment, name, position).id for position, name in enumerate(keep))
    ways = routes(assessment, to=wanted.id, keep=kept, avoid_undecided=avoid_undecided)
    if as_json:
        described = describe_assessment(assessment, what_if(assessment))
        print_json({"format": _FORMAT, **described, "to": wanted.id, "routes": describe_routes(ways)})
    else:
        phrases = Phrases(language)
        print_page(report_page(report_counterfactuals(assessment, ways, wanted, phrases, written), phrases))
        print_page(next_page(steps_after_what_if(dossier, phrases), phrases))


def outcome_named(assessment: Assessment, name: str | None) -> Outcome:
    """Return the outcome that an id, or the word for it in either language, means; the lightest where none is given."""
    outcomes = assessment.edition.outcomes
    if name is None:
        return outcomes[0]
    if (found := _named(name, {spelling: each for each in outcomes for spelling in spellings_of(each)})) is None:
        choices = [outcome.choice for outcome in outcomes]
        raise refusal_at("--to", "no-such-record", value=name, expected=choices, kind=Text("結果", "outcome"))
    return found


def axis_named(assessment: Assessment, name: str, position: int) -> Axis:
    """Return the axis that an id or a slug means; ``position`` is that of the name among those given."""
    axes = assessment.edition.axes
    if (found := _named(name, axes_by_name(axes))) is None:
        raise Refusal(no_such_axis(name, axes, f"/keep/{position}"), names={"/keep": "--keep"})
    return found


def _named(name: str, spelled: Mapping[str, T]) -> T | None:
    """Return what a name means, in full-width letters or capitals too."""
    folded = {spelling.casefold(): each for spelling, each in spelled.items()}
    return folded.get(plain_spelling(name).casefold())


def describe_assessment(assessment: Assessment, changes: Iterable[Change]) -> dict[str, Data]:
    """Return an assessment, and what each change would lead to, by ids."""
    return {
        "edition": assessment.edition.id,
        "answers": encoding.to_data(assessment.answers),
        "outcome": assessment.outcome.id,
        "disputed_by": [reading.id for reading in assessment.disputed],
        "irrelevant": [axis.id for axis in assessment.irrelevant],
        "changes": [
            {
                "axis": change.axis.id,
                "option": change.option.id,
                "outcome": change.outcome.id,
                "differs": change.differs,
                "disputed_by": list[Data](change.disputed_by),
            }
            for change in changes
        ],
    }


def describe_routes(ways: Iterable[Route]) -> list[Data]:
    """Return routes by the options that they change to."""
    return [
        {
            "changes": {change.axis.id: change.option.id for change in route.changes},
            "disputed_by": list[Data](route.disputed_by),
        }
        for route in ways
    ]
