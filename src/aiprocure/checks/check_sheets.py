"""The items of the check sheets: addressed, set aside with a reason, or still open. None is ever called mandatory.

The procurement check sheet is known by its headlines and, under them, by its rows. What is stated of a headline holds
for its rows, and a headline whose rows are all dealt with is dealt with: nothing has to be stated twice.
"""

from collections.abc import Callable, Mapping

from aiprocure.checks.context import Context, PlacedItem, versions_of
from aiprocure.checks.definition import Check, Look, Match
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.citation import Provenance
from aiprocure.model.dossier import Item, UserScope
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Meaning
from aiprocure.model.profile import PROFILE
from aiprocure.model.representation import in_both_languages

__all__ = [
    "CHECKS",
    "evidence_sought",
    "has_open_items",
    "headlines_by_row",
    "is_public",
    "listed_clauses",
    "listed_requirements",
    "rows_by_headline",
    "without_evidence",
]

_DISTINGUISHABLE = "sheet-row/row-distinguishable-from-human"
_MOST_LISTED = 5
_SPECIFICATION, _CONTRACT = "duty/planner-specification", "duty/planner-contract"
_SHEETS, _APPLYING = "consequence/check-sheets", "consequence/items-that-apply"
_ITEMS = ("requirement", "sheet-row", "clause", _SPECIFICATION, _CONTRACT, _SHEETS)
"""What looking after every item of either check sheet looks after."""
_UNDER_HEADLINES = (
    *("mitigation/A-1", "mitigation/A-2", "mitigation/A-3", "mitigation/A-4"),
    *("mitigation/B-1", "mitigation/B-2", "mitigation/B-3", "mitigation/B-4", "mitigation/B-5"),
    *("mitigation/C-1", "mitigation/C-2"),
)
"""The mitigations whose row falls under a headline."""
_EVIDENCED = (
    *("requirement/14", "sheet-row/19", "mitigation/A-3"),
    *("requirement/20", "sheet-row/27", "mitigation/B-5"),
)
"""The items for which the sheet gives an example of evidence, and their mitigations."""


def _listed_rows(edition: Edition) -> tuple[SheetRow, ...]:
    """The rows of the procurement check sheet: a ministry's version in place of the source's."""
    replaced = edition.once(versions_of)
    return tuple(row for row in edition.sheet_rows if f"sheet-row/{row.id}" not in replaced)


def rows_by_headline(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Return the rows under each headline that has any, by family and id."""
    under: dict[str, list[str]] = {}
    for row in edition.once(_listed_rows):
        if row.requirement is not None:
            under.setdefault(f"requirement/{row.requirement}", []).append(f"sheet-row/{row.id}")
    return {headline: tuple(rows) for headline, rows in under.items()}


def headlines_by_row(edition: Edition) -> Mapping[str, str]:
    """Return the headline that each row falls under, by family and id."""
    return {f"sheet-row/{row.id}": f"requirement/{row.requirement}" for row in edition.sheet_rows if row.requirement}


def _is_supplied(row: SheetRow) -> bool:
    return row.citation.provenance is Provenance.SUPPLIED


def _is_policy(row: SheetRow | Clause) -> bool:
    """Whether it is an item that a ministry's policy adds, which ``policy`` looks after."""
    return row.citation.document == PROFILE.id


def _requirements_of(edition: Edition) -> tuple[str, ...]:
    """The items of the procurement check sheet: its headlines.

    Where a ministry has supplied rows under a headline, they are the items in its place, as they say what it asks.
    """
    supplied = {row.requirement for row in edition.sheet_rows if _is_supplied(row)}
    headlines = (f"requirement/{each.id}" for each in edition.requirements if each.id not in supplied)
    rows = (row for row in edition.once(_listed_rows) if row.requirement is not None and row.requirement in supplied)
    return (*headlines, *(f"sheet-row/{row.id}" for row in rows))


def listed_requirements(edition: Edition) -> tuple[str, ...]:
    """Return every item of the procurement check sheet: the headlines, or a ministry's rows, and what it adds."""
    names = edition.once(_requirements_of)
    apart = (
        row for row in edition.once(_listed_rows) if _is_supplied(row) and (not row.requirement or _is_policy(row))
    )
    return tuple(dict.fromkeys((*names, *(f"sheet-row/{row.id}" for row in apart))))


def _open_requirements(context: Context) -> list[Match]:
    under, above = context.edition.once(rows_by_headline), context.edition.once(headlines_by_row)

    def is_open(name: str) -> bool:
        rows = under.get(name, ())
        by_rows = bool(rows) and context.named.issuperset(rows)
        return not by_rows and context.named.isdisjoint((name, above.get(name, name)))

    named = context.edition.once(_requirements_of)
    return [Match(("requirements",), name, tied=True) for name in named if is_open(name)]


def _rows_without_headline(context: Context) -> list[Match]:
    """One match for all rows that a ministry has supplied under no headline, so that no list is there twice."""
    rows = [
        row
        for row in context.edition.once(_listed_rows)
        if _is_supplied(row)
        and not _is_policy(row)
        and row.requirement is None
        and f"sheet-row/{row.id}" not in context.named
    ]
    if not rows:
        return []
    listed, left = [f"#{row.number}" for row in rows[:_MOST_LISTED]], len(rows) - _MOST_LISTED
    more = Text(f"、ほか{left}件", f" and {left} more") if left > 0 else Text("", "")
    words = {"rows": Text("、".join(listed) + more.ja, ", ".join(listed) + more.in_language("en"))}
    return [Match(("requirements",), words=words)]


def listed_clauses(edition: Edition) -> tuple[str, ...]:
    """Return every item of the contract check sheet: a ministry's version in place of the source's."""
    replaced = edition.once(versions_of)
    return tuple(name for name in (f"clause/{each.id}" for each in edition.clauses) if name not in replaced)


def _clauses_of(edition: Edition) -> tuple[str, ...]:
    """Those items but for what a ministry's policy adds, which ``policy`` looks after."""
    added = {f"clause/{each.id}" for each in edition.clauses if _is_policy(each)}
    return tuple(name for name in edition.once(listed_clauses) if name not in added)


def _open_clauses(context: Context) -> list[Match]:
    names = context.edition.once(_clauses_of)
    return [Match(("clauses",), name, tied=True) for name in names if name not in context.named]


def has_open_items(context: Context) -> bool:
    """Return whether any item of the check sheets is neither addressed nor set aside."""
    return any(look(context) for look in (_open_requirements, _rows_without_headline, _open_clauses))


def _each(holds: Callable[[Item], bool]) -> Look:
    """A look at every item that the edition knows, for those of which something holds."""
    return lambda context: [_at(placed) for placed in context.items if holds(placed.item)]


def _at(placed: PlacedItem, *, tied: bool = True, advice: Text | None = None) -> Match:
    return Match((placed.section, placed.position), placed.item.id, tied=tied, advice=advice)


def _is_set_aside_and_addressed(item: Item) -> bool:
    """Whether an item is set aside, and yet it is stated how it is addressed."""
    stated = (item.words, *item.measures, *item.evidence)
    return item.set_aside is not None and not all(map(says_nothing, stated))


def _has_words(item: Item) -> bool:
    return not says_nothing(item.words)


def _is_settled(item: Item) -> bool:
    """Whether an item has words drafted, or is set aside with a reason."""
    return _has_words(item) or not says_nothing(item.set_aside)


def _without_words(context: Context) -> list[Match]:
    """The items without words, but for a headline whose rows have them, and a row whose headline has."""
    under, above = context.edition.once(rows_by_headline), context.edition.once(headlines_by_row)
    wordless: list[PlacedItem] = []
    worded: set[str] = set()
    for placed in context.items:
        if _has_words(placed.item):
            worded.add(placed.item.id)
        else:
            wordless.append(placed)
    settled = worded | {placed.item.id for placed in wordless if not says_nothing(placed.item.set_aside)}

    def is_covered(item: Item) -> bool:
        rows = under.get(item.id, ())
        return (bool(rows) and settled.issuperset(rows)) or above.get(item.id) in worded

    return [_at(placed) for placed in wordless if placed.item.set_aside is None and not is_covered(placed.item)]


def evidence_sought(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Return the rows that give an example of evidence, by the name of each and by that of its headline."""
    above, replaced = edition.once(headlines_by_row), edition.once(versions_of)
    sought: dict[str, set[str]] = {}
    for row in edition.sheet_rows:
        if any(countermeasure.evidence for countermeasure in row.countermeasures):
            name = f"sheet-row/{row.id}"
            sought[name] = {name}
            if name in above and name not in replaced:
                sought.setdefault(above[name], set()).add(name)
    return {name: frozenset(rows) for name, rows in sought.items()}


def without_evidence(context: Context) -> list[Match]:
    """Return the items for which the sheet seeks evidence and none is given: there, by the rows or by the headline."""
    sought, above = context.edition.once(evidence_sought), context.edition.once(headlines_by_row)
    evidenced = {placed.item.id for placed in context.items if not all(map(says_nothing, placed.item.evidence))}

    def lacks(item: Item) -> bool:
        rows = sought.get(item.id, frozenset())
        is_sought = any(row == item.id or row not in context.named for row in rows)
        return item.set_aside is None and is_sought and evidenced.isdisjoint((item.id, above.get(item.id, item.id)))

    serving = context.edition.once(_may_serve)

    def advice(item: Item) -> Text | None:
        return serving.get(item.id) or serving.get(above.get(item.id, item.id))

    return [_at(placed, advice=advice(placed.item)) for placed in context.items if lacks(placed.item)]


def _may_serve(edition: Edition) -> Mapping[str, Text]:
    """By family and id of an item: that what is issued under a standard it corresponds to may serve as evidence."""
    standards = {standard.id: standard.text for standard in edition.standards}
    controls = {control.id: in_both_languages(control) for control in edition.controls}
    under: dict[str, list[Text]] = {}
    for each in edition.correspondences:
        text, named = standards[each.standard], [controls[control] for control in each.controls]
        for item in each.items if named else ():
            english = f"{text.in_language('en')} ({', '.join(name.in_language('en') for name in named)})"
            under.setdefault(item, []).append(Text(f"{text.ja}（{'、'.join(name.ja for name in named)}）", english))
    return {item: _serving(texts) for item, texts in under.items()}


def _serving(texts: list[Text]) -> Text:
    japanese, english = "又は".join(text.ja for text in texts), " or ".join(text.in_language("en") for text in texts)
    return Text(
        f"{japanese}に係る認証又は評価結果が、裏付けとなり得る。ただし、それのみでこの項目への対応に代わるものではない。",
        f"A certificate or an evaluation result under {english} may serve as evidence; it does not settle the item by "
        "itself.",
    )


def _repeated(context: Context) -> list[Match]:
    seen: set[str] = set()
    again: list[Match] = []
    for placed in context.items:
        if placed.item.id in seen:
            again.append(_at(placed, tied=False))
        seen.add(placed.item.id)
    return again


def is_public(context: Context) -> bool:
    """Return whether the public uses the system, by its description or by an answer."""
    return UserScope.PUBLIC in context.system.users or bool(context.at_least(Meaning.PUBLIC_USERS))


def _no_disclosure(context: Context) -> tuple[Match, ...]:
    public = is_public(context)
    by_row = any(placed.item.id == _DISTINGUISHABLE and _is_settled(placed.item) for placed in context.items)
    if not public or by_row or not says_nothing(context.system.disclosure):
        return ()
    return (Match(("system",), _DISTINGUISHABLE, tied=True),)


CHECKS = (
    Check(
        "unknown-item",
        Severity.WARNING,
        Text(
            "「{subject}」は、点検した版の、このチェックシートの項目に当たらない。",
            "'{subject}' is not an item of this check sheet in the edition checked against.",
        ),
        Text(
            "項目の番号と記載する欄を確認するか、その項目を加えた版により点検すること。",
            "Check its number and the section it stands in, or check against an edition to which it has been added.",
        ),
        lambda context: [_at(placed, tied=False) for placed in context.unknown],
        acts_on=(_SPECIFICATION, _CONTRACT, _SHEETS),
        ours=True,
        of_several=Text(
            "点検した版の、このチェックシートの項目に当たらない記載がある。",
            "Some entries are not items of this check sheet in the edition checked against.",
        ),
    ),
    Check(
        "repeated-item",
        Severity.WARNING,
        Text("「{subject}」が重複して記載されている。", "The item is listed more than once: {subject}."),
        Text("一つにまとめること。", "Merge the entries into one."),
        _repeated,
        acts_on=_ITEMS,
        ours=True,
        of_several=Text("重複して記載されている項目がある。", "Items are listed more than once."),
    ),
    Check(
        "open-requirement",
        Severity.WARNING,
        Text(
            "調達チェックシートの項目「{subject}」について、対応及び適用しない理由のいずれも記載がない。",
            "An item of the procurement check sheet is neither addressed nor set aside: {subject}.",
        ),
        Text(
            "仕様書に盛り込む文案又は適用しない理由を、「調達チェックシートの項目」の欄に記載すること。",
            "Draft what the specification demands, or state why the item does not apply.",
        ),
        _open_requirements,
        acts_on=("requirement", *_UNDER_HEADLINES, _SPECIFICATION, _SHEETS, _APPLYING),
        at_planning=Severity.NOTE,
        ours=True,
        opens=True,
        asks=True,
        of_several=Text(
            "調達チェックシートに、対応及び適用しない理由のいずれも記載がない項目がある。",
            "Items of the procurement check sheet are neither addressed nor set aside.",
        ),
    ),
    Check(
        "rows-without-headline",
        Severity.WARNING,
        Text(
            "提供されたシートの要求事項（{rows}）は、どの見出しに属するかが示されておらず、対応及び適用しない理由のいずれも記載がない。",
            "Rows of the supplied sheet ({rows}) fall under no headline and are neither addressed nor set aside.",
        ),
        Text(
            "シートに見出しの列を設けるか、各要求事項への対応又は適用しない理由を記載すること。",
            "Name their headlines in the sheet, or address each row or set it aside.",
        ),
        _rows_without_headline,
        acts_on=(_SPECIFICATION, _SHEETS, _APPLYING),
        at_planning=Severity.NOTE,
    ),
    Check(
        "open-clause",
        Severity.WARNING,
        Text(
            "契約チェックシートの取り決め事項「{subject}」について、対応及び適用しない理由のいずれも記載がない。",
            "An arrangement of the contract check sheet is neither addressed nor set aside: {subject}.",
        ),
        Text(
            "契約に盛り込む文案又は適用しない理由を、「契約チェックシートの取り決め事項」の欄に記載すること。",
            "Draft what the contract settles, or state why the arrangement does not apply.",
        ),
        _open_clauses,
        acts_on=("clause", _SPECIFICATION, _CONTRACT, _SHEETS, _APPLYING),
        at_planning=Severity.NOTE,
        ours=True,
        opens=True,
        asks=True,
        of_several=Text(
            "契約チェックシートに、対応及び適用しない理由のいずれも記載がない取り決め事項がある。",
            "Arrangements of the contract check sheet are neither addressed nor set aside.",
        ),
    ),
    Check(
        "set-aside-without-reason",
        Severity.WARNING,
        Text(
            "「{subject}」を適用しないとしているが、その理由の記載がない。",
            "The item is set aside without a reason: {subject}.",
        ),
        Text("適用しない理由又は対応を記載すること。", "Give the reason, or address the item."),
        _each(lambda item: item.set_aside is not None and says_nothing(item.set_aside)),
        acts_on=(*_ITEMS, "mitigation", _APPLYING),
        ours=True,
        asks=True,
        of_several=Text(
            "適用しないとしているが、その理由の記載がない項目がある。", "Items are set aside without a reason."
        ),
    ),
    Check(
        "set-aside-with-words",
        Severity.WARNING,
        Text(
            "「{subject}」を適用しないとしているが、文案、対策又は裏付けの記載がある。",
            "The item is set aside, but has words, measures or evidence: {subject}.",
        ),
        Text("いずれか一方のみとすること。", "Keep only one or the other."),
        _each(_is_set_aside_and_addressed),
        acts_on=(*_ITEMS, "mitigation", _APPLYING),
        ours=True,
        of_several=Text(
            "適用しないとしているが、文案、対策又は裏付けの記載がある項目がある。",
            "Items are set aside, but have words, measures or evidence.",
        ),
    ),
    Check(
        "addressed-without-words",
        Severity.WARNING,
        Text("「{subject}」について、文案の記載がない。", "No text is drafted for {subject}."),
        Text(
            "調達チェックシートの項目については仕様書の、契約チェックシートの取り決め事項については契約書の文案を記載すること。",
            "Draft the text of the specification for an item of the procurement check sheet, and that of the contract "
            "for one of the contract check sheet.",
        ),
        _without_words,
        acts_on=(*_ITEMS, "mitigation"),
        at_planning=Severity.NOTE,
        ours=True,
        asks=True,
        of_several=Text("文案の記載がない項目がある。", "No text is drafted for some items."),
    ),
    Check(
        "addressed-without-evidence",
        Severity.WARNING,
        Text(
            "「{subject}」について、調達チェックシートには裏付けとなる情報の例があるが、裏付けの記載がない。",
            "The procurement check sheet gives an example of evidence, but none is stated for {subject}.",
        ),
        Text("「裏付けとなる情報」を記載すること。", "State the evidence."),
        without_evidence,
        acts_on=(*_EVIDENCED, _SPECIFICATION, _SHEETS),
        at_planning=Severity.NOTE,
        ours=True,
        asks=True,
        of_several=Text(
            "調達チェックシートに裏付けとなる情報の例があるが、裏付けの記載がない項目がある。",
            "The procurement check sheet gives examples of evidence for items for which none is stated.",
        ),
    ),
    Check(
        "no-disclosure",
        Severity.WARNING,
        Text(
            "国民等が利用するが、出力を人間から発せられた情報と区別できるようにする方法の記載がない。",
            "The public uses the system, but it is not stated how its output can be distinguished from a person's.",
        ),
        Text(
            "システムの欄の「AIの出力であることの示し方」を記載すること。",
            "State how users can tell AI output from a person's.",
        ),
        _no_disclosure,
        at_planning=Severity.NOTE,
        rests_on=("neighbour/ai-business-guidelines", _DISTINGUISHABLE),
        needs=(Meaning.PUBLIC_USERS,),
        name=Text("AIの出力であることの示し方", "how users can tell AI output from a person's"),
        acts_on=("mitigation/D-1",),
    ),
)
