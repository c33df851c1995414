"""How values show themselves in a notebook and at the prompt of IPython, once ``%load_ext aiprocure`` asks for it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from aiprocure.editions.labels import phrases_in
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.text import Language
from aiprocure.export.html import to_html
from aiprocure.export.text import to_text
from aiprocure.model.edition import Edition
from aiprocure.reports import Tellable

__all__ = ["Shell", "load_ipython_extension", "show_in"]


class _Formatter(Protocol):
    def for_type(self, kind: type[object], shown_by: Callable[..., object], /) -> object: ...


class _DisplayFormatter(Protocol):
    @property
    def formatters(self) -> "_Formatters": ...


class _Formatters(Protocol):
    def __getitem__(self, media_type: str, /) -> _Formatter: ...


class _Printer(Protocol):
    @property
    def stack(self) -> Sequence[object]: ...
    def text(self, text: str, /) -> object: ...


class Shell(Protocol):
    """What of IPython is needed here: ``get_ipython()`` returns one."""

    @property
    def display_formatter(self) -> _DisplayFormatter:
        """What shows values, in every format that it can."""


def load_ipython_extension(shell: Shell) -> None:
    """Show values in Japanese: what ``%load_ext aiprocure`` calls."""
    show_in(shell, "ja")


def show_in(shell: Shell, language: Language) -> None:
    """Have a session of IPython show editions, assessments, explorations and comparisons in full, in a language.

    As HTML where that can be shown, as plain text elsewhere. Nothing outside the session changes.
    """
    phrases_in(language)  # raises at once for a language that has none
    html, plain = (shell.display_formatter.formatters[kind] for kind in ("text/html", "text/plain"))
    for kind in (Assessment, Comparison, Edition, Exploration):
        html.for_type(kind, partial(to_html, language=language))
        plain.for_type(kind, partial(_print, language))


def _print(language: Language, value: Tellable, printer: _Printer, _: bool) -> None:  # noqa: FBT001  # IPython's own
    """In full where it is shown by itself; in a line inside a list or another value."""
    printer.text(to_text(value, language=language) if len(printer.stack) <= 1 else repr(value))
