"""Places in a dossier as people name them: counted from 1, and by an item's own name where it has one."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from aiprocure.editions.labels import field_texts
from aiprocure.errors.messages import brief

if TYPE_CHECKING:
    from aiprocure.reports.phrases import Phrases

__all__ = ["ANSWER_CODES", "names_in", "word_place"]

ANSWER_CODES = frozenset({"no-such-option", "axis-missing", "axis-unknown", "answered-twice"})
"""The codes of problems with answers, whose places name an axis."""
_KINDS = {
    "answers": "writtenanswer",
    "requirements": "item",
    "clauses": "item",
    "planner": "judgement",
    "caio": "judgement",
    "products": "product",
    "nco_advice": "ncoadvice",
    "verifications": "verification",
    "risk_cases": "occurrence",
    "reports": "notification",
    "own_requirements": "ownitem",
    "own_clauses": "ownitem",
    "weights": "weight",
    "waivers": "waiver",
}
"""The kind of value that each list or table of a dossier holds, where it is not called as the field itself."""
_OF_PROFILES = {"dossier": "profile", "item": "itempolicy"}
"""What a part of a profile is, that is called as a part of a dossier."""
_LISTS_OF_PROFILES = ("own_requirements", "own_clauses", "weights", "waivers")
_LISTS = ("products", "requirements", "clauses", "verifications", "risk_cases")
_POSITION = re.compile("[0-9]{1,9}")


def word_place(where: str, phrases: "Phrases", names: Mapping[str, str]) -> str:
    """Return a place in words. ``names`` are the own names of items, by their pointers.

    What lies in a part that has a name of its own, as an option of the command has, is called by that alone.
    """
    if part := names.get(f"/{where[1:].partition('/')[0]}"):
        return part
    if not where.startswith("/"):
        return brief(where) or phrases.say("whole_dossier")
    worded, kind, so_far = "", "dossier", ""
    steps = where[1:].split("/")
    while steps:
        step, around = steps.pop(0), so_far
        so_far += f"/{step}"
        if around == "/answers":
            worded = phrases.say("place_answer", axis=brief(_unescape(step)))
            continue
        if around.endswith("/answers"):
            part = phrases.say("place_answer", axis=brief(_unescape(step)))
        elif steps and _POSITION.fullmatch(steps[0]):
            so_far += f"/{steps[0]}"
            part = _entry(step, steps.pop(0), names.get(so_far, ""), phrases)
        else:
            part = _field(kind, step, phrases, holds_more=bool(steps))
        worded = phrases.say("place_within", outer=worded, inner=part) if worded else part
        kind = _KINDS.get(step, step)
    return worded


def names_in(data: object) -> dict[str, str]:
    """Return what the items in a dossier's plain data are called there, by their pointers.

    >>> names_in({"requirements": [{"id": "⑭"}], "clauses": [{"id": 7}, {}]})
    {'/requirements/0': '⑭', '/clauses/0': '7'}
    """
    names: dict[str, str] = {}
    for field in ("requirements", "clauses", "risk_cases"):
        items = data.get(field) if isinstance(data, Mapping) else None
        for position, item in enumerate(items if isinstance(items, list | tuple) else ()):
            own = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(own, str | int):
                names[f"/{field}/{position}"] = brief(str(own))
    return names


def _entry(step: str, number: str, name: str, phrases: "Phrases") -> str:
    """An entry of a list: by its own name, or else by its number."""
    known = {*_LISTS, *_LISTS_OF_PROFILES, "reports", "measures", "evidence", "outputs", "users"}
    label = "place_seen" if step == "seen" else f"place_{step}" if step in known else ""
    listed = phrases.say(label) if label else brief(_unescape(step))
    if name:
        return phrases.say("place_named", listed=listed, own=name)
    return phrases.say("place_numbered", listed=listed, number=int(number) + 1)


def _field(kind: str, step: str, phrases: "Phrases", *, holds_more: bool) -> str:
    """A field by its title, or by the key itself where it has none."""
    if kind == "dossier" and step == "advice" and holds_more:
        return phrases.say("place_advice")
    texts = field_texts()
    title = texts.get(f"{kind}.{step}.title") or texts.get(f"{_OF_PROFILES.get(kind)}.{step}.title")
    word = phrases.of(title) if title else brief(_unescape(step))
    return word if kind == "dossier" and title else phrases.say("place_field", field=word)


def _unescape(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
