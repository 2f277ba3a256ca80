"""A GitHub that is none: the few addresses that the program asks, answered from memory, every request kept."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

NAME = "example/portal"
TOKEN = "not-a-token"


@dataclass(slots=True)
class GitHub:
    """What it knows, and what was asked. `leaks`: requests that carried the token to where it has no business."""

    address: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    files: dict[int, list[str]] = field(default_factory=dict)
    artifacts: dict[int, bytes] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)

    def add(self, number: int, owner: str, branch: str, sha: str, files: list[str]) -> None:
        """An open pull request from a fork."""
        head = {"sha": sha, "ref": branch, "repo": {"full_name": f"{owner}/portal", "owner": {"login": owner}}}
        self.pulls.append({"number": number, "head": head, "base": {"repo": {"full_name": NAME}}})
        self.files[number], self.comments[number] = files, []

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        """What GitHub would say; None = 404."""
        parts = path.split("/")
        match method, *parts:
            case "GET", "pulls":
                return [p for p in self.pulls if f"{p['head']['repo']['owner']['login']}:{p['head']['ref']}" == query["head"][0]]
            case "GET", "pulls", number, "files":
                return [{"filename": f} for f in self.files[int(number)]]
            case "GET", "actions", "runs", run, "artifacts":
                found = [{"id": int(run), "name": "preview-report", "expired": False, "size_in_bytes": 1},
                         {"id": 1000 + int(run), "name": "preview-pages", "expired": False, "size_in_bytes": 1}]
                return {"artifacts": found if int(run) in self.artifacts else []}
            case "GET", "issues", number, "comments":
                return self.comments[int(number)]
            case "POST", "issues", number, "comments":
                self.comments[int(number)].append({"id": 100 + int(number), "user": {"login": "github-actions[bot]"}, **body})
                return {}
            case "PATCH", "issues", "comments", id:
                next(c for some in self.comments.values() for c in some if c["id"] == int(id)).update(body)
                return {}
            case "GET", "issues":
                return self.issues
            case "POST", "issues":
                self.issues.append({"number": len(self.issues) + 1, **body})
                return self.issues[-1]
            case "PATCH", "issues", number:
                self.issues[int(number) - 1].update(body)
                return {}
        return None


def archive(**files: bytes) -> bytes:
    """An artifact as GitHub keeps it; `report_json` is the file `report.json`."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name.replace("_", "."), content)
    return data.getvalue()


@contextmanager
def server() -> Iterator[GitHub]:
    """It listens on the loopback address while the context is open."""
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def _send(self, code: int, body: bytes, **headers: str) -> None:
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def handle_any(self) -> None:
            url = urlsplit(self.path)
            github.asked.append(f"{self.command} {url.path}")
            if url.path.startswith("/blob/"):           # where GitHub keeps the bytes: another host, which takes no token
                if self.headers.get("Authorization"):
                    github.leaks.append(self.path)
                self._send(200, github.artifacts[int(url.path.removeprefix("/blob/"))])
                return
            path = url.path.removeprefix(f"/repos/{NAME}/")
            if self.headers.get("Authorization") != f"Bearer {TOKEN}" or path == url.path:
                self._send(401, b"{}")
                return
            if path.startswith("actions/artifacts/"):
                self._send(302, b"", Location=f"{github.address}/blob/{path.split('/')[2]}")
                return
            length = int(self.headers.get("Content-Length") or 0)
            said = github.answer(self.command, path, parse_qs(url.query), json.loads(self.rfile.read(length) or b"null"))
            self._send(404 if said is None else 200, json.dumps(said).encode())

        do_GET = do_POST = do_PATCH = handle_any

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.address = f"http://127.0.0.1:{httpd.server_port}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield github
    finally:
        httpd.shutdown()
