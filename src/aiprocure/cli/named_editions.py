"""The editions that the words of a command name: one that is carried, by its id, or one's own, by its path."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar, cast

import click

from aiprocure import editions
from aiprocure.cli.failures import Refusal
from aiprocure.cli.output import print_error
from aiprocure.errors import Choice, InvalidData, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language, Text
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import one_spelled

__all__ = ["edition_words", "files_named", "is_path", "load_edition", "load_editions", "name_edition", "read_edition"]

_FunctionOrCommand = TypeVar("_FunctionOrCommand", bound=Callable[..., object] | click.Command)
_OTHER_CONTENT = Text(
    "{path}：識別子は収録している版 {edition} と同じであるが、内容が異なる。",
    "{path}: has the id of the edition {edition} that is carried, but not its content",
)
_ENDINGS = (".json", ".toml")
_READ = f"{__name__}.read"
"""Under which a command keeps the editions that its words have named, so that no file is read twice."""

_NAMED = f"{__name__}.named"
"""Under which a command keeps the word by which its edition was named."""


class _Decorator(Protocol):
    """What adds an option to a command."""

    def __call__(self, function: _FunctionOrCommand, /) -> _FunctionOrCommand: ...


def name_edition(help_: str) -> _Decorator:
    """Return what gives a command the option ``--edition``, with what the command takes it for."""
    return click.option("--edition", callback=_read_named, metavar="ID|PATH", help=help_)


def _read_named(context: click.Context, _parameter: click.Parameter, name: str | None) -> Edition | None:
    if name is None:
        return None
    context.meta[_NAMED] = name
    return read_edition(name)


def edition_words() -> tuple[str, ...]:
    """Return the words by which the command that is run was given its edition, for another command to be given it."""
    context = click.get_current_context(silent=True)
    name = None if context is None else context.meta.get(_NAMED)
    return () if name is None else ("--edition", name)


def read_edition(name: str) -> Edition:
    """Return the edition that is carried under an id, or the one at a path.

    An id that is carried comes first. A path is what ends in .json or .toml, has a separator in it, or is the name of
    a folder that is there. Raises :class:`Refusal` for what is neither, and :class:`InvalidEdition` for what is at the
    path and no edition.
    """
    context = click.get_current_context(silent=True)
    known: dict[str, Edition] = {} if context is None else context.meta.setdefault(_READ, {})
    if name not in known:
        known[name] = _read(name)
    return known[name]


def files_named() -> list[Path]:
    """Return the paths of the editions that the words of the command have named so far."""
    names: Iterable[str] = click.get_current_context().meta.get(_READ, ())
    return [Path(name) for name in names if one_spelled(name, editions.available()) is None]


def _read(name: str) -> Edition:
    carried = editions.available()
    if one_spelled(name, carried) is not None:
        return editions.load(name)
    if not is_path(name):
        raise Refusal(Problem.of("no-edition-named", value=name, expected=map(Choice, carried)))
    edition = editions.read(name)
    if edition.id in carried and edition != editions.load(edition.id):
        _say_at_the_end(_OTHER_CONTENT, path=shown_path(name), edition=edition.id)
    return edition


def _say_at_the_end(note: Text, **words: str) -> None:
    """Print a note on standard error once the command has run: by then it is known in which language."""

    def say() -> None:
        language = cast(Language, context.params.get("language", "ja"))
        print_error(note.in_language(language).format_map(words))

    context = click.get_current_context()
    context.call_on_close(say)


def is_path(name: str) -> bool:
    """Return whether a word that is not the id of an edition is a path to one."""
    separated = any(separator in name for separator in ("/", os.sep, os.altsep) if separator)
    return separated or name.lower().endswith(_ENDINGS) or is_folder(name)


def is_folder(name: str) -> bool:
    """Return whether a word is the path of a folder that is there; no name that no system holds is one."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def load_edition(edition: Edition | None) -> Edition:
    """Return the edition named, or the only one carried. Of several, one has to be named."""
    if edition is not None:
        return edition
    carried = editions.available()
    if len(carried) > 1:
        raise InvalidData(Problem.of("edition-not-named", expected=map(Choice, carried)))
    return editions.load(carried[0])


def load_editions(edition: Edition | None) -> list[Edition]:
    """Return the edition named, or every edition carried where none is."""
    return [editions.load(id_) for id_ in editions.available()] if edition is None else [edition]
