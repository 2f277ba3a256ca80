"""What every browser test needs: a Chromium, a plain static server; and the small portal of the search tests."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import small_portal
from tests.browser.browser import ARGUMENTS, find_chromium
from tests.browser.named_portal import named

Serve = Callable[..., AbstractContextManager[str]]
WHERE = {"pagefind": "/portal/", "ngram": "/"}
"""Where the portal of an engine lies: what the page does is seen at one place each, what search.js answers at both."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium. Without one the tests are reported as not run; in CI that is a failure."""
    path = find_chromium()
    if path is None:
        message = "NOT RUN: no Chromium found; install one or name it in the environment variable CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """`with serve(directory, prefix="/") as address:` serves the files of a directory below a prefix.

    The address ends with the prefix, which begins and ends with a slash.
    """
    return _serve


@contextmanager
def _serve(directory: Path, prefix: str = "/") -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        extensions_map = {  # noqa: RUF012 - the base class has it so
            **SimpleHTTPRequestHandler.extensions_map,
            ".js": "text/javascript",
            ".json": "application/json",
            ".svg": "image/svg+xml",
            ".txt": "text/plain; charset=utf-8",
            ".html": "text/html; charset=utf-8",
            ".woff2": "font/woff2",
            "": "application/octet-stream",
        }

        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return str(directory / "outside the prefix")
            return super().translate_path("/" + path.removeprefix(prefix))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests look at the browser."""

    def handler(*args: object) -> SimpleHTTPRequestHandler:
        return Handler(*args, directory=str(directory))  # type: ignore[arg-type]

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """An empty tab of a fresh visitor."""
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session", params=["pagefind", "ngram"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each of the two engines of the search."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    """Folder of the small portal."""
    return small_portal.build(tmp_path_factory.mktemp("portal"), engine)


@pytest.fixture(scope="module", params=["/", "/portal/"])
def small(request: pytest.FixtureRequest, small_site: Path) -> Iterator[str]:
    """Address of the small portal: once at the root of a server, once below a path."""
    with _serve(small_site, request.param) as address:
        yield address


@pytest.fixture(scope="session")
def named_site(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the small portal with names to suggest."""
    return named(small_site, tmp_path_factory.mktemp("named"))


@pytest.fixture(scope="module")
def portal(named_site: Path, engine: str) -> Iterator[str]:
    """Address of the small portal with names to suggest."""
    with _serve(named_site, WHERE[engine]) as address:
        yield address
