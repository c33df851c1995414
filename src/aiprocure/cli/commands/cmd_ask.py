"""The questions asked one by one, no more of them than matter: ``ask``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias, get_args

import attrs
import click
from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure import editions, encoding
from aiprocure.cli.case_files import to_toml
from aiprocure.cli.failures import Refusal, refusing
from aiprocure.cli.options import show_in_language
from aiprocure.cli.output import print_page, write_new
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.questions import choice_of_editions, question_page
from aiprocure.cli.pages.report import report_page
from aiprocure.cli.prompts import BACK, UNDECIDED, means, read_reply
from aiprocure.engine.assessment import assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import quotable, shown_path
from aiprocure.errors.text import Language
from aiprocure.model.axes import Axis, Option
from aiprocure.model.dossier import Dossier, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["Reply", "ask_axes", "ask_command"]

_LONGEST = 2_000
"""Characters of a reply. Seven as long as this still make a case file that can be read."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

Reader: TypeAlias = Callable[[str], str]
"""Shows a prompt and returns what is typed after it."""


@attrs.frozen
class Reply:
    """The option chosen on an axis, and the reason where one is given."""

    axis: Axis
    option: Option
    reason: str | None = None


@click.command("ask")
@click.option(
    "--edition", metavar="ID", help="適用する版。省略時は尋ねる / Edition to judge by; asked for if left out."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="書き出す案件ファイル / Dossier file to write (.toml)."
)
@click.option("--title", metavar="TEXT", help="案件の件名。-o とともに用いる / Title of the case, with -o.")
@show_in_language
def ask_command(edition: str | None, output: Path | None, title: str | None, language: Language) -> None:
    """判定に要る質問だけを順に尋ね、判定する。-o で案件ファイルを書き出す。

    Ask only what the outcome can depend on, and judge. With -o every axis is asked, and a case file is written.
    """
    words = Phrases(language)
    if output is None and title is not None:
        raise click.UsageError("--title is for the case file: give -o as well")
    with refusing():
        if output is not None:
            require_new(output)
        chosen = editions.load(edition) if edition is not None else ask_edition(words, read_reply)
        if output is None:
            said = ask_axes(words, chosen, read_reply)
            print_page(outcome_page(words, chosen, said))
        else:
            project = ask_project(words, title, read_reply)
            said = ask_axes(words, chosen, read_reply, every=True)
            finish(words, chosen, case_of(chosen, project, said), output)


def require_new(output: Path) -> None:
    """Refuse a file that is there already, or that could not become a case file; before anything is asked."""
    if output.suffix.lower() != ".toml":
        raise Refusal(f"{shown_path(output)}: a case file is written as .toml")
    if output.exists() or output.is_symlink():
        raise Refusal(f"{shown_path(output)}: is there already, and is not overwritten")
    if not output.parent.is_dir():
        raise Refusal(f"{shown_path(output)}: no such folder to write to")


def ask_edition(words: Phrases, read: Reader) -> Edition:
    """Return the edition chosen among those carried, by its number in the list or its id."""
    carried = [editions.load(id_) for id_ in editions.available()]
    named = {name: each for number, each in enumerate(carried, 1) for name in (str(number), each.id)}
    tell(choice_of_editions(words, carried))
    while (reply := read(words.say("prompt_edition"))) not in named:
        object_to(words, "no_such_edition", value=quotable(reply), choices=words.listed(named))
    return named[reply]


def ask_project(words: Phrases, title: str | None, read: Reader) -> Project:
    """Return the project that a case is about, its title asked for where none is given."""
    if title is not None:
        if len(title) > _LONGEST:
            raise Refusal(f"--title: at most {_LONGEST} characters")
        return encoding.from_data({"title": title}, Project)
    while True:
        reply = read(words.say("prompt_title"))
        if is_recordable(words, reply, {"title": reply}, Project):
            return encoding.from_data({"title": reply}, Project)


def ask_axes(words: Phrases, edition: Edition, read: Reader, *, every: bool = False) -> tuple[Reply, ...]:
    """Return replies that settle the outcome, asked for in the order that settles it soonest.

    No axis is asked whose answer cannot matter by then; but where ``every`` axis is wanted, these follow, and reasons
    are asked for too.
    """
    said: tuple[Reply, ...] = ()
    while axis := next_axis(exploration := explored(edition, said), every=every):
        tell(question_page(words, edition, exploration, axis))
        reply = ask_axis(words, axis, read, with_reason=every)
        if reply is not None:
            said = (*said, reply)
            tell(Line(Styled(f"→ {words.option(reply.option)}"), 0))
        elif said:
            said = said[:-1]
        else:
            object_to(words, "nothing_before")
    tell("")
    return said


def explored(edition: Edition, said: Iterable[Reply]) -> Exploration:
    """Return what is still open after some replies."""
    return explore(edition, edition.partial_answers(**{reply.axis.id: reply.option.id for reply in said}))


def next_axis(exploration: Exploration, *, every: bool) -> Axis | None:
    """Return what to ask next: what settles the outcome soonest, then, if every axis is wanted, what cannot matter."""
    left = [axis for axis in exploration.irrelevant if axis.id not in exploration.answers] if every else []
    return next(iter((*exploration.ask_next, *left)), None)


def ask_axis(words: Phrases, axis: Axis, read: Reader, *, with_reason: bool) -> Reply | None:
    """Return the reply to a question, or None to go back to the question before."""
    while not means(written := read(words.say("prompt_answer", axis=axis.id)), BACK):
        option = axis.read(written) or option_in_words(axis, written)
        if option is None:
            choices = words.listed(f"{each.id} {each.mark}" for each in axis.options)
            object_to(words, "no_such_option", value=quotable(written), choices=choices)
        elif not with_reason:
            return Reply(axis, option)
        elif (reason := ask_reason(words, option, read)) is not None:
            return Reply(axis, option, reason or None)
    return None


def option_in_words(axis: Axis, written: str) -> Option | None:
    """Return the option whose own words are written, in either language, or 未定 where an axis has it."""
    spelled = {each.text.in_language(language).casefold(): each for each in axis.options for language in LANGUAGES}
    undecided = {word: each for each in axis.options for word in UNDECIDED if each.undecided}
    return (undecided | spelled).get(written.casefold())


def ask_reason(words: Phrases, option: Option, read: Reader) -> str | None:
    """Return the reason for an answer, an empty one where none is given, or None to answer anew."""
    while not means(reason := read(words.say("prompt_reason", axis=option.axis)), BACK):
        if is_recordable(words, reason, {"option": option.mark, "reason": reason}, WrittenAnswer):
            return reason
    return None


def is_recordable(words: Phrases, reply: str, data: object, kind: type[object]) -> bool:
    """Return whether a reply can stand in a case file, and say why where it cannot."""
    try:
        encoding.from_data(data, kind)
    except InvalidData as error:
        object_to(words, "not_recordable", problem=error.problems[0].text.in_language("en"))
        return False
    if too_long := len(reply) > _LONGEST:
        object_to(words, "reply_too_long", most=_LONGEST)
    return not too_long


def case_of(edition: Edition, project: Project, said: Iterable[Reply]) -> Dossier:
    """Return the case that replies to every question make."""
    answers = {str(reply.axis.id): WrittenAnswer(reply.option.mark, reply.reason) for reply in said}
    return Dossier(edition.id, project, WrittenAnswers(answers))


def outcome_page(words: Phrases, edition: Edition, said: Iterable[Reply]) -> RenderableType:
    """Return the page of what replies settle: an assessment where every axis is answered."""
    exploration = explored(edition, said)
    if len(exploration.answers) < len(edition.axes):
        return report_page(make_report(exploration, words), words)
    return report_page(make_report(assess(edition, edition.answers(**exploration.answers)), words), words)


def finish(words: Phrases, edition: Edition, case: Dossier, output: Path) -> None:
    """Write a case file, or where that fails print what would have stood in it; and print the determination."""
    content = to_toml(case)
    try:
        write_new(output, content)
    except click.ClickException:
        click.echo(content)
        raise
    tell(Group(Line(Styled(words.say("written", file=shown_path(output))), 0), ""))
    determined = assess(edition, edition.answers(**case.answers.options))
    print_page(report_page(make_report(determined, words, dossier=case), words))


def tell(page: RenderableType) -> None:
    """Show a part of the dialogue, apart from the result."""
    print_page(page, stderr=True)


def object_to(words: Phrases, name: str, **values: object) -> None:
    """Say, by one of our phrases, why a reply cannot be taken."""
    tell(Line(Styled(words.say(name, **values), "yellow"), 0))
