"""What Chromium makes of a page. The program has to be there: nothing is skipped."""

import html
import json
import re
import subprocess
from pathlib import Path

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--virtual-time-budget=120000", "--dump-dom"),
]


def answer_of(folder: Path, body: str, script: str, **data: object) -> object:
    """Return what a script returns, run by Chromium in a page: ``data`` is there, and it may wait for something."""
    page, told = folder / "page.html", json.dumps(data).replace("<", "\\u003c")
    page.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}<pre id='answer'></pre><script>"
        f"(async (data) => {{ try {{ return await (async () => {{ {script} }})(); }} catch (error) "
        f"{{ return `${{error.stack}}`; }} }})({told}).then((answer) => "
        f"document.getElementById('answer').textContent = JSON.stringify(answer))</script></body></html>",
        encoding="utf-8",
    )
    command = ["chromium", *FLAGS, f"--user-data-dir={folder / 'profile'}", page.as_uri()]
    dom = subprocess.run(command, check=True, capture_output=True, timeout=240, encoding="utf-8").stdout
    answer = re.search(r'<pre id="answer">(.*?)</pre>', dom, re.DOTALL)
    assert answer, dom[-2000:]
    return json.loads(html.unescape(answer[1]))
