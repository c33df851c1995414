"""``aiprocure new``, as an officer runs it."""

import errno
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.cli import aiprocure
from aiprocure.cli.output import print_text
from aiprocure.export.dossier_template import to_dossier_template

EXAMPLES = Path(__file__).parents[2] / "examples" / "dossiers"


def run(*words: str) -> Result:
    """What the command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, ["new", *words], catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A dossier that is not there yet."""
    return tmp_path / "dossier.toml"


def test_a_dossier_is_begun_from_nothing(file: Path) -> None:
    result = run("-o", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"書き出した：{file}\n次にすること\n"
        f"  (1) 答えていない判定軸に回答する：aiprocure ask {file} -o {file} --overwrite\n"
        f"  (2) ひな形に、案件の事実を記入する：{file}\n"
        f"  (3) 記入した案件書類を点検する：aiprocure check {file}\n\n"
    )
    assert not dossiers.load(file).answers.options
    assert file.read_text(encoding="utf-8") == to_dossier_template(ap.editions.load("2025-05-27"))


def test_without_a_file_it_is_printed(edition: ap.Edition) -> None:
    assert run("--lang", "en").stdout == to_dossier_template(edition, language="en")


def test_the_title_and_the_answers_are_those_given(file: Path) -> None:
    words = ["--edition", "2025-05-27", "--title", '"要約"\\', "-A", "③", "--work", "critical"]
    assert run("-o", str(file), *words).exit_code == 0
    dossier = dossiers.load(file)
    assert dossier.project.title == '"要約"\\'
    assert dossier.answers.options == {"A": "③", "B": "①"}


@pytest.mark.parametrize("source", sorted(EXAMPLES.glob("*.toml")), ids=lambda source: source.name)
def test_a_dossier_is_gone_on_from_with_every_line_of_it(file: Path, tmp_path: Path, source: Path) -> None:
    assert run("-o", str(file), "--from", str(source)).exit_code == 0
    assert dossiers.load(file) == dossiers.load(source)
    lines = iter(file.read_text(encoding="utf-8").splitlines())
    assert all(line in lines for line in source.read_text(encoding="utf-8").splitlines())
    assert run("-o", str(tmp_path / "again.toml"), "--from", str(file)).exit_code == 0
    assert (tmp_path / "again.toml").read_bytes() == file.read_bytes()


def test_a_dossier_in_json_is_gone_on_from_in_toml(file: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.json"
    data = {
        "edition": "2025-05-27",
        "project": {"title": "要約", "caio": "○○省CAIO", "人数": 200},
        "answers": {"A": 1, "C": {"option": "②", "reason": "保存しない"}},
        "requirements": [{"id": "⑭", "words": "抑える", "set_aside": None}],
    }
    source.write_text("\ufeff" + json.dumps(data), encoding="utf-8")
    assert run("-o", str(file), "--from", str(source)).exit_code == 0
    assert dossiers.load(file) == dossiers.load(source)
    assert "#[answers.B]" in file.read_text(encoding="utf-8")


def test_what_is_printed_into_a_file_can_be_read_back_whatever_the_console() -> None:
    result = CliRunner(charset="cp932").invoke(aiprocure, ["new", "--title", "議事録"], catch_exceptions=False)
    assert dossiers.loads(result.stdout_bytes, form="toml").project.title == "議事録"


def test_a_terminal_is_shown_what_it_can_show(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_text("議事録\n")
    assert capsys.readouterr().out == "議事録\n"


def test_a_file_that_is_there_is_not_overwritten_unasked(file: Path) -> None:
    file.write_text("mine", encoding="utf-8")
    result = run("-o", str(file))
    assert result.exit_code == 2
    assert result.stderr == f"aiprocure: {file}：既に存在する。置き換えるときは --overwrite を指定すること。\n"
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_dossier_is_completed_in_its_place_where_that_is_asked_for(file: Path) -> None:
    file.write_text('# mine\nedition = "2025-05-27"\nproject.title = "x"\n', encoding="utf-8")
    before = dossiers.load(file)
    assert run("-o", str(file), "--from", str(file)).exit_code == 2
    assert run("-o", str(file), "--from", str(file), "--overwrite").exit_code == 0
    assert dossiers.load(file) == before
    assert "# mine\n" in file.read_text(encoding="utf-8")
    assert "#[answers.A]\n" in file.read_text(encoding="utf-8")


def test_nor_is_what_a_link_leads_to(file: Path, tmp_path: Path) -> None:
    file.symlink_to(tmp_path / "elsewhere.toml")
    assert run("-o", str(file)).exit_code == 2
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_dossier_is_toml(tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "dossier.json"))
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert result.stderr.endswith(
        "dossier.json：この案件書類のファイル名の末尾に '.json' は使えない。使える末尾（.toml）に改めること。\n"
    )


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "nowhere" / "dossier.toml"))
    assert result.exit_code == 3
    assert result.stderr.endswith(
        "dossier.toml：書き出せない（ファイル又はフォルダーがない）。書き出す場所を確認するか、別の場所を指定すること。\n"
    )


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written_is_left(file: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr("aiprocure.encoding.atomic_write.write_whole", fail)
    result = run("-o", str(file))
    assert result.exit_code != 0
    assert list(file.parent.iterdir()) == []


def test_of_several_editions_one_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = ap.editions.load("2025-05-27")
    monkeypatch.setattr("aiprocure.editions.available", lambda: ("2025-05-27", "2027-01-01"))
    monkeypatch.setattr("aiprocure.editions.load", lambda _: edition)
    result = run("--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "aiprocure: several editions are carried; name one with --edition: 2025-05-27, 2027-01-01\n"
    )
    assert run("--edition", "2025-05-27").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--edition", "2030-01-01"], "no edition '2030-01-01'; carried: 2025-05-27"),
        (["--title", "\x1b[2J"], "--title: expected text without control or invisible characters, not "),
        (["--title", " "], "--title: expected text that says something, not ' '"),
        (["--title", "\udcff"], "--title: expected text that says something, not "),
        (
            ["-A", "9", "-D", "x"],
            "answer A: no option '9'; choose from A1 ①, A2 ②, ",
        ),
        (["-A", "1", "-A", "2"], "--users: given more than once; give it once"),
        (
            ["--from", "case.toml", "--title", "x"],
            "--from: the dossier says so itself: give it without --title, --answer",
        ),
        (
            ["--from", "case.toml", "-B", "1"],
            "--from: the dossier says so itself: give it without --title, --answer",
        ),
        (["--from", "no-case.toml"], "no-case.toml: cannot be read: no such file"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(file: Path, words: list[str], message: str) -> None:
    result = run("-o", str(file), *words, "--lang", "en")
    assert (result.exit_code, result.stdout, file.exists()) == (2, "", False)
    assert message in result.stderr


def test_a_dossier_whose_answers_mean_nothing_is_refused(file: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.toml"
    source.write_text('edition = "2025-05-27"\nproject.title = "x"\nanswers.E = 1\n', encoding="utf-8")
    result = run("-o", str(file), "--from", str(source))
    assert (result.exit_code, file.exists()) == (2, False)
    assert result.stderr.startswith(f"aiprocure: {source} 3行目13文字目：回答E：判定軸 'E' はない。")


def test_nothing_is_overwritten_where_nothing_is_written() -> None:
    result = run("--overwrite")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "aiprocure: --overwrite：-o の指定がない。併せて指定すること。\n"
