"""How a command ends without a result: whatever fails for reasons outside the library becomes a refusal here."""

import contextlib
import errno
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import attrs
import click

from aiprocure.encoding import Data
from aiprocure.errors import AiprocureError, Choice, Language, Problem, Text
from aiprocure.errors.messages import pointer, shown_path
from aiprocure.reports.phrases import Phrases

__all__ = [
    "INTERRUPTED",
    "REFUSED",
    "UNWRITABLE",
    "Refusal",
    "about",
    "problem_data",
    "problem_line",
    "refusal_at",
    "refusal_of",
    "refusing",
    "requested_language",
    "unwritable",
    "wants_json",
]

REFUSED = 2
UNWRITABLE = 3
INTERRUPTED = 130
"""The code that shells give to Ctrl-C."""

_NEAR = 0.75
"""How alike two names have to be, from 0 to 1, for one to be taken for a slip of the other."""
_WITHOUT_VALUE = "does not take a value"
_UNEXPECTED = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)
"""How click says what it has no exception of its own for."""
_REASONS = {
    errno.EACCES: Text("権限がない", "permission denied"),
    errno.EBADF: Text("出力先が閉じられている", "it is closed"),
    errno.EPERM: Text("権限がない", "permission denied"),
    errno.EEXIST: Text("通常のファイルではないものが既にある", "exists and is not a regular file"),
    errno.EINVAL: Text("ファイルの名前にできない文字がある", "not a valid file name"),
    errno.EISDIR: Text("フォルダーである", "is a folder"),
    errno.ELOOP: Text("リンクが循環している", "its links lead in a circle"),
    errno.ENAMETOOLONG: Text("名前が長すぎる", "file name too long"),
    errno.ENOENT: Text("ファイル又はフォルダーがない", "no such file or folder"),
    errno.ENOSPC: Text("空き容量がない", "no space left on device"),
    errno.ENOTDIR: Text("フォルダーではないものの中にある", "not a folder"),
    errno.EROFS: Text("読み取り専用の場所である", "read-only file system"),
}
"""Why a file cannot be written, in words that do not depend on the system's language."""


class Refusal(click.ClickException):
    """A command that ends without a result: the problems, and the exit code.

    ``names`` are those of the items in what was read, or of the options of the command, by their pointers, so that
    people find the place of a problem.
    """

    exit_code = REFUSED  # where click itself ends a command, as it does one that is run without the others

    def __init__(
        self, problems: Problem | Iterable[Problem], *, code: int = REFUSED, names: Mapping[str, str] | None = None
    ) -> None:
        error = AiprocureError(problems)
        super().__init__(str(error))
        self.problems: tuple[Problem, ...] = error.problems
        self.code = code
        self.names: Mapping[str, str] = names or {}


def refusal_at(
    option: str, code: str, *, value: object = attrs.NOTHING, expected: Iterable[Choice] = (), **words: object
) -> Refusal:
    """Return the refusal of what an option or an argument of the command was given.

    What was given at a shell is a table of the options and arguments by their names, and the place is a pointer into
    it: ``/to`` for ``--to``, ``/format`` for ``--format docx``, ``/dossier`` for ``DOSSIER...``. People read the name
    as it is.
    """
    name = option.partition(" ")[0]
    where = pointer(name.lstrip("-") if name.startswith("-") else name.strip("[].").lower())
    return Refusal(Problem.of(code, where, value=value, expected=expected, **words), names={where: option})


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn whatever fails for reasons outside the library into a :class:`Refusal`."""
    try:
        yield
    except AiprocureError as error:
        raise Refusal(error.problems) from None
    except click.UsageError as error:
        raise _refusal_of_usage(error) from None
    except UnicodeEncodeError as error:  # a word of the command line that is not UTF-8 reaches what takes only text
        raise Refusal(Problem.of("not-text", value=error.object[error.start : error.end])) from None
    except OSError as error:
        raise unwritable(error, error.filename) from None
    except (KeyboardInterrupt, EOFError, click.Abort):
        raise Refusal(Problem.of("interrupted"), code=INTERRUPTED) from None


def unwritable(error: OSError, file: object = None) -> Refusal:
    """Return the refusal for a file, or without one the standard output, that cannot be written."""
    reason = _REASONS.get(error.errno or 0) or Text(str(error.strerror or error))
    if file is None:
        return Refusal(Problem.of("output-not-written", reason=reason), code=UNWRITABLE)
    return Refusal(about(file, Problem.of("cannot-be-written", reason=reason)), code=UNWRITABLE)


def about(file: object, problem: Problem) -> Problem:
    """Return a problem as one of a file, unless it names its file already."""
    return problem if problem.file else attrs.evolve(problem, file=str(file))


def refusal_of(file: Path, error: AiprocureError | Refusal) -> Refusal:
    """Return why a file is refused, each problem with the name of the file in its own field."""
    problems = (
        about(file, attrs.evolve(problem, where="") if problem.where == shown_path(file) else problem)
        for problem in error.problems
    )
    return Refusal(problems, names=error.names if isinstance(error, Refusal) else None)


def problem_line(problem: Problem, language: Language, names: Mapping[str, str] | None = None) -> str:
    """Return a problem as people read it: where it is, what is wrong, and what to do."""
    return Phrases(language).problem(problem, names)


def problem_data(problem: Problem) -> dict[str, Data]:
    """Return a problem as plain data."""
    return {
        "code": problem.code,
        "where": problem.where,
        "value": problem.value,
        "expected": [{"id": choice.id, "label": choice.label} for choice in problem.expected],
        "text": {"ja": problem.text.ja, "en": problem.text.en},
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
    }


def requested_language(words: Sequence[str]) -> Language:
    """Return the language that a command line asks for, even where the rest of it makes no sense.

    >>> requested_language(["assess", "--lang", "en", "--no-such-option"]), requested_language(["--lang=fr"])
    ('en', 'ja')
    """
    return "en" if "en" in _values_of("--lang", words)[-1:] else "ja"


def wants_json(words: Sequence[str]) -> bool:
    """Return whether a command line asks for JSON."""
    return "--json" in words or "json" in _values_of("--format", words)


def _values_of(option: str, words: Sequence[str]) -> list[str]:
    """Return the values that an option has been given."""
    following = [after for before, after in itertools.pairwise(words) if before == option]
    return following or [word.partition("=")[2] for word in words if word.startswith(f"{option}=")]


def _refusal_of_usage(error: click.UsageError) -> Refusal:
    """Return the refusal of the words of a command."""
    command = error.ctx.command_path if error.ctx else "aiprocure"
    match error:
        case click.NoSuchOption():
            hint = _did_you_mean(error.option_name, error.possibilities or ())
            return Refusal(Problem.of("unknown-option", value=error.option_name, command=command, hint=hint))
        case click.MissingParameter(param=click.Parameter() as parameter):
            return refusal_at(_name_of(parameter), "not-given")
        case click.BadParameter(param=click.Parameter(type=click.Choice() as kind) as parameter):
            choices = [Choice(str(choice)) for choice in kind.choices]
            return refusal_at(_name_of(parameter), "bad-option-value", expected=choices)
        case click.BadOptionUsage():
            code = "option-with-value" if _WITHOUT_VALUE in error.message else "option-without-value"
            return refusal_at(error.option_name, code)
    if unexpected := _UNEXPECTED.fullmatch(error.message):
        return Refusal(Problem.of("unexpected-argument", value=unexpected["words"], command=command))
    return Refusal(Problem.of("usage", what=error.format_message(), command=command))


def _name_of(parameter: click.Parameter) -> str:
    """Return what a parameter is called on the command line."""
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name
    return max(parameter.opts, key=len)


def _did_you_mean(given: str, possible: Sequence[str]) -> Text:
    """Return a hint at options that are near, or nothing where none is: hyphens make no two names alike."""
    name = given.lstrip("-")
    near = [option for option in possible if _is_near(name, option.lstrip("-"))]
    return Text(f"{'、'.join(near)}のことではないか。", f"; did you mean {', '.join(near)}?") if near else Text("", "")


def _is_near(name: str, known: str) -> bool:
    """Whether a name begins another, or is not far from it."""
    begins = known.startswith(name) or name.startswith(known)
    return begins or SequenceMatcher(None, name, known).ratio() >= _NEAR
