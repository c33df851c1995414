"""The options that commands share, and the editions and rows they name."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click

from aiprocure import editions
from aiprocure.cli.failures import Refusal
from aiprocure.errors import InvalidData, Problem
from aiprocure.errors.messages import shown
from aiprocure.errors.text import Language
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.edition import Edition

__all__ = ["Command", "load_editions", "read_columns", "read_rows"]

show_in_language = click.option(
    "--lang", "language", type=click.Choice(get_args(Language)), default="ja", help="表示する言語 / Language to show."
)
of_one_edition = click.option(
    "--edition", metavar="ID", help="省略時は収録している全版 / All editions carried, unless one is named."
)
name_columns = click.option(
    "--column", "columns", metavar="AXIS=COLUMN", multiple=True, help="軸に答える列 / Column that answers an axis."
)
overwrite_files = click.option(
    "--overwrite", is_flag=True, help="既にあるファイルを置き換える / Replace a file that is there already."
)
show_as_json = click.option("--json", "as_json", is_flag=True, help="JSON で出力する / Print JSON.")


class Command(click.Command):
    """A command that refuses an option given twice, unless the option takes several values: none is dropped."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, after a first look at what is given how often."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        counts = Counter(param for param in given if isinstance(param, click.Option) and not param.is_eager)
        if repeated := [max(each.opts, key=len) for each, n in counts.items() if n > 1 and not each.multiple]:
            raise InvalidData(Problem.of("given-twice", given=", ".join(repeated)))
        return super().parse_args(ctx, args)


def load_editions(edition: str | None) -> list[Edition]:
    """Return the edition named, or every edition carried where none is."""
    return [editions.load(id_) for id_ in ([edition] if edition is not None else editions.available())]


def read_columns(written: Iterable[str]) -> dict[str, str] | None:
    """Return the column for each axis that is named as ``A=利用者``, or None where none is, and the headings decide."""
    pairs = [each.partition("=") for each in written]
    if amiss := [shown("".join(pair)) for pair in pairs if not (pair[0] and pair[2])]:
        raise Refusal(f"--column: expected AXIS=COLUMN, not {', '.join(amiss)}")
    axes = [axis for axis, _, _ in pairs]
    if repeated := sorted({axis for axis in axes if axes.count(axis) > 1}):
        raise Refusal(f"--column: given more than once: {', '.join(map(shown, repeated))}")
    return {axis: column for axis, _, column in pairs} or None


def read_rows(workbook: Path) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of the check sheets in a workbook."""
    from aiprocure.files.workbooks import read_workbook

    return read_workbook(workbook).rows
