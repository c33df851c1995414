"""Editions of one's own: folders and files, read and written; and fifty slips, each refused at its line."""

import json
import os
from pathlib import Path

import attrs
import pytest

import aiprocure as ap
from aiprocure import editions
from aiprocure.editions.toml_files import to_toml
from aiprocure.editions.written import MOST_BYTES, MOST_VALUES
from aiprocure.encoding import fingerprint
from aiprocure.errors import InvalidArgument, InvalidEdition, Problem
from aiprocure.model.edition import Edition


@pytest.fixture(scope="module")
def written(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of the shipped edition, by name."""
    folder = tmp_path_factory.mktemp("written") / "v2"
    editions.write(edition, folder)
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def problems_in(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidEdition) as caught:
        editions.read(path)
    return caught.value.problems


@pytest.mark.slow
@pytest.mark.parametrize("name", ["v2", "v2.json", "v2.TOML", "v2.0", "版"])
def test_what_is_written_is_read_back(edition: ap.Edition, tmp_path: Path, name: str) -> None:
    editions.write(edition, tmp_path / name)
    assert editions.read(tmp_path / name) == edition
    assert editions.read(str(tmp_path / name)) == edition
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_json_file_says_its_format_and_its_fingerprint(edition: ap.Edition, tmp_path: Path) -> None:
    file = tmp_path / "v2.json"
    editions.write(edition, file)
    data = json.loads(file.read_text("utf-8"))
    assert (data["format"], data["fingerprint"]) == ("aiprocure.edition/1", fingerprint(edition))
    assert data["revision"] == edition.revision
    text = file.read_text("utf-8").replace('"slug": "public"', '"slug": "everybody"')
    file.write_text(text, "utf-8")
    [problem] = problems_in(file)
    assert (problem.code, problem.where, problem.line) == ("fingerprint-differs", "/fingerprint", 3)
    file.write_text(text.replace("aiprocure.edition/1", "aiprocure.edition/2"), "utf-8")
    assert [problem.code for problem in problems_in(file)] == ["unknown-format"]


def test_nothing_is_written_over(edition: ap.Edition, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "v2.json").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("kept", "file", "v2.json", "link"):
        with pytest.raises(FileExistsError):
            editions.write(edition, tmp_path / name)
    with pytest.raises(FileNotFoundError):
        editions.write(edition, tmp_path / "missing" / "v2")
    with pytest.raises(OSError, match="Invalid argument"):
        editions.write(edition, f"{tmp_path}/nul\0l")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "kept", "link", "v2.json"]
    assert (tmp_path / "v2.json").read_text("utf-8") == (tmp_path / "kept" / "notes.txt").read_text("utf-8") == "mine"
    editions.write(edition, tmp_path / "v2.json", overwrite=True)
    (tmp_path / "empty").mkdir()
    editions.write(edition, tmp_path / "empty")
    assert editions.read(tmp_path / "empty") == editions.read(tmp_path / "v2.json") == edition


def test_a_folder_is_written_whole_or_not_at_all(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space left"):
        editions.write(edition, tmp_path / "v2")
    assert list(tmp_path.iterdir()) == []


def test_only_a_sound_edition_is_written(edition: ap.Edition, tmp_path: Path) -> None:
    with pytest.raises(InvalidEdition, match=r"^/rules: "):
        editions.write(attrs.evolve(edition, rules=edition.rules[1:]), tmp_path / "v2")
    with pytest.raises(InvalidArgument, match="expected Edition"):
        editions.write({}, tmp_path / "v2")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidEdition, match="expected the path of a file"):
        editions.write(edition, 3)  # type: ignore[arg-type]  # the slip this is about
    assert list(tmp_path.iterdir()) == []


def test_what_is_hidden_or_no_toml_is_passed_over(edition: ap.Edition, tmp_path: Path) -> None:
    editions.write(edition, tmp_path / "v2")
    (tmp_path / "v2" / "README.md").write_text("# 覚え", "utf-8")
    (tmp_path / "v2" / "v1.json").symlink_to("elsewhere")
    (tmp_path / "v2" / ".git").mkdir()
    (tmp_path / "v2" / ".#axes.toml").symlink_to("lock")
    (tmp_path / "v2" / "extra.TOML").write_text("", "utf-8")
    assert editions.read(tmp_path / "v2") == edition


def test_every_file_that_cannot_be_read_is_named_at_once(edition: ap.Edition, tmp_path: Path) -> None:
    folder = tmp_path / "v2"
    editions.write(edition, folder)
    (folder / "axes.toml").write_bytes("a = '判定軸の一覧'".encode("cp932"))
    (folder / "rules.toml").unlink()
    (folder / "rules.toml").symlink_to(folder / "roles.toml")
    os.mkfifo(folder / "topics.toml.toml")
    assert {(Path(each.file).name, each.code) for each in problems_in(folder)} == {
        ("axes.toml", "not-utf-8"),
        ("rules.toml", "is-a-link"),
        ("topics.toml.toml", "not-a-file"),
    }
    (folder / "inside").mkdir()
    assert [(Path(each.file).name, each.code) for each in problems_in(folder)] == [("inside", "folder-in-folder")]


def test_the_files_together_may_be_as_long_as_one(edition: ap.Edition, tmp_path: Path) -> None:
    folder = tmp_path / "v2"
    editions.write(edition, folder)
    taken = sum(file.stat().st_size for file in folder.iterdir())
    (folder / "x.toml").write_text("#" * (MOST_BYTES - taken), "utf-8")
    assert editions.read(folder) == edition
    (folder / "x.toml").write_text("#" * (MOST_BYTES - taken + 1), "utf-8")
    [problem] = problems_in(folder)
    assert (problem.code, problem.file) == ("too-long", str(folder))


def test_a_part_that_is_missing_is_named_where_it_belongs(written: dict[str, str], tmp_path: Path) -> None:
    for name, text in written.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "rules.toml").unlink()
    (tmp_path / "edition.toml").write_text(written["edition.toml"].replace(f"{REVISION}\n", ""), "utf-8")
    found = {(each.where, Path(each.file).name, each.line) for each in problems_in(tmp_path)}
    assert found == {
        ("/revision", "edition.toml", 1),
        ("/asking_order", tmp_path.name, None),
        ("/rules", tmp_path.name, None),
    }
    (tmp_path / "one.toml").write_text("id = 3", "utf-8")
    assert all(each.file == str(tmp_path / "one.toml") and each.line for each in problems_in(tmp_path / "one.toml"))


def test_a_name_that_is_not_utf_8_is_refused(edition: ap.Edition, tmp_path: Path) -> None:
    editions.write(edition, tmp_path / "v2")
    Path(os.fsdecode(os.fsencode(tmp_path / "v2") + b"/\xff.toml")).touch()
    [problem] = problems_in(tmp_path / "v2")
    assert (problem.code, problem.value) == ("not-text", r"'\udcff.toml'")


def test_too_many_values_are_refused_at_the_file_that_has_them(edition: ap.Edition, tmp_path: Path) -> None:
    editions.write(edition, tmp_path / "v2")
    (tmp_path / "v2" / "more.toml").write_text(f"more = [{'1,' * MOST_VALUES}]", "utf-8")
    [problem] = problems_in(tmp_path / "v2")
    assert (problem.code, Path(problem.file).name) == ("too-many-values", "more.toml")


def test_one_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v2.json").write_text("[]", "utf-8")
    assert [problem.code for problem in problems_in(tmp_path / "v2.json")] == ["wrong-type"]


def test_a_table_of_tables_has_headers_all_the_way() -> None:
    data = {"a b": {"text": {"ja": "一"}, "inner": [{"list": [], "texts": [{"ja": "二", "en": "Two"}]}]}, "none": []}
    assert to_toml(data) == (
        'none = []\n\n["a b"]\ntext.ja = "一"\n\n[["a b".inner]]\nlist = []\n'
        'texts = [\n  { ja = "二", en = "Two" },\n]\n'
    )


REVISION = f"revision = {ap.editions.load('2025-05-27').revision}"
CITED = '{ document = "資料4", place = "図", provenance = "stated" }'
FIFTY: dict[str, tuple[str, str, str, str, str]] = {
    # what was slipped: file, what stood there, what stands there now, the code, and what its line holds
    "a flipped option": ("rules.toml", 'C = ["C1", "C4"]', 'C = ["C2", "C4"]', "row-overlaps", "[[rules]]#2"),
    "a missing option": ("rules.toml", 'C = ["C1", "C4"]', 'C = ["C1"]', "undecided-combination", "[[rules]]"),
    "an unknown option": ("rules.toml", 'C = ["C1", "C4"]', 'C = ["C1", "C9"]', "no-such-option", "C9"),
    "an option of another axis": ("rules.toml", 'C = ["C1", "C4"]', 'C = ["C1", "B1"]', "no-such-option", '"B1"'),
    "an option by its mark": ("rules.toml", 'C = ["C1", "C4"]', 'C = ["①", "C4"]', "no-such-option", "①"),
    "an unknown axis": ("rules.toml", 'C = ["C1", "C4"]', 'E = ["C1", "C4"]', "axis-unknown", "E ="),
    "an axis by its slug": ("rules.toml", 'when = { C = ["C1"', 'when = { data = ["C1"', "axis-unknown", "data ="),
    "an empty set": ("rules.toml", 'C = ["C1", "C4"]', "C = []", "no-option-chosen", "C = []"),
    "options without a list": ("rules.toml", 'C = ["C1", "C4"]', 'C = "C1"', "wrong-type", 'C = "C1"'),
    "an unknown outcome": ("rules.toml", 'outcome = "high"', 'outcome = "hihg"', "no-such-record", "hihg"),
    "an outcome by its word": ("rules.toml", 'outcome = "high"', 'outcome = "高"', "no-such-record", "高"),
    "a row id twice": ("rules.toml", 'id = "R2"', 'id = "R1"', "id-repeated", 'id = "R1"#2'),
    "two rows for one case": (
        "rules.toml",
        '[[rules]]\nid = "R2"',
        f'[[rules]]\nid = "R0"\nwhen = {{ C = ["C1"] }}\noutcome = "high"\ncitation = {CITED}\n\n[[rules]]\nid = "R2"',
        "row-overlaps",
        "[[rules]]#2",
    ),
    "the order of asking without an axis": (
        "rules.toml",
        'axes = ["C", "B", "A", "D"]',
        'axes = ["C", "B", "A"]',
        "not-each-once",
        'axes = ["C"',
    ),
    "an unknown key": ("axes.toml", 'slug = "users"', 'slgu = "users"', "unknown-key", "slgu"),
    "a missing key": ("axes.toml", 'slug = "users"\n', "", "missing-key", "[[axes]]"),
    "a key in Japanese": ("axes.toml", 'slug = "users"', '"識別名" = "users"', "unknown-key", "識別名"),
    "a key in Japanese without quotes": (
        "axes.toml",
        'slug = "users"',
        '識別名 = "users"',
        "key-needs-quotes",
        "識別名",
    ),
    "a key twice": ("axes.toml", 'slug = "users"', 'slug = "users"\nslug = "x"', "duplicate-key", 'slug = "x"'),
    "a number in quotes": ("axes.toml", "number = 2", 'number = "2"', "wrong-type", 'number = "2"'),
    "a number with a point": ("axes.toml", "number = 2", "number = 2.5", "wrong-type", "2.5"),
    "a number below one": ("axes.toml", "number = 2", "number = 0", "number-not-positive", "number = 0"),
    "a number too large": ("axes.toml", "number = 2", "number = 20000000000", "too-large", "20000000000"),
    "a truth value in quotes": ("axes.toml", "undecided = true", 'undecided = "true"', "wrong-type", '"true"'),
    "a truth value in Japanese": ("axes.toml", "undecided = true", "undecided = はい", "text-needs-quotes", "はい"),
    "two options of one mark": ("axes.toml", 'mark = "②"', 'mark = "①"', "id-repeated", '"①"#2'),
    "two options of one slug": (
        "axes.toml",
        'slug = "cross-ministry"',
        'slug = "public"',
        "id-repeated",
        '"public"#2',
    ),
    "a number of a row twice": ("sheet_rows.toml", "number = 27", "number = 19", "id-repeated", "number = 19#2"),
    "an option id twice": ("axes.toml", 'id = "A2"', 'id = "A1"', "id-repeated", 'id = "A1"#2'),
    "an option under another axis": ("axes.toml", 'axis = "A"', 'axis = "B"', "option-misplaced", 'axis = "B"'),
    "a slug of spaces": ("axes.toml", 'slug = "users"', 'slug = "　"', "name-invalid", 'slug = "　"'),
    "an id with a space": ("axes.toml", 'id = "A"\n', 'id = "A "\n', "id-invalid", 'id = "A "'),
    "an id in full width": ("axes.toml", 'id = "A"\n', 'id = "Ａ"\n', "id-invalid", "Ａ"),
    "an id that leads out of the folder": ("axes.toml", 'id = "A"\n', 'id = "../A"\n', "id-invalid", "../A"),
    "an order of risk without an option": (
        "axes.toml",
        '[["A3"], ["A2"], ["A1", "A4"]]',
        '[["A3"], ["A2"], ["A1"]]',
        "not-each-once",
        "lightest_first",
    ),
    "an order of risk that is flat": (
        "axes.toml",
        '[["A3"], ["A2"], ["A1", "A4"]]',
        '["A3", "A2", "A1", "A4"]',
        "wrong-type",
        "lightest_first",
    ),
    "no words": ("axes.toml", 'text.ja = "利用者の範囲・種別"', 'text.ja = ""', "blank", 'text.ja = ""'),
    "an invisible character": (
        "axes.toml",
        'text.ja = "利用者の範囲',
        'text.ja = "利用者\u200bの範囲',
        "hidden-characters",
        "利用者\u200b",
    ),
    "words in one language without saying which": (
        "axes.toml",
        'text.ja = "利用者の範囲・種別"\ntext.en = "Scope and type of users"',
        'text = "利用者の範囲・種別"',
        "wrong-type",
        'text = "利用者',
    ),
    "a third language": ("axes.toml", "text.en = ", "text.fr = ", "unknown-key", "text.fr"),
    "a citation to a document that is not listed": (
        "axes.toml",
        'document = "資料4"',
        'document = "資料５"',
        "no-such-record",
        "資料５",
    ),
    "a citation without a place": (
        "axes.toml",
        'place = "高リスクの考え方、リスク判定ロジック"',
        'place = " "',
        "place-missing",
        'place = " "',
    ),
    "an unknown provenance": (
        "axes.toml",
        'provenance = "stated"',
        'provenance = "原文"',
        "no-such-option",
        "原文",
    ),
    "a bad date": ("edition.toml", "decided = 2025-05-27", 'decided = "2025-02-30"', "no-such-day", "2025-02-30"),
    "a date that TOML refuses": (
        "edition.toml",
        "decided = 2025-05-27",
        "decided = 2025-02-30",
        "no-such-day",
        "decided",
    ),
    "a date in Japanese": (
        "edition.toml",
        "decided = 2025-05-27",
        'decided = "令和7年5月27日"',
        "wrong-type",
        "令和7年",
    ),
    "a supersession before the decision": (
        "edition.toml",
        "approved = 2026-06-12",
        "approved = 2024-06-12",
        "superseded-too-early",
        "approved",
    ),
    "a revision of zero": ("edition.toml", REVISION, "revision = 0", "number-not-positive", "revision = 0"),
    "a text that is not closed": ("edition.toml", 'code = "DS-920"', 'code = "DS-920', "not-closed", "code"),
    "a full-width equals sign": ("edition.toml", REVISION, "revision ＝ 2", "wrong-character", "＝"),
    "no value": ("edition.toml", REVISION, "revision =", "value-missing", "revision ="),
    "a part in two files": (
        "edition.toml",
        "[[outcomes]]",
        '[[axes]]\nid = "x"\n\n[[outcomes]]',
        "given-in-two-files",
        "[[axes]]",
    ),
    "an unknown part": ("axes.toml", "[[axes]]", '[[axis]]\nid = "x"\n\n[[axes]]', "unknown-key", "[[axis]]"),
    "a headline without its group": (
        "requirements.toml",
        'group = "',
        'group = "x',
        "no-such-record",
        'group = "x',
    ),
    "a row under a headline that is not there": (
        "sheet_rows.toml",
        'requirement = "14"',
        'requirement = "41"',
        "record-unknown",
        'requirement = "41"',
    ),
    "a risk case at a step that is not there": (
        "risk_cases.toml",
        'step = "',
        'step = "x',
        "no-such-record",
        'step = "x',
    ),
}


def line_of(text: str, mark: str) -> int:
    """The number of the first line that holds something, or, after a #, of the second one."""
    part, _, number = mark.rpartition("#") if mark[-2:-1] == "#" else (mark, "", "1")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if part in line]
    return lines[int(number) - 1]


@pytest.mark.slow
@pytest.mark.parametrize("name", FIFTY)
def test_a_slip_is_refused_at_its_file_and_line_with_what_would_be_right(
    written: dict[str, str], tmp_path: Path, name: str
) -> None:
    file, before, after, code, mark = FIFTY[name]
    assert before in written[file]
    files = written | {file: written[file].replace(before, after, 1)}
    for each, text in files.items():
        (tmp_path / each).write_text(text, "utf-8")
    found = problems_in(tmp_path)
    assert (code, file, line_of(files[file], mark)) in {(p.code, Path(p.file).name, p.line) for p in found}
    for problem in found:
        assert problem.text.ja.endswith("。")
        assert problem.text.en


def test_there_are_fifty_slips() -> None:
    assert len(FIFTY) >= 50
