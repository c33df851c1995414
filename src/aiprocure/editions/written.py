"""Editions as people write them, a folder of TOML files or one file: read with distrust, each part with its place."""

import itertools
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import attrs

from aiprocure.editions.toml_files import file_of, files_of, to_toml
from aiprocure.encoding.formats import EDITION_FORMAT
from aiprocure.encoding.parsing import Source, located, parse, path_of, read_source
from aiprocure.encoding.regular_files import reason_of
from aiprocure.errors import Choice, Invalid, InvalidData, Problem, Text
from aiprocure.errors.messages import pointer, shown_path
from aiprocure.model.edition import Edition

__all__ = [
    "MOST_BYTES",
    "MOST_FILES",
    "MOST_VALUES",
    "Written",
    "read_written",
    "to_json",
    "write_edition",
]

MOST_BYTES = 1_000_000
"""How long a file of an edition may be, or all files of a folder together."""
MOST_VALUES = 30_000
"""How many keys and values an edition may have, counted before it is parsed: by the characters that part them."""
MOST_FILES = 200
"""How many files and folders, of any kind, may lie in the folder of an edition."""
_PARTING = "=,[{"
_ENDINGS = (".toml", ".json")
_KIND = Text("版のファイル", "a file of an edition")
_TABLE = Choice("table", text=Text("表（項目と値の組）", "a table"))


@attrs.frozen
class Written:
    """The plain data of an edition, and where each of its parts is written."""

    data: Mapping[str, object]
    path: str
    sources: Mapping[str, Source]
    """The files by the parts that are written in them."""
    files: Mapping[str, Source]
    """The files by their names; of an edition that is one file, that file, by an empty name."""

    @contextmanager
    def locating(self) -> Iterator[None]:
        """Give the problems that are raised inside the block their file, line and column."""
        try:
            yield
        except Invalid as error:
            raise type(error)(self.located(error.problems)) from None

    def located(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return problems with their places. Each text is gone through once."""
        by_file: dict[str, tuple[Source, list[Problem]]] = {}
        sources = [self._source_of(problem) for problem in problems]
        for problem, source in zip(problems, sources, strict=True):
            if source is not None:
                by_file.setdefault(source.file, (source, []))[1].append(problem)
        found = {file: iter(located(each, source)) for file, (source, each) in by_file.items()}
        return tuple(
            _about(self.path, problem) if source is None else next(found[source.file])
            for problem, source in zip(problems, sources, strict=True)
        )

    def _source_of(self, problem: Problem) -> Source | None:
        """The file that a problem is about: of a part that is missing, the one that it belongs in, if that is there."""
        part = problem.where[1:].partition("/")[0].replace("~1", "/").replace("~0", "~")
        return self.sources.get(part) or self.files.get("") or self.files.get(file_of(part))


def read_written(path: "str | os.PathLike[str]") -> Written:
    """Return what a folder of TOML files, or one TOML or JSON file, says of an edition.

    What has another ending is a folder. Raises :class:`InvalidData` with every file that cannot be read, and with every
    key that two files give.
    """
    name = path_of(path)
    if os.path.isdir(name) or not name.lower().endswith(_ENDINGS):
        return _read_folder(name)
    source = read_source(name, kind=_KIND, most_bytes=MOST_BYTES)
    _require_few([source])
    data = _table_in(source)
    return Written(data, name, dict.fromkeys(data, source), {"": source})


def to_json(edition: Edition) -> str:
    """Return an edition as the text of a JSON file, with its format and the fingerprint of its content."""
    from aiprocure.encoding.fingerprints import fingerprint
    from aiprocure.encoding.writer import plain

    data = {"format": EDITION_FORMAT, "fingerprint": fingerprint(edition), **plain(edition)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_edition(edition: Edition, path: "str | os.PathLike[str]", *, overwrite: bool) -> None:
    """Write an edition as a JSON file, a TOML file or a new folder of TOML files, as the ending of a path says."""
    from aiprocure.encoding.atomic_write import write_folder, write_whole
    from aiprocure.encoding.writer import plain_with_dates

    name = path_of(path)
    if name.lower().endswith(".json"):
        write_whole(name, to_json(edition), replace=overwrite)
    elif name.lower().endswith(".toml"):
        write_whole(name, to_toml(plain_with_dates(edition)), replace=overwrite)
    else:
        data = plain_with_dates(edition)
        files = files_of(data).items()
        write_folder(name, {file: to_toml({part: data[part] for part in parts}) for file, parts in files})


def _read_folder(folder: str) -> Written:
    data: dict[str, object] = {}
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    files = _files_in(folder)
    _require_few(files.values())
    for name, source in files.items():
        try:
            content = _table_in(source)
        except InvalidData as error:
            problems += error.problems
            continue
        given = [_given_twice(key, sources[key], name) for key in content if key in data]
        problems += located(given, source)
        data |= content
        sources |= dict.fromkeys(content, source)
    if problems:
        raise InvalidData(problems)
    return Written(data, folder, sources, files)


def _given_twice(key: str, first: Source, second: str) -> Problem:
    return Problem.of("given-in-two-files", pointer(key), value=key, first=os.path.basename(first.file), second=second)


def _files_in(folder: str) -> dict[str, Source]:
    """Return the TOML files of a folder by their names, or raise :class:`InvalidData` for all that cannot be read."""
    files: dict[str, Source] = {}
    problems: list[Problem] = []
    left = MOST_BYTES
    for name in _names_in(folder):
        try:
            source = read_source(os.path.join(folder, name), kind=_KIND, most_bytes=MOST_BYTES, follow_links=False)
        except InvalidData as error:
            problems += error.problems
            continue
        left -= len(source.text.encode())
        if left < 0:
            problems.append(_about(folder, Problem.of("too-long", most=MOST_BYTES, unit=Text("バイト", " bytes"))))
            break
        files[name] = source
    if problems:
        raise InvalidData(problems)
    return files


def _require_few(sources: Iterable[Source]) -> None:
    """Refuse at the file that goes too far what it would take long to parse."""
    left = MOST_VALUES
    for source in sources:
        left -= sum(map(source.text.count, _PARTING))
        if left < 0:
            raise InvalidData(_about(source.file, Problem.of("too-many-values", most=MOST_VALUES)))


def _names_in(folder: str) -> list[str]:
    """Return the names of the TOML files in a folder. What is hidden, or has another ending, is passed over.

    Raises :class:`InvalidData` for a folder inside the folder: whatever is in it would be left out without a word.
    """
    try:
        with os.scandir(folder) as entries:
            listed = sorted(itertools.islice(entries, MOST_FILES + 1), key=lambda entry: entry.name)
            seen = [entry for entry in listed if not entry.name.startswith(".")]
            inside = [entry.name for entry in seen if entry.is_dir(follow_symlinks=False)]
    except NotADirectoryError:
        raise InvalidData(_about(folder, Problem.of("not-a-folder"))) from None
    except (OSError, ValueError) as error:
        raise InvalidData(_about(folder, Problem.of("cannot-be-read", why=reason_of(error)))) from None
    if len(listed) > MOST_FILES:
        raise InvalidData(_about(folder, Problem.of("too-many-files", most=MOST_FILES)))
    if inside:
        raise InvalidData(_about(os.path.join(folder, name), Problem.of("folder-in-folder")) for name in inside)
    names = [entry.name for entry in seen if entry.name.lower().endswith(".toml")]
    if strange := [name for name in names if not _is_utf_8(name)]:
        raise InvalidData(_about(folder, Problem.of("not-text", value=name)) for name in strange)
    if not names:
        raise InvalidData(_about(folder, Problem.of("folder-without-edition")))
    return names


def _is_utf_8(name: str) -> bool:
    """Whether the bytes of a name are UTF-8: any others were read as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _table_in(source: Source) -> dict[str, object]:
    content = parse(source)
    if not isinstance(content, dict):
        raise InvalidData(_about(source.file, Problem.of("wrong-type", value=content, expected=[_TABLE])))
    return content


def _about(path: str, problem: Problem) -> Problem:
    return attrs.evolve(problem, file=shown_path(path))
