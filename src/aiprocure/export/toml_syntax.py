"""Keys and texts as TOML has them written."""

import json
import re

__all__ = ["toml_key", "toml_text"]

_BARE = re.compile("[A-Za-z0-9_-]+")


def toml_key(name: str) -> str:
    """Return a key, in quotes where TOML wants them.

    >>> toml_key("state_secrets"), toml_key("利用者 数")
    ('state_secrets', '"利用者 数"')
    """
    return name if _BARE.fullmatch(name) else toml_text(name)


def toml_text(passage: str) -> str:
    r"""Return a passage in quotes and on one line, whatever stands in it.

    JSON escapes as TOML does, but for one character that TOML has escaped and JSON has not.

    >>> print(toml_text('いわゆる"要約"\n[project]'))
    "いわゆる\"要約\"\n[project]"
    """
    return json.dumps(passage, ensure_ascii=False).replace("\x7f", "\\u007f")
