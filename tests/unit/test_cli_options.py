"""Options that commands share: answers on whatever axes an edition has, and no option twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner, Result

from aiprocure.cli import aiprocure
from aiprocure.cli.dossier_files import read_dossier
from aiprocure.cli.options import AnswerCommand, Command
from aiprocure.errors import Problem, UnknownEdition
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId, OptionId
from aiprocure.model.edition import Edition, EditionId


def run(*words: str) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, words, catch_exceptions=False)


def renamed(axis: Axis, name: str, slug: str) -> Axis:
    """The axis under another name, with the same options."""
    options = tuple(
        attrs.evolve(option, id=OptionId(f"{name}{option.number}"), axis=AxisId(name)) for option in axis.options
    )
    ids = {old.id: new.id for old, new in zip(axis.options, options, strict=True)}
    order = tuple(tuple(ids[id_] for id_ in group) for group in axis.risk_order.lightest_first)
    lightest = attrs.evolve(axis.risk_order, lightest_first=order)
    return attrs.evolve(axis, id=AxisId(name), slug=slug, text=Text(f"軸{name}"), options=options, risk_order=lightest)


@pytest.fixture(params=[("E", "extent"), ("範囲", "extent"), ("o", "lang"), ("軸5", "json")], ids=str)
def fifth(request: pytest.FixtureRequest, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> Axis:
    """A fifth axis, on which nothing depends, of an edition that is carried beside the shipped one."""
    axis = renamed(edition.axes[3], *request.param)
    asked = attrs.evolve(edition.asking_order, axes=(*edition.asking_order.axes, axis.id))
    other = attrs.evolve(edition, id=EditionId("2027-01-01"), axes=(*edition.axes, axis), asking_order=asked)
    carried = {edition.id: edition, other.id: other}

    def load(id_: str) -> Edition:
        if id_ not in carried:
            raise UnknownEdition(Problem.of("no-such-edition", value=id_), id_, tuple(carried))
        return carried[EditionId(id_)]

    monkeypatch.setattr("aiprocure.editions.load", load)
    monkeypatch.setattr("aiprocure.editions.available", lambda: tuple(carried))
    return axis


FOUR = ["-A", "①", "--work", "2", "-C3", "--answer", "review=2"]


def test_a_fifth_axis_is_answered_without_any_code(fifth: Axis) -> None:
    letter = [f"-{fifth.id}"] if fifth.id == "E" else []
    slug = [f"--{fifth.slug}"] if fifth.slug == "extent" else []
    for way in (*([each, "3"] for each in (*letter, *slug)), ["--answer", f"{fifth.id}=③"]):
        result = run("assess", "--edition", "2027-01-01", *FOUR, *way, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        assert json.loads(result.stdout)["answers"] == {
            "A": "A1",
            "B": "B2",
            "C": "C3",
            "D": "D2",
            fifth.id: f"{fifth.id}3",
        }


def test_an_edition_of_four_axes_has_no_fifth_option(fifth: Axis) -> None:
    assert run("assess", "--edition", "2025-05-27", *FOUR).exit_code == 0
    result = run("assess", "--edition=2025-05-27", *FOUR, "--extent", "1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "オプション '--extent' はない。" in result.stderr
    result = run("assess", "--edition", "2025-05-27", *FOUR, "--answer", f"{fifth.id}=1")
    assert result.stderr.startswith(f"aiprocure: 回答{fifth.id}：判定軸 '{fifth.id}' はない。")


def test_an_option_of_the_command_is_never_taken_by_an_axis(fifth: Axis) -> None:
    result = run("new", "--edition", "2027-01-01", "--lang", "en", *FOUR, "--answer", f"{fifth.id}=1")
    assert result.exit_code == 0
    assert "(no title yet)" in result.stdout


def test_the_help_shows_the_axes_of_all_editions_carried(fifth: Axis) -> None:
    shown = run("assess", "--help").stdout
    assert "-A, --users OPTION" in shown
    assert "--answer AXIS=OPTION" in shown
    assert (f"軸{fifth.id} / 軸{fifth.id}." in shown) == (fifth.id != "軸5"), (
        "neither its id nor its slug can be an option"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["-A", "1", "--users", "2"], "--users: given more than once (-A and --users mean the same); give it once"),
        (
            ["-A", "1", "--answer", "A=2"],
            "given more than once (-A and --answer A mean the same); give it once",
        ),
        (["--answer", "A=1", "--answer", "A=1"], "--answer: given more than once: 'A'; give it once"),
        (["--answer", "A=1", "--answer", "users=1"], "users"),
        (["--answer", "A"], "--answer: expected AXIS=OPTION, not 'A'"),
        (["--answer", "=1", "--answer", "B="], "--answer: expected AXIS=OPTION, not '=1', 'B='"),
        (["--answer", "E=1"], "answer E: no axis 'E'; the axes are A users, "),
        (["--json", "--json"], "--json: given more than once; give it once"),
        (["--edition", "2025-05-27"], "--edition: given more than once; give it once"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused(words: list[str], expected: str) -> None:
    result = run("assess", "--edition", "2025-05-27", *words, "--lang", "en")
    assert (result.exit_code, json.loads(result.stdout or "{}").get("format")) == (
        *(2, "aiprocure.problems/1" if "--json" in words else None),
    )
    assert expected in result.stderr


def commands_in(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command, and the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands_in(command, *path, name)
        else:
            yield (*path, name), command


COMMANDS = tuple(commands_in(aiprocure))


def test_there_is_no_command_that_does_not_look_at_what_is_given_twice() -> None:
    assert {len(words) for words, _ in COMMANDS} == {1, 2}
    assert [words for words, command in COMMANDS if not isinstance(command, Command)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "option"),
    [
        pytest.param(words, option, id=f"{' '.join(words)} {max(option.opts, key=len)}")
        for words, command in COMMANDS
        for option in command.get_params(click.Context(command))
        if isinstance(option, click.Option) and not option.is_eager
    ],
)
def test_every_option_given_twice_is_refused_or_read(words: tuple[str, ...], option: click.Option) -> None:
    kind = option.type
    values = [] if option.is_flag else [str(kind.choices[0]) if isinstance(kind, click.Choice) else "x"]
    result = run(*words, *(option.opts[0], *values) * 2)
    assert (f"aiprocure: {max(option.opts, key=len)}：二度以上指定している。" in result.stderr) != option.multiple
    assert result.exit_code == 2


def test_an_option_that_takes_several_values_is_given_several_times() -> None:
    @click.command(cls=Command)
    @click.option("--keep", multiple=True)
    def keep(keep: tuple[str, ...]) -> None:
        click.echo(" ".join(keep))

    assert CliRunner().invoke(keep, ["--keep", "a", "--keep", "b"]).stdout == "a b\n"


def test_an_unknown_edition_leaves_the_options_of_those_carried() -> None:
    said = run("assess", "--edition", "2030", "-A", "1").stderr
    assert "版 '2030' は収録していない。2025-05-27から選ぶか、" in said


@pytest.mark.parametrize("written", ["２０２５-０５-２７", "２０２５－０５－２７"])
def test_an_edition_may_be_named_in_full_width(written: str) -> None:
    plain = run("assess", "--edition", "2025-05-27", *FOUR, "--json")
    assert plain.exit_code == 0
    assert run("assess", "--edition", written, *FOUR, "--json").stdout == plain.stdout
    assert run("assess", f"--edition={written}", *FOUR, "--json").stdout == plain.stdout


def test_a_dossier_that_names_its_edition_in_full_width_is_read_against_the_one_supplied(
    edition: Edition, tmp_path: Path
) -> None:
    own = attrs.evolve(edition, revision=9)
    file = tmp_path / "a.toml"
    file.write_text('edition = "２０２５-０５-２７"\n[project]\ntitle = "x"\n', encoding="utf-8")
    read = read_dossier(file, supplied={own.id: own})
    assert read.edition is own
    assert read.dossier.edition == own.id


def test_it_is_known_without_parsing_which_options_there_are() -> None:
    command = AnswerCommand("x")
    assert [param.opts for param in command.get_params(click.Context(command))][:2] == [
        ["-A", "--users"],
        ["-B", "--work"],
    ]
