"""``new``, ``ask``, ``assess`` and ``what-if`` with a ministry's policy."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.errors import InvalidArgument, InvalidProfile
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.model.edition import EditionId

EXAMPLES = Path(__file__).parents[2] / "examples" / "profiles"
POLICY, DOSSIER = str(EXAMPLES / "policy.toml"), str(EXAMPLES / "helpdesk.toml")
PROFILE = ap.profiles.load(POLICY)
EDITION = ap.editions.load("2025-05-27")


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(aiprocure, words, input=typed, catch_exceptions=False)


def test_a_new_dossier_knows_the_own_items_of_a_policy_and_what_it_decides(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    result = run("new", "--profile", POLICY, "-o", str(file))
    text = file.read_text(encoding="utf-8")
    assert f"aiprocure check {file} --profile {POLICY}" in result.stderr
    assert text == to_dossier_template(EDITION, profile=PROFILE)
    filled = "\n".join(line[1:] if line.startswith(("#[", "#id")) else line for line in text.split("\n"))
    assert tomllib.loads(filled)["clauses"][-1]["id"] == "clause/101"
    lines = text.splitlines()
    above = lines[lines.index('#id = "requirement/15"') - 2]
    assert above == (
        "# ◆ 府省庁の方針では推奨である（条件：調達形態が役務又は賃貸借、方針：架空省 生成AIの調達に関する方針）"
    )
    assert sum("◆" in line for line in lines) == 5, "one of them for each decision, and none for what is left open"
    english = to_dossier_template(EDITION, profile=PROFILE, language="en")
    assert (
        "Recommended by the ministry's policy (where: Forms of procurement: 役務 or 賃貸借, policy: 架空省" in english
    )


def test_what_a_policy_adds_and_decides_is_added_to_a_dossier(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    assert run("new", "--profile", POLICY, "--from", DOSSIER, "-o", str(file)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert '#id = "clause/101"' in text
    assert '#id = "sheet-row/101"' not in text, "the dossier deals with it"
    extended = PROFILE.extend(EDITION)
    assert ap.dossiers.load(file, edition=extended) == ap.dossiers.load(DOSSIER, edition=extended)
    again = tmp_path / "again.toml"
    assert run("new", "--profile", POLICY, "--from", str(file), "-o", str(again)).exit_code == 0
    assert again.read_text(encoding="utf-8") == text


def test_a_template_by_what_is_no_fitting_policy_is_refused() -> None:
    from attrs import evolve

    with pytest.raises(InvalidProfile, match="/edition: expected 2025-05-27"):
        to_dossier_template(EDITION, profile=evolve(PROFILE, edition=EditionId("2030-01-01")))
    with pytest.raises(InvalidArgument, match="expected Profile, not"):
        to_dossier_template(EDITION, profile={})  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.parametrize("command", [("assess",), ("what-if",), ("ask",), ("what-if", "--weight", "A.①=1")])
def test_a_dossier_that_names_own_items_is_read_by_the_policy(command: tuple[str, ...]) -> None:
    name, *more = command
    more += [word for option in "②③④" for word in ("--weight", f"A.{option}=1")] if more else []
    result = run(name, DOSSIER, "--profile", POLICY, *more)
    assert result.exit_code == 0, result.output
    assert f"--profile {POLICY}" in result.output
    without = run(name, DOSSIER, *more)
    assert without.exit_code == 2
    assert "府省庁の方針が加えた項目であれば、--profile によりその方針を指定すること。" in without.output


def test_what_is_judged_is_judged_by_the_edition_itself() -> None:
    """A record of it is proved again without the policy."""
    import json

    record = json.loads(run("assess", DOSSIER, "--profile", POLICY, "--json").output)
    assert ap.encoding.retrace(record, EDITION).outcome.id == "low"


@pytest.mark.parametrize("command", [("assess", "--edition", "2025-05-27"), ("ask",)])
def test_a_policy_without_a_dossier_is_of_no_use(command: tuple[str, ...]) -> None:
    result = run(*command, "--profile", POLICY)
    assert result.exit_code == 2
    assert "--profile" in result.output
    assert "DOSSIER" in result.output


def test_a_bad_policy_is_refused_by_its_name_and_place(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('edition = "2025-05-27"\n', encoding="utf-8")
    result = run("new", "--profile", str(file))
    assert result.exit_code == 2
    assert result.output.startswith(f"aiprocure: {file} 1行目1文字目：名称：")
    assert run("new", "--profile", str(tmp_path / "absent.toml")).output.count("absent.toml") == 1
