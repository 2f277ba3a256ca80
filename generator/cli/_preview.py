"""A small server for looking at the site on this machine, which tells open pages to reload."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

EVENTS = "/.portal-events"
SCRIPT = f'<script>new EventSource("{EVENTS}").onmessage = () => location.reload()</script>'.encode()


@dataclass(slots=True)
class Live:
    """The running server: where it is, and the number of rebuilds that waiting pages are told of."""

    address: str
    changed: threading.Condition = field(default_factory=threading.Condition)
    version: int = 0

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


@contextmanager
def server(site: Path, port: int) -> Iterator[Live]:
    """Serve the folder on the loopback address while the context is open."""
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
            if page.suffix == ".html" and page.is_file():
                self._send(page.read_bytes(), 200)
            elif not path.exists():
                self._send((site / "404.html").read_bytes(), 404)
            else:
                super().do_GET()

        def _send(self, body: bytes, status: int) -> None:
            body += SCRIPT
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
