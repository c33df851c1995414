"""What information a system handles, as messages name it."""

from aiprocure.errors.text import Text
from aiprocure.model.dossier import Confidentiality, System

__all__ = ["EITHER", "name_information"]

_CONFIDENTIAL_3 = Text("機密性3情報", "confidentiality-3 information")
_CONFIDENTIAL_2 = Text("機密性2情報", "confidentiality-2 information")
_PERSONAL = Text(
    "個人情報（要機密情報に当たるか否かの記載がない）",
    "personal information (whether it is confidential information is not stated)",
)
_UNKNOWN = Text("要機密情報に当たるか否かが明らかでない情報", "information that is not known to be confidential or not")
EITHER = Text("要機密情報又は個人情報", "confidential or personal information")
"""What an answer says is handled, where the system is not described."""


def name_information(system: System) -> Text | None:
    """Return the information that a system handles and that is, or unless stated otherwise may be, confidential.

    None where it handles none, or where nothing is stated. Confidential information (要機密情報) is that of
    confidentiality 2 and 3.
    """
    if system.confidential is not None:
        highest = _CONFIDENTIAL_3 if system.confidentiality is Confidentiality.CONFIDENTIALITY_3 else _CONFIDENTIAL_2
        return highest if system.confidential else None
    if system.confidentiality is Confidentiality.UNKNOWN:
        return _UNKNOWN
    return _PERSONAL if system.personal_information else None
