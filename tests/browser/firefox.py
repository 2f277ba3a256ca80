"""Drives Firefox by WebDriver BiDi, which it speaks itself: no driver beside it, no browser of Playwright's own.

https://w3c.github.io/webdriver-bidi/. Playwright asks this Firefox for commands it does not have yet.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
QUIET = {           # it asks the network for nothing of its own
    "app.update.disabledForTesting": True, "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False, "services.settings.server": "data:,#no", "intl.accept_languages": "zh-CN",
}
ENTER, DOWN, CONTROL = "\ue007", "\ue015", "\ue009"


def find_firefox() -> str | None:
    """Path of the executable: the one named by FIREFOX, else one on PATH; None = there is none."""
    return os.environ.get("FIREFOX") or next((found for name in NAMES if (found := shutil.which(name))), None)


class NotStarted(Exception):
    """There is a Firefox, but not one that runs here with a profile of its own (one in a snap does not)."""


class Firefox:
    """One tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.asked = connection, 0
        self.send("session.new", capabilities={})
        self.tab = self.send("browsingContext.create", type="tab")["context"]       # the first one never gets the focus

    def send(self, method: str, **params: Any) -> Any:
        """A command's result."""
        self.asked += 1
        self.connection.send(json.dumps({"id": self.asked, "method": method, "params": params}))
        while True:
            answer = json.loads(self.connection.recv(timeout=30))
            if answer.get("id") == self.asked:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address: str, width: int = 1280) -> None:
        """Goes to a page and waits until it is loaded."""
        self.send("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": 900})
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")
        self.send("browsingContext.activate", context=self.tab)

    def ask(self, expression: str) -> Any:
        """The value of an expression of JavaScript, which may be a promise."""
        answer = self.send("script.evaluate", expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
                           target={"context": self.tab}, awaitPromise=True, userActivation=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def until(self, expression: str) -> Any:
        """The value as soon as it is not falsy."""
        waiting = f"""new Promise((done, fail) => {{
          const end = Date.now() + 15000, look = () => {{
            const value = (() => {{ try {{ return {expression}; }} catch {{ return null; }} }})();
            if (value) done(value); else if (Date.now() > end) fail(new Error("waited in vain")); else setTimeout(look, 50);
          }};
          look();
        }})"""
        return self.ask(waiting)

    def keys(self, selector: str, text: str) -> None:
        """Focuses a field and types as a person does."""
        quoted = json.dumps(selector)
        self.until(f"(document.querySelector({quoted})?.focus(), document.activeElement?.matches({quoted}))")
        if not text:
            return
        typed = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.send("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": typed}])

    def choose(self, selector: str, path: Path) -> None:
        """A file in a field for files."""
        found = self.send("browsingContext.locateNodes", context=self.tab, locator={"type": "css", "value": selector})["nodes"][0]
        self.send("input.setFiles", context=self.tab, element={"sharedId": found["sharedId"]}, files=[str(path)])

    def paste(self, selector: str, kind: str, text: str) -> None:
        """Puts the text on the clipboard and pastes it into a field by Ctrl+V."""
        item = f"new ClipboardItem({{{json.dumps(kind)}: new Blob([{json.dumps(text)}], {{type: {json.dumps(kind)}}})}})"
        self.ask(f"navigator.clipboard.write([{item}])")
        self.keys(selector, "")
        keys = [{"type": kind, "value": key} for kind, key in
                (("keyDown", CONTROL), ("keyDown", "v"), ("keyUp", "v"), ("keyUp", CONTROL))]
        self.send("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": keys}])


@contextmanager
def running(program: str, folder: Path) -> Iterator[Firefox]:
    """A running Firefox with a fresh profile in the folder."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr
            address = next((found[1] for line in process.stderr if (found := LISTENING.search(line))), None)
            if address is None:
                raise NotStarted(f"{program} does not start, or does not speak WebDriver BiDi")
            with connect(f"{address}/session", max_size=None) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
