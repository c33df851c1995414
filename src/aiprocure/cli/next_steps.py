"""What to do next: at most three steps, each with the command or the place in the file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from rich.console import RenderableType

from aiprocure.checks import Kind, find_check, find_kinds, item_statuses
from aiprocure.cli.check_reports import Checked
from aiprocure.cli.named_editions import edition_words
from aiprocure.cli.named_policies import policy_words
from aiprocure.cli.pages.sections import item_lines, titled
from aiprocure.cli.typed_commands import file_word, typed_command
from aiprocure.encoding.source_map import regions_of
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Text
from aiprocure.files.dossier_sheets.reading import cell_of, is_workbook
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Pointer, Severity
from aiprocure.model.item_status import ItemStatus, Status
from aiprocure.reports import Item
from aiprocure.reports.dossiers import items_by_name, name_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.status_lists import short_name

__all__ = [
    "next_page",
    "steps_after_answers",
    "steps_after_asking",
    "steps_after_check",
    "steps_after_dossier",
    "steps_after_exploration",
    "steps_after_template",
    "steps_after_what_if",
]

_MOST = 3
_NEW_FILE = Text("案件.toml", "dossier.toml")
_REPORT = Text("点検結果.docx", "findings.docx")
_SETTLED = Text("確定した版.json", "settled.json")
_DISPUTED = "disputed-outcome"
"""The finding that says that readings of the figure differ."""
_PAPERS = Text("書類一式.docx", "papers.docx")


def next_page(steps: Iterable[str], phrases: Phrases) -> RenderableType:
    """Return the page of what to do next: the first three of some steps, numbered."""
    numbered = (Item(f"({number}) {step}", numbered=True) for number, step in enumerate(islice(steps, _MOST), 1))
    return titled(phrases.say("next_steps"), item_lines(numbered))


def steps_after_answers(value: Assessment | Exploration, phrases: Phrases) -> Iterator[str]:
    """Yield what to do with answers that are in no dossier yet."""
    answers = [word for axis, option in value.answers.items() for word in ("--answer", f"{axis}={option}")]
    file = phrases.of(_NEW_FILE)
    words = (*(edition_words() or ("--edition", value.edition.id)), *policy_words())
    yield phrases.say("next_keep", command=_command("new", *words, *answers, "-o", file, phrases=phrases))
    yield from _settle_if_disputed(value, phrases)
    yield phrases.say("next_check", command=_command("check", file, *_words_given(), phrases=phrases))


def steps_after_dossier(
    file: Path, value: Assessment | Exploration, phrases: Phrases, *, templated: bool = False
) -> Iterator[str]:
    """Yield what to do with a dossier that was judged, and has templates for what it does not say, or needs them."""
    yield from _settle_if_disputed(value, phrases)
    in_place = templated or is_workbook(file)
    yield _fill(file, phrases) if in_place else phrases.say("next_templates", command=_new_from(file, phrases))
    yield phrases.say("next_check", command=_on(file, "check", phrases))
    if isinstance(value, Assessment) and value.outcome != value.edition.outcomes[0]:
        yield phrases.say("next_what_if", command=_on(file, "what-if", phrases))


def _settle_if_disputed(value: Assessment | Exploration, phrases: Phrases) -> Iterator[str]:
    """How to find out by the official sheet which reading holds, where readings differ on the outcome."""
    if isinstance(value, Assessment) and value.disputed:
        yield _settle(value.edition, phrases)


def _settle(edition: Edition, phrases: Phrases) -> str:
    words = (*(edition_words() or ("--edition", edition.id)), "-o", phrases.of(_SETTLED))
    return phrases.say("next_settle", command=_command("settle", *words, phrases=phrases))


def steps_after_asking(file: Path, phrases: Phrases) -> Iterator[str]:
    """Yield what to do with replies that complete a dossier, and are not written into it."""
    yield _answer(file, phrases, "next_keep")
    yield phrases.say("next_check", command=_on(file, "check", phrases))


def steps_after_exploration(file: Path, phrases: Phrases) -> Iterator[str]:
    """Yield what to do with a dossier that leaves axes open."""
    yield _answer(file, phrases)
    yield phrases.say("next_check", command=_on(file, "check", phrases))


def steps_after_what_if(file: Path, phrases: Phrases) -> Iterator[str]:
    """Yield what to do with a dossier whose other answers were looked into."""
    yield phrases.say("next_reassess", command=_on(file, "assess", phrases))
    yield phrases.say("next_check", command=_on(file, "check", phrases))


def steps_after_template(file: Path | None, phrases: Phrases, *, answered: bool) -> Iterator[str]:
    """Yield what to do with a template: to be written first where it has gone to no file."""
    if file is None:
        yield phrases.say(
            "next_start", command=_command("new", *_words_given(), "-o", phrases.of(_NEW_FILE), phrases=phrases)
        )
        return
    if not answered:
        yield _answer(file, phrases)
    yield _fill(file, phrases)
    yield phrases.say("next_check", command=_on(file, "check", phrases))


def _answer(file: Path, phrases: Phrases, said: str = "next_answer") -> str:
    """How the axes that are open are answered, or how replies are kept: in a workbook in its sheet."""
    if is_workbook(file):
        sheet = phrases.say("book_sheet_answers")
        return phrases.say("next_answer_in_sheet", file=shown_path(file), sheet=sheet)
    return phrases.say(said, command=_on(file, "ask", phrases, "-o", file_word(file), "--overwrite"))


def _fill(file: Path, phrases: Phrases) -> str:
    return phrases.say("next_fill", file=shown_path(file))


def steps_after_check(
    checked: Checked, value: Assessment | Exploration, phrases: Phrases, sheets: Sequence[Path] = ()
) -> Iterator[str]:
    """Yield what to do about what was found, the gravest first; where there is nothing, how to hand it on.

    ``sheets`` are the workbooks whose rows the edition was given.
    """
    file = checked.file
    kinds = [kind for kind in find_kinds(checked.findings) if not kind.set_aside]
    graver = [kind for kind in kinds if kind.severity is Severity.ERROR]
    yield from (_correct(kind, checked, phrases) for kind in graver)
    if isinstance(value, Exploration):
        yield _answer(file, phrases)
    statuses = item_statuses(checked.dossier, checked.edition, checked.findings)
    decided = [kind for kind in kinds if kind not in graver and _decides(kind)]
    yield from (_correct(kind, checked, phrases) for kind in decided)
    if left := [each for each in statuses if each.status is Status.OPEN]:
        yield _fill_items(checked, left, phrases, with_sheets=bool(sheets))
    if wrong := [each for each in statuses if each.status is Status.TO_CORRECT]:
        place = _place(wrong[0].where[0], checked, phrases)
        yield phrases.say("next_correct_items", count=len(wrong), place=place)
    others = (kind for kind in kinds if kind not in graver and kind not in decided)
    of_items = {code for each in statuses for code in each.found}
    yield from (_correct(kind, checked, phrases) for kind in others if kind.code not in of_items)
    added = [word for sheet in sheets for word in ("--sheet", file_word(sheet))]
    output = ("--format", "docx", "-o", phrases.of(_REPORT))
    yield phrases.say("next_export", command=_on(file, "check", phrases, *added, *output))
    yield phrases.say("next_papers", command=_on(file, "pack", phrases, *added, "-o", phrases.of(_PAPERS)))


def _correct(kind: Kind, checked: Checked, phrases: Phrases) -> str:
    if kind.code == _DISPUTED:
        return _settle(checked.edition, phrases)
    place = _place(kind.findings[0].where, checked, phrases)
    return phrases.say("next_correct", remedy=phrases.of(kind.remedies[0]), place=place)


def _fill_items(checked: Checked, items: Sequence[ItemStatus], phrases: Phrases, *, with_sheets: bool) -> str:
    """How the items that are open are filled in: in its sheets, by hand where rows were added, or in templates."""
    file, count = shown_path(checked.file), len(items)
    if is_workbook(checked.file):
        sheets = phrases.listed(phrases.say(f"book_sheet_{each}") for each in ("requirements", "clauses"))
        return phrases.say("next_fill_in_sheets", count=count, file=file, sheets=sheets)
    if with_sheets:
        first = short_name(checked.edition.once(items_by_name)[items[0].item], phrases)
        return phrases.say("next_fill_items", count=count, first=first, file=file)
    return phrases.say("next_new", count=count, command=_new_from(checked.file, phrases))


def _decides(kind: Kind) -> bool:
    check = find_check(kind.code)
    return check is not None and check.decides


def _new_from(file: Path, phrases: Phrases) -> str:
    output = file.with_suffix(".toml")
    words = ["--overwrite"] if output == file else []
    return _command("new", "--from", file_word(file), "-o", file_word(output), *words, *_words_given(), phrases=phrases)


def _place(where: Pointer, checked: Checked, phrases: Phrases) -> str:
    """A place in the file of a dossier: the file, the line or the cell, and the part as people name it."""
    file, names = shown_path(checked.file), name_items(checked.dossier, checked.edition)
    if checked.text is None:
        cell = cell_of(checked.places, where)
        position = phrases.say("in_cell", file=file, cell=cell) if cell else ""
    else:
        region = regions_of(checked.text, [where]).get(where) if where else None
        position = phrases.say("in_line", file=file, line=region.start_line) if region else ""
    if not position:
        return file
    return phrases.say("aside_of", place=position, part=phrases.place(where, names))


def _on(file: Path, command: str, phrases: Phrases, *words: str) -> str:
    return _command(command, file_word(file), *words, *_words_given(), phrases=phrases)


def _words_given() -> tuple[str, ...]:
    """The edition and the policy that the command was given, as another is given them."""
    return (*edition_words(), *policy_words())


def _command(name: str, *words: str, phrases: Phrases) -> str:
    """A command as it is typed."""
    language = () if phrases.language == "ja" else ("--lang", phrases.language)
    return typed_command(name, *words, *language)
