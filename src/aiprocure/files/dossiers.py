"""Dossiers: read with distrust, and known to mean something."""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from aiprocure.encoding.formats import DOSSIER_FORMAT
from aiprocure.encoding.free_forms import free_reader_before_edition
from aiprocure.encoding.parsing import Form, Source, locating, parse, read_source, source_of
from aiprocure.encoding.reader import read_text, structured
from aiprocure.encoding.refusals import refusing_as
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import Choice, InvalidAnswers, InvalidData, InvalidDossier, Problem, Text
from aiprocure.errors.messages import did_you_mean, expect, pointer
from aiprocure.files.dossier_sheets.reading import ReadWorkbook, is_workbook, read_dossier_workbook
from aiprocure.files.item_names import find_spelled, spelled_clauses, spelled_requirements, spelled_steps
from aiprocure.files.misplaced_keys import put_in_place
from aiprocure.files.named_editions import edition_as_named, edition_named, elsewhere
from aiprocure.files.value_names import read_values
from aiprocure.model.dossier import Dossier, Item, ItemId, WrittenAnswer
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.records import Entry, choices_of_few
from aiprocure.model.risk_cases import ProcessStepId

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "MOST_VALUES", "determine", "from_data", "load", "loads"]

MOST_BYTES = 262_144
MOST_ENTRIES = 1_000
"""Entries of each list of a dossier: of ``requirements``, of ``clauses``, of ``risk_cases`` and so on."""
MOST_VALUES = 100_000
"""Keys of tables and entries of lists, counted together."""
_NAMING = {"requirements": "id", "clauses": "id", "risk_cases": "step"}
"""The lists of a dossier that name records, and the key by which each entry names a record of the edition."""
_LISTS = ("products", "requirements", "clauses", "verifications", "risk_cases")
_ANSWERS = (("answers",), ("judgements", "planner", "answers"), ("judgements", "caio", "answers"))
"""Where a dossier holds answers: those that are determined by, and those that each judgement was made with."""
_MOST_ANSWERS = 100
_MOST_HINTS = 100
_KIND = Text("案件書類", "a dossier")


def __dir__() -> list[str]:
    return list(__all__)


def load(path: "str | os.PathLike[str]", *, edition: Edition | None = None) -> Dossier:
    """Return the dossier that a TOML or JSON file of at most :data:`MOST_BYTES` describes, or a workbook (.xlsx).

    No other file is read, and of a workbook nothing but the cells that :func:`aiprocure.export.to_xlsx` makes to be
    filled in, wherever they stand.

    Raises :class:`InvalidDossier` as :func:`from_data` does, or with why the file cannot be read. Every problem has its
    file and, where it can be told, its line and column, or its cell.
    """
    with refusing_as(InvalidDossier):
        if is_workbook(path):
            return load_workbook(path, lambda named: edition_named(named, edition))[0]
        source = read_source(path, kind=_KIND, most_bytes=MOST_BYTES)
    return _read(source, edition)


def load_workbook(path: "str | os.PathLike[str]", choose: Callable[[str], Edition]) -> tuple[Dossier, ReadWorkbook]:
    """Return the dossier in a workbook, and what was read of it. ``choose`` returns the edition that it names.

    Raises :class:`InvalidDossier` as :func:`load` does.
    """
    read = read_dossier_workbook(path, choose)
    try:
        dossier = from_data(read.data, edition=read.edition)
    except InvalidDossier as error:
        raise InvalidDossier(read.with_problems(error.problems)) from None
    if read.problems:
        raise InvalidDossier(read.problems)
    return dossier, read


def loads(content: bytes | str, *, form: Form, edition: Edition | None = None) -> Dossier:
    r"""Return the dossier that a text describes, or its bytes in UTF-8: ``form`` says whether it is "toml" or "json".

    It has as many bytes as a file may have. Raises :class:`InvalidDossier` as :func:`load` does.

    >>> loads(b'{"edition": "2025-05-27",\n "project": {"title": NaN}}', form="json")
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidDossier: 2:23: 'NaN' is not a number in JSON
    """
    with refusing_as(InvalidDossier):
        source = source_of(content, form=form, most_bytes=MOST_BYTES)
    return _read(source, edition)


def from_data(data: object, *, edition: Edition | None = None) -> Dossier:
    """Return the dossier that plain data of at most :data:`MOST_VALUES` describes.

    Edition and project are enough; each of its lists has at most :data:`MOST_ENTRIES`.
    It is read against the edition that it names, or against ``edition`` where one is given, which it then has to name:
    one with a ministry's own rows, say. Answers may be missing, never mistaken. The edition, items and steps come out
    named by their ids, however they were spelled, and yes and no, phases and the like may be written in Japanese.

    Raises :class:`InvalidDossier` with everything misshapen and its place, and with everything else that means nothing
    in the edition.

    >>> dossier = from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約", "caio": "○○省CAIO"},
    ...     "answers": {"A": "③", "C": {"option": "②", "reason": "保存も学習もされない"}},
    ...     "phase": "調達",
    ...     "requirements": [{"id": "⑭", "words": "バイアスを抑えること"}, {"id": "sheet-row 27", "set_aside": ""}],
    ... })
    >>> dossier, [item.id for item in dossier.requirements], dossier.system.cloud
    (<Dossier 2025-05-27 議事録の要約: 2 requirements, 0 clauses>, ['requirement/14', 'sheet-row/27'], None)
    """
    if edition is not None:
        expect(Edition, edition)
    with refusing_as(InvalidDossier):
        _require_few(data)
    in_place, misplaced = put_in_place(data)
    plain, unread = read_values(in_place)
    try:
        dossier = _structured(plain, misplaced + unread)
    except InvalidData as error:
        raise InvalidDossier((*error.problems, *_problems_besides(plain, edition, error.problems))) from None
    with refusing_as(InvalidDossier):
        named = edition_named(dossier.edition, edition)
    return _resolved(dossier, named)


def determine(dossier: Dossier, edition: Edition | None = None) -> Assessment:
    """Return what the edition that a dossier names, or ``edition`` of that name, makes of its answers.

    Raises :class:`InvalidDossier` where the edition is not carried, where answers are missing, and where one means none
    of its options.

    >>> determine(from_data({"edition": "2025-05-27", "project": {"title": "議事録の要約"}}))
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidDossier: /answers/A: ...
    """
    expect(Dossier, dossier)
    if edition is not None:
        expect(Edition, edition)
    with refusing_as(InvalidDossier):
        judged_by = edition_named(dossier.edition, edition)
    try:
        answers = judged_by.answers(**dossier.answers.options)
    except InvalidAnswers as error:
        given = {pointer(name) for name in dossier.answers.options}
        problems = (problem if problem.where in given else _asked_by_command(problem) for problem in error.problems)
        raise InvalidDossier(problem.under("answers") for problem in problems) from None
    return assess(judged_by, answers)


def _asked_by_command(problem: Problem) -> Problem:
    """A missing answer, with the command that asks for it."""
    ja = f"{problem.text.ja}未回答の軸は、aiprocure ask FILE により答えられる。"
    return attrs.evolve(problem, text=Text(ja, f"{problem.text.in_language('en')}; `aiprocure ask FILE` asks for it"))


def _read(source: Source, edition: Edition | None) -> Dossier:
    with locating(source), refusing_as(InvalidDossier):
        return from_data(parse(source), edition=edition)


def _structured(data: object, problems: Sequence[Problem]) -> Dossier:
    """Return the dossier that plain data describes, whatever it means; raise everything misshapen at once.

    An answer may be one value of any type, which an edition refuses where it is not an option.
    """
    try:
        dossier = structured(data, Dossier, free_reader_before_edition, DOSSIER_FORMAT)
    except InvalidData as error:
        raise InvalidData((*problems, *error.problems)) from None
    if problems:
        raise InvalidData(problems)
    return dossier


def _require_few(data: object) -> None:
    """Count no further than the limits, so that data that holds itself is refused too."""
    lengths = {name: len(_inner(data.get(name))) for name in _LISTS} if isinstance(data, Mapping) else {}
    if too_long := [name for name, length in lengths.items() if length > MOST_ENTRIES]:
        what = Text("項目", "entries")
        raise InvalidData(
            Problem.of("too-many", pointer(name), count=lengths[name], most=MOST_ENTRIES, what=what)
            for name in too_long
        )
    left, todo = MOST_VALUES, [data]
    while todo:
        inner = _inner(todo.pop())
        left -= len(inner)
        if left < 0:
            raise InvalidData(Problem.of("too-many-values", _longest(data), most=MOST_VALUES))
        todo += inner


def _inner(data: object) -> Collection[object]:
    if isinstance(data, Mapping):
        return data.values()
    return data if isinstance(data, list | tuple) else ()


def _longest(data: object) -> str:
    """The part of a dossier that has most values, unless the dossier itself has more parts than that."""
    lengths = {name: len(_inner(part)) for name, part in data.items()} if isinstance(data, Mapping) else {}
    longest = max(lengths, key=lengths.__getitem__, default=None)
    return "" if longest is None or lengths[longest] < len(lengths) else pointer(longest)


@attrs.frozen
class _Written:
    """What a dossier says that only an edition can give a meaning: answers, and the names of records by position."""

    answers: Mapping[tuple[str, ...], Mapping[str, str | int]]
    """By where they stand."""
    named: Mapping[str, Mapping[int, str]]
    cases: Mapping[int, str]
    """The ids of the risk cases that have one."""


def _written_in(dossier: Dossier) -> _Written:
    named = {
        "requirements": {i: str(item.id) for i, item in enumerate(dossier.requirements)},
        "clauses": {i: str(item.id) for i, item in enumerate(dossier.clauses)},
        "risk_cases": {i: str(case.step) for i, case in enumerate(dossier.risk_cases) if case.step is not None},
    }
    judged = (dossier.judgements.planner.answers, dossier.judgements.caio.answers)
    answers = zip(_ANSWERS, (dossier.answers.options, *(each.options for each in judged)), strict=True)
    cases = {i: case.id for i, case in enumerate(dossier.risk_cases) if case.id is not None}
    return _Written(dict(answers), named, cases)


def _problems_besides(data: object, given: Edition | None, misshapen: Sequence[Problem]) -> list[Problem]:
    """What means nothing in the edition, as far as that can be told, in places where nothing is misshapen."""
    if not isinstance(data, Mapping):
        return []
    edition, found = edition_as_named(data, given)
    if edition is not None:
        found += _find_meant(_readable_in(data), edition)[1]
    return elsewhere(found, misshapen)


def _readable_in(data: Mapping[object, object]) -> _Written:
    """What can be read of the plain data of a dossier, whatever else in it is misshapen."""
    return _Written(
        {where: _readable_answers(_part(data, where)) for where in _ANSWERS},
        {name: _readable_names(data.get(name), _NAMING[name]) for name in _NAMING},
        _readable_names(data.get("risk_cases"), "id"),
    )


def _part(data: object, where: Iterable[str]) -> object:
    """The part of plain data that some keys lead to, if there is one."""
    for key in where:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _readable_answers(answers: object) -> dict[str, str | int]:
    readable: dict[str, str | int] = {}
    for axis, written in answers.items() if isinstance(answers, Mapping) else ():
        option = written.get("option") if isinstance(written, Mapping) else written
        with contextlib.suppress(InvalidData):
            readable[read_text(axis)] = structured(option, WrittenAnswer, free_reader_before_edition).option
    return readable


def _readable_names(entries: object, key: str) -> dict[int, str]:
    listed = enumerate(entries if isinstance(entries, list | tuple) else ())
    names = {i: entry.get(key) for i, entry in listed if isinstance(entry, Mapping)}
    return {i: name for i, name in names.items() if isinstance(name, str)}


def _resolved(dossier: Dossier, edition: Edition) -> Dossier:
    """The dossier with its edition, and every item and step, named by the id of what is meant."""
    meant, problems = _find_meant(_written_in(dossier), edition)
    if problems:
        raise InvalidDossier(problems)
    steps = meant["risk_cases"]
    return attrs.evolve(
        dossier,
        edition=edition.id,
        requirements=_resolved_items(dossier.requirements, meant["requirements"]),
        clauses=_resolved_items(dossier.clauses, meant["clauses"]),
        risk_cases=tuple(
            attrs.evolve(case, step=ProcessStepId(steps[i].record.id)) if i in steps else case
            for i, case in enumerate(dossier.risk_cases)
        ),
    )


def _resolved_items(items: tuple[Item, ...], meant: Mapping[int, Entry]) -> tuple[Item, ...]:
    ids = (ItemId(f"{meant[i].family}/{meant[i].record.id}") for i in range(len(items)))
    return tuple(attrs.evolve(item, id=id_) for item, id_ in zip(items, ids, strict=True))


@attrs.frozen
class _Names:
    """What the records are called that are meant, by which names, and all their ids where they are few."""

    called: Text
    spelled: Mapping[str, Entry]
    offered: tuple[Choice, ...] = attrs.field(init=False)

    @offered.default
    def _few(self) -> tuple[Choice, ...]:
        return choices_of_few(reversed(tuple(self.spelled.values())))


def _find_meant(written: _Written, edition: Edition) -> tuple[dict[str, dict[int, Entry]], list[Problem]]:
    """The record that each name means, by its list and position, and a problem for whatever means nothing."""
    known = {
        "requirements": _Names(
            Text("調達チェックシートの項目", "requirement or sheet-row"), edition.once(spelled_requirements)
        ),
        "clauses": _Names(Text("契約チェックシートの取り決め事項", "clause"), edition.once(spelled_clauses)),
        "risk_cases": _Names(Text("利用のプロセス", "process-step"), edition.once(spelled_steps)),
    }
    problems = [
        each for where in written.answers for each in _problems_of_answers(where, written.answers[where], edition)
    ]
    problems += _problems_of_cases(written.cases)
    meant: dict[str, dict[int, Entry]] = {section: {} for section in known}
    for section, names in known.items():
        for i, name in written.named[section].items():
            if entry := _entry((section, i, _NAMING[section]), name, names, problems):
                meant[section][i] = entry
    return meant, problems


def _problems_of_answers(where: tuple[str, ...], given: Mapping[str, str | int], edition: Edition) -> Iterator[Problem]:
    if len(given) > _MOST_ANSWERS:
        what = Text("回答", "answers")
        yield Problem.of("too-many", pointer(*where), count=len(given), most=_MOST_ANSWERS, what=what)
        return
    try:
        edition.partial_answers(**given)
    except InvalidAnswers as error:
        yield from (problem.under(*where) for problem in error.problems)


def _problems_of_cases(cases: Mapping[int, str]) -> Iterator[Problem]:
    """Yield each id of a risk case that another bears too, however it is spelled."""
    first: dict[str, int] = {}
    for i, written in cases.items():
        before = first.setdefault(plain_spelling(written), i)
        if before != i:
            where = pointer("risk_cases", i, "id")
            yield Problem.of("id-repeated", where, value=written, first=pointer("risk_cases", before, "id"))


def _entry(where: tuple[str, int, str], name: str, names: _Names, problems: list[Problem]) -> Entry | None:
    """The entry that a name means; where it means none, that is added to the problems."""
    entry = find_spelled(name, names.spelled)
    if entry is None:
        hint = did_you_mean(name, names.spelled) if len(problems) < _MOST_HINTS else Text("", "")
        if names.offered and not hint.ja:
            offered = names.offered
            problem = Problem.of("no-such-record", pointer(*where), value=name, expected=offered, kind=names.called)
        else:
            problem = Problem.of("record-unknown", pointer(*where), value=name, kind=names.called, hint=hint)
        problems.append(problem)
    return entry
