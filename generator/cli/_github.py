"""The few things asked of GitHub's API, through the variables that Actions sets; a test sets them to a server of its own."""

import io
import json
import lzma
import os
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

MOST = 16 * 1024 * 1024     # bytes of any answer
PAGES = 30                  # of a list, a hundred items each
BOT = "github-actions[bot]"
UNREADABLE = (KeyError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError)


class Failed(Exception):
    """GitHub refused or could not be reached, or the surroundings are not those of a workflow; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository, by the token that the workflow was given."""

    api: str
    name: str
    token: str

    def one(self, path: str) -> Any:
        """What stands at the path below the repository."""
        return self._ask("GET", f"{self.api}/repos/{self.name}/{path}")

    def all(self, path: str, key: str = "", **query: str) -> Iterator[Any]:
        """Every item of a list, page by page; `key`: the list's name where it is inside an object."""
        for page in range(1, PAGES + 1):
            asked = urlencode({**query, "per_page": "100", "page": str(page)})
            answer = self._ask("GET", f"{self.api}/repos/{self.name}/{path}?{asked}")
            items = answer[key] if key else answer
            yield from items
            if len(items) < 100:
                return

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Create or change something."""
        return self._ask(method, f"{self.api}/repos/{self.name}/{path}", json.dumps(body).encode())

    def file_of_artifact(self, id: int, name: str, most: int) -> bytes:
        """One file of an artifact's archive, of at most so many bytes. The token goes to GitHub, not where it points."""
        address = f"{self.api}/repos/{self.name}/actions/artifacts/{int(id)}/zip"
        raw = _open(urllib.request.Request(address, headers=self._head()), follow=True)
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(name) as file:
                data = file.read(most + 1)
        except UNREADABLE as e:
            raise Failed(f"产物中没有可读的 {name}") from e
        if len(data) > most:
            raise Failed(f"产物中的 {name} 超过 {most} 字节")
        return data

    def _head(self) -> dict[str, str]:
        return {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "portal",
                "Authorization": f"Bearer {self.token}"}

    def _ask(self, method: str, address: str, body: bytes | None = None) -> Any:
        request = urllib.request.Request(address, data=body, method=method, headers=self._head())
        try:
            return json.loads(_open(request) or b"null")
        except ValueError as e:
            raise Failed(f"{method} {address}：回答不是 JSON") from e


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are not followed: the caller does, without the token."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Message, newurl: str) -> None:
        """Nothing to follow."""


def _open(request: urllib.request.Request, *, follow: bool = False) -> bytes:
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=60) as answer:
            data: bytes = answer.read(MOST + 1)
    except urllib.error.HTTPError as e:
        there = e.headers.get("Location", "")
        if follow and e.code in (301, 302, 303, 307, 308) and there.startswith(("https://", "http://127.0.0.1:")):
            return _open(urllib.request.Request(there))
        raise Failed(f"{request.get_method()} {request.full_url.partition('?')[0]}：{e.code} {e.reason}") from e
    except OSError as e:
        raise Failed(f"连不上 {request.host}：{e}") from e
    if len(data) > MOST:
        raise Failed(f"回答超过 {MOST} 字节")
    return data


def repository() -> Repository:
    """Where the workflow runs."""
    wanted = {"api": "GITHUB_API_URL", "name": "GITHUB_REPOSITORY", "token": "GITHUB_TOKEN"}
    found = {key: os.environ.get(name, "") for key, name in wanted.items()}
    missing = [name for key, name in wanted.items() if not found[key]]
    if missing:
        raise Failed(f"没有环境变量 {'、'.join(missing)}；此命令在 GitHub Actions 中运行")
    return Repository(**found)


def event() -> Any:
    """What set the workflow off."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    if not Path(path).is_file():
        raise Failed("没有环境变量 GITHUB_EVENT_PATH；此命令在 GitHub Actions 中运行")
    return json.loads(Path(path).read_text(encoding="utf-8"))


def pull_request(repository: Repository, run: Mapping[str, Any]) -> int | None:
    """The open request a finished run belongs to, found by GitHub's own account of the run, never by what the run says.

    None when there is none, or when commits came after those the run looked at.
    """
    head, owner = run.get("head_repository") or {}, (run.get("head_repository") or {}).get("owner") or {}
    for found in repository.all("pulls", state="open", head=f"{owner.get('login', '')}:{run['head_branch']}"):
        same = (found["head"]["repo"] or {}).get("full_name") == head.get("full_name")
        if same and found["head"]["sha"] == run["head_sha"] and found["base"]["repo"]["full_name"] == repository.name:
            return int(found["number"])
    return None


def keep_one_comment(repository: Repository, number: int, marker: str, body: str) -> str:
    """Write the comment that begins with the marker, or write it anew in its place; says which."""
    for comment in repository.all(f"issues/{int(number)}/comments"):
        if comment["body"].startswith(marker) and (comment["user"] or {}).get("login") == BOT:
            repository.send("PATCH", f"issues/comments/{int(comment['id'])}", {"body": body})
            return "更新"
    repository.send("POST", f"issues/{int(number)}/comments", {"body": body})
    return "写出"


def keep_one_issue(repository: Repository, marker: str, title: str, body: str, label: str) -> str:
    """The same for an open issue, found by the marker at the start of its text."""
    for issue in repository.all("issues", state="open", labels=quote(label), creator=BOT):
        if (issue.get("body") or "").startswith(marker) and "pull_request" not in issue:
            repository.send("PATCH", f"issues/{int(issue['number'])}", {"title": title, "body": body})
            return f"更新 #{int(issue['number'])}"
    made = repository.send("POST", "issues", {"title": title, "body": body, "labels": [label]})
    return f"建立 #{int(made['number'])}"
