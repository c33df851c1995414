"""The command ``aiprocure``: each of its commands is a module named for it."""

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from aiprocure import __version__
from aiprocure.errors import MissingExtra, Problem

try:
    import click
    import rich.console  # noqa: F401  # looked for here, so that one message names the extra
except ImportError as _missing:
    raise MissingExtra("cli") from _missing

from aiprocure.cli.failures import REFUSED, Refusal, refusing
from aiprocure.cli.options import Group
from aiprocure.cli.output import print_refusal

__all__ = ["aiprocure"]


def __dir__() -> list[str]:
    return list(__all__)


_COMMANDS = (
    "ask",
    "assess",
    "assess-table",
    "brief",
    "check",
    "compare",
    "contract",
    "edition",
    "editions",
    "export",
    "guideline",
    "new",
    "pack",
    "page",
    "schema",
    "settle",
    "sheet",
    "show",
    "specification",
    "table",
    "what-if",
)


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for, so that none waits for what another needs."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in _COMMANDS:
            raise KeyError(name)
        identifier = name.replace("-", "_")
        module = importlib.import_module(f"aiprocure.cli.commands.cmd_{identifier}")
        command: click.Command = getattr(module, f"{identifier}_command")
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Aiprocure(Group):
    """The command as a whole: the one place where failures end it, each with its message and its exit code."""

    def main(self, args: Sequence[str] | None = None, *more: object, **settings: object) -> NoReturn:
        """Run a command and exit, in the way of :meth:`click.Command.main`."""
        words = tuple(sys.argv[1:] if args is None else args)
        settings["standalone_mode"] = False
        try:
            with refusing():
                _require_text(words)
                code = self._run(args, *more, **settings)
        except Refusal as refusal:
            print_refusal(refusal, words)
            code = refusal.code
        sys.exit(code or 0)

    def _run(self, *given: object, **settings: object) -> int | None:
        """Run a command, and return its exit code where it says so. Where a command has to be named, show the help."""
        try:
            code: int | None = super().main(*given, **settings)  # type: ignore[call-overload]  # handed on
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            return REFUSED
        finally:
            sys.stdout.flush()  # while a failure can still be reported
        return code


def _require_text(words: Sequence[str]) -> None:
    """Refuse words that no shell can give, and no file or text can hold."""
    if hostile := [word for word in words if "\0" in word]:
        raise Refusal(Problem.of("not-text", value=word) for word in hostile)


@click.group(cls=_Aiprocure, commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def aiprocure() -> None:
    """生成AIの調達・利活用に係るガイドライン（DS-920）により、案件のリスクを判定する。

    Judge a use of generative AI by the Japanese government's guideline DS-920.
    """
