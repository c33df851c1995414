"""How values are shown in a notebook and at the prompt of IPython, once ``%load_ext aiprocure`` asks for it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.counterfactuals import Change, Route
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.text import Language
from aiprocure.export.html import to_html
from aiprocure.export.text import to_text
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.inventory import InventorySummary
from aiprocure.model.papers import Paper
from aiprocure.reports import Reportable
from aiprocure.reports.phrases import Phrases

__all__ = ["Shell", "load_ipython_extension", "show_in", "unload_ipython_extension"]


def __dir__() -> list[str]:
    return list(__all__)


_KINDS = (Assessment, Comparison, Dossier, Edition, Exploration, InventorySummary, Paper)
_ENTRIES = (Change, Finding, Route)
"""The values that functions return in tuples, each of which is shown as a whole."""


class _Formatter(Protocol):
    def for_type(self, kind: type[object], formatter: Callable[..., object] | None = None, /) -> object: ...
    def pop(self, kind: type[object], default: object = None, /) -> object: ...


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
    """The part of IPython that is needed here: ``get_ipython()`` returns one."""

    @property
    def display_formatter(self) -> _DisplayFormatter:
        """The formatter of values, for every media type."""


@attrs.frozen
class _TuplePrinter:
    """Prints a tuple of findings, changes or routes in full, and leaves any other to the printer before it."""

    language: Language
    usual: Callable[..., object]

    def __call__(self, value: tuple[object, ...], printer: _Printer, cycle: bool) -> None:  # noqa: FBT001  # IPython's own
        if _is_shown_whole(value) and len(printer.stack) <= 1:
            _print(self.language, value, printer, cycle)  # type: ignore[arg-type]  # just looked at
        else:
            self.usual(value, printer, cycle)


def load_ipython_extension(shell: Shell) -> None:
    """Show values in Japanese: what ``%load_ext aiprocure`` calls."""
    show_in(shell, "ja")


def unload_ipython_extension(shell: Shell) -> None:
    """Show values as before: what ``%unload_ext aiprocure`` calls."""
    html, plain = _formatters(shell)
    for kind in _KINDS:
        html.pop(kind)
        plain.pop(kind)
    html.pop(tuple)
    plain.for_type(tuple, _usual(plain))


def show_in(shell: Shell, language: Language) -> None:
    """Have a session of IPython show values in full, in a language.

    Editions, assessments, explorations, comparisons, dossiers and summaries of inventories; findings, changes and
    routes as the tuples in which functions return them. As HTML where that can be shown, as plain text elsewhere.
    Nothing outside the session changes.
    """
    Phrases(language)  # raises at once for a language that has none
    html, plain = _formatters(shell)
    for kind in _KINDS:
        html.for_type(kind, partial(to_html, language=language))
        plain.for_type(kind, partial(_print, language))
    html.for_type(tuple, partial(_tuple_as_html, language))
    plain.for_type(tuple, _TuplePrinter(language, _usual(plain)))


def _formatters(shell: Shell) -> tuple[_Formatter, _Formatter]:
    return shell.display_formatter.formatters["text/html"], shell.display_formatter.formatters["text/plain"]


def _usual(plain: _Formatter) -> Callable[..., object]:
    """The printer of tuples that IPython had before ours."""
    printer = plain.for_type(tuple)
    return printer.usual if isinstance(printer, _TuplePrinter) else printer  # type: ignore[return-value]  # IPython's own


def _is_shown_whole(value: tuple[object, ...]) -> bool:
    return bool(value) and type(value[0]) in _ENTRIES and len(set(map(type, value))) == 1


def _tuple_as_html(language: Language, value: tuple[object, ...]) -> str | None:
    """The report on a tuple, or None, which leaves it to its plain text."""
    return to_html(value, language=language) if _is_shown_whole(value) else None  # type: ignore[arg-type]  # just looked at


def _print(language: Language, value: Reportable, printer: _Printer, _: bool) -> None:  # noqa: FBT001  # IPython's own
    """In full where it is shown by itself; in a line inside a list or another value."""
    printer.text(to_text(value, language=language) if len(printer.stack) <= 1 else repr(value))
