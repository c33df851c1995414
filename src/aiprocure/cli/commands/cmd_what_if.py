"""What other answers would lead to: ``what-if``."""

from collections.abc import Iterable
from pathlib import Path

import click

from aiprocure import encoding
from aiprocure.cli.dossier_files import DossierFile, determine_dossier, read_dossier, read_policy
from aiprocure.cli.failures import Refusal, refusal_at
from aiprocure.cli.named_editions import name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.next_steps import next_page, steps_after_exploration, steps_after_what_if
from aiprocure.cli.number_options import axis_spelled, read_numbers
from aiprocure.cli.options import Command, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.report import report_page
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.counterfactuals import Change, Route, routes, what_if
from aiprocure.engine.exploration import explore
from aiprocure.engine.supplied_numbers import read_costs, read_weights
from aiprocure.errors import Text
from aiprocure.errors.text import Language
from aiprocure.model.axes import Axis, no_such_axis
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.outcomes import Outcome
from aiprocure.model.records import spellings_of
from aiprocure.reports.counterfactuals import report_counterfactuals
from aiprocure.reports.determinations import report_exploration
from aiprocure.reports.phrases import Phrases

__all__ = ["what_if_command"]

_FORMAT = "aiprocure.what-if/1"


@click.command("what-if", cls=Command)
@click.argument("dossier", type=Path)
@click.option("--to", metavar="OUTCOME", help="目指す結果。省略時は最も軽い結果 / Outcome to reach; else the lightest.")
@click.option("--keep", metavar="AXIS", multiple=True, help="変えられない軸 / Axis that cannot change (repeatable).")
@click.option("--avoid-undecided", is_flag=True, help="「未定」への変更を除く / Leave out changes to undecided.")
@click.option(
    "--cost",
    "costs",
    metavar="FILE|AXIS.OPTION=N",
    multiple=True,
    help="利用者の定める、変更の費用。低い順に示す / Your cost of a change, cheapest first (repeatable).",
)
@click.option(
    "--weight",
    "weights",
    metavar="FILE|AXIS.OPTION=N",
    multiple=True,
    help="利用者の定める、選択肢の重み。未回答の軸による割合を示す / Your weight of an option (repeatable).",
)
@name_edition("案件書類が示す版 / Edition that the dossier names.")
@name_policy
@show_in_language
@show_as_json
def what_if_command(
    dossier: Path,
    to: str | None,
    keep: tuple[str, ...],
    avoid_undecided: bool,
    costs: tuple[str, ...],
    weights: tuple[str, ...],
    edition: Edition | None,
    policy: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    """案件書類 DOSSIER の回答を変えたとき判定がどう変わるか、どう変えれば --to に至るかを示す。

    Show what each change of a single answer would lead to, and the fewest changes that lead to an outcome. With
    --weight, show instead what the answers still leave open, with the share of each outcome by your own weights.
    """
    if weights:
        besides = {"--to": to, "--keep": keep, "--avoid-undecided": avoid_undecided, "--cost": costs}
        if others := [option for option, given in besides.items() if given]:
            raise refusal_at("--weight", "not-together", others=", ".join(others))
        read = read_dossier(dossier, edition, policy=read_policy(policy, edition))
        show_shares(read, weights, language, as_json=as_json)
        return
    written, assessment = determine_dossier(dossier, edition, read_policy(policy, edition))
    wanted = outcome_named(assessment, to)
    kept = tuple(axis_named(assessment, name, position).id for position, name in enumerate(keep))
    cost = read_numbers(costs, "--cost", assessment.edition, read_costs) if costs else None
    ways = routes(assessment, to=wanted.id, keep=kept, avoid_undecided=avoid_undecided, cost=cost)
    if as_json:
        described = describe_assessment(assessment, what_if(assessment))
        print_json({"format": _FORMAT, **described, "to": wanted.id, "routes": describe_routes(ways)})
    else:
        phrases = Phrases(language)
        print_page(report_page(report_counterfactuals(assessment, ways, wanted, phrases, written), phrases))
        print_page(next_page(steps_after_what_if(dossier, phrases), phrases))


def show_shares(read: DossierFile, weights: tuple[str, ...], language: Language, *, as_json: bool) -> None:
    """Print what the answers of a dossier leave open, with the share of each outcome by some weights."""
    edition, answers = read.edition, read.edition.partial_answers(**read.dossier.answers.options)
    exploration = explore(edition, answers, weights=read_numbers(weights, "--weight", edition, read_weights))
    if as_json:
        print_json(encoding.to_data(exploration))
    else:
        phrases = Phrases(language)
        print_page(report_page(report_exploration(exploration, phrases, read.dossier), phrases))
        print_page(next_page(steps_after_exploration(read.path, phrases), phrases))


def outcome_named(assessment: Assessment, name: str | None) -> Outcome:
    """Return the outcome that an id, or the word for it in either language, means; the lightest where none is given."""
    outcomes = assessment.edition.outcomes
    if name is None:
        return outcomes[0]
    named = {spelling.casefold(): each for each in outcomes for spelling in spellings_of(each)}
    if (found := named.get(plain_spelling(name).casefold())) is None:
        choices = [outcome.choice for outcome in outcomes]
        raise refusal_at("--to", "no-such-record", value=name, expected=choices, kind=Text("結果", "outcome"))
    return found


def axis_named(assessment: Assessment, name: str, position: int) -> Axis:
    """Return the axis that an id or a slug means; ``position`` is that of the name among those given."""
    axes = assessment.edition.axes
    if (found := axis_spelled(name, axes)) is None:
        raise Refusal(no_such_axis(name, axes, f"/keep/{position}"), names={"/keep": "--keep"})
    return found


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
            **_costs_of(route),
        }
        for route in ways
    ]


def _costs_of(route: Route) -> dict[str, Data]:
    """The costs that were supplied for the changes of a route, exact as text, and their sum if none is missing."""
    costs = {change.axis.id: change.supplied_cost for change in route.changes if change.supplied_cost is not None}
    if not costs:
        return {}
    each: dict[str, Data] = {axis: str(cost) for axis, cost in costs.items()}
    total = route.supplied_cost
    return {"supplied_cost": None if total is None else str(total), "supplied_costs": each}
