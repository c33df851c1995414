"""Apache KIE's engine for DMN, started for the tests. The program has to be there: nothing is skipped."""

import contextlib
import json
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

FOLDER = Path(__file__).parents[1] / "build" / "npm" / "node_modules" / "@kie-tools" / "jitexecutor-native" / "dist"
PROGRAMS = {"linux": "linux/jitexecutor", "darwin": "darwin/jitexecutor", "win32": "win32/jitexecutor.exe"}


@attrs.frozen
class Kie:
    """The engine, where it listens on this machine alone."""

    address: str

    @property
    def version(self) -> str:
        """The version of its package."""
        version: str = json.loads((FOLDER.parent / "package.json").read_text(encoding="utf-8"))["version"]
        return version

    def decide(self, model: str, answers: Mapping[str, str | None]) -> object:
        """What the one decision of a model comes to; None where it comes to nothing."""
        result = self._post("/jitdmn/dmnresult", model, context=dict(answers))
        assert isinstance(result, dict)
        [decision] = result["decisionResults"]
        return decision["result"]

    def messages(self, model: str) -> list[str]:
        """The kinds of all messages of its validation, with its analysis of gaps and overlaps."""
        messages = self._post("/jitdmn/validate", model)
        assert isinstance(messages, list)
        return [message["messageType"] for message in messages]

    def _post(self, path: str, model: str, **more: object) -> object:
        body = {"mainURI": "m.dmn", "resources": [{"URI": "m.dmn", "content": model}], **more}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)


@contextlib.contextmanager
def running_kie() -> Iterator[Kie]:
    """The engine on a port of this machine that the system chooses, until the block ends."""
    program = FOLDER / PROGRAMS[sys.platform]
    program.chmod(0o755)
    command = [str(program), "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    assert server.stdout is not None
    found = (re.search(r"Listening on: (http://127\.0\.0\.1:\d+)", line) for line in server.stdout)
    address = next((address[1] for address in found if address), "")
    # What it logs has to be read: it waits where a pipe is full.
    reader = threading.Thread(target=server.stdout.read)
    reader.start()
    try:
        assert address
        yield Kie(address)
    finally:
        server.kill()
        server.wait()
        reader.join()
        server.stdout.close()
