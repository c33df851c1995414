"""Commands as they are typed at a shell, for messages to name them."""

import re
import shlex
from pathlib import Path

from aiprocure.errors.messages import shown_path

__all__ = ["file_word", "typed_command"]

_SPECIAL = re.compile(r"[^\w@%+=:,./-]")


def typed_command(name: str, *words: str) -> str:
    """Return a command as it is typed: words are quoted where a shell needs it, which it does for no letter.

    >>> print(typed_command("check", "案件 1.toml", "--lang", "en"))
    aiprocure check '案件 1.toml' --lang en
    """
    return " ".join(shlex.quote(word) if _SPECIAL.search(word) else word for word in ("aiprocure", name, *words))


def file_word(file: Path) -> str:
    """Return a file as a word of a command, which takes it for no option.

    >>> file_word(Path("案件.toml")), file_word(Path("-o.toml"))
    ('案件.toml', './-o.toml')
    """
    shown = shown_path(file)
    return f"./{shown}" if shown.startswith("-") else shown
