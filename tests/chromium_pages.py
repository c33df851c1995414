"""Pages as a reader uses them in Chromium, by its protocol over a pipe. The program has to be there."""

import base64
import fcntl
import json
import os
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
]
_LEAST_FREE = 10
"""Numbers of files below this are what the shell and Chromium use."""


@attrs.define
class Page:
    """A page that is open. ``requests`` are the addresses that anything in it asked for, ``messages`` what it said."""

    folder: Path
    sending: int
    receiving: int
    session: str = ""
    last: int = 0
    rest: bytes = b""
    requests: list[str] = attrs.Factory(list)
    messages: list[str] = attrs.Factory(list)
    named: dict[str, str] = attrs.Factory(dict)
    saved: list[Path] = attrs.Factory(list)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the protocol, and return its result."""
        self.last += 1
        message: dict[str, object] = {"id": self.last, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.sending, json.dumps(message).encode() + b"\0")
        while (answer := self.receive()).get("id") != self.last:
            self.note(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    @property
    def version(self) -> str:
        """The version of Chromium."""
        product: str = self.call("Browser.getVersion")["product"]
        return product.partition("/")[2]

    def wait(self, method: str) -> dict[str, Any]:
        """Wait for an event."""
        while (event := self.receive()).get("method") != method:
            self.note(event)
        self.note(event)
        params: dict[str, Any] = event["params"]
        return params

    def receive(self) -> dict[str, Any]:
        """Return the next message."""
        while b"\0" not in self.rest:
            more = os.read(self.receiving, 1 << 20)
            assert more, "Chromium has ended"
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        received: dict[str, Any] = json.loads(message)
        return received

    def note(self, event: Mapping[str, Any]) -> None:
        """Keep what an event tells."""
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Log.entryAdded":
                self.messages.append(params["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.messages.append(json.dumps(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled":
                self.messages.append(json.dumps(params["args"]))
            case "Browser.downloadWillBegin":
                self.named[params["guid"]] = params["suggestedFilename"]
            case "Browser.downloadProgress" if params["state"] == "completed":
                self.saved.append(self.folder / self.named[params["guid"]])

    def open(self, file: Path) -> None:
        """Open a file and wait until it is loaded."""
        assert "errorText" not in self.call("Page.navigate", url=file.as_uri())
        self.wait("Page.loadEventFired")

    def run(self, script: str, **data: object) -> Any:
        """Return what a script returns, run in the page: ``data`` is there, and it may wait for something."""
        call = f"(async (data) => {{ {script} }})({json.dumps(data)})"
        found = self.call("Runtime.evaluate", expression=call, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key and let it go."""
        pressed = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", **pressed, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Show the page as a screen of this size does."""
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def picture(self, form: str = "png") -> bytes:
        """Return what the screen shows, as a picture of a format."""
        quality = {} if form == "png" else {"quality": 80}
        return base64.b64decode(self.call("Page.captureScreenshot", format=form, **quality)["data"])

    def paper(self) -> bytes:
        """Return the page printed, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def take_saved(self) -> bytes:
        """Wait for a file that the page saves, and return what is in it."""
        while not self.saved:
            self.note(self.receive())
        file = self.saved.pop()
        content = file.read_bytes()
        file.unlink()
        return content

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file in a field."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", files=[str(file)], nodeId=node)


@contextmanager
def open_page(folder: Path) -> Generator[Page]:
    """Yield an empty page of a Chromium of its own, which keeps what it downloads in a folder."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    given = [fcntl.fcntl(end, fcntl.F_DUPFD, _LEAST_FREE) for end in (theirs_in, theirs_out)]
    command = " ".join(("exec chromium", *FLAGS, "--remote-debugging-pipe", '--user-data-dir="$0" about:blank'))
    with subprocess.Popen(
        ["bash", "-c", f"{command} 3<&{given[0]} 4>&{given[1]}", str(folder / "profile")],
        pass_fds=given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as chromium:
        for end in (theirs_in, theirs_out, *given):
            os.close(end)
        page = Page(folder, ours_out, ours_in)
        try:
            page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder), eventsEnabled=True)
            [target] = [t for t in page.call("Target.getTargets")["targetInfos"] if t["type"] == "page"]
            page.session = page.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
                page.call(f"{domain}.enable")
            page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            yield page
        finally:
            os.close(ours_out)
            os.close(ours_in)
            chromium.terminate()
