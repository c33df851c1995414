"""The command ``aiprocure``: each of its commands is a module named for it."""

import importlib
from collections.abc import Iterator, Mapping

try:
    import click
    import rich.console  # noqa: F401  # looked for here, so that one message names the extra
except ImportError as error:
    raise ImportError("the command aiprocure needs its extra: pip install 'aiprocure[cli]'") from error

__all__ = ["aiprocure"]

_COMMANDS = (
    "ask",
    "assess",
    "assess-table",
    "check",
    "compare",
    "editions",
    "guideline",
    "new",
    "sheet",
    "show",
    "table",
    "what-if",
)


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: none waits for what another needs."""

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


@click.group(commands=Commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aiprocure")
def aiprocure() -> None:
    """生成AIの調達・利活用に係るガイドライン（DS-920）により、案件のリスクを判定する。

    Judge a use of generative AI by the Japanese government's guideline DS-920.
    """
