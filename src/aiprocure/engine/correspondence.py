"""Which axes and options of two editions are the same: by what they mean where both editions say it, else by id."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aiprocure.model.axes import Axis, AxisId, Option, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.meanings import Meaning
from aiprocure.model.rules import Condition, Rule

__all__ = ["AxisMatch", "find_matches", "put_in_terms_of_before"]


@attrs.frozen
class AxisMatch:
    """An axis of the earlier edition, the one of the later edition that asks the same, and their options."""

    before: Axis
    after: Axis
    options: tuple[tuple[Option, Option], ...]
    """Each option of the earlier side that the later one has too, with that one. Several can come to the same one."""

    @property
    def added(self) -> tuple[Option, ...]:
        """The options of the later side that no option of the earlier one comes to."""
        reached = {after.id for _, after in self.options}
        return tuple(option for option in self.after.options if option.id not in reached)

    @property
    def removed(self) -> tuple[Option, ...]:
        """The options of the earlier side that the later one does not have."""
        known = {before.id for before, _ in self.options}
        return tuple(option for option in self.before.options if option.id not in known)


def find_matches(before: Edition, after: Edition) -> tuple[AxisMatch, ...]:
    """Return the axes that two editions share, in the order of their ids on the earlier side.

    Where both editions declare meanings, axes match if they have an option of the same meaning, those with more such
    options first; an option comes to the one that means all that it means. What declares no meaning on either side
    matches by its id, and so does everything where an edition declares none at all.
    """
    by_meaning = _declares(before.axes) and _declares(after.axes)
    pairs = [
        (one, other) for one in before.axes for other in after.axes if _may_match(one, other, by_meaning=by_meaning)
    ]
    found = [AxisMatch(one, other, tuple(_matched(one, other, by_meaning=by_meaning))) for one, other in pairs]
    found.sort(key=lambda match: (-len(match.options), match.before.id != match.after.id))
    taken: dict[AxisId, AxisMatch] = {}
    for match in found:
        if match.before.id not in taken and all(match.after.id != each.after.id for each in taken.values()):
            taken[match.before.id] = match
    return tuple(taken[id_] for id_ in sorted(taken))


def _declares(axes: Iterable[Axis]) -> bool:
    return any(option.means for axis in axes for option in axis.options)


def _may_match(before: Axis, after: Axis, *, by_meaning: bool) -> bool:
    """Whether two axes ask the same: they mean something in common, or, where they mean nothing, bear the same id."""
    if not by_meaning or not (_declares([before]) or _declares([after])):
        return before.id == after.id
    return any(one.means and _covers(other, one) for one in before.options for other in after.options)


def _matched(before: Axis, after: Axis, *, by_meaning: bool) -> Iterator[tuple[Option, Option]]:
    for option in before.options:
        alike = [other for other in after.options if _alike(option, other, by_meaning=by_meaning)]
        same = [other for other in alike if other.id == option.id]
        if len(found := same or alike) == 1:
            yield option, found[0]


def _alike(before: Option, after: Option, *, by_meaning: bool) -> bool:
    """Whether an option of the later side may stand for one of the earlier."""
    if not by_meaning or not (before.means or after.means or before.undecided or after.undecided):
        return before.id == after.id
    return _covers(after, before) if before.means else before.undecided and after.undecided


def _covers(wider: Option, narrower: Option) -> bool:
    meant: frozenset[Meaning] = frozenset(wider.means)
    return meant.issuperset(narrower.means)


def put_in_terms_of_before(rules: Iterable[Rule], matches: Iterable[AxisMatch]) -> tuple[Rule, ...]:
    """Return rules of the later edition with the axes and options of the earlier one.

    What they say of an axis that the earlier edition does not ask is left out.
    """
    renamed: Mapping[AxisId, AxisMatch] = {match.after.id: match for match in matches}
    return tuple(
        attrs.evolve(
            rule,
            when=Condition(
                (renamed[axis].before.id, _options_before(renamed[axis], options))
                for axis, options in rule.when.sets
                if axis in renamed
            ),
        )
        for rule in rules
    )


def _options_before(match: AxisMatch, options: frozenset[OptionId]) -> frozenset[OptionId]:
    return frozenset(before.id for before, after in match.options if after.id in options)
