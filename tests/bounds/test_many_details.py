"""How long a dossier of as many details as its size allows takes to be judged and printed."""

import time
from pathlib import Path

from click.testing import CliRunner

from aiprocure.cli import aiprocure


def test_a_dossier_of_thirty_thousand_details_is_judged_within_a_second(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    head = 'edition = "2025-05-27"\nanswers = { A = 3, B = 2, C = 3, D = 2 }\n[project]\ntitle = "x"\n'

    def seconds(details: int) -> float:
        file.write_text(head + "".join(f"{n:x}=1\n" for n in range(details)), encoding="utf-8")
        before = time.process_time()
        assert CliRunner().invoke(aiprocure, ["assess", str(file)], catch_exceptions=False).exit_code == 0
        return time.process_time() - before

    idle = seconds(0)
    assert min(seconds(30_000) for _ in range(3)) - idle < 1
