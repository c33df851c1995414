"""Loading editions."""

import datetime
import os
import re
import string
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure import editions
from aiprocure.editions.labels import phrases_in
from aiprocure.errors import InvalidArgument, InvalidEdition, UnknownEdition
from aiprocure.export.diagram.chart import State
from aiprocure.model.check_sheets import Countermeasure
from aiprocure.model.citation import Provenance
from aiprocure.model.crosswalk import Relation
from aiprocure.model.dossier import Dossier, Item, Occurrence, System
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Effect, Ruling, Severity
from aiprocure.model.item_status import Status
from aiprocure.model.papers import PaperKind
from aiprocure.model.profile import Profile
from aiprocure.model.records import FAMILIES


def test_an_edition_loads_once(edition: ap.Edition) -> None:
    assert editions.load("2025-05-27") is edition


@pytest.mark.parametrize("name", ["", "2025-05-28", "latest", "../2025-05-27", "2025-05-27/", ".", "\0", "x" * 10_000])
def test_only_what_is_carried_loads(name: str) -> None:
    with pytest.raises(UnknownEdition, match=r"carried: 2025-05-27$") as caught:
        editions.load(name)
    assert (caught.value.name, caught.value.known) == (name, ("2025-05-27",))
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("name", [None, 20250527, ["2025-05-27"], b"2025-05-27", datetime.date(2025, 5, 27)])
def test_an_edition_is_named_by_text(name: object) -> None:
    with pytest.raises(UnknownEdition, match="expected the id of an edition"):
        editions.load(name)  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.parametrize("day", ["2025-05-27", "2025-12-31", "2026-06-11", "2026-06-12", "2026-08-31"])
def test_the_edition_is_in_force_until_the_next_takes_effect(edition: ap.Edition, day: str) -> None:
    assert editions.in_force(on=datetime.date.fromisoformat(day)) is edition


@pytest.mark.parametrize("day", ["2026-09-01", "2026-09-02", "2030-01-01", "9999-12-31"])
def test_after_its_supersession_version_2_is_named(day: str) -> None:
    with pytest.raises(UnknownEdition, match=r"approved on 2026-06-12, took effect on 2026-09-01, as reported, .*"):
        editions.in_force(on=datetime.date.fromisoformat(day))
    with pytest.raises(UnknownEdition) as caught:
        editions.in_force(on=datetime.date.fromisoformat(day))
    assert (caught.value.name, caught.value.known) == ("Version 2.0", ("2025-05-27",))


def test_a_version_whose_day_of_effect_is_not_known_is_not_taken_to_be_in_effect(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edition.superseded_by is not None
    approved = attrs.evolve(edition.superseded_by, effective=None)
    assert approved.effect.en == "on a day that is not known"
    monkeypatch.setattr(editions, "load", lambda _: attrs.evolve(edition, superseded_by=approved))
    assert editions.in_force(datetime.date(9999, 12, 31)).superseded_by is approved


def test_who_says_when_a_version_takes_effect_is_said_unless_it_is_certain(edition: ap.Edition) -> None:
    after = edition.superseded_by
    assert after is not None
    assert (after.effect.ja, after.effect.en) == ("公開報道によれば令和8年9月1日施行", "on 2026-09-01, as reported")
    certain = attrs.evolve(after, effective_citation=edition.citation)
    assert (certain.effect.ja, certain.effect.en) == ("令和8年9月1日施行", "on 2026-09-01")
    assert attrs.evolve(after, effective_citation=None).effect_citation is after.citation


def test_before_the_first_edition_there_was_none() -> None:
    with pytest.raises(UnknownEdition, match=r"no edition was in force on 2025-05-26; the nearest .* is 2025-05-27"):
        editions.in_force(on=datetime.date(2025, 5, 26))


def test_an_edition_that_nothing_superseded_stays_in_force(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: str) -> Edition:
        return attrs.evolve(edition, superseded_by=None)

    monkeypatch.setattr(editions, "load", load)
    assert editions.in_force(datetime.date(2030, 1, 1)).id == "2025-05-27"


@pytest.mark.parametrize("day", ["2025-06-01", None, 0, datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC)])
def test_a_day_is_a_date(day: object) -> None:
    with pytest.raises(InvalidArgument, match=r"^expected a datetime\.date, not "):
        editions.in_force(day)  # type: ignore[arg-type]  # the slip this is about


def test_plain_data_becomes_an_edition_only_if_it_is_sound(edition: ap.Edition) -> None:
    data = ap.encoding.to_data(edition)
    assert editions.from_data(data) == edition
    assert isinstance(data["rules"], list)
    with pytest.raises(InvalidEdition, match=r"^/rules: "):
        editions.from_data({**data, "rules": data["rules"][1:]})
    with pytest.raises(InvalidEdition, match=r"^/rules: expected a list, not None$"):
        editions.from_data({**data, "rules": None})


def placeholders(phrase: str) -> list[str]:
    """The names to be filled in a phrase."""
    return sorted(field for _, field, _, _ in string.Formatter().parse(phrase) if field)


def test_labels_say_the_same_in_both_languages() -> None:
    ja, en = phrases_in("ja"), phrases_in("en")
    assert list(ja) == list(en) == sorted(ja)
    for name in ja:
        fields = [
            sorted(field for _, field, _, _ in string.Formatter().parse(words[name]) if field) for words in (ja, en)
        ]
        assert fields[0] == fields[1], name
        assert ja[name] != en[name] or not any(map(str.isalpha, ja[name])), name


@pytest.mark.slow
def test_every_label_is_used() -> None:
    """Those named after a provenance, a family, a field, a list, a severity or a state are used by that name.

    Those of workbooks are used by a name that is put together of words.
    """
    used = "".join(path.read_text(encoding="utf-8") for path in Path(editions.__file__).parents[1].rglob("*.py"))
    named = {str(provenance) for provenance in Provenance}
    named |= {f"family_{family.replace('-', '_')}" for family, _ in FAMILIES}
    named |= {f"field_{field.name}" for _, kind in FAMILIES for field in attrs.fields(kind)}
    named |= {f"field_{field.name}" for field in attrs.fields(Countermeasure)}
    lists = [field for kind in (Dossier, System, Item, Occurrence, Profile) for field in attrs.fields(kind)]
    named |= {f"place_{field.name}" for field in lists if str(field.type).startswith("tuple")}
    named |= {f"status_{str(status).replace('-', '_')}" for status in Status}
    named |= {f"sheet_{name}{end}" for name in ("procurement", "contract") for end in ("", "_whole")}
    named |= {f"relation_{relation}" for relation in Relation}
    named |= {f"ruling_by_{field.name}" for field in attrs.fields(Ruling)} | {"ruling_by_policy", "ruling_by_when"}
    named |= {f"ruling_{str(effect).replace('-', '_')}" for effect in Effect}
    named |= {f"paper_{kind}" for kind in PaperKind}
    named |= {f"severity_{severity}" for severity in Severity} | {f"way_{state}" for state in State}
    named |= {name for name in phrases_in("ja") if name.startswith("book_") and is_put_together(name, used)}
    assert {name for name in phrases_in("ja") if not re.search(rf"""["']{name}["']""", used)} <= named


def is_put_together(name: str, source: str) -> bool:
    """Whether code has a name with one place in it, and the word for the place."""
    patterns: list[str] = re.findall(r"""f["'](book_[a-z_]*\{\w+\}[a-z_]*)["']""", source)
    found = (re.fullmatch(re.sub(r"\{\w+\}", "([a-z_]+)", pattern), name) for pattern in set(patterns))
    return any(match and re.search(rf"""["']{match[1]}["']""", source) for match in found)


def test_what_is_carried_is_what_lies_in_the_folder() -> None:
    there = sorted(path.stem for path in Path(editions.__file__).parent.glob("*.json"))
    assert list(editions.available()) == there


def test_a_folder_that_is_not_an_edition_is_refused_with_the_file_or_the_key(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(InvalidEdition, match=r"there is no value after =\Z") as caught:
        editions.read(str(tmp_path))
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (str(tmp_path / "edition.toml"), 1, 6)
    (tmp_path / "edition.toml").write_text('id = "x"', encoding="utf-8")
    (tmp_path / "axes.toml").write_text('id = "y"', encoding="utf-8")
    with pytest.raises(InvalidEdition) as caught:
        editions.read(tmp_path)
    assert (
        str(caught.value)
        == f"{tmp_path / 'edition.toml'}:1:6: /id: the key 'id' is given in axes.toml and in edition.toml"
    )


def test_a_folder_of_toml_is_the_edition_that_it_describes(edition: ap.Edition) -> None:
    assert editions.read(Path(editions.__file__).parent / "2025-05-27") == edition


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("missing", "cannot be read: no such file"),
        ("a file", "not a folder"),
        ("empty", "the folder holds no .toml file"),
        ("nul\0l", "cannot be read: the name holds a character that no file name can"),
        ("\ud800", "cannot be read: the name holds a character that no file name can"),
        ("latin", "it seems to be Shift_JIS (CP932); in the editor's"),
        ("pipe", "not a regular file"),
    ],
)
def test_a_folder_that_cannot_be_read_is_an_invalid_edition(folder: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    for name in ("empty", "latin", "pipe"):
        (tmp_path / name).mkdir()
    (tmp_path / "latin" / "x.toml").write_bytes("a = '日本語の名前'".encode("cp932"))
    os.mkfifo(tmp_path / "pipe" / "x.toml")
    with pytest.raises(InvalidEdition, match=re.escape(expected)) as caught:
        editions.read(f"{tmp_path}/{folder}")
    assert caught.value.problems[0].file


@pytest.mark.parametrize("folder", [3, None, b"x"])
def test_a_folder_is_named_by_a_path(folder: Any) -> None:
    with pytest.raises(InvalidEdition, match=r"^expected the path of a file, not "):
        editions.read(folder)


def test_labels_are_in_japanese_and_in_english() -> None:
    with pytest.raises(InvalidArgument, match=r"^expected ja, en, not 'fr'$"):
        phrases_in("fr")
