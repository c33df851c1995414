"""What an officer hands on about one procurement, in chapters, whatever format lays them out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias, get_args

import attrs

from aiprocure.checks import find_check
from aiprocure.editions.labels import field_texts
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import InvalidArgument
from aiprocure.errors.messages import shown
from aiprocure.errors.text import Language
from aiprocure.model.check_sheets import Clause, Requirement, SheetRow
from aiprocure.model.citation import Provenance
from aiprocure.model.dossier import PROJECT_KEYS, Dossier, ItemId, Notification, Occurrence
from aiprocure.model.dossier import Item as Dealing
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.normalization import is_plain
from aiprocure.model.risk_cases import ProcessStepId, RiskCaseId
from aiprocure.model.roles import PartyId
from aiprocure.reports import Account, Item, account_of
from aiprocure.reports.phrases import Phrases

__all__ = ["Chapter", "Determination", "Pack", "Table", "lines_of", "pack_of"]

Determination: TypeAlias = Assessment | Exploration
_Listed: TypeAlias = Requirement | SheetRow | Clause


@attrs.frozen
class Table:
    """Rows of passages under headings. ``widths`` are those of its columns, in proportion to each other."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@attrs.frozen
class Chapter:
    """Passages under a heading, and after them tables."""

    heading: str
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


@attrs.frozen
class Pack:
    """A title, what it is about if that is known, and the chapters."""

    title: str
    subject: str
    chapters: tuple[Chapter, ...]


def pack_of(
    determination: Determination, findings: Iterable[Finding], language: Language, dossier: Dossier | None
) -> Pack:
    """Return what there is to hand on; with the dossier, its own words as well.

    Raises :class:`InvalidArgument` unless a determination is an assessment, or an exploration of an edition.
    """
    edition = determination.edition if isinstance(determination, get_args(Determination)) else None
    if edition is None:
        raise InvalidArgument(f"expected an assessment or an exploration of an edition, not {shown(determination)}")
    words = Phrases(language)
    case = Dossier(dossier.edition, dossier.project, dossier.answers) if dossier else None
    told = account_of(determination, words, case)
    *sections, sources = (Chapter(section.heading, section.items) for section in told.sections)
    weighed = sorted(findings, key=lambda finding: finding.rank)
    chapters = (
        *_on_the_project(dossier, words),
        Chapter(told.heading, tuple(_lead(edition, told, weighed, words))),
        *sections,
        *_on_findings(weighed, edition, words),
        *_on_measures(determination, dossier, words, edition),
        *_recorded(dossier, edition, words),
        sources,
    )
    return Pack(
        title=words.say("pack_title"),
        subject=dossier.project.title if dossier else "",
        chapters=tuple(chapter for chapter in chapters if chapter.items or chapter.tables),
    )


def lines_of(passage: str) -> list[str]:
    r"""Return the lines of a passage, whatever cannot be seen in them made visible as �.

    >>> lines_of("一\u202e行目\r\n二行目")
    ['一�行目', '二行目']
    """
    lines = (line.replace("\t", " ").strip() for line in passage.splitlines())
    return [line if is_plain(line) else "".join(c if is_plain(c) else "\ufffd" for c in line) for line in lines]


def _lead(edition: Edition, told: Account, findings: Sequence[Finding], words: Phrases) -> Iterator[Item]:
    yield Item(told.headline, warns=True)
    if any(_undermines(finding) for finding in findings):
        yield Item(words.say("outcome_undermined"), warns=True)
    yield Item(words.say("detail", key=words.say("findings"), value=_count(findings, words)))
    yield from told.lead
    if any(rule.citation.provenance is Provenance.RECONSTRUCTED for rule in edition.rules):
        yield Item(words.say("rows_reconstructed"))
    yield Item(words.say("ministry_judges"))


def _on_the_project(dossier: Dossier | None, words: Phrases) -> Iterator[Chapter]:
    if dossier is None:
        return
    called = {key: _title(f"project.{key}", words) for key in PROJECT_KEYS}
    project: list[tuple[str, str]] = [(called["title"], dossier.project.title)]
    project += [(called.get(name, name), value) for name, value in dossier.project.details]
    project += [
        (_title(f"dossier.{name}", words), _worded(value, words))
        for name, value in (("on", dossier.on), ("phase", dossier.phase))
        if value is not None
    ]
    yield Chapter(words.say("case"), tables=_pairs(project, words))
    yield Chapter(_title("dossier.system", words), tables=_pairs(_stated(dossier.system, words), words))


def _on_findings(findings: Sequence[Finding], edition: Edition, words: Phrases) -> Iterator[Chapter]:
    """What was found, the gravest first and numbered through, and apart from it the items that are still open."""
    if not findings:
        yield Chapter(words.say("findings"), (Item(words.say("no_findings")),))
    numbered = list(enumerate((each for each in findings if not _is_open(each)), 1))
    columns = {"column_number": 3, "column_finding": 18, "column_remedy": 14, "column_where": 10}
    open_items = [finding for finding in findings if _is_open(finding)]
    for severity in Severity:
        rows = [_finding_row(number, each, words) for number, each in numbered if each.severity is severity]
        still_open = sum(each.severity is severity for each in open_items)
        tally = _capitalised(_tally(f"severity_{severity}", len(rows) + still_open, still_open, words))
        heading = words.say("detail", key=words.say("findings"), value=tally)
        yield Chapter(heading, tables=_table(words, columns, rows))
    remedies = dict.fromkeys(Item(words.of(each.remedy), words.citation(each.citation)) for each in open_items)
    items = edition.once(_listed_by_name)
    rows = [_open_row(each, items.get(each.subject or ""), words) for each in open_items]
    table = _table(words, {"column_item": 17, "column_severity": 3}, rows)
    yield Chapter(_capitalised(_tally("open_items", len(rows), 0, words)), tuple(remedies), table)


def _undermines(finding: Finding) -> bool:
    """Whether the determination cannot be relied on before the finding is put right, as its check says."""
    check = find_check(finding.code)
    return check is not None and check.undermines


def _is_open(finding: Finding) -> bool:
    """Whether the finding is an open item, as its check says."""
    check = find_check(finding.code)
    return check is not None and check.opens


def _count(findings: Sequence[Finding], words: Phrases) -> str:
    """How many findings there are, in a line: all of them by severity, with how many of those are open items."""
    counts = Counter(each.severity for each in findings)
    still_open = Counter(each.severity for each in findings if _is_open(each))
    return words.listed(_tally(f"severity_{each}", counts[each], still_open[each], words) for each in Severity)


def _tally(name: str, count: int, still_open: int, words: Phrases) -> str:
    """How many there are of something, and how many open items among them where there are any."""
    if still_open:
        return words.say("tally_with_open", words=words.say(name), count=count, open=still_open)
    return words.say("tally", words=words.say(name), count=count)


def _capitalised(heading: str) -> str:
    return heading[:1].upper() + heading[1:]


def _finding_row(number: int, finding: Finding, words: Phrases) -> tuple[str, ...]:
    found = words.of(finding.message) + words.citation(finding.citation)
    return (str(number), found, words.of(finding.remedy), f"{_place(finding.where, words)}\n{finding.code}")


def _place(where: str, words: Phrases) -> str:
    """A part of a dossier, by what it is called and by its pointer."""
    part = field_texts().get(f"dossier.{where[1:].partition('/')[0]}.title")
    return f"{words.of(part)}\n{where}" if part else where or words.say("whole_dossier")


def _open_row(finding: Finding, item: _Listed | None, words: Phrases) -> tuple[str, ...]:
    family = str(finding.subject).partition("/")[0]
    caption = words.say("detail", key=words.family(family), value=_caption(item, words)) if item else ""
    return (caption or words.of(finding.message), words.say(f"severity_{finding.severity}"))


def _listed_by_name(edition: Edition) -> Mapping[str, _Listed]:
    """The items of the check sheets, by family and id."""
    families: dict[str, tuple[_Listed, ...]]
    families = {"requirement": edition.requirements, "sheet-row": edition.sheet_rows, "clause": edition.clauses}
    return {f"{family}/{listed.id}": listed for family, items in families.items() for listed in items}


def _caption(listed: _Listed, words: Phrases) -> str:
    """An item of a check sheet, with its mark or number."""
    number = "" if listed.number is None else f"#{listed.number} "
    mark = f"{listed.mark} " if isinstance(listed, Requirement) else number
    return mark + words.of(listed.text)


def _on_measures(value: Determination, dossier: Dossier | None, words: Phrases, edition: Edition) -> Iterator[Chapter]:
    """What lowers the risk, what the specification demands, and what the contract settles."""
    axes = {axis.id: words.axis(axis) for axis in edition.axes}
    mitigations = value.mitigations if isinstance(value, Assessment) else ()
    rows = [(each.id, words.of(each.text) + words.citation(each.citation), axes[each.axis]) for each in mitigations]
    columns = {"column_number": 2, "column_mitigation": 12, "column_axis": 6}
    yield Chapter(words.family("mitigation"), tables=_table(words, columns, rows))
    if dossier:
        yield Chapter(_title("dossier.requirements", words), tables=_dealt_with(dossier.requirements, edition, words))
    yield Chapter(_title("dossier.clauses", words), tables=_clauses(dossier, edition, words))


def _dealt_with(dealings: tuple[Dealing, ...], edition: Edition, words: Phrases) -> tuple[Table, ...]:
    records = edition.once(_listed_by_name)
    named = ((dealing, records.get(dealing.id)) for dealing in dealings)
    rows = [(_caption(record, words) if record else each.id, _dealing(each, words)) for each, record in named]
    return _table(words, {"column_item": 8, "column_dealing": 12}, rows)


def _clauses(dossier: Dossier | None, edition: Edition, words: Phrases) -> tuple[Table, ...]:
    """Every arrangement that the edition holds; with the dossier, what it says of each."""
    rows = [
        (_caption(clause, words), words.of(clause.content) + words.citation(clause.citation))
        for clause in edition.clauses
    ]
    widths = {"column_arrangement": 6, "column_content": 7}
    if dossier is None:
        return _table(words, widths, rows)
    dealings = {dealing.id: _dealing(dealing, words) for dealing in dossier.clauses}
    said = [dealings.get(ItemId(f"clause/{clause.id}"), words.say("unsaid")) for clause in edition.clauses]
    return _table(words, {**widths, "column_dealing": 7}, [(*row, each) for row, each in zip(rows, said, strict=True)])


def _dealing(dealing: Dealing, words: Phrases) -> str:
    _id, *stated = _stated(dealing, words)
    said = (words.say("detail", key=key, value=value) for key, value in stated)
    return "\n".join(said) or words.say("unsaid")


def _recorded(dossier: Dossier | None, edition: Edition, words: Phrases) -> Iterator[Chapter]:
    """What the dossier says about advice, and which risk cases it records."""
    if dossier:
        yield Chapter(_title("dossier.advice", words), tables=_pairs(_stated(dossier.advice, words), words))
        named = [_by_name(case, edition, words) for case in dossier.risk_cases]
        cases = (part for case in named for part in _pairs(_stated(case, words), words))
        yield Chapter(_title("dossier.risk_cases", words), tables=tuple(cases))


def _by_name(case: Occurrence, edition: Edition, words: Phrases) -> Occurrence:
    """A risk case with the words of the edition's records in place of their ids."""
    parties = {PartyId(role.id): words.of(role.text) for role in edition.roles}
    parties |= {PartyId(body.id): words.of(body.text) for body in edition.bodies}
    kinds = {kind.id: words.of(kind.text) for kind in edition.risk_cases}
    steps = {step.id: ProcessStepId(f"{step.mark} {words.of(step.text)}") for step in edition.process_steps}
    return attrs.evolve(
        case,
        step=case.step and steps.get(case.step, case.step),
        kind=case.kind and kinds.get(RiskCaseId(case.kind), case.kind),
        reports=tuple(attrs.evolve(each, to=parties.get(PartyId(each.to), each.to)) for each in case.reports),
    )


def _stated(part: attrs.AttrsInstance, words: Phrases) -> list[tuple[str, str]]:
    """What a part of a dossier says, by what each of its fields is called."""
    kind, values = type(part).__name__.lower(), attrs.asdict(part, recurse=False)
    said = ((name, value) for name, value in values.items() if value not in (None, ()))
    return [(_title(f"{kind}.{name}", words), _worded(value, words, name)) for name, value in said]


def _worded(value: object, words: Phrases, name: str = "") -> str:
    if isinstance(value, bool):
        yes, no = ("sought", "not_sought") if name == "sought" else ("yes", "no")
        return words.say(yes if value else no)
    if isinstance(value, StrEnum):
        return words.of(field_texts()[f"{type(value).__name__.lower()}.{value}"])
    if isinstance(value, tuple):
        return words.listed(_worded(each, words) for each in value)
    if isinstance(value, Notification):
        return value.to + (words.say("aside", words=value.on) if value.on else "")
    return str(value).strip() or words.say("no_passage")


def _title(name: str, words: Phrases) -> str:
    return words.of(field_texts()[f"{name}.title"])


def _pairs(pairs: list[tuple[str, str]], words: Phrases) -> tuple[Table, ...]:
    return _table(words, {"column_item": 5, "column_what_is_said": 15}, pairs)


def _table(words: Phrases, columns: Mapping[str, int], rows: Sequence[tuple[str, ...]]) -> tuple[Table, ...]:
    """A table, its columns by the names of our phrases for them and how wide they are; nothing without rows."""
    headings = tuple(words.say(name) for name in columns)
    return (Table(headings, tuple(rows), tuple(columns.values())),) if rows else ()
