"""What an edition does not let us check, named: silence must not be taken for approval."""

from collections.abc import Iterable

from aiprocure.checks.context import Context, records_by_name
from aiprocure.checks.definition import Check, Match
from aiprocure.errors.text import Text
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Meaning

__all__ = ["check_possible"]


def check_possible(checks: tuple[Check, ...]) -> Check:
    """Return the check that names those of some checks for which an edition lacks a record or a meaning."""

    def name_lacking(edition: Edition) -> tuple[Text, ...]:
        return tuple(_named_with_reason(name, checks, edition) for name in _names_of(checks, edition))

    def look(context: Context) -> tuple[Match, ...]:
        lacking = context.edition.once(name_lacking)
        listed = Text("、".join(each.ja for each in lacking), "; ".join(each.in_language("en") for each in lacking))
        return (Match(("edition",), words={"checks": listed}),) if lacking else ()

    return Check(
        "checks-not-possible",
        Severity.NOTE,
        Text(
            "この版は点検に要ることを示していないため、次の点検は、行えないか、一部しか行えない：{checks}。",
            "This edition does not give what some checks need, so they are not made, or only in part: {checks}.",
        ),
        Text(
            "これらの点検を別途行うか、選択肢の意味又は拠り所となる記録を版に加えて点検すること。",
            "Make these checks yourself, or add what the options mean, or the records, to the edition.",
        ),
        look,
        ours=True,
    )


def _names_of(checks: Iterable[Check], edition: Edition) -> tuple[Text, ...]:
    """What is not checked, or in part, each once, in the order of the checks."""
    lacking = (check.name for check in checks if _lacks_record(check, edition) or _unmeant(check, edition))
    return tuple(dict.fromkeys(name for name in lacking if name is not None))


def _named_with_reason(name: Text, checks: Iterable[Check], edition: Edition) -> Text:
    """What is not checked, with the meanings that no option has, or that the record is missing."""
    same = [check for check in checks if check.name == name]
    if any(_lacks_record(check, edition) for check in same):
        return Text(f"{name.ja}（拠り所となる記録がない）", f"{name.in_language('en')} (no record to rest on)")
    unmeant = set[Meaning]().union(*(_unmeant(check, edition) for check in same))
    texts = [meaning.text for meaning in Meaning if meaning in unmeant]
    ja, en = "".join(f"「{text.ja}」" for text in texts), ", ".join(f'"{text.in_language("en")}"' for text in texts)
    return Text(f"{name.ja}（{ja}を意味する選択肢がない）", f"{name.in_language('en')} (no option means {en})")


def _lacks_record(check: Check, edition: Edition) -> bool:
    return any(name not in edition.once(records_by_name) for name in check.rests_on)


def _unmeant(check: Check, edition: Edition) -> frozenset[Meaning]:
    """What a check needs and no option of an edition means."""
    return frozenset(check.needs) - edition.once(_meant)


def _meant(edition: Edition) -> frozenset[Meaning]:
    return frozenset(meaning for axis in edition.axes for option in axis.options for meaning in option.means)
