"""What the option of an axis means, in words that a check knows, whatever the option is called."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from aiprocure.errors.text import Text

__all__ = ["Aspect", "Meaning", "gravest", "lightest", "meanings_on"]


class Aspect(StrEnum):
    """What a meaning is about."""

    USERS = "users"
    WORK = "work"
    DATA = "data"
    REVIEW = "review"


class Meaning(StrEnum):
    """What an option can mean. The vocabulary is closed; each aspect's meanings stand together, the gravest first.

    An edition declares them on its options. An option that covers several cases of an aspect has the meaning of each:
    "officials of any ministry" means several ministries or one. 未定 means none: ``Option.undecided`` says so.

    >>> Meaning("public-users").aspect
    <Aspect.USERS: 'users'>
    """

    PUBLIC_USERS = "public-users"
    SEVERAL_MINISTRIES = "several-ministries"
    ONE_MINISTRY = "one-ministry"
    GRAVE_WORK = "grave-work"
    NO_GRAVE_WORK = "no-grave-work"
    DATA_STORED_OR_LEARNED = "data-stored-or-learned"
    DATA_HANDLED_ONLY = "data-handled-only"
    DATA_NOT_HANDLED = "data-not-handled"
    OUTPUT_NOT_JUDGED = "output-not-judged"
    OUTPUT_JUDGED = "output-judged"

    @property
    def aspect(self) -> Aspect:
        """What it is about."""
        return _ASPECT_OF[self]

    @property
    def text(self) -> Text:
        """What an option that means this says, in our own words."""
        return _TEXTS[self]


_BY_ASPECT = {
    Aspect.USERS: (Meaning.PUBLIC_USERS, Meaning.SEVERAL_MINISTRIES, Meaning.ONE_MINISTRY),
    Aspect.WORK: (Meaning.GRAVE_WORK, Meaning.NO_GRAVE_WORK),
    Aspect.DATA: (Meaning.DATA_STORED_OR_LEARNED, Meaning.DATA_HANDLED_ONLY, Meaning.DATA_NOT_HANDLED),
    Aspect.REVIEW: (Meaning.OUTPUT_NOT_JUDGED, Meaning.OUTPUT_JUDGED),
}
_ASPECT_OF = {meaning: aspect for aspect, meanings in _BY_ASPECT.items() for meaning in meanings}

_TEXTS = {
    Meaning.PUBLIC_USERS: Text("国民等が利用する", "the public uses it"),
    Meaning.SEVERAL_MINISTRIES: Text("複数の府省庁で利用する", "several ministries use it"),
    Meaning.ONE_MINISTRY: Text("単一の府省庁で利用する", "one ministry uses it"),
    Meaning.GRAVE_WORK: Text("過失の影響が重大な業務に用いる", "it is used where an error may have grave effects"),
    Meaning.NO_GRAVE_WORK: Text(
        "過失の影響が重大な業務に用いない", "it is not used where an error may have grave effects"
    ),
    Meaning.DATA_STORED_OR_LEARNED: Text(
        "機密性2情報又は個人情報が保存又は学習される",
        "confidentiality-2 or personal information is stored or learned from",
    ),
    Meaning.DATA_HANDLED_ONLY: Text(
        "機密性2情報又は個人情報を取り扱うが、保存も学習もされない",
        "confidentiality-2 or personal information is handled, but neither stored nor learned from",
    ),
    Meaning.DATA_NOT_HANDLED: Text(
        "機密性2情報も個人情報も取り扱わない", "neither confidentiality-2 nor personal information is handled"
    ),
    Meaning.OUTPUT_NOT_JUDGED: Text("出力の適切さを判断せずに用いる", "the output is used without being judged"),
    Meaning.OUTPUT_JUDGED: Text("出力の適切さを判断して用いる", "the output is judged before it is used"),
}


def meanings_on(aspect: Aspect, means: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return those of some meanings that are about an aspect, the gravest first.

    >>> meanings_on(Aspect.USERS, [Meaning.ONE_MINISTRY, Meaning.GRAVE_WORK, Meaning.PUBLIC_USERS])
    (<Meaning.PUBLIC_USERS: 'public-users'>, <Meaning.ONE_MINISTRY: 'one-ministry'>)
    """
    declared = set(means)
    return tuple(meaning for meaning in _BY_ASPECT[aspect] if meaning in declared)


def gravest(aspect: Aspect, means: Collection[Meaning]) -> Meaning | None:
    """Return the gravest of some meanings that is about an aspect; None where none is."""
    return next((meaning for meaning in _BY_ASPECT[aspect] if meaning in means), None)


def lightest(aspect: Aspect, means: Collection[Meaning]) -> Meaning | None:
    """Return the lightest of some meanings that is about an aspect; None where none is."""
    return next((meaning for meaning in reversed(_BY_ASPECT[aspect]) if meaning in means), None)
