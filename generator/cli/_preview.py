"""A small server for looking at the site on this machine, which tells open pages to reload, and of what is wrong."""

import html
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.cli._formats import _words
from generator.model.finding import Finding

Rebuild = Callable[[], tuple[list[Finding], str]]
SHOWN = 20          # findings on a page
EVENTS = "/.portal-events"
SCRIPT = f'<script>new EventSource("{EVENTS}").onmessage = () => location.reload()</script>'.encode()


@dataclass(slots=True)
class Live:
    """The running server: where it is, and the number of rebuilds that waiting pages are told of."""

    address: str
    changed: threading.Condition = field(default_factory=threading.Condition)
    version: int = 0
    pages: dict[str, bytes | None] = field(default_factory=dict)    # of what was edited since the last build, by path
    notice: bytes = b""                                         # what is wrong, as HTML
    failed: bool = False                                        # the site on the disk is not that of the content

    def built(self, findings: list[Finding], failure: str) -> None:
        """The site has been built, or could not be."""
        self.pages, self.notice, self.failed = {}, _notice(findings, failure), bool(failure)
        self.reload()

    def glimpsed(self, pages: dict[str, bytes | None], findings: list[Finding]) -> None:
        """Pages that are newer than the site (None: there is none any more), and what was found in their files."""
        if pages or findings:
            self.pages, self.notice = self.pages | pages, _notice(findings)
            self.reload()

    def wait(self, seen: int) -> tuple[bool, int]:
        """Wait up to 15 seconds for a version after `seen`: whether it came, and the version now."""
        with self.changed:
            came = self.changed.wait_for(lambda: self.version != seen, timeout=15)
            return came, self.version

    def reload(self) -> None:
        """Tell every open page to reload."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()


def _notice(findings: list[Finding], failure: str = "") -> bytes:
    """The errors, in the words of `portal check`."""
    errors = [f for f in findings if f.stops]
    if not errors and not failure:
        return b""
    head = f"生成失败，以下不是现在的内容。{failure}" if failure else f"有 {len(errors)} 处错误，改正以前不能发布："
    items = "".join(f"<li>{html.escape(_words.line(f, 'zh'))}</li>" for f in errors[:SHOWN])
    more = f"<p>另有 {len(errors) - SHOWN} 处，见终端。</p>" if len(errors) > SHOWN else ""
    return (f'<div class="masthead md-typeset"><aside class="note note-error" id="portal-findings" role="alert">'
            f"<p><b>{html.escape(head)}</b></p><ul>{items}</ul>{more}</aside></div>").encode()


@contextmanager
def server(site: Path, port: int) -> Iterator[Live]:
    """Serve the folder on the loopback address while the context is open."""
    site = site.resolve()

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            if self.path == EVENTS:
                self._events()
                return
            path = Path(self.translate_path(self.path))
            page = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
            known, name = live.pages, page.relative_to(site).as_posix() if page.is_relative_to(site) else ""
            if page.suffix == ".html" and (known.get(name) or page.is_file()):
                stale = live.failed or (name in known and known[name] is None)
                self._send(known.get(name) or page.read_bytes(), 200, stale)
            elif not path.exists():
                self._send((site / "404.html").read_bytes(), 404, live.failed)
            else:
                super().do_GET()

        def _send(self, body: bytes, status: int, stale: bool) -> None:
            """The page below what is wrong, which stands alone where the page is not what the content says."""
            start, opening, rest = body.partition(b"<body>")
            body = start + opening + live.notice + (b"" if stale else rest) + SCRIPT
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def _events(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            seen = live.version
            try:
                while True:
                    told, seen = live.wait(seen)
                    self.wfile.write(b"data: reload\n\n" if told else b": still here\n\n")
                    self.wfile.flush()
            except OSError:
                return      # the page was closed

    httpd = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    httpd.daemon_threads = True
    live = Live(address=f"http://127.0.0.1:{httpd.server_port}/")
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield live
    finally:
        httpd.shutdown()
