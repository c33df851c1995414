"""Records of what was found, as plain data: an assessment and an exploration can be proved again from theirs."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import cast

from aiprocure.encoding.fingerprints import identify
from aiprocure.encoding.plain_data import ComparisonRecord, Data, ExplorationRecord, Trace
from aiprocure.encoding.reader import first_problems, read_table, structured
from aiprocure.encoding.refusals import refusing_as
from aiprocure.encoding.writer import plain
from aiprocure.engine.assessment import Assessment, assess, deciding_rule, explain
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.exploration import Exploration, Tally, explore
from aiprocure.engine.supplied_numbers import Numbers, read_weights
from aiprocure.errors import Choice, InvalidData, Problem, Text
from aiprocure.errors.messages import pointer, shown
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.revisions import Revision

__all__ = ["record_assessment", "record_comparison", "record_exploration", "repeat"]

_ASSESSMENT = "aiprocure.assessment/1"
_EXPLORATION = "aiprocure.exploration/1"
_COMPARISON = "aiprocure.comparison/1"
_MOST_ANSWERS = 100


class _Absent:
    """Stands for what one of two records lacks."""


def record_assessment(assessment: Assessment) -> Trace:
    """Return the trace of an assessment: the same data every time, readable without this library."""
    edition = assessment.edition
    disputes = [(reading.id, deciding_rule(reading.rules, assessment.answers)) for reading in assessment.disputed]
    trace: dict[str, object] = {
        "format": _ASSESSMENT,
        "edition": identify(edition),
        "superseded_by": plain(edition.superseded_by) if edition.superseded_by else None,
        "answers": plain(assessment.answers),
        "outcome": assessment.outcome.id,
        "meaning": plain(assessment.outcome.meaning),
        "rule": plain(assessment.rule),
        "path": [
            {
                "axis": step.axis.id,
                "option": step.option.id,
                "text": plain(step.option.text),
                "citation": plain(step.citation),
            }
            for step in assessment.path
        ],
        "reasons": [[option.id for option in reason] for reason in explain(assessment)],
        "disputed": [{"reading": reading, "rule": rule.id, "outcome": rule.outcome} for reading, rule in disputes],
        "irrelevant": [axis.id for axis in assessment.irrelevant],
    }
    return cast(Trace, trace)


def record_exploration(exploration: Exploration) -> ExplorationRecord:
    """Return an exploration as plain data, which names records by their ids."""
    edition = exploration.edition
    record: dict[str, object] = {
        "format": _EXPLORATION,
        "edition": identify(edition),
        "superseded_by": plain(edition.superseded_by) if edition.superseded_by else None,
        "answers": plain(exploration.answers),
        "tallies": [_tally(tally) for tally in exploration.tallies],
        "ask_next": [axis.id for axis in exploration.ask_next],
        "irrelevant": [axis.id for axis in exploration.irrelevant],
        "disputed_by": list(exploration.disputed_by),
    }
    if exploration.supplied_weights:
        record["supplied_weights"] = _weights(exploration)
    return cast(ExplorationRecord, record)


def _tally(tally: Tally) -> dict[str, Data]:
    share = {} if tally.supplied_share is None else {"supplied_share": str(tally.supplied_share)}
    return {"outcome": tally.outcome.id, "combinations": tally.combinations, **share}


def _weights(exploration: Exploration) -> dict[str, Data]:
    """The weights that were supplied, by axis and option, as :func:`explore` takes them."""
    supplied = dict(exploration.supplied_weights)
    by_axis: dict[str, dict[str, Data]] = {
        axis.id: {option.id: str(supplied[option.id]) for option in axis.options if option.id in supplied}
        for axis in exploration.edition.axes
    }
    return {axis: dict(weights) for axis, weights in by_axis.items() if weights}


def record_comparison(comparison: Comparison) -> ComparisonRecord:
    """Return a comparison as plain data, which identifies both editions."""
    sides = {"before": identify(comparison.before), "after": identify(comparison.after)}
    return cast(ComparisonRecord, {"format": _COMPARISON, **sides, **plain(comparison)})


def repeat(data: object, edition: Edition) -> Assessment | Exploration:
    """Return what a record says was found, found anew; raise :class:`InvalidData` where the two differ."""
    given = read_table(data)
    match given.get("format"):
        case "aiprocure.assessment/1":
            assessment = _assess_again(given, edition)
            _require_equal(given, record_assessment(assessment), edition)
            return assessment
        case "aiprocure.exploration/1":
            exploration = _explore_again(given, edition)
            _require_equal(given, record_exploration(exploration), edition)
            return exploration
        case "aiprocure.comparison/1":
            raise InvalidData(Problem.of("not-read-back", "/format", value=_COMPARISON))
        case other:
            known = [Choice(_ASSESSMENT), Choice(_EXPLORATION)]
            raise InvalidData(Problem.of("unknown-format", "/format", value=other, expected=known))


def _assess_again(given: Mapping[str, object], edition: Edition) -> Assessment:
    with refusing_as(InvalidData, "answers"):
        return assess(edition, edition.answers(**_options(given)))


def _explore_again(given: Mapping[str, object], edition: Edition) -> Exploration:
    with refusing_as(InvalidData, "answers"):
        answers = edition.partial_answers(**_options(given))
    with refusing_as(InvalidData, "supplied_weights"):
        read_weights(edition, read_table(given.get("supplied_weights", {})))
    return explore(edition, answers, weights=cast(Numbers, given.get("supplied_weights", {})))


def _options(given: Mapping[str, object]) -> dict[str, str]:
    """The answers of a record by axis; what they mean, the edition tells."""
    answers = read_table(given.get("answers"))
    if len(answers) > _MOST_ANSWERS:
        what = Text("回答", "answers")
        raise InvalidData(Problem.of("too-many", count=len(answers), most=_MOST_ANSWERS, what=what))
    return dict(structured(answers, PartialAnswers))


def _require_equal(given: Mapping[str, object], expected: object, edition: Edition) -> None:
    since = _revisions_since(given.get("edition"), edition)
    explained = ("/edition/revision", "/edition/fingerprint") if _is_known(given.get("edition"), since) else ()
    differing = (each for each in _differences(given, expected) if each.where not in explained)
    if found := first_problems(chain(map(_revised, since), differing)):
        raise InvalidData(found)


def _revisions_since(named: object, edition: Edition) -> tuple[Revision, ...]:
    """The revisions of an edition since the one that a record names: those that say what the record cannot know."""
    number = named.get("revision") if isinstance(named, dict) and named.get("id") == edition.id else None
    if type(number) is not int:
        return ()
    return tuple(revision for revision in edition.revisions if 1 <= number < revision.number <= edition.revision)


def _is_known(named: object, since: tuple[Revision, ...]) -> bool:
    """Whether the fingerprint that a record names is that of the revision that it names."""
    if not since or not isinstance(named, dict):
        return False
    before = {"revision": since[0].number - 1, "fingerprint": since[0].replaces}
    return before.items() <= named.items()


def _revised(revision: Revision) -> Problem:
    """What a revision changed, as a problem with a record that is older."""
    added, changed, removed = map(len, (revision.added, revision.changed, revision.removed))
    counts = Text(
        f"加えた記録 {added}件、改めた記録等 {changed}件、除いた記録 {removed}件",
        f"records added: {added}, changed: {changed}, removed: {removed}",
    )
    return Problem.of("revised-since", "/edition/revision", value=revision.number, changes=revision.text, counts=counts)


def _differences(given: object, expected: object, *steps: object) -> Iterator[Problem]:
    match given, expected:
        case dict(), dict():
            for key in {**expected, **given}:
                yield from _differences(given.get(key, _Absent), expected.get(key, _Absent), *steps, key)
        case list(), list() if len(given) == len(expected):
            for position, pair in enumerate(zip(given, expected, strict=True)):
                yield from _differences(*pair, *steps, position)
        case _ if type(given) is not type(expected) or given != expected:
            yield Problem.of("record-differs", pointer(*steps), given=_worded(given), found=_worded(expected))


def _worded(part: object) -> Text:
    return Text("記載なし", "nothing") if part is _Absent else Text(shown(part), shown(part))
