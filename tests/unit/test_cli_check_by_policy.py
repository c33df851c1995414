"""``check --profile``: what is printed by a ministry's policy, in every form, and how a bad one is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aiprocure.cli import aiprocure

EXAMPLES = Path(__file__).parents[2] / "examples" / "profiles"
POLICY, DOSSIER = str(EXAMPLES / "policy.toml"), str(EXAMPLES / "helpdesk.toml")


def run(*words: str) -> Result:
    return CliRunner().invoke(aiprocure, ["check", *words], catch_exceptions=False)


def write(folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content, encoding="utf-8")
    return str(folder / name)


def policy(folder: Path, more: str = "") -> str:
    return write(folder, "policy.toml", f'edition = "2025-05-27"\ntitle = "方針"\n{more}')


def test_what_is_set_aside_is_shown_last_and_counted_apart() -> None:
    result = run("--profile", POLICY, DOSSIER)
    assert result.exit_code == 0
    assert "点検の結果：要是正（2件）、要対応（" in result.output
    assert "免除・対象外（2件）\n" in result.output
    assert result.output.index("\n  免除・対象外  ") > result.output.rindex("\n  参考  ")
    assert "府省庁の方針により免除されている（理由：提供事業者の評価が済むまでの間" in result.output


def test_a_dossier_that_names_own_items_cannot_be_read_without_the_policy() -> None:
    assert run(DOSSIER).exit_code == 2


def test_json_has_the_rulings_and_counts_what_stands() -> None:
    report = json.loads(run("--profile", POLICY, DOSSIER, "--format", "json").output)
    findings = report["dossiers"][0]["findings"]
    assert (report["summary"]["error"], report["summary"]["set_aside"]) == (2, 2)
    assert sum(report["summary"].values()) == len(findings)
    [waived] = [each for each in report["dossiers"][0]["findings"] if each["code"] == "addressed-without-evidence"]
    assert waived["rulings"][0]["effect"] == "waived"
    assert waived["rulings"][0]["citation"]["provenance"] == "supplied"


def test_sarif_has_suppressions_for_all_results_or_for_none() -> None:
    log = json.loads(run("--profile", POLICY, DOSSIER, "--format", "sarif", "--lang", "en").output)
    results = log["runs"][0]["results"]
    suppressed = [each for each in results if each["suppressions"]]
    assert len(suppressed) == 2
    assert {each["suppressions"][0]["kind"] for each in suppressed} == {"external"}
    assert "Waived by the ministry's policy" in suppressed[1]["suppressions"][0]["justification"]
    assert suppressed[1]["properties"]["rulings"][0]["message"]["ja"].startswith("府省庁の方針により免除されている")


def test_the_reports_list_apart_what_is_set_aside() -> None:
    report = run("--profile", POLICY, DOSSIER, "--format", "markdown").output
    assert "要是正（2件）" in report
    assert "免除・対象外（2件）" in report
    assert report.count("府省庁の方針により免除されている") == 1


def test_a_waived_finding_fails_nothing_until_the_waiver_has_lapsed(tmp_path: Path) -> None:
    items = "".join(f'[[requirements]]\nid = "requirement/{n}"\nset_aside = "別に定める"\n' for n in range(1, 22))
    answers = "".join(
        f'[answers.{axis}]\noption = "{o}"\nreason = "x"\n' for axis, o in zip("ABCD", "③②③②", strict=True)
    )
    system = (
        '[system]\nstate_secrets = false\nnational_security = false\nreviewer = "係長"\nreviewer_answers_to = "課長"\n'
    )
    clause = '[[clauses]]\nid = "clause/6"\nwords = "定める"\n'
    for on, code in (("2025-09-01", 0), ("2025-10-01", 1)):
        head = f'edition = "2025-05-27"\non = {on}\nphase = "調達"\n[project]\ntitle = "要約"\n'
        file = write(tmp_path, "a.toml", head + answers + system + items + clause)
        waiver = '[[waivers]]\ncode = "open-clause"\nsubject = "clause/7"\nreason = "別の契約"\npost = "官房長"\n'
        weight = '[[weights]]\ncode = "open-clause"\nseverity = "error"\n'
        given = policy(tmp_path, weight + waiver + "lapses = 2025-10-01\n")
        result = run("--profile", given, file, "--fail-on", "error")
        assert result.exit_code == code, result.output
        assert ("免除は失効している" in result.output) is bool(code)


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_a_bad_policy_stops_all_and_says_where(tmp_path: Path, form: str) -> None:
    more = '[[waivers]]\ncode = "state-secrets"\nreason = "試行"\npost = "官房長"\nlapses = 2026-04-01\n'
    result = run("--profile", policy(tmp_path, more), DOSSIER, "--format", form)
    assert result.exit_code == 2
    assert "policy.toml" in result.stderr
    assert "1件目の免除の「指摘のコード」：指摘 'state-secrets' は" in result.stderr


def test_a_policy_that_is_not_there_or_of_another_edition_is_refused(tmp_path: Path) -> None:
    assert run("--profile", str(tmp_path / "x.toml"), DOSSIER).exit_code == 2
    other = write(tmp_path, "b.toml", 'edition = "2020-01-01"\ntitle = "方針"\n')
    assert "版 '2020-01-01' は収録していない" in run("--profile", other, DOSSIER).stderr
    assert run("--profile", policy(tmp_path), "--edition", "2025-05-27", DOSSIER).exit_code == 2
    assert run("--profile", POLICY, "--edition", "2025-05-27", DOSSIER).exit_code == 0


def test_the_policy_is_not_written_over(tmp_path: Path) -> None:
    given = policy(tmp_path)
    result = run("--profile", given, DOSSIER, "--format", "json", "-o", given, "--overwrite")
    assert result.exit_code == 2
    assert "title" in Path(given).read_text("utf-8")
