"""The parts of a dossier as rows of a workbook: shown from plain data, and read back as plain data.

Each part says what its cells show for some data, and what data the cells mean. What of the data the cells cannot say
(an order, a blank text, a spelling) is kept beside them by ``contents``.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, TypeAlias, cast, get_args, get_origin

import attrs

from aiprocure.editions.labels import field_texts, phrases_in
from aiprocure.encoding import Data
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Language, Text
from aiprocure.files.dossier_sheets.items import Listed, find_labelled, items_of
from aiprocure.files.dossier_sheets.kinds import WORDS, Choices, Kind, Shown, alike, kind_of
from aiprocure.model.axes import Axis
from aiprocure.model.dossier import PROJECT_KEYS, Dossier, Item, Project
from aiprocure.model.edition import Edition

__all__ = [
    "APPLIES",
    "VALUE",
    "Answers",
    "Entries",
    "Field",
    "Fields",
    "Items",
    "Part",
    "Places",
    "ProjectPart",
    "Row",
    "choice_of_axis",
    "entries_parts",
    "fields_parts",
    "item_columns",
    "label",
    "parts_of",
    "same_rows",
]

Places: TypeAlias = MutableMapping[str, str]
"""The cells that the values of plain data were read from, by their pointers."""
VALUE = "value"
APPLIES = "applies"
_SAYING = ("words", "measures", "evidence", "set_aside")
"""What says that an item applies, or does not, besides its being listed without any more."""
_NESTED_SHOWN = 2
"""How often the columns of a list in an entry are there at least."""


@attrs.frozen
class Row:
    """A row of a part: the name of what it is about, and what its cells show by their columns, with their places."""

    key: str
    cells: Mapping[str, Shown]
    places: Mapping[str, str] = attrs.field(factory=dict, eq=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells.values())


@attrs.frozen
class Field:
    """One field: where it is in its part, its kind, and what it is called."""

    path: tuple[str, ...]
    kind: Kind
    title: Text
    about: Text

    @property
    def key(self) -> str:
        """The field's name in its part."""
        return "/".join(self.path)


@attrs.frozen
class Fields:
    """A part with fixed fields, each a row. ``axes`` are those that answers in it are given on, each a field."""

    name: str
    title: Text
    fields: tuple[Field, ...]
    axes: tuple[Axis, ...] = ()

    def show(self, data: Data, language: Language) -> tuple[Row, ...]:
        """Return the rows for the data of the part."""
        plain = _answered_plainly(data, self.axes)
        return tuple(Row(each.key, {VALUE: each.kind.show(_at(plain, each.path), language)}) for each in self.fields)

    def read(self, rows: Sequence[Row], places: Places) -> Data:
        """Return the data that rows mean."""
        fields = {each.key: each for each in self.fields}
        read: dict[str, Data] = {}
        for row in rows:
            field = fields[row.key]
            value = field.kind.read(row.cells.get(VALUE))
            path = (self.name, *field.path) if self.name else field.path
            place = places[pointer(*path)] = row.places.get(VALUE, "")
            for length in range(1, len(path)):
                places.setdefault(pointer(*path[:length]), place)
            if value is not None:
                _put(read, field.path, value)
        return read


@attrs.frozen
class ProjectPart:
    """The project: its title, what it is asked for by name, and any other detail, in the order of the dossier."""

    titles: Mapping[str, Text]
    name: str = "project"

    def show(self, data: Data, language: Language) -> tuple[Row, ...]:  # noqa: ARG002  # details are as they are
        """Return the rows for the data of the part: what is written, then what is not."""
        written = data if isinstance(data, dict) else {}
        names = dict.fromkeys((*(["title"] if "title" in written else []), *written, *self.titles))
        return tuple(Row(name, {VALUE: WORDS.show(written.get(name), "ja")}) for name in names)

    def read(self, rows: Sequence[Row], places: Places) -> Data:
        """Return the data that rows mean."""
        read: dict[str, Data] = {}
        for row in rows:
            value = WORDS.read(row.cells.get(VALUE))
            places[pointer(self.name, row.key)] = row.places.get(VALUE, "")
            if value is not None:
                read[row.key] = value
        return read


@attrs.frozen
class Answers:
    """The answers: for each axis an option and a reason."""

    axes: tuple[Axis, ...]
    name: str = "answers"

    def show(self, data: Data, language: Language) -> tuple[Row, ...]:
        """Return the rows for the data of the part."""
        written = data if isinstance(data, dict) else {}
        return tuple(self._row(axis, written.get(axis.id, written.get(axis.slug)), language) for axis in self.axes)

    def _row(self, axis: Axis, answer: Data, language: Language) -> Row:
        option, reason = (answer.get("option"), answer.get("reason")) if isinstance(answer, dict) else (answer, None)
        meant = axis.read(option)
        kind = choice_of_axis(axis)
        return Row(
            axis.id,
            {
                "option": kind.show(meant.mark if meant else option, language),
                "reason": WORDS.show(reason, language),
            },
        )

    def read(self, rows: Sequence[Row], places: Places) -> Data:
        """Return the data that rows mean: an option by its mark."""
        axes: dict[str, Axis] = {axis.id: axis for axis in self.axes}
        read: dict[str, Data] = {}
        for row in rows:
            option = choice_of_axis(axes[row.key]).read(row.cells.get("option"))
            reason = WORDS.read(row.cells.get("reason"))
            where = (self.name, row.key)
            places[pointer(*where)] = row.places.get("option", "")
            places[pointer(*where, "reason")] = row.places.get("reason", "")
            if option is not None or reason is not None:
                answer: dict[str, Data] = {} if option is None else {"option": option}
                read[row.key] = answer if reason is None else {**answer, "reason": reason}
        return read


@attrs.frozen
class Items:
    """The items of a check sheet: whether each applies, and what is written of it, by the columns of :class:`Item`."""

    edition: Edition
    name: str
    columns: tuple[Field, ...]
    applies: Kind

    def show(self, data: Data, language: Language) -> tuple[Row, ...]:
        """Return a row for each item of the edition; two for one that the data has twice."""
        written: dict[str, list[dict[str, Data]]] = {}
        items = (item for item in (data if isinstance(data, list) else []) if isinstance(item, dict))
        for item in items:
            written.setdefault(str(item.get("id")), []).append(item)
        return tuple(
            self._row(listed, item, language)
            for listed in items_of(self.edition, self.name)
            for item in written.get(listed.id, () if listed.replaced else ({},))
        )

    def _row(self, listed: Listed, item: Mapping[str, Data], language: Language) -> Row:
        cells = {each.key: each.kind.show(item.get(each.key), language) for each in self.columns}
        said = any(name in item for name in _SAYING) or item.keys() == {"id"}
        applies = self.applies.show("set_aside" not in item, language) if said else None
        return Row(listed.id, {APPLIES: applies, **cells})

    def read(self, rows: Sequence[Row], places: Places) -> Data:
        """Return the data that rows mean: an item for each in which something is written."""
        read: list[Data] = []
        for row in rows:
            if all(not str(shown or "").strip() for shown in row.cells.values()):
                continue
            where = (self.name, len(read))
            values = {each.key: each.kind.read(row.cells.get(each.key)) for each in self.columns}
            if self.applies.read(row.cells.get(APPLIES)) is False and values["set_aside"] is None:
                values["set_aside"] = ""
            id_ = find_labelled(self.edition, self.name, row.key) or row.key
            places.update({pointer(*where, name): place for name, place in row.places.items()})
            places[pointer(*where)] = row.places.get("id", "")
            read.append({"id": id_, **{name: value for name, value in values.items() if value is not None}})
        return read


@attrs.frozen
class Entries:
    """A list of entries, each a row; a list in an entry is spread over numbered columns."""

    name: str
    title: Text
    columns: tuple[Field, ...]
    nested: tuple[tuple[str, tuple[Field, ...]], ...] = ()

    def show(self, data: Data, language: Language) -> tuple[Row, ...]:
        """Return a row for each entry."""
        return tuple(self._row(each, language) for each in (data if isinstance(data, list) else []))

    def columns_for(self, rows: Iterable[Row]) -> tuple[tuple[str, Field, int], ...]:
        """Return the columns that rows need: the name of each, its field, and its number in a list, or 0."""
        most = {name: _NESTED_SHOWN for name, _ in self.nested}
        for key in (key for row in rows for key in row.cells):
            name, _, rest = key.partition("/")
            if rest:
                most[name] = max(most[name], int(rest.partition("/")[0]) + 1)
        columns: list[tuple[str, Field, int]] = [(each.key, each, 0) for each in self.columns]
        for name, fields in self.nested:
            columns += [(f"{name}/{n}/{each.key}", each, n + 1) for n in range(most[name]) for each in fields]
        return tuple(columns)

    def _row(self, entry: Data, language: Language) -> Row:
        cells = {each.key: each.kind.show(_at(entry, each.path), language) for each in self.columns}
        for name, fields in self.nested:
            inner = _at(entry, (name,))
            for n, one in enumerate(inner if isinstance(inner, list) else []):
                cells |= {f"{name}/{n}/{each.key}": each.kind.show(_at(one, each.path), language) for each in fields}
        return Row("", cells)

    def read(self, rows: Sequence[Row], places: Places) -> Data:
        """Return the data that rows mean: an entry for each in which something is written."""
        read: list[Data] = []
        for row in rows:
            where = (self.name, len(read))
            entry = _read_entry(row, {each.key: each for each in self.columns}, where, places)
            for name, fields in self.nested:
                if inner := self._nested(row, name, fields, where, places):
                    entry[name] = inner
            if entry:
                places[pointer(*where)] = next(iter(row.places.values()), "")
                read.append(entry)
        return read

    def _nested(
        self, row: Row, name: str, fields: tuple[Field, ...], where: tuple[object, ...], places: Places
    ) -> list[Data]:
        numbers = sorted({int(key.split("/")[1]) for key in row.cells if key.startswith(f"{name}/")})
        found: list[Data] = []
        for number in numbers:
            inner = (*where, name, len(found))
            columns = {f"{name}/{number}/{each.key}": each for each in fields}
            one = _read_entry(row, columns, inner, places)
            if one:
                places[pointer(*inner)] = row.places.get(f"{name}/{number}/{fields[0].key}", "")
                found.append(one)
        return found


Part: TypeAlias = Fields | ProjectPart | Answers | Items | Entries


def parts_of(edition: Edition) -> tuple[Part, ...]:
    """Return the parts of a dossier that a workbook has cells for, in the order of the model."""
    choices = _choices(edition)
    applies = Kind("choice", ((True, label("book_applies")), (False, label("book_applies_not"))))
    columns = item_columns()
    special: dict[str, Part] = {
        "project": ProjectPart({name: field_texts()[f"project.{name}.title"] for name in PROJECT_KEYS}),
        "answers": Answers(edition.axes),
        "requirements": Items(edition, "requirements", columns, applies),
        "clauses": Items(edition, "clauses", columns, applies),
    }
    plain: dict[str, Part] = {part.name: part for part in fields_parts(choices, edition.axes)}
    plain |= {part.name: part for part in entries_parts(choices)}
    names = ("", *(field.name for field in attrs.fields(Dossier)))
    return tuple(part for name in names if (part := special.get(name) or plain.get(name)))


def item_columns() -> tuple[Field, ...]:
    """Return what is written of an item of a check sheet."""
    return tuple(each for each in _flat(Item, {}, ()) if each.key != "id")


def fields_parts(choices: Mapping[str, Choices], axes: tuple[Axis, ...]) -> tuple[Fields, ...]:
    """Return the parts with fixed fields: that of the dossier itself, and one for each of its tables."""
    texts = field_texts()
    tables = [each for each in attrs.fields(Dossier) if each.type in _table_classes()]
    return (
        Fields("", label("book_whole"), tuple(_flat(Dossier, choices, (), deep=False))),
        *(
            Fields(each.name, texts[f"dossier.{each.name}.title"], tuple(_flat(each.type, choices, (), axes)), axes)
            for each in tables
        ),
    )


def entries_parts(choices: Mapping[str, Choices]) -> tuple[Entries, ...]:
    """Return the lists whose entries a workbook has rows for."""
    lists = ((each.name, _inner(each.type)) for each in attrs.fields(Dossier) if get_origin(each.type) is tuple)
    found = (_entries(name, kind, choices) for name, kind in lists if kind is not Item)
    return tuple(each for each in found if each)


def choice_of_axis(axis: Axis) -> Kind:
    """Return the options of an axis as the choices of a cell: each its mark and its words."""
    return Kind("choice", tuple((o.mark, Text(f"{o.mark} {o.text.ja}", _marked(o.mark, o.text))) for o in axis.options))


def _marked(mark: str, text: Text) -> str:
    return f"{mark} {text.in_language('en')}"


def label(name: str) -> Text:
    """Return one of our phrases in both languages."""
    return Text(phrases_in("ja")[name], phrases_in("en")[name])


def same_rows(some: Sequence[Row], others: Sequence[Row]) -> bool:
    """Return whether the rows in which something is written show the same."""
    some, others = _written(some), _written(others)
    return len(some) == len(others) and all(
        one.key == other.key and all(alike(one.cells.get(k), other.cells.get(k)) for k in {*one.cells, *other.cells})
        for one, other in zip(some, others, strict=True)
    )


def _written(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.is_blank]


def _table_classes() -> tuple[Any, ...]:
    """The classes of the dossier's tables that have fixed fields."""
    kinds: list[Any] = [each.type for each in attrs.fields(Dossier)]
    return tuple(kind for kind in kinds if attrs.has(kind) and kind is not Project and not _is_pairs(kind))


def _flat(
    kind: Any, choices: Mapping[str, Choices], path: tuple[str, ...], axes: tuple[Axis, ...] = (), *, deep: bool = True
) -> Iterator[Field]:
    """Yield the fields of a class that a cell can hold, those of the classes and answers in it included."""
    texts, named = field_texts(), kind.__name__.lower()
    for field in attrs.fields(kind):
        name = f"{named}.{field.name}"
        held = kind_of(field.type, choices, name)
        if held:
            yield Field((*path, field.name), held, texts[f"{name}.title"], texts[f"{name}.about"])
        elif deep and get_origin(field.type) is not tuple:
            yield from _within(field.type, name, choices, (*path, field.name), axes)


def _within(
    kind: Any, name: str, choices: Mapping[str, Choices], path: tuple[str, ...], axes: tuple[Axis, ...]
) -> Iterator[Field]:
    """Return the fields of a class that is in another, where it is called by a name."""
    if _is_pairs(kind):
        return _answer_fields(path, axes, field_texts()[f"{name}.about"])
    return _named_within(field_texts()[f"{name}.title"], _flat(kind, choices, path, axes))


def _named_within(outer: Text, fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields with the title of what they are in before their own."""
    for field in fields:
        ja, en = field.title.ja, field.title.in_language("en")
        yield attrs.evolve(field, title=Text(f"{outer.ja}：{ja}", f"{outer.in_language('en')}: {en}"))


def _answer_fields(path: tuple[str, ...], axes: tuple[Axis, ...], about: Text) -> Iterator[Field]:
    """Yield the fields of answers: on each axis the option, and the reason."""
    answer, reason = label("place_answer"), label("book_answer_reason")
    for axis in axes:
        named = Text(f"{axis.captioned('ja')}。{about.ja}", f"{axis.captioned('en')}. {about.in_language('en')}")
        for key, kind, title in (("option", choice_of_axis(axis), answer), ("reason", WORDS, reason)):
            said = Text(title.ja.format(axis=axis.id), title.in_language("en").format(axis=axis.id))
            yield Field((*path, axis.id, key), kind, said, named)


def _is_pairs(kind: Any) -> bool:
    """Whether a class is a table of any keys, such as answers."""
    return any(field.converter is not None for field in attrs.fields(kind))


def _entries(name: str, kind: Any, choices: Mapping[str, Choices]) -> Entries | None:
    """The entries of a list, or None where an entry has something that no cell can hold."""
    fields, columns = attrs.fields(kind), tuple(_flat(kind, choices, (), deep=False))
    lists = ((each.name, _inner(each.type)) for each in fields if get_origin(each.type) is tuple)
    nested = tuple((each, tuple(_flat(inner, choices, (), deep=False))) for each, inner in lists if attrs.has(inner))
    title = field_texts()[f"dossier.{name}.title"]
    return Entries(name, title, columns, nested) if len(columns) + len(nested) == len(fields) else None


def _inner(declared: Any) -> Any:
    return get_args(declared)[0] if get_origin(declared) is tuple else declared


def _choices(edition: Edition) -> Mapping[str, Choices]:
    """What an edition offers to choose from, by the fields of the model."""
    steps = tuple(
        (str(each.id), Text(f"{each.mark} {each.text.ja}", _marked(each.mark, each.text)))
        for each in edition.process_steps
    )
    roles = [(str(each.id), each.text) for each in edition.roles]
    return {
        "occurrence.step": steps,
        "occurrence.kind": tuple((str(each.id), each.text) for each in edition.risk_cases),
        "notification.to": (*roles, *((str(each.id), each.text) for each in edition.bodies)),
    }


def _answered_plainly(data: Data, axes: tuple[Axis, ...]) -> Data:
    """Data in which all answers are under the ids of their axes, and name their options by the marks."""
    if not isinstance(data, dict):
        return data
    plain: dict[str, Data] = {}
    for name, value in data.items():
        plain[name] = _answered_plainly(value, axes)
        if name == "answers" and isinstance(value, dict):
            plain[name] = dict(_plain_answer(axis, answer, axes) for axis, answer in value.items())
    return plain


def _plain_answer(name: str, answer: Data, axes: tuple[Axis, ...]) -> tuple[str, Data]:
    axis = next((axis for axis in axes if name in (axis.id, axis.slug)), None)
    parts: dict[str, Data] = {**answer} if isinstance(answer, dict) else {"option": answer}
    meant = axis.read(parts.get("option")) if axis else None
    return (axis.id if axis else name), {**parts, "option": meant.mark if meant else parts.get("option")}


def _at(data: Data, path: tuple[str, ...]) -> Data:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _put(data: dict[str, Data], path: tuple[str, ...], value: Data) -> None:
    *outer, last = path
    for step in outer:
        data = cast(dict[str, Data], data.setdefault(step, {}))
    data[last] = value


def _read_entry(row: Row, columns: Mapping[str, Field], where: tuple[object, ...], places: Places) -> dict[str, Data]:
    """What the cells of some columns mean, by their fields."""
    read: dict[str, Data] = {}
    for column, field in columns.items():
        places[pointer(*where, field.key)] = row.places.get(column, "")
        if (value := field.kind.read(row.cells.get(column))) is not None:
            read[field.key] = value
    return read
