"""The options that commands share, and the editions and rows they name."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar, get_args

import attrs
import click

from aiprocure import encoding
from aiprocure.cli.failures import Refusal, refusal_at
from aiprocure.cli.named_editions import load_editions, name_edition, read_edition
from aiprocure.errors import Choice, InvalidData, Problem
from aiprocure.errors.messages import shown
from aiprocure.errors.text import Language, Text
from aiprocure.model.axes import Axis
from aiprocure.model.dossier import Project

__all__ = ["AnswerCommand", "Command", "Group", "read_columns", "read_pairs", "read_title"]

_FunctionOrCommand = TypeVar("_FunctionOrCommand", bound=Callable[..., object] | click.Command)


class _Decorator(Protocol):
    """What adds an option to a command."""

    def __call__(self, function: _FunctionOrCommand, /) -> _FunctionOrCommand: ...


show_in_language: _Decorator = click.option(
    "--lang", "language", type=click.Choice(get_args(Language)), default="ja", help="表示する言語 / Language to show."
)
of_one_edition: _Decorator = name_edition("省略時は収録している全版 / All editions carried, unless one is named.")
name_columns: _Decorator = click.option(
    "--column", "columns", metavar="AXIS=COLUMN", multiple=True, help="軸に答える列 / Column that answers an axis."
)
name_encoding: _Decorator = click.option(
    "--encoding",
    type=click.Choice(["utf-8", "cp932"]),
    help="CSV の文字コード。省くと、確かなときだけ判別する / Encoding of the CSV file, found where it is certain.",
)
overwrite_files: _Decorator = click.option(
    "--overwrite", is_flag=True, help="既にあるファイルを置き換える / Replace a file that is there already."
)
show_as_json: _Decorator = click.option("--json", "as_json", is_flag=True, help="JSON で出力する / Print JSON.")

_LETTER = re.compile("[A-Za-z]")
_SLUG = re.compile("[a-z][a-z0-9-]*[a-z0-9]")


class Command(click.Command):
    """A command that refuses an option given twice, unless the option takes several values: none is dropped."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, after a first look at what is given how often."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        counts = Counter(param for param in given if isinstance(param, click.Option) and not param.is_eager)
        if repeated := [each for each, times in counts.items() if times > 1 and not each.multiple]:
            raise _refusal_of_repeated(repeated, args)
        return super().parse_args(ctx, args)


class Group(click.Group):
    """A group of commands that says which there are where one is called that it does not have."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, or refuse a name that none has."""
        if cmd_name not in self.commands and not cmd_name.startswith("-"):
            raise InvalidData(Problem.of("unknown-command", value=cmd_name, expected=map(Choice, self.commands)))
        return super().get_command(ctx, cmd_name)


class AnswerCommand(Command):
    """A command that takes answers as options, made from the axes of the edition that ``--edition`` names.

    Where none is named, the axes of all editions carried can be answered. An axis has the option ``--answer
    AXIS=OPTION`` always, ``-X`` where its id is a letter, and ``--slug``, unless the command uses these otherwise. The
    command is called with ``answers``, a mapping from axis to what is written.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments with the options of the edition that they name."""
        ctx.meta[__name__] = self._options_of(_axes(_edition_in(args)))
        words = tuple(args)  # what parses them takes them away
        rest = super().parse_args(ctx, args)
        answers = read_pairs(ctx.params.pop("pairs"), "--answer", "AXIS=OPTION")
        for axis, option in ctx.meta[__name__]:
            if (written := ctx.params.pop(option.name)) is not None:
                if axis in answers:
                    raise _refusal_of_names(option, (*_names_given(option, words), f"--answer {axis}"))
                answers[axis] = written
        ctx.params["answers"] = answers
        return rest

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the axes, and the others of the command behind them."""
        options = [option for _, option in ctx.meta.get(__name__) or self._options_of(_axes(None))]
        help_ = "軸への回答。いくつでも渡せる / Answer on an axis, named by id or slug (repeatable)."
        pairs = click.Option(["--answer", "pairs"], metavar="AXIS=OPTION", multiple=True, help=help_)
        return [*options, pairs, *super().get_params(ctx)]

    def _options_of(self, axes: Iterable[Axis]) -> list[tuple[str, click.Option]]:
        """Each axis with its option, unless every name that it would have is taken."""
        taken = {"-h", "--help", "--answer"}.union(*((*each.opts, *each.secondary_opts) for each in self.params))
        options: list[tuple[str, click.Option]] = []
        for axis in axes:
            if names := [name for name in _names(axis) if name not in taken]:
                taken |= set(names)
                text = f"{axis.text.ja} / {axis.text.in_language('en')}."
                options.append((axis.id, click.Option([f"answer_{len(options)}", *names], metavar="OPTION", help=text)))
        return options


def read_columns(written: Iterable[str]) -> dict[str, str] | None:
    """Return the column for each axis that is named as ``A=利用者``, or None where none is, and the headings decide."""
    return read_pairs(written, "--column", "AXIS=COLUMN") or None


def read_pairs(written: Iterable[str], option: str, expected: str) -> dict[str, str]:
    """Return values by the name before the first equals sign of each. A name that comes twice is refused."""
    pairs = [each.partition("=") for each in written]
    if wrong := [shown("".join(pair)) for pair in pairs if not (pair[0] and pair[2])]:
        raise refusal_at(option, "not-a-pair", form=expected, given=", ".join(wrong))
    counts = Counter(name for name, _, _ in pairs)
    if repeated := sorted(name for name, count in counts.items() if count > 1):
        listed = ", ".join(map(shown, repeated))
        raise refusal_at(option, "given-twice", given=Text(f"（{listed}）", f": {listed}"))
    return {name: value for name, _, value in pairs}


def read_title(title: str) -> Project:
    """Return the project of a title given as ``--title``."""
    try:
        return encoding.from_data({"title": title}, Project)
    except InvalidData as error:
        problems = (attrs.evolve(problem, where="/title") for problem in error.problems)
        raise Refusal(problems, names={"/title": "--title"}) from None


def _refusal_of_repeated(options: Iterable[click.Option], args: Sequence[str]) -> Refusal:
    """Return the refusal of options that are given more than once, each by the names that it was given by."""
    each = [_refusal_of_names(option, _names_given(option, args)) for option in options]
    names = {where: name for refusal in each for where, name in refusal.names.items()}
    return Refusal([problem for refusal in each for problem in refusal.problems], names=names)


def _refusal_of_names(option: click.Option, given: Sequence[str]) -> Refusal:
    """Return the refusal of what is given more than once, by one name of an option or by several."""
    ja, en = " と ".join(given), " and ".join(given)
    alike = Text(f"（{ja} は同じものを指す）", f" ({en} mean the same)") if len(given) > 1 else ""
    return refusal_at(max(option.opts, key=len), "given-twice", given=alike)


def _names_given(option: click.Option, args: Sequence[str]) -> list[str]:
    """Return the names by which some arguments give an option, each once; its longest where none is seen."""
    short = tuple(name for name in option.opts if not name.startswith("--"))
    seen = dict.fromkeys(
        name
        for arg in args
        for name in option.opts
        if arg.partition("=")[0] == name or (name in short and arg.startswith(name))
    )
    return list(seen) or [max(option.opts, key=len)]


def _edition_in(args: Sequence[str]) -> str | None:
    """The edition that some arguments name, before they are parsed."""
    for arg, following in pairwise([*args, ""]):
        if arg == "--edition":
            return following
        if arg.startswith("--edition="):
            return arg.partition("=")[2]
    return None


def _axes(edition: str | None) -> tuple[Axis, ...]:
    """The axes of the edition that a word names, or of all that are carried where it names none."""
    try:
        chosen = load_editions(None if edition is None else read_edition(edition))
    except Refusal:  # said once all the words have been read
        chosen = load_editions(None)
    return tuple({(axis.id, axis.slug): axis for each in chosen for axis in each.axes}.values())


def _names(axis: Axis) -> tuple[str, ...]:
    """The options for an axis: its id where that is a letter, and its slug."""
    short = (f"-{axis.id}",) if _LETTER.fullmatch(axis.id) else ()
    return (*short, f"--{axis.slug}") if _SLUG.fullmatch(axis.slug) else short
