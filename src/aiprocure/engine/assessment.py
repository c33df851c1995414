"""The determination of one case, and its explanation."""

import attrs

from aiprocure.engine.reasons import driving_axes, forces, sufficient_reasons
from aiprocure.engine.soundness import require_sound
from aiprocure.engine.tree import Branch, Tree, decision_tree
from aiprocure.errors.messages import expect
from aiprocure.model.answers import Answers, require_answers_to
from aiprocure.model.axes import Axis, Option
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import Reading, Rule

__all__ = ["Assessment", "Step", "assess", "chosen_options", "deciding_rule", "explain"]


@attrs.frozen(repr=False)
class Step:
    """A question that was asked on the way to an outcome, and the option chosen."""

    axis: Axis
    option: Option

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Step {self.option}>"

    @property
    def citation(self) -> Citation:
        """Where the source offers this option."""
        return self.option.citation


@attrs.frozen(repr=False)
class Assessment:
    """The outcome of a set of answers under an edition, and why."""

    edition: Edition
    answers: Answers
    outcome: Outcome
    rule: Rule
    """The row that decides. No other row does."""
    path: tuple[Step, ...]
    """The questions of the decision tree, from the first asked to the last that mattered."""
    disputed: tuple[Reading, ...]
    """The rival readings of the source that would decide otherwise."""
    irrelevant: tuple[Axis, ...]
    """The axes whose answer could not have mattered, given the answers on all the others."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Assessment {self.outcome.id} by {self.rule.id}: {' '.join(self.answers.values())}>"

    def __str__(self) -> str:
        return f"{self.outcome}（{self.outcome.meaning}）"

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The option chosen on each axis, in the order of the edition's axes."""
        return chosen_options(self.edition, self.answers)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """What the guideline says follows from this outcome."""
        return tuple(c for c in self.edition.consequences if self.outcome.id in c.outcomes)

    @property
    def mitigations(self) -> tuple[Mitigation, ...]:
        """The mitigations tied to the axes on which this outcome rests: those of its sufficient reasons, together.

        None for the lightest outcome. Source: 資料4, ガイドラインに記載されているリスク軽減策の例, which says that the
        guideline itself does not make this link clear.
        """
        axes = driving_axes(self.edition, self.chosen, self.outcome)
        return tuple(mitigation for mitigation in self.edition.mitigations if mitigation.axis in axes)


def assess(edition: Edition, answers: Answers) -> Assessment:
    """Return the outcome of a complete set of answers under an edition, and why.

    The same answers always give the same assessment, and asking again is a look-up. Raises :class:`InvalidAnswers`
    for answers to other axes or options, or read from plain data, and :class:`InvalidEdition` for an edition that is
    not sound: neither ever has an outcome. Source: 資料4, リスク判定ロジック.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> assess(edition, edition.answers(A="①", B="②", C="③", D="②"))
    <Assessment low by R9: A1 B2 C3 D2>
    """
    try:
        known: Assessment = edition._assessed[id(answers)]
        return known  # noqa: TRY300  # an else would cost what the look-up saves
    except (AttributeError, KeyError):  # not an edition, or not asked before
        pass
    return _assess_anew(edition, answers)


def explain(assessment: Assessment) -> tuple[tuple[Option, ...], ...]:
    """Return the sufficient reasons of an outcome: every minimal set of the given answers that alone forces it.

    Whatever the other answers were, the outcome would be the same; leave any answer out of a reason, and it would not
    be. Where there are several reasons, removing one of them does not change the outcome. Shortest reasons first.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> for reason in explain(assess(edition, edition.answers(A=3, B=1, C=1, D=2))):
    ...     print(*(option.id for option in reason))
    B1
    C1
    >>> for reason in explain(assess(edition, edition.answers(A=3, B=2, C=3, D=1))):
    ...     print(*(option.id for option in reason))
    A3 B2 C3
    """
    expect(Assessment, assessment)
    return sufficient_reasons(assessment.edition, assessment.chosen, assessment.outcome.id)


def _assess_anew(edition: Edition, given: Answers) -> Assessment:
    """The assessment of what is called answers, and may be anything."""
    require_sound(edition)
    require_answers_to(edition.axes, given, Answers)
    answers = edition.answers(**given)
    if answers is not given:  # equal ones made elsewhere: an edition has one object for each combination
        return assess(edition, answers)
    return edition.keep_assessment(id(answers), _decided(edition, answers))


def _decided(edition: Edition, answers: Answers) -> Assessment:
    rule = deciding_rule(edition.rules, answers)
    chosen = chosen_options(edition, answers)
    return Assessment(
        edition=edition,
        answers=answers,
        outcome=next(outcome for outcome in edition.outcomes if outcome.id == rule.outcome),
        rule=rule,
        path=_path_through(decision_tree(edition), answers),
        disputed=tuple(r for r in edition.readings if deciding_rule(r.rules, answers).outcome != rule.outcome),
        irrelevant=tuple(axis for axis in edition.axes if forces(edition, _without(axis, chosen), rule.outcome)),
    )


def chosen_options(edition: Edition, answers: Answers) -> tuple[Option, ...]:
    """Return the options that complete answers choose, in the order of an edition's axes."""
    return tuple(option for axis in edition.axes for option in axis.options if option.id == answers[axis.id])


def deciding_rule(rules: tuple[Rule, ...], answers: Answers) -> Rule:
    """Return the one of some rules, sound ones, that decides a complete set of answers."""
    choices = dict(answers)
    return next(rule for rule in rules if rule.when.holds(choices))


def _path_through(tree: Tree, answers: Answers) -> tuple[Step, ...]:
    """The steps from the root of a tree to the leaf that answers lead to."""
    steps: list[Step] = []
    while isinstance(tree, Branch):
        edge, option = next((e, o) for e in tree.edges for o in e.options if o.id == answers[tree.axis.id])
        steps.append(Step(tree.axis, option))
        tree = edge.to
    return tuple(steps)


def _without(axis: Axis, options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(option for option in options if option.axis != axis.id)
