"""`portal serve`: an edit is there at once, errors are said on the page, the whole site follows, and nothing is left behind."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline
from tests.conftest import TODAY


class Served:
    """A running `portal serve`."""

    def __init__(self, content: Path, out: Path) -> None:
        self.content = content
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--port", "0", "--content", str(content), "--out", str(out),
             "--today", str(TODAY)],
            cwd=pipeline.HERE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
        assert self.process.stderr
        self.address = next(m[1] for line in self.process.stderr if (m := re.search(r"打开 (\S+)", line)))

    def page(self, path: str) -> str:
        """What stands there, found or not."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as e:
            return e.read().decode()

    def comes(self, path: str, pattern: str) -> str:
        """The page, once it holds the pattern."""
        until = time.monotonic() + 60
        while not re.search(pattern, page := self.page(path), re.DOTALL):
            assert time.monotonic() < until, page[:3000]
            time.sleep(.05)
        return page


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, portal_content: Path) -> Iterator[Served]:
    """The fixed portal."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(portal_content, folder / "content")
    found = Served(folder / "content", folder / "out")
    yield found
    group = os.getpgid(found.process.pid)
    os.killpg(group, signal.SIGINT)             # as Ctrl-C does
    assert found.process.wait(30) == 0
    with pytest.raises(ProcessLookupError):     # no child is left; Python's own keeper of resources goes a moment later
        for _ in range(100):
            os.killpg(group, 0)
            time.sleep(.1)


def test_an_edit_is_shown_and_its_errors_are_said(served: Served) -> None:
    """First the page of the edited file, then all others; a file that cannot be read shows why in place of its page."""
    report = served.content / "regions" / "example-city" / "grain" / "2021.yml"
    text = report.read_text("utf-8")
    page = served.page("example-city/grain/2021/")
    assert "portal-findings" not in page
    assert "EventSource" in page

    report.write_text(re.sub(r"(?m)^title: .*$", "title: 改过的标题", text), "utf-8")
    served.comes("example-city/grain/2021/", "<h1[^>]*>改过的标题")
    served.comes("api/v1/reports/example-city/grain/2021.json", "改过的标题")

    report.write_text(f"{text}\nnonsense: 1\n", "utf-8")
    page = served.comes("example-city/grain/2021/", "portal-findings")
    assert re.search(r'role="alert">.*grain/2021\.yml:\d+:1: error: .*nonsense', page)

    report.write_text("title: [\n", "utf-8")
    page = served.comes("example-city/grain/2021/", r"portal-findings.*2021\.yml:\d+:\d+: error: .*\[syntax\]")
    assert "改过的标题" not in page.partition("<body>")[2], "never stale content"

    report.write_text(text, "utf-8")
    served.comes("example-city/grain/2021/", "<body>(?!.*portal-findings).*粮食局2021年")
