"""The questions asked one by one, no more of them than matter: ``ask``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
import click
from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure import encoding
from aiprocure.cli.dossier_files import (
    DossierFile,
    determine_as_far,
    read_dossier,
    read_policy,
    require_writable,
    write_dossier,
)
from aiprocure.cli.failures import refusal_at
from aiprocure.cli.named_editions import load_editions, name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.next_steps import next_page, steps_after_answers, steps_after_asking, steps_after_dossier
from aiprocure.cli.options import Command, overwrite_files, read_title, show_in_language
from aiprocure.cli.output import print_page
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.questions import choice_of_editions, question_page
from aiprocure.cli.pages.report import report_page
from aiprocure.cli.prompts import BACK, means, read_choice, read_reply
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.errors import InvalidData, Text
from aiprocure.errors.messages import quotable, shown_path
from aiprocure.errors.text import Language
from aiprocure.export.dossier_edits import add_answers
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.axes import LONGEST_WORDS, Axis, Option
from aiprocure.model.dossier import Dossier, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["Reply", "ask_axes", "ask_command"]

_LONGEST = 2_000
"""Characters of a reply. A dossier can hold many as long as this."""

Reader: TypeAlias = Callable[[str], str]
"""Shows a prompt and returns what is typed after it."""


@attrs.frozen
class Reply:
    """The option chosen on an axis, and the reason where one is given."""

    axis: Axis
    option: Option
    reason: str | None = None


@click.command("ask", cls=Command)
@click.argument("dossier", required=False, type=Path)
@name_edition("適用する版。収録が一つだけなら省略できる / Edition to judge by.")
@name_policy
@click.option("-o", "--output", type=Path, help="書き出す案件書類 / Dossier to write.")
@overwrite_files
@click.option("--title", metavar="TEXT", help="案件の件名。-o とともに用いる / Title of the project, with -o.")
@show_in_language
def ask_command(
    dossier: Path | None,
    edition: Edition | None,
    policy: Path | None,
    output: Path | None,
    overwrite: bool,
    title: str | None,
    language: Language,
) -> None:
    """判定に要る質問だけを順に尋ね、判定する。-o で案件書類を書き出す。DOSSIER を渡すと、残る質問だけを尋ねる。

    Ask only what the outcome can depend on, and judge. With -o every axis is asked, and a dossier is written. Of a
    dossier that is given, only what it leaves open is asked, and all that it says is kept.
    """
    _require_together(dossier, policy, output, title, overwrite=overwrite)
    words = Phrases(language)
    source = None if dossier is None else read_dossier(dossier, edition, policy=read_policy(policy, edition))
    if output is not None:
        require_writable(output, source.form if source else "toml", overwrite=overwrite)
    chosen = source.edition if source else chosen_edition(words, edition, read_reply)
    begun = source.dossier if source else None
    if output is not None and begun is None:
        begun = Dossier(chosen.id, ask_project(words, title, read_reply))
    said = ask_axes(words, chosen, read_reply, answered_in(begun, chosen), every=output is not None)
    grown = None if begun is None else with_replies(begun, said)
    if output is not None and grown is not None:
        text = dossier_text(words, chosen, grown, said, source)
        write_dossier(output, text, source, overwrite=overwrite)
        show(Group(Line(Styled(words.say("written", file=shown_path(output))), 0), ""))
    determined = determine_replies(chosen, said, grown)
    print_page(report_page(make_report(determined, words, grown), words))
    steps = steps_from(determined, words, source, output)
    print_page(next_page(steps, words))


def _require_together(
    dossier: Path | None, policy: Path | None, output: Path | None, title: str | None, *, overwrite: bool
) -> None:
    """Refuse options that cannot be given together, or not without another."""
    if dossier is not None and title is not None:
        raise refusal_at("DOSSIER", "named-by-dossier", given="--title")
    if dossier is None and policy is not None:
        raise refusal_at("--profile", "needs-option", others="DOSSIER")
    if output is None and (title is not None or overwrite):
        raise refusal_at("--title" if title is not None else "--overwrite", "needs-option", others="-o")


def chosen_edition(words: Phrases, edition: Edition | None, read: Reader) -> Edition:
    """Return the edition named, or the only one carried, or else the one chosen by its number in a list or its id."""
    if edition is not None:
        return edition
    carried = load_editions(None)
    if len(carried) == 1:
        return carried[0]
    named = {name: each for number, each in enumerate(carried, 1) for name in (str(number), each.id)}
    show(choice_of_editions(words, carried))

    def named_by(reply: str) -> Edition | None:
        return named.get(plain_spelling(reply[:LONGEST_SPELLING]))

    while (chosen := read_choice(reply := read(words.say("prompt_edition")), carried, named_by)) is None:
        reject_reply(words, "no_such_edition", value=quotable(reply), choices=words.listed(named))
    return chosen


def ask_project(words: Phrases, title: str | None, read: Reader) -> Project:
    """Return the project that a dossier is about, its title asked for where none is given."""
    if title is not None:
        if len(title) > _LONGEST:
            raise refusal_at("--title", "too-long", most=_LONGEST, unit=Text("字", " characters"))
        return read_title(title)
    while True:
        reply = read(words.say("prompt_title"))
        if is_recordable(words, reply, {"title": reply}, Project):
            return encoding.from_data({"title": reply}, Project)


def answered_in(dossier: Dossier | None, edition: Edition) -> PartialAnswers:
    """Return what a dossier answers already."""
    return edition.partial_answers(**(dossier.answers.options if dossier else {}))


def ask_axes(
    words: Phrases, edition: Edition, read: Reader, given: PartialAnswers | None = None, *, every: bool = False
) -> tuple[Reply, ...]:
    """Return replies that settle the outcome, asked for in the order that settles it soonest.

    No axis is asked that is answered in what is ``given``, or whose answer cannot matter by then; but where ``every``
    axis is wanted, the latter follow, and reasons are asked for too.
    """
    known = edition.partial_answers() if given is None else given
    said: tuple[Reply, ...] = ()
    while axis := next_axis(exploration := explored(edition, said, known), every=every):
        show(question_page(words, edition, exploration, axis))
        reply = ask_axis(words, axis, read, with_reason=every)
        if reply is not None:
            said = (*said, reply)
            show(Line(Styled(f"→ {words.option(reply.option)}"), 0))
        elif said:
            said = said[:-1]
        else:
            reject_reply(words, "nothing_before")
    show("" if said else Line(Styled(words.say("nothing_to_ask")), 0))
    return said


def explored(edition: Edition, said: Iterable[Reply], known: PartialAnswers) -> Exploration:
    """Return what is still open after what is known already and some replies."""
    replies = {str(reply.axis.id): str(reply.option.id) for reply in said}
    return explore(edition, edition.partial_answers(**known, **replies))


def next_axis(exploration: Exploration, *, every: bool) -> Axis | None:
    """Return what to ask next: what settles the outcome soonest, then, if every axis is wanted, what cannot matter."""
    left = [axis for axis in exploration.irrelevant if axis.id not in exploration.answers] if every else []
    return next(iter((*exploration.ask_next, *left)), None)


def ask_axis(words: Phrases, axis: Axis, read: Reader, *, with_reason: bool) -> Reply | None:
    """Return the reply to a question, or None to go back to the question before."""
    while not means(written := read(words.say("prompt_answer", axis=axis.id)), BACK):
        option = read_choice(written, axis.options, lambda name: read_option(axis, name))
        if option is None:
            choices = words.listed(f"{each.id} {each.mark}" for each in axis.options)
            reject_reply(words, "no_such_option", value=quotable(written), choices=choices)
        elif not with_reason:
            return Reply(axis, option)
        elif (reason := ask_reason(words, option, read)) is not None:
            return Reply(axis, option, reason or None)
    return None


def read_option(axis: Axis, written: str) -> Option | None:
    """Return the option that a reply names. But for its id, it may be named without regard to capitals."""
    if (option := axis.read(written)) is not None or len(written) > LONGEST_WORDS:
        return option
    worded = {words.casefold(): each for words, each in axis.spellings.items() if words != each.id}
    return worded.get(plain_spelling(written).casefold())


def ask_reason(words: Phrases, option: Option, read: Reader) -> str | None:
    """Return the reason for an answer, an empty one where none is given, or None to answer anew."""
    while not means(reason := read(words.say("prompt_reason", axis=option.axis)), BACK):
        if is_recordable(words, reason, {"option": option.mark, "reason": reason}, WrittenAnswer):
            return reason
    return None


def is_recordable(words: Phrases, reply: str, data: object, kind: type[object]) -> bool:
    """Return whether a dossier can hold a reply, and say why where it cannot."""
    if too_long := len(reply) > _LONGEST:
        reject_reply(words, "reply_too_long", most=_LONGEST)
        return not too_long
    try:
        encoding.from_data(data, kind)
    except InvalidData as error:
        reject_reply(words, "not_recordable", problem=words.of(error.problems[0].text))
        return False
    return True


def with_replies(dossier: Dossier, said: Iterable[Reply]) -> Dossier:
    """Return a dossier with the answers that replies give."""
    replies = {str(reply.axis.id): WrittenAnswer(reply.option.mark, reply.reason) for reply in said}
    return attrs.evolve(dossier, answers=WrittenAnswers({**dict(dossier.answers.by_axis), **replies}))


def determine_replies(
    edition: Edition, said: Iterable[Reply], dossier: Dossier | None = None
) -> Assessment | Exploration:
    """Return what answers and replies settle: an assessment where every axis is answered."""
    known = {str(reply.axis.id): str(reply.option.id) for reply in said}
    return determine_as_far(edition, answered_in(dossier, edition).but(**known))


def steps_from(
    determined: Assessment | Exploration, words: Phrases, source: DossierFile | None, output: Path | None
) -> Iterator[str]:
    """Return what to do with replies: with the dossier that was written, that was read, or none."""
    if output is not None:
        return steps_after_dossier(output, determined, words, templated=source is None)
    return steps_after_asking(source.path, words) if source else steps_after_answers(determined, words)


def dossier_text(
    words: Phrases, edition: Edition, dossier: Dossier, said: Iterable[Reply], source: DossierFile | None
) -> str:
    """Return the text of a dossier: a new one with templates, or what was read with the replies added."""
    if source is None:
        return to_dossier_template(edition, project=dossier.project, answers=dossier.answers, language=words.language)
    replies = with_replies(Dossier(edition.id, dossier.project), said).answers
    return add_answers(source.text, replies, form=source.form)


def show(page: RenderableType) -> None:
    """Show a part of the dialogue, apart from the result."""
    print_page(page, stderr=True)


def reject_reply(words: Phrases, name: str, **values: object) -> None:
    """Say, by one of our phrases, why a reply cannot be taken."""
    show(Line(Styled(words.say(name, **values), "yellow"), 0))
