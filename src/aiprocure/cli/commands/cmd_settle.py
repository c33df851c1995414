"""The reading of an edition settled by a few look-ups in the official sheet: ``settle``."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click
from rich.console import RenderableType
from rich.text import Text as Styled

from aiprocure import editions, encoding
from aiprocure.cli.commands.cmd_ask import Reader, reject_reply, show
from aiprocure.cli.dossier_files import require_writable
from aiprocure.cli.failures import Refusal
from aiprocure.cli.named_editions import load_edition, name_edition
from aiprocure.cli.options import Command, overwrite_files, show_in_language
from aiprocure.cli.output import print_page, require_free, writing
from aiprocure.cli.pages.combinations import look_up_page
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.report import report_page
from aiprocure.cli.prompts import BACK, means, read_choice, read_reply
from aiprocure.engine.identification import look_ups
from aiprocure.engine.observations import marks, unknown_outcome
from aiprocure.engine.settlement import settle
from aiprocure.errors import AiprocureError, InvalidData, Problem, Text
from aiprocure.errors.messages import quotable, shown_path
from aiprocure.errors.text import Language
from aiprocure.files.workbooks.outcome_tables import read_outcome, read_outcomes
from aiprocure.model.answers import Answers
from aiprocure.model.axes import LONGEST_WORDS, Option
from aiprocure.model.citation import Source
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import is_blank, is_plain, plain_spelling
from aiprocure.model.outcomes import Outcome
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.settlements import report_settlement

__all__ = ["ask_look_ups", "settle_command"]

_SEPARATORS = re.compile(r"[\s、,，・/]+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")
"""Digits and hyphens that a date may be written in."""
_LONGEST = 500
"""Characters of the name of a source."""
_ANY_DAY = "2000-01-01"
"""Stands for the day while only the name is checked."""
_SOURCE = "確認資料"
_EDITION = Text("この版", "this edition")


@click.command("settle", cls=Command)
@name_edition("確認する版。収録が一つだけなら省略できる / Edition to settle.")
@click.option("-o", "--output", required=True, type=Path, help="書き出す版 / Edition to write (.json, .toml).")
@click.option("--source", metavar="TEXT", help="確認した資料の名称 / What was looked into.")
@click.option("--on", metavar="DATE", help="確認した日 / Day on which it was looked into (YYYY-MM-DD).")
@click.option(
    "--seen",
    "written",
    metavar="COMBINATION=OUTCOME",
    multiple=True,
    help="確認した結果。いくつでも渡せる / What was seen, as A①B①C③D②=高 (repeatable).",
)
@click.option("--table", type=Path, help="確認した結果の表 / Table of what was seen (.csv, .xlsx).")
@overwrite_files
@show_in_language
def settle_command(
    edition: Edition | None,
    output: Path,
    source: str | None,
    on: str | None,
    written: tuple[str, ...],
    table: Path | None,
    overwrite: bool,
    language: Language,
) -> None:
    """公式の高リスク判定シートで確認する組合せを順に示し、その結果により、図の読みを確定した版を書き出す。

    Show the few combinations to look up in the official sheet, one by one, and write the edition with the reading that
    agrees. With --seen or --table nothing is asked.
    """
    words = Phrases(language)
    require_writable(output, "toml" if output.suffix.lower() == ".toml" else "json", _EDITION, overwrite=overwrite)
    require_free(output, [] if table is None else [table], overwrite=overwrite)
    chosen = load_edition(edition)
    seen = [*_read_all(chosen, written), *(read_outcomes(table, chosen) if table else ())]
    if seen:
        settled = settle(chosen, seen, source=_given_source(chosen, source, on))
    else:
        if not look_ups(chosen):
            raise Refusal(Problem.of("nothing-to-look-up"))
        cited = ask_source(words, chosen, source, on, read_reply)
        settled = settle(chosen, ask_look_ups(words, chosen, cited, read_reply), source=cited)
    with writing(output):
        editions.write(settled, output, overwrite=overwrite)
    show(Line(Styled(words.say("written", file=shown_path(output))), 0))
    show("")
    print_page(settled_page(words, chosen, settled))


def ask_source(words: Phrases, edition: Edition, source: str | None, on: str | None, read: Reader) -> Source:
    """Return what is looked into and when, asked for where it is not given. What is given is checked before."""
    _source(edition, "x" if source is None else source, _ANY_DAY if on is None else on)
    name = source if source is not None else _ask(words, edition, "prompt_source", read)
    day = on if on is not None else _ask(words, edition, "prompt_day", read)
    return _given_source(edition, name, day)


def _ask(words: Phrases, edition: Edition, prompt: str, read: Reader) -> str:
    """The name of a source or a day, asked for until it can be one."""
    while True:
        reply = read(words.say(prompt))
        try:
            _source(edition, *((reply, _ANY_DAY) if prompt == "prompt_source" else ("x", reply)))
        except InvalidData as error:
            reject_reply(words, "not_usable", problem=words.of(error.problems[0].text))
        else:
            return reply


def ask_look_ups(words: Phrases, edition: Edition, source: Source, read: Reader) -> list[tuple[Answers, str]]:
    """Return what was seen, one look-up after the other until the reading is settled.

    Raises :class:`InvalidObservations` as soon as no reading agrees.
    """
    seen: list[tuple[Answers, str]] = []
    while following := look_ups(edition, seen):
        number, most = len(seen) + 1, len(seen) + len(following)
        show(look_up_page(words, edition, following[0], source, number=number, most=most))
        outcome = _ask_outcome(words, edition, read)
        if outcome is not None:
            seen.append((following[0], outcome.id))
            show(Line(Styled(f"→ {words.of(outcome.text)}"), 0))
        elif seen:
            seen.pop()
        else:
            reject_reply(words, "nothing_before")
    show("")
    return seen


def _ask_outcome(words: Phrases, edition: Edition, read: Reader) -> Outcome | None:
    """The outcome that the sheet gives a combination, or None to go back to the one before."""
    numbered = {str(number): outcome for number, outcome in enumerate(edition.outcomes, 1)}

    def named(reply: str) -> Outcome | None:
        short = plain_spelling(reply) if len(reply) <= LONGEST_WORDS else ""
        return numbered.get(short) or read_outcome(edition, reply)

    while not means(reply := read(words.say("prompt_outcome")), BACK):
        if outcome := read_choice(reply, edition.outcomes, named):
            return outcome
        choices = words.listed(f"({number}) {words.of(outcome.text)}" for number, outcome in numbered.items())
        reject_reply(words, "no_such_outcome", value=quotable(reply), choices=choices)
    return None


def settled_page(words: Phrases, before: Edition, settled: Edition) -> RenderableType:
    """Return the page of a settled edition."""
    return report_page(report_settlement(before, settled, words), words)


def _given_source(edition: Edition, source: str | None, on: str | None) -> Source:
    """The source that the options name, or a refusal of what they lack."""
    if source is None or on is None:
        given = {"--source": source, "--on": on}
        raise Refusal(Problem.of("not-given", option) for option, value in given.items() if value is None)
    return _source(edition, source, on)


def _source(edition: Edition, name: str, on: str) -> Source:
    """What was looked into, and when, under an id that the edition does not have yet.

    Raises :class:`InvalidData` for a name that no edition can hold, and for what is not a day.
    """
    taken = {source.id for source in edition.sources}
    ids = (_SOURCE, *(f"{_SOURCE}-{number}" for number in range(2, len(taken) + 2)))
    data = {"id": next(id_ for id_ in ids if id_ not in taken), "text": {"ja": name}}
    problems = [attrs.evolve(problem, where="--source") for problem in _problems_of_name(name)]
    try:
        if not problems:
            return encoding.from_data({**data, "consulted": on.translate(_FULL_WIDTH)}, Source)
        encoding.from_data({**data, "text": {"ja": "x"}, "consulted": on.translate(_FULL_WIDTH)}, Source)
    except InvalidData as error:
        problems += (attrs.evolve(problem, where="--on") for problem in error.problems)
    raise InvalidData(problems)


def _problems_of_name(name: str) -> Iterator[Problem]:
    if is_blank(name):
        yield Problem.of("blank", value=name)
    elif "\n" in name or not is_plain(name):
        yield Problem.of("hidden-characters", value=name)
    elif len(name) > _LONGEST:
        yield Problem.of("too-long", most=_LONGEST, unit=Text("字", " characters"))


def _read_all(edition: Edition, written: Iterable[str]) -> list[tuple[Answers, str]]:
    """What the options ``--seen`` say, or a refusal of each that cannot be read."""
    seen: list[tuple[Answers, str]] = []
    problems: list[Problem] = []
    for each in written:
        try:
            seen.append(_read_seen(edition, each))
        except AiprocureError as error:
            problems += (attrs.evolve(problem, where="--seen") for problem in error.problems)
    if problems:
        raise Refusal(problems)
    return seen


def _read_seen(edition: Edition, written: str) -> tuple[Answers, str]:
    """The combination and the outcome of ``A①B①C③D②=高``, the axes in any order, apart or not."""
    combination, _, word = written.replace("＝", "=").rpartition("=")
    options = _options_in(edition, combination)
    if options is None:
        form = f"{marks(edition, edition.all_answers()[0])}={edition.outcomes[0].text.ja}"
        raise InvalidData(Problem.of("not-a-pair", form=form, given=quotable(written)))
    outcome = read_outcome(edition, word)
    if outcome is None:
        raise InvalidData(unknown_outcome(edition, word))
    return edition.answers(**{option.axis: option.id for option in options}), outcome.id


def _options_in(edition: Edition, written: str) -> list[Option] | None:
    """The options named in a text by their ids, or by axis and mark, one an axis; None where it is anything else."""
    named = {
        plain_spelling(name): option
        for axis in edition.axes
        for option in axis.options
        for name in (f"{axis.id}{option.mark}", option.id)
    }
    names = sorted(named, key=len, reverse=True)
    options: list[Option] = []
    for word in _SEPARATORS.split(written.strip()):
        left = plain_spelling(word)
        while left:
            name = next((name for name in names if left.startswith(name)), None)
            if name is None or any(option.axis == named[name].axis for option in options):
                return None
            options.append(named[name])
            left = left.removeprefix(name)
    return options or None
