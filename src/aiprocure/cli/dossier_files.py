"""Dossiers as the commands read and write them: with the text of the file, so that nothing of it is lost."""

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import Refusal, about, refusal_of
from aiprocure.cli.named_editions import edition_words
from aiprocure.cli.named_policies import policy_words
from aiprocure.cli.output import print_text, require_free, write_file, write_new, writing
from aiprocure.cli.typed_commands import file_word, typed_command
from aiprocure.encoding.parsing import Form, Source, locating, parse, read_source
from aiprocure.encoding.toml_syntax import to_toml
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.errors import AiprocureError, Choice, InvalidAnswers, InvalidData, InvalidDossier, Problem
from aiprocure.errors.text import Text
from aiprocure.files import dossiers, profiles
from aiprocure.files.dossier_sheets.parts import label
from aiprocure.files.dossier_sheets.reading import cell_of, is_workbook
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import one_spelled
from aiprocure.model.profile import Profile
from aiprocure.reports.places import names_in

__all__ = [
    "DossierFile",
    "determine_as_far",
    "determine_dossier",
    "read_dossier",
    "read_policy",
    "read_profile",
    "require_writable",
    "write_dossier",
]


_NUMBERED = re.compile("[0-9]+'?$")
"""How the name of an item ends that a ministry may have added."""
_DOSSIER = Text("この案件書類", "this dossier")


@attrs.frozen
class DossierFile:
    """A dossier with the text that it was read from, if it was text, and the edition that it was read against.

    One that was read from a workbook has ``places``: the cells that it stands in, by its pointers.
    """

    path: Path
    source: Source | None = attrs.field(repr=False)
    dossier: Dossier
    edition: Edition
    places: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The text, without the byte order mark that it may begin with; of a workbook the same dossier as TOML."""
        return to_toml(encoding.to_data(self.dossier)) if self.source is None else self.source.text

    @property
    def form(self) -> Form:
        """The form of the text."""
        return "toml" if self.source is None else self.source.form


def read_dossier(
    path: Path,
    edition: Edition | None = None,
    supplied: Mapping[str, Edition] | None = None,
    policy: tuple[Profile, Edition] | None = None,
) -> DossierFile:
    """Return a dossier with its text, or out of a workbook, read against the edition given, or a supplied one it names.

    Where an edition is given, the dossier has to name it. With a policy, as :func:`read_profile` returns one, it may
    name the policy's own items; its edition is the one without them. Raises :class:`Refusal`, which names the file, and
    has the names of the items in it.
    """
    if is_workbook(path):
        return _read_workbook(path, edition, supplied or {}, policy)
    source = _read(path)
    data = parse(source)
    given = edition or _supplied_for(data, supplied or {})
    try:
        with locating(source):
            dossier = dossiers.from_data(data, edition=policy[1] if policy else given)
    except AiprocureError as error:
        hints = _hints_at(error.problems, with_policy=policy is not None)
        raise Refusal([*error.problems, *hints], names=names_in(data)) from None
    return DossierFile(path, source, dossier, given or editions.load(dossier.edition))


def _read_workbook(
    path: Path, edition: Edition | None, supplied: Mapping[str, Edition], policy: tuple[Profile, Edition] | None
) -> DossierFile:
    def choose(named: str) -> Edition:
        extended = policy[1] if policy else None
        return extended or edition or supplied.get(one_spelled(named, supplied) or "") or editions.load(named)

    try:
        dossier, read = dossiers.load_workbook(path, choose)
    except InvalidDossier as error:
        raise Refusal(error.problems) from None
    given = edition or _supplied_for(read.data, supplied) or editions.load(dossier.edition)
    return DossierFile(path, None, dossier, given, read.places)


def _hints_at(problems: Iterable[Problem], *, with_policy: bool) -> list[Problem]:
    """What may make known an edition, or a numbered item, that is not."""
    hints = {}
    for each in problems:
        if each.code == "no-such-edition":
            hints["edition-elsewhere"] = Problem.of("edition-elsewhere")
        elif each.code == "record-unknown" and not with_policy and _NUMBERED.search(each.value):
            hints["items-elsewhere"] = Problem.of("items-elsewhere")
    return list(hints.values())


def _supplied_for(data: object, supplied: Mapping[str, Edition]) -> Edition | None:
    """The supplied edition that the data of a file names, if there is one."""
    named = data.get("edition") if isinstance(data, dict) else None
    return supplied.get(one_spelled(named, supplied) or "") if isinstance(named, str) else None


def read_policy(
    path: Path | None, edition: Edition | None, supplied: Mapping[str, Edition] | None = None
) -> tuple[Profile, Edition] | None:
    """Return what :func:`read_profile` does of a file that is named; None where none is."""
    if path is None:
        return None
    try:
        return read_profile(path, edition, supplied)
    except (AiprocureError, Refusal) as error:
        raise refusal_of(path, error) from None


def read_profile(
    path: Path, edition: Edition | None, supplied: Mapping[str, Edition] | None = None
) -> tuple[Profile, Edition]:
    """Return a profile, and the edition that it names, or the one given, extended by its own items.

    Raises :class:`Refusal`, which names the file.
    """
    source = read_source(path, kind=Text("府省庁の方針", "a profile"), most_bytes=profiles.MOST_BYTES)
    data = parse(source)
    given = edition or _supplied_for(data, supplied or {})
    try:
        with locating(source):
            profile = profiles.from_data(data, edition=given)
    except AiprocureError as error:
        raise Refusal(error.problems, names=names_in(data)) from None
    return profile, profile.extend(given or editions.load(profile.edition))


def determine_dossier(
    path: Path, edition: Edition | None = None, policy: tuple[Profile, Edition] | None = None
) -> tuple[Dossier, Assessment]:
    """Return a dossier that answers every axis, and what its edition, or the one given, makes of the answers.

    Raises :class:`Refusal` with every axis that is not answered, and the command that asks for them.
    """
    read = read_dossier(path, edition, policy=policy)
    try:
        answers = read.edition.answers(**read.dossier.answers.options)
    except InvalidAnswers as error:
        placed = (problem.under("answers") for problem in error.problems)
        missing = (attrs.evolve(each, where=cell_of(read.places, each.where) or each.where) for each in placed)
        raise Refusal([*(about(path, each) for each in missing), _how_to_answer(path)]) from None
    return read.dossier, assess(read.edition, answers)


def _how_to_answer(path: Path) -> Problem:
    """How missing answers are given: by a command, or in the workbook itself."""
    if is_workbook(path):
        return Problem.of("answers-open-in-workbook", sheet=label("book_sheet_answers"))
    words = (file_word(path), "-o", file_word(path), "--overwrite", *edition_words(), *policy_words())
    return Problem.of("answers-open", command=typed_command("ask", *words))


def determine_as_far(edition: Edition, answers: PartialAnswers) -> Assessment | Exploration:
    """Return the assessment of answers to every axis, or the exploration where some are missing."""
    if len(answers) < len(edition.axes):
        return explore(edition, answers)
    return assess(edition, edition.answers(**answers))


def require_writable(output: Path, form: Form, kind: Text = _DOSSIER, *, overwrite: bool = False) -> None:
    """Refuse a file that cannot be written in a form, before there is anything to lose: a dossier, or what is said."""
    if output.suffix.lower() != f".{form}":
        problem = Problem.of("unknown-ending", value=output.suffix, expected=[Choice(f".{form}")], kind=kind)
        raise InvalidData(about(output, problem))
    with writing(output):
        if not output.parent.is_dir():
            output.parent.stat()
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        with contextlib.suppress(FileNotFoundError):
            output.lstat()  # fails for a name that the system cannot hold, and in a folder that cannot be entered
    require_free(output, (), overwrite=overwrite)


def write_dossier(output: Path, text: str, source: DossierFile | None = None, *, overwrite: bool = False) -> None:
    """Write a dossier: all of it, or nothing. Over the file that it was read from only if that has not changed since.

    Where it cannot be written, it is printed, so that the answers are not lost.
    """
    try:
        if not overwrite:
            write_new(output, text)
        else:
            if source and output.exists() and output.samefile(source.path):
                _require_unchanged(source)
            write_file(output, text)
    except (click.ClickException, InvalidData):
        print_text(text)
        raise


def _require_unchanged(source: DossierFile) -> None:
    if source.source is not None and _read(source.path) != source.source:
        raise InvalidData(about(source.path, Problem.of("changed-meanwhile")))


def _read(path: Path) -> Source:
    return read_source(path, kind=Text("案件書類", "a dossier"), most_bytes=dossiers.MOST_BYTES)
