"""Traces: what was decided, by which edition, from which answers and why, as plain data that can be proved again."""

from collections.abc import Iterator

from aiprocure.encoding.converter import Data, plain, read_table, structured
from aiprocure.encoding.identity import fingerprint
from aiprocure.engine.assessment import Assessment, assess, deciding_rule, explain
from aiprocure.errors import InvalidAnswers, InvalidData, Problem
from aiprocure.errors.messages import expect, pointer, shown, unworded
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition

__all__ = ["FORMAT", "assessment_behind", "trace"]

FORMAT = "aiprocure.assessment/1"


class _Absent:
    """Stands for what one of two traces lacks."""


def trace(assessment: Assessment) -> dict[str, Data]:
    """Return the trace of an assessment: the same data every time, readable without this library."""
    edition = assessment.edition
    disputes = [(reading.id, deciding_rule(reading.rules, assessment.answers)) for reading in assessment.disputed]
    return {
        "format": FORMAT,
        "edition": {"id": edition.id, "revision": edition.revision, "fingerprint": fingerprint(edition)},
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


def assessment_behind(data: object, edition: Edition) -> Assessment:
    """Return the assessment that a trace records, made anew, or raise :class:`InvalidData` where they differ."""
    expect(Edition, edition)
    given = read_table(data)
    try:
        assessment = assess(edition, edition.answers(**structured(given.get("answers"), Answers)))
    except (InvalidAnswers, InvalidData) as error:
        raise InvalidData(problem.under("answers") for problem in error.problems) from None
    if differences := tuple(_differences(given, trace(assessment))):
        raise InvalidData(differences)
    return assessment


def _differences(given: object, expected: object, *steps: object) -> Iterator[Problem]:
    match given, expected:
        case dict(), dict():
            for key in {**expected, **given}:
                yield from _differences(given.get(key, _Absent), expected.get(key, _Absent), *steps, key)
        case list(), list() if len(given) == len(expected):
            for position, pair in enumerate(zip(given, expected, strict=True)):
                yield from _differences(*pair, *steps, position)
        case _ if type(given) is not type(expected) or given != expected:
            yield unworded(pointer(*steps), f"{_worded(given)}; the edition gives {_worded(expected)}")


def _worded(part: object) -> str:
    return "nothing" if part is _Absent else shown(part)
