"""The items of the check sheets: addressed, set aside with a reason, or still open. None is ever called mandatory."""

from collections.abc import Callable, Mapping

from aiprocure.checks.context import Examination, PlacedItem, evidence_sought
from aiprocure.checks.definition import Check, Look, Sighting
from aiprocure.errors.text import Text
from aiprocure.model.citation import Provenance
from aiprocure.model.dossier import Item, UserScope
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.normalization import is_blank

__all__ = ["CHECKS"]

_TOLD_APART = "sheet-row/row-distinguishable-from-human"


def _open(it: Examination, section: str, items: Mapping[str, str]) -> tuple[Sighting, ...]:
    """The items of which the dossier says nothing, nor of what they fall under."""
    return tuple(
        Sighting((section,), name, tied=True) for name, above in items.items() if it.named.isdisjoint((name, above))
    )


def _requirements_of(edition: Edition) -> Mapping[str, str]:
    """The items of the procurement check sheet, each with what it falls under, or else itself.

    They are the headlines; but where a ministry has supplied the rows under one, these are, as they say what it asks.
    """
    supplied = {row.requirement for row in edition.sheet_rows if row.citation.provenance is Provenance.SUPPLIED}
    headlines = (f"requirement/{each.id}" for each in edition.requirements if each.id not in supplied)
    rows = {
        f"sheet-row/{row.id}": f"requirement/{row.requirement}"
        for row in edition.sheet_rows
        if row.requirement in supplied and (row.requirement or row.citation.provenance is Provenance.SUPPLIED)
    }
    return {name: name for name in headlines} | rows


def _clauses_of(edition: Edition) -> Mapping[str, str]:
    return {name: name for name in (f"clause/{each.id}" for each in edition.clauses)}


def _each(amiss: Callable[[Item], bool]) -> Look:
    """A look at every item that the edition knows, for those of which something holds."""
    return lambda it: [_at(placed) for placed in it.items if amiss(placed.item)]


def _at(placed: PlacedItem, *, tied: bool = True) -> Sighting:
    return Sighting((placed.section, placed.position), placed.item.id, tied=tied)


def _addressed_all_the_same(item: Item) -> bool:
    """Whether an item is set aside, and yet something is said of how it is dealt with."""
    said = (item.words, *item.measures, *item.evidence)
    return item.set_aside is not None and not all(map(is_blank, said))


def _without_evidence(it: Examination) -> list[Sighting]:
    """Where the sheet names evidence, none is given, and no row that names it stands in the dossier by itself."""
    sought = it.edition.once(evidence_sought)
    return [
        _at(placed)
        for placed in it.items
        if placed.item.set_aside is None
        and all(map(is_blank, placed.item.evidence))
        and sought.get(placed.item.id, frozenset()) - (it.named - {placed.item.id})
    ]


def _repeated(it: Examination) -> list[Sighting]:
    seen: set[str] = set()
    again: list[Sighting] = []
    for placed in it.items:
        if placed.item.id in seen:
            again.append(_at(placed, tied=False))
        seen.add(placed.item.id)
    return again


def _settles_telling_apart(item: Item) -> bool:
    """Whether an item is the row on it, and has words drafted or is set aside with a reason."""
    return item.id == _TOLD_APART and not (is_blank(item.words) and is_blank(item.set_aside))


def _not_told_apart(it: Examination) -> tuple[Sighting, ...]:
    users = it.chosen.get("A")
    public = UserScope.PUBLIC in it.system.users or (users is not None and users.slug == "public")
    told = not is_blank(it.system.disclosure) or any(_settles_telling_apart(placed.item) for placed in it.items)
    if not public or told or _TOLD_APART not in it.records:
        return ()
    return (Sighting(("system",), _TOLD_APART, tied=True),)


CHECKS = (
    Check(
        "unknown-item",
        Severity.WARNING,
        Text(
            "「{subject}」は、点検した版にない項目である。",
            "'{subject}' is no item of the edition checked against.",
        ),
        Text(
            "項目の番号を確かめるか、その項目を加えた版で点検すること。",
            "Check its id, or check against an edition to which the item has been added.",
        ),
        lambda it: [_at(placed, tied=False) for placed in it.unknown],
    ),
    Check(
        "repeated-item",
        Severity.WARNING,
        Text("「{subject}」が二度以上書かれている。", "It is listed more than once: {subject}."),
        Text("一つにまとめること。", "Say it once."),
        _repeated,
        ours=True,
    ),
    Check(
        "open-requirement",
        Severity.WARNING,
        Text(
            "調達チェックシートの項目「{subject}」が、対応も適用しない理由も書かれないまま残っている。",
            "An item of the procurement check sheet is neither addressed nor set aside: {subject}.",
        ),
        Text(
            "仕様書に盛り込む内容を項目（requirements）に書くか、適用しない理由（set_aside）を書くこと。",
            "Say what the specification demands, under requirements, or why the item does not apply (set_aside).",
        ),
        lambda it: _open(it, "requirements", it.edition.once(_requirements_of)),
        at_planning=Severity.NOTE,
        ours=True,
    ),
    Check(
        "open-clause",
        Severity.WARNING,
        Text(
            "契約チェックシートの取り決め事項「{subject}」が、対応も適用しない理由も書かれないまま残っている。",
            "An arrangement of the contract check sheet is neither addressed nor set aside: {subject}.",
        ),
        Text(
            "契約に盛り込む内容を取り決め事項（clauses）に書くか、適用しない理由（set_aside）を書くこと。",
            "Say what the contract settles, under clauses, or why the item does not apply (set_aside).",
        ),
        lambda it: _open(it, "clauses", it.edition.once(_clauses_of)),
        at_planning=Severity.NOTE,
        ours=True,
    ),
    Check(
        "set-aside-without-reason",
        Severity.WARNING,
        Text("「{subject}」を適用しない理由が書かれていない。", "It is set aside, and no reason is given: {subject}."),
        Text(
            "適用しない理由（set_aside）を書くか、対応を書くこと。",
            "Give the reason (set_aside), or address the item.",
        ),
        _each(lambda item: item.set_aside is not None and is_blank(item.set_aside)),
        ours=True,
    ),
    Check(
        "set-aside-with-words",
        Severity.WARNING,
        Text(
            "「{subject}」を適用しないとしながら、盛り込む文言、対策又は裏付けが書かれている。",
            "It is set aside, and yet there are words, measures or evidence for it: {subject}.",
        ),
        Text("どちらか一方を残すこと。", "Keep the one or the other."),
        _each(_addressed_all_the_same),
        ours=True,
    ),
    Check(
        "addressed-without-words",
        Severity.WARNING,
        Text("「{subject}」について、盛り込む文言が書かれていない。", "No words are drafted for it: {subject}."),
        Text(
            "調達チェックシートの項目は仕様書の、契約チェックシートの項目は契約書の文言（words）を書くこと。",
            "Draft the words (words): those of the specification for an item of the procurement check sheet, those of "
            "the contract for one of the contract check sheet.",
        ),
        _each(lambda item: item.set_aside is None and is_blank(item.words)),
        at_planning=Severity.NOTE,
        ours=True,
    ),
    Check(
        "addressed-without-evidence",
        Severity.WARNING,
        Text(
            "「{subject}」について、調達チェックシートは裏付けとなる情報の例を挙げているが、裏付けが書かれていない。",
            "The procurement check sheet gives an example of evidence for it, and none is named: {subject}.",
        ),
        Text("裏付けとなる情報（evidence）を書くこと。", "Name the evidence (evidence)."),
        _without_evidence,
        at_planning=Severity.NOTE,
        ours=True,
    ),
    Check(
        "no-disclosure",
        Severity.WARNING,
        Text(
            "国民等が利用するが、出力を人間から発せられた情報と区別できるようにする方法が書かれていない。",
            "The public uses the system, and it is not said how its output can be told from what comes from a person.",
        ),
        Text(
            "区別できるようにする方法を、システムの記載（disclosure）に書くこと。",
            "Say how they are enabled to tell (disclosure).",
        ),
        _not_told_apart,
        at_planning=Severity.NOTE,
        rests_on="neighbour/ai-business-guidelines",
    ),
)
