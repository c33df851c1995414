"""The command ``aiprocure``."""

import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from aiprocure import cases, editions, encoding
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import AiprocureError
from aiprocure.model.checklists import Clause, SheetRow
from aiprocure.model.edition import Edition
from aiprocure.model.references import CrossReference, Entry, entries_of
from aiprocure.model.text import Language

try:
    import click
    from rich.console import Console, Group, RenderableType
    from rich.table import Table

    from aiprocure.terminal import Page
except ImportError as error:
    raise ImportError("the command aiprocure needs its extra: pip install 'aiprocure[cli]'") from error

__all__ = ["aiprocure"]

_WIDEST = 1_000

show_in_language = click.option(
    "--lang", "language", type=click.Choice(get_args(Language)), default="ja", help="表示する言語 / Language to show."
)
of_one_edition = click.option(
    "--edition", metavar="ID", help="省略時は収録している全版 / All editions carried, unless one is named."
)
show_as_json = click.option("--json", "as_json", is_flag=True, help="JSON で出力する / Print JSON.")


class Refusal(click.ClickException):
    """Bad input: one line on standard error for each problem, and exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002  # as click calls it
        """Print the problems, a line each."""
        for line in self.message.splitlines():
            click.echo(f"aiprocure: {line}", err=True)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn what the library raises into a refusal."""
    try:
        yield
    except AiprocureError as error:
        raise Refusal(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aiprocure")
def aiprocure() -> None:
    """生成AIの調達・利活用に係るガイドライン（DS-920）により、案件のリスクを判定する。

    Judge a use of generative AI by the Japanese government's guideline DS-920.
    """


@aiprocure.command("assess")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--edition", metavar="ID", multiple=True, help="適用する版 / Edition to judge by.")
@click.option("-A", "--users", "A", metavar="OPTION", multiple=True, help="利用者の範囲・種別 / Users.")
@click.option("-B", "--work", "B", metavar="OPTION", multiple=True, help="業務の性格 / Work.")
@click.option("-C", "--data", "C", metavar="OPTION", multiple=True, help="要機密情報や個人情報の学習等 / Data.")
@click.option("-D", "--review", "D", metavar="OPTION", multiple=True, help="職員による判断 / Review.")
@click.option("--fail-on-high", is_flag=True, help="「高」なら終了コード1 / Exit with 1 if the outcome is high.")
@show_in_language
@show_as_json
def assess_command(
    case: Path | None,
    edition: tuple[str, ...],
    fail_on_high: bool,
    language: Language,
    as_json: bool,
    **options: tuple[str, ...],
) -> None:
    """CASE（TOML 又は JSON）か、--edition と -A -B -C -D の回答を判定する。

    Judge a case file, or the answers given with -A -B -C -D: each by id (A1), number (1), mark (①) or slug (public).
    """
    given = {axis: written for axis, written in options.items() if written}
    if (case is None) == (not edition) or (case is not None and given):
        carried = ", ".join(editions.available())
        raise click.UsageError(f"give a case file, or --edition with -A -B -C -D; editions carried: {carried}")
    if repeated := [name for name, written in {"--edition": edition, **given}.items() if len(written) > 1]:
        raise click.UsageError(f"given more than once: {', '.join(repeated)}")
    with refusing():
        read = None if case is None else cases.load(case)
        assessment = (
            assess_options(edition[0], {axis: written for axis, [written] in given.items()})
            if read is None
            else cases.determine(read)
        )
    if as_json:
        print_json(encoding.to_data(assessment))
    else:
        print_page(Page(language).determination(assessment, read))
    if fail_on_high and assessment.outcome == assessment.edition.outcomes[-1]:
        sys.exit(1)


@aiprocure.command("editions")
@show_in_language
@show_as_json
def editions_command(language: Language, as_json: bool) -> None:
    """収録している版と、その改定の状況を示す。

    List the editions carried, and what superseded them.
    """
    carried = load_editions(None)
    if as_json:
        print_json([describe(edition) for edition in carried])
    else:
        print_page(Page(language).editions(carried))


@aiprocure.command("table")
@of_one_edition
@click.option("--all", "all_combinations", is_flag=True, help="全ての回答の組合せ / Every combination of answers.")
@show_in_language
@show_as_json
def table_command(edition: str | None, all_combinations: bool, language: Language, as_json: bool) -> None:
    """判定表の行を示す。--all では全ての回答の組合せを示す。

    Print the rows that decide, or with --all every combination of answers.
    """
    with refusing():
        chosen = load_editions(edition)
    page = Page(language)
    if as_json:
        data: list[Data] = [{"edition": e.id, "rows": combinations(e) if all_combinations else rows(e)} for e in chosen]
        print_json(data)
    else:
        for each in chosen:
            print_table(page.combinations(each) if all_combinations else page.rules(each))


@aiprocure.command("guideline")
@of_one_edition
@show_in_language
@show_as_json
def guideline_command(edition: str | None, language: Language, as_json: bool) -> None:
    """収録している内容の概要を示す。

    Show what is held of the guideline, with counts.
    """
    with refusing():
        chosen = load_editions(edition)
    if as_json:
        print_json([{**describe(each), "records": count_records(each)} for each in chosen])
    else:
        for each in chosen:
            print_page(Page(language).overview(each))


@aiprocure.command("show")
@click.argument("name", nargs=-1, required=True)
@of_one_edition
@show_in_language
@show_as_json
def show_command(name: tuple[str, ...], edition: str | None, language: Language, as_json: bool) -> None:
    """記録を、出典と関連する記録とともに示す。例：14、A、clause 7、risk-cases。

    Show a record or a family of records, with citations and links: 14, A, clause 7, risk-cases.
    """
    wanted = " ".join(name)
    with refusing():
        for each in load_editions(edition):
            names = [str(entry.reference) for entry in entries_in(each, wanted)] or [wanted]
            found = [each.cross_reference(named) for named in names]
            if as_json:
                print_json([describe_record(record) for record in found])
            else:
                print_page(Group(*(Page(language).record(record) for record in found)))


@aiprocure.group("sheet")
def sheet_group() -> None:
    """府省庁がお持ちのチェックシートのブックを扱う。

    Work with a ministry's own workbooks of the check sheets.
    """


@sheet_group.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="書き出すファイル / File to write.")
@of_one_edition
def import_command(workbook: Path, output: Path | None, edition: str | None) -> None:
    """WORKBOOK（.xlsx）の行を読み、版に加えられることを確かめ、JSON で書き出す。

    Read the rows of a workbook, make sure that they can stand in an edition, and write them as JSON.
    """
    with refusing():
        read = read_rows(workbook)
        for each in load_editions(edition):
            each.with_rows(read)
    data: dict[str, Data] = {
        "sheet_rows": [encoding.to_data(row) for row in read if isinstance(row, SheetRow)],
        "clauses": [encoding.to_data(row) for row in read if isinstance(row, Clause)],
    }
    if output is None:
        print_json(data)
    else:
        write_json(output, data)


def read_rows(workbook: Path) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of a workbook, or say which extra reads it."""
    try:
        from aiprocure.sheets import read_workbook
    except ImportError as error:
        raise Refusal(str(error)) from None
    return read_workbook(workbook)


def write_json(file: Path, data: Data) -> None:
    """Write plain data to a file as JSON: all of it, or nothing."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refusal(f"{file}: cannot be written: {error.strerror}") from None


def entries_in(edition: Edition, family: str) -> tuple[Entry, ...]:
    """Return the records of a family, named as the field of an edition that holds them: ``risk-cases``."""
    held = getattr(edition, family.replace("-", "_"), None) if family.replace("-", "_").isidentifier() else None
    records = held if isinstance(held, tuple) else ()
    return tuple(entry for entry in edition.once(entries_of) if any(entry.record is record for record in records))


def describe_record(found: CrossReference) -> dict[str, Data]:
    """Return a record with its reference and its links, as plain data."""
    return {
        "reference": found.entry.reference,
        "family": found.entry.family,
        "record": encoding.to_data(found.entry.record),
        "links_to": [entry.reference for entry in found.links_to],
        "linked_from": [entry.reference for entry in found.linked_from],
    }


def count_records(edition: Edition) -> dict[str, Data]:
    """Return how many records an edition holds, family by family."""
    return dict(Counter(entry.family for entry in edition.once(entries_of)))


def assess_options(edition: str, options: Mapping[str, str]) -> Assessment:
    """Return what an edition makes of the answers given as options of the command."""
    chosen = editions.load(edition)
    return assess(chosen, chosen.answers(**options))


def load_editions(edition: str | None) -> list[Edition]:
    """Return the edition named, or every edition carried where none is."""
    return [editions.load(id_) for id_ in ([edition] if edition is not None else editions.available())]


def describe(edition: Edition) -> dict[str, Data]:
    """Return what tells one edition from another, as plain data."""
    data = encoding.to_data(edition)
    named = {key: data.get(key) for key in ("id", "revision", "code", "decided", "text", "superseded_by")}
    return {**named, "fingerprint": encoding.fingerprint(edition)}


def rows(edition: Edition) -> list[Data]:
    """Return an edition's rows as plain data."""
    return [encoding.to_data(rule) for rule in edition.rules]


def combinations(edition: Edition) -> list[Data]:
    """Return every combination of answers with what it comes to, as plain data."""
    return [
        {
            "answers": encoding.to_data(assessment.answers),
            "outcome": assessment.outcome.id,
            "rule": assessment.rule.id,
            "disputed": [reading.id for reading in assessment.disputed],
        }
        for assessment in (assess(edition, answers) for answers in edition.all_answers())
    ]


def print_json(data: Data) -> None:
    """Print plain data as JSON that any terminal can take."""
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    click.echo(json.dumps(data, ensure_ascii=not unicode, indent=2))


def print_page(page: RenderableType) -> None:
    """Print a page on standard output: as wide as the terminal, or unbroken where there is none."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(page, soft_wrap=not console.is_terminal)


def print_table(table: Table) -> None:
    """Print a table on standard output, never narrower than what stands in it."""
    console = Console(highlight=False, markup=False, emoji=False, width=_WIDEST)
    console.width = console.measure(table).maximum
    console.print(table)
