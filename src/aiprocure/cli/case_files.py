"""Dossier files, written as TOML."""

from aiprocure.export.toml_syntax import toml_key, toml_text
from aiprocure.model.dossier import Dossier, WrittenAnswer

__all__ = ["to_toml"]


def to_toml(case: Dossier) -> str:
    r"""Return a case as the TOML that :func:`aiprocure.files.cases.load` reads back as the same case.

    >>> from aiprocure.files import dossiers
    >>> case = cases.from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": 'いわゆる"要約"'},
    ...     "answers": {"C": {"option": "②", "reason": "保存されない\n学習もされない"}, "D": "②"},
    ... })
    >>> print(to_toml(case))
    edition = "2025-05-27"
    <BLANKLINE>
    [project]
    title = "いわゆる\"要約\""
    <BLANKLINE>
    [answers]
    C = { option = "②", reason = "保存されない\n学習もされない" }
    D = "②"
    <BLANKLINE>
    """
    project = {"title": case.project.title, **dict(case.project.details)}
    return "\n".join(
        [
            f"edition = {toml_text(case.edition)}",
            *("", "[project]", *(f"{toml_key(name)} = {toml_text(value)}" for name, value in project.items())),
            *("", "[answers]", *(f"{toml_key(axis)} = {_answer(answer)}" for axis, answer in case.answers.by_axis)),
            "",
        ]
    )


def _answer(answer: WrittenAnswer) -> str:
    option = str(answer.option) if isinstance(answer.option, int) else toml_text(answer.option)
    return option if answer.reason is None else f"{{ option = {option}, reason = {toml_text(answer.reason)} }}"
