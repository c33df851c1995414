"""The embedding examples, run as they would be: a server that is sent requests, and a hook that git calls."""

import contextlib
import http.client
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import aiprocure as ap

ROOT = Path(__file__).parents[1]
EMBED = ROOT / "examples" / "embed"
DOSSIER = {
    "edition": "2025-05-27",
    "project": {"title": "議事録の要約"},
    "answers": {"A": "③", "B": "②", "C": "③", "D": "②"},
    "phase": "procurement",
    "system": {"personal_information": True},
}
SECONDS = 60
"""Longer than anything here takes on the slowest machine."""
TEN_MEGABYTES = 10 * 1024 * 1024


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    """A client of the service, which runs on a port that the system chose and has said that it is ready."""
    command = [sys.executable, "-m", "uvicorn", "service:app", "--app-dir", str(EMBED)]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", "0", "--no-access-log", "--no-use-colors"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    too_late = threading.Timer(SECONDS, server.kill)
    too_late.start()
    try:
        assert server.stderr is not None
        said = (re.search(r"running on (http://127\.0\.0\.1:\d+)", line) for line in server.stderr)
        address = next(found[1] for found in said if found)
        too_late.cancel()
        with httpx.Client(base_url=address, trust_env=False, timeout=SECONDS) as client:
            yield client
    finally:
        too_late.cancel()
        server.kill()  # not terminate: it would wait for a client that a failed test has left waiting
        server.communicate()


def problems_of(response: httpx.Response) -> list[str]:
    """Where the problems are that a refusal names."""
    assert response.status_code == 422
    assert all(
        problem["code"] and problem["text"]["ja"] and problem["text"]["en"] for problem in response.json()["problems"]
    )
    return [problem["where"] for problem in response.json()["problems"]]


def test_the_service_answers_with_the_findings(service: httpx.Client, edition: ap.Edition) -> None:
    response = service.post("/findings", json=DOSSIER)
    found = ap.check(ap.dossiers.from_data(DOSSIER), edition)
    assert response.status_code == 200
    assert response.json() == {"edition": edition.id, "findings": [ap.encoding.to_data(finding) for finding in found]}
    assert ("personal-information-handled", "/answers/C") in {
        (finding["code"], finding["where"]) for finding in response.json()["findings"]
    }


def test_a_dossier_with_problems_is_refused_with_all_of_them(service: httpx.Client) -> None:
    spoiled = {**DOSSIER, "phase": "buying", "sistem": {}, "project": {}, "requirements": [{}]}
    response = service.post("/findings", json=spoiled)
    assert sorted(problems_of(response)) == ["/phase", "/project/title", "/requirements/0/id", "/sistem"]
    assert "did you mean 'system'?" in response.text
    meaningless = {**DOSSIER, "answers": {"A": 9, "E": 1}, "clauses": [{"id": "99"}]}
    assert problems_of(service.post("/findings", json=meaningless)) == ["/answers/A", "/answers/E", "/clauses/0/id"]
    assert problems_of(service.post("/findings", json={**DOSSIER, "edition": "2030-01-01"})) == ["/edition"]


def test_a_problem_says_as_data_what_would_be_right(service: httpx.Client) -> None:
    answers = {**DOSSIER, "answers": {"A": "⑨", "B": "②"}}
    [problem] = service.post("/findings", json=answers).json()["problems"]
    assert (problem["code"], problem["where"], problem["value"]) == ("no-such-option", "/answers/A", "'⑨'")
    assert [choice["id"] for choice in problem["expected"]] == ["A1", "A2", "A3", "A4"]
    assert [choice["label"] for choice in problem["expected"]] == ["①", "②", "③", "④"]
    assert problem["text"]["ja"].endswith("から選ぶこと。")
    assert problem["text"]["en"].startswith("no option '⑨'; choose from ")


def test_a_byte_order_mark_is_no_matter(service: httpx.Client) -> None:
    marked = b"\xef\xbb\xbf" + json.dumps(DOSSIER).encode()
    assert service.post("/findings", content=marked).json() == service.post("/findings", json=DOSSIER).json()


def test_problems_beyond_a_hundred_are_counted(service: httpx.Client) -> None:
    response = service.post("/findings", json={**DOSSIER, "requirements": [{}] * 150})
    assert len(problems_of(response)) == 100
    assert response.json()["more"] == 50


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "not well-formed JSON near ''"),
        (b"{", "what begins with '{' is not closed"),
        (b'{"a": 1, "a": 2}', "the key 'a' is given more than once"),
        (b"\xff\xfe{}", "not UTF-8 text; it seems to be UTF-16; "),
        (b"[" * 100_000, "nested more than 100 levels deep"),
        (b"1" * 100_000, "a number with more digits than can be read; at most 4,300"),
        (b"[]", "expected a table, not []"),
        (b'{"edition": "\\ud800\\u0000"}', "expected text without control or invisible characters"),
        (
            json.dumps({**DOSSIER, "project": {"title": "x", "y": float("nan")}}).encode(),
            "'NaN' is not a number in JSON",
        ),
        (json.dumps({**DOSSIER, "requirements": [[]] * 99_990}).encode()[:262_144], "is not closed"),
    ],
)
def test_hostile_bodies_are_refused_with_a_problem(service: httpx.Client, body: bytes, what: str) -> None:
    response = service.post("/findings", content=body)
    assert response.status_code == 422
    assert what in " ".join(problem["text"]["en"] for problem in response.json()["problems"])


def test_a_body_too_long_is_refused_before_its_end(service: httpx.Client) -> None:
    """Ten megabytes are announced, and the answer is there after a fortieth of them."""
    connection = http.client.HTTPConnection(service.base_url.host, service.base_url.port, timeout=SECONDS)
    connection.putrequest("POST", "/findings")
    connection.putheader("Content-Length", str(TEN_MEGABYTES))
    connection.endheaders()
    connection.send(b" " * (ap.dossiers.MOST_BYTES + 1))
    with connection.getresponse() as response:
        assert (response.status, json.load(response)) == (413, {"detail": "a dossier has at most 262144 bytes"})
    connection.close()


def test_ten_megabytes_do_not_stop_the_service(service: httpx.Client) -> None:
    with contextlib.suppress(httpx.WriteError, httpx.ReadError):  # it may hang up on who goes on sending
        assert service.post("/findings", content=b" " * TEN_MEGABYTES).status_code == 413
    assert service.post("/findings", json=DOSSIER).status_code == 200


def test_the_service_checks_by_the_policy_that_its_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    policies = ROOT / "examples" / "profiles"
    monkeypatch.setenv("AIPROCURE_PROFILE", str(policies / "policy.toml"))
    judge = runpy.run_path(str(EMBED / "service.py"))["judge"]
    profile = ap.profiles.load(policies / "policy.toml")
    edition = profile.extend(ap.editions.load(profile.edition))
    dossier = ap.dossiers.load(policies / "helpdesk.toml", edition=edition)
    found = judge(json.dumps(ap.encoding.to_data(dossier)).encode())["findings"]
    assert found == [ap.encoding.to_data(finding) for finding in ap.check(dossier, edition, profile)]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with the hook installed as its page says."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "dossiers").mkdir()
    shutil.copy(EMBED / "pre_commit.py", tmp_path / "tools")
    shutil.copy(EMBED / ".pre-commit-config.yaml", tmp_path)
    run(tmp_path, "git", "init", "--quiet")
    run(tmp_path, "pre-commit", "install")
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command run in a folder, with nothing of this machine's git and the programs of this environment first."""
    programs = Path(sys.executable).parent
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit"),
        "PYTHONUTF8": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": "tests@example.invalid"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False, text=True, encoding="utf-8"
    )


def commit(repository: Path, name: str, content: str) -> subprocess.CompletedProcess[str]:
    """What git says when a dossier is committed."""
    (repository / "dossiers" / name).write_text(content, encoding="utf-8")
    run(repository, "git", "add", "--all")
    return run(repository, "git", "commit", "--message", "a dossier")


PLAIN = """edition = "2025-05-27"
phase = "planning"
project.title = "議事録の要約"
answers = { A = "③", B = "②", C = "③", D = "②" }
"""


def test_a_dossier_without_errors_is_committed(repository: Path) -> None:
    done = commit(repository, "plain.toml", PLAIN)
    assert (done.returncode, "Passed" in done.stderr) == (0, True), done.stderr


def test_findings_pinned_beside_a_dossier_are_left_alone(repository: Path) -> None:
    done = commit(repository, "plain.findings.json", "{}")
    assert (done.returncode, "Skipped" in done.stderr) == (0, True), done.stderr


def test_errors_found_stop_the_commit_and_are_told(repository: Path) -> None:
    done = commit(repository, "contradiction.toml", f"{PLAIN}system.personal_information = true\n")
    assert done.returncode == 1
    assert "dossiers/contradiction.toml: error personal-information-handled /answers/C: " in done.stderr
    assert not run(repository, "git", "log").stdout


def test_what_is_no_dossier_stops_the_commit_with_every_problem(repository: Path) -> None:
    done = commit(repository, "broken.json", '{"edition": "2025-05-27", "projct": {}, "answers": {}}')
    assert done.returncode == 1
    assert "dossiers/broken.json:1:1: /project: the key project is missing\n" in done.stderr
    assert "dossiers/broken.json:1:37: /projct: unknown key 'projct'; did you mean 'project'?" in done.stderr


def test_the_hook_leaves_other_files_alone_and_checks_several(tmp_path: Path) -> None:
    assert run(tmp_path, sys.executable, str(EMBED / "pre_commit.py")).returncode == 0
    names = ["one.toml", "two\x1b[2J.toml"]
    for name in names:
        (tmp_path / name).write_text(PLAIN.replace("planning", "buying"), encoding="utf-8")
    done = run(tmp_path, sys.executable, str(EMBED / "pre_commit.py"), *names)
    assert (done.returncode, done.stdout.count("no option 'buying'"), "\x1b" in done.stdout) == (1, 2, False)


def test_the_hook_checks_by_a_policy(tmp_path: Path) -> None:
    policies = ROOT / "examples" / "profiles"
    hook = (sys.executable, str(EMBED / "pre_commit.py"), "--profile")
    done = run(policies, *hook, "policy.toml", "helpdesk.toml")
    assert (done.returncode, "error required-item-set-aside " in done.stdout) == (1, True)
    assert "addressed-without-evidence" not in done.stdout
    (tmp_path / "bad.toml").write_text('edition = "2025-05-27"\n', encoding="utf-8")
    refused = run(tmp_path, *hook, "bad.toml", str(policies / "helpdesk.toml"))
    assert (refused.returncode, refused.stdout) == (1, "bad.toml:1:1: /title: the key title is missing\n")


def test_a_file_that_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    done = run(tmp_path, sys.executable, str(EMBED / "pre_commit.py"), "absent.toml")
    assert (done.returncode, done.stdout) == (1, "absent.toml: cannot be read: no such file\n")
