"""The numbers of one's own that a command takes: a file, or one number a word, as in ``A.②=3``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from aiprocure.cli.failures import Refusal, refusal_at
from aiprocure.cli.options import read_pairs
from aiprocure.engine.supplied_numbers import Numbers
from aiprocure.errors import Invalid, InvalidData, Text
from aiprocure.errors.messages import pointer
from aiprocure.files import number_tables
from aiprocure.model.axes import Axis, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import plain_spelling

__all__ = ["axis_spelled", "read_numbers"]

_FORM = "AXIS.OPTION=N"


def read_numbers(
    words: tuple[str, ...], option: str, edition: Edition, read: Callable[[Edition, object], object]
) -> Numbers:
    """Return the numbers given to an option, once ``read`` can read them: by one file, or word by word."""
    files = [word for word in words if Path(word).suffix.lower() in (".toml", ".json")]
    if files and len(words) > 1:
        others = Text(f"ファイルを指定した {option}", f"a {option} that names a file")
        raise refusal_at(option, "not-together", others=others)
    where = pointer(option.lstrip("-"))
    try:
        return number_tables.load(files[0], edition, read) if files else _read_pairs(words, option, edition, read)
    except Invalid as error:
        raise Refusal([each.under(where[1:]) for each in error.problems], names={where: option}) from None


def _read_pairs(
    words: tuple[str, ...], option: str, edition: Edition, read: Callable[[Edition, object], object]
) -> Numbers:
    """Numbers given one by one."""
    numbers: dict[str, dict[str, str]] = {}
    for name, number in read_pairs(words, option, _FORM).items():
        axis, key = _axis_and_option(name, edition, option)
        numbers.setdefault(axis.id, {})[key] = number
    read(edition, numbers)
    return cast(Numbers, numbers)


def axis_spelled(name: str, axes: Iterable[Axis]) -> Axis | None:
    """Return the axis that an id or a slug means, in full-width letters or capitals too."""
    folded = {spelling.casefold(): axis for spelling, axis in axes_by_name(axes).items()}
    return folded.get(plain_spelling(name).casefold())


def _axis_and_option(name: str, edition: Edition, option: str) -> tuple[Axis, str]:
    """What stands before and after a point: an id may have points itself, so the longest that is an axis is taken."""
    points = [place for place, character in enumerate(name) if character in ".．"]
    for place in reversed(points):
        if axis := axis_spelled(name[:place], edition.axes):
            return axis, name[place + 1 :]
    if not points:
        raise refusal_at(option, "not-a-pair", form=_FORM, given=name)
    raise InvalidData(no_such_axis(name[: points[0]], edition.axes, pointer(name[: points[0]])))
