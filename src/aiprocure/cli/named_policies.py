"""The policy of a ministry that the words of a command name."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from aiprocure.errors.messages import shown_path

__all__ = ["name_policy", "policy_words"]

_PARAMETER = "policy"

_FunctionOrCommand = TypeVar("_FunctionOrCommand", bound=Callable[..., object] | click.Command)


def name_policy(command: _FunctionOrCommand) -> _FunctionOrCommand:
    """Return a command with the option ``--profile``."""
    help_ = "府省庁の方針（TOML 又は JSON） / A ministry's policy."
    return click.option("--profile", _PARAMETER, metavar="POLICY", type=Path, help=help_)(command)


def policy_words() -> tuple[str, ...]:
    """Return the words by which the command that is run was given a policy, for another command to be given it."""
    context = click.get_current_context(silent=True)
    policy = None if context is None else context.params.get(_PARAMETER)
    return () if policy is None else ("--profile", shown_path(policy))
