"""Three pull requests from forks (a good report, a faulty one, a hostile one), judged and told as the workflows do it."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.scratch import api, hub

PLACES = "regions/example-city"
MARKUP = "<img src=x>|![a](http://evil.example/b)&#64;all @all owner/x#1 `a` --> <!-- "


@dataclass(frozen=True, slots=True)
class Judged:
    """A pull request after its check: how the job went, its head's hash, the folder it ran in."""

    ran: hub.Ran
    sha: str
    folder: Path

    @property
    def report(self) -> bytes:
        return (self.folder / "build" / "preview" / "report.json").read_bytes()


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def made(fork: Path) -> None:
        file = fork / "content" / PLACES / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return made


def good(fork: Path) -> None:
    """Next year's report of one's own agency, with this year's figures adjusted to follow."""
    folder = fork / "content" / PLACES / "commerce"
    text = (folder / "2021.yml").read_text(encoding="utf-8")
    text = text.replace("/2022-00017", "/2023-00009").replace("〔2022〕", "〔2023〕")
    text = re.sub(r"(?ms)^source:.*?^(?=sections:)", "", text)
    text = re.sub(r"(?ms)^  odd_characters:.*?^(?=  review)", "", text)
    (folder / "2022.yml").write_text(text.replace("2022-01-", "2023-01-").replace("2021年", "2022年"), encoding="utf-8")


def hostile(fork: Path) -> None:
    """A stranger: a script in the prose, words that would be markup and a mention, a published figure, himself as maintainer."""
    change("commerce/2021.yml", "normative_documents:      [2, 1, 12]", "normative_documents:      [2, ~, 99]")(fork)
    change("commerce/2021.yml", "主动公开政府信息135条", "<script>alert(1)</script>@everyone [领奖](https://evil.example/x)")(fork)
    change("commerce/2021.yml", "title: 示例市商务局2021年政府信息公开", f"title: 示例市商务局2021年{MARKUP}政府信息公开")(fork)
    change("commerce/agency.yml", 'maintainers: ["@example-commerce"', 'maintainers: ["@stranger", "@example-commerce"')(fork)
    (fork / "README.md").write_text("own program\n")


REQUESTS: dict[int, tuple[str, Callable[[Path], None]]] = {
    1: ("example-commerce", good),
    2: ("example-commerce", change("commerce/2021.yml", "[5, 1, 0, 0, 0, 0, 6]", "[5, 1, 0, 0, 0, 0, 7]")),
    3: ("stranger", hostile),
}


def judge(repository: Path) -> dict[int, Judged]:
    """The job of check.yml, run on each request, side by side."""
    heads = {number: hub.pull_request(repository, number, made) for number, (_, made) in REQUESTS.items()}

    def one(number: int) -> Judged:
        folder = hub.checkout(repository, f"refs/pull/{number}/merge", repository.parent / f"check-{number}", depth=2)
        values = {"PORTAL": ".portal", "AUTHOR": REQUESTS[number][0], "ALLOW": ""}
        return Judged(hub.run("check", "content", folder, values), heads[number], folder)

    with ThreadPoolExecutor(len(REQUESTS)) as pool:
        return dict(zip(REQUESTS, pool.map(one, REQUESTS), strict=True))


def posted(github: api.GitHub, repository: Path, folder: Path, number: int, sha: str, *, passed: bool) -> hub.Ran:
    """The job of preview.yml, set off by the end of check on that commit."""
    (folder.parent / f"{folder.name}.json").write_text(json.dumps({"workflow_run": {
        "id": number, "head_sha": sha, "head_branch": "main", "conclusion": "success" if passed else "failure",
        "head_repository": {"full_name": f"fork-{number}/portal", "owner": {"login": f"fork-{number}"}},
        "html_url": f"https://github.com/{api.NAME}/actions/runs/{number}",
    }}))
    values = {"PORTAL": ".portal", "GITHUB_TOKEN": api.TOKEN, "GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": api.NAME,
              "GITHUB_EVENT_PATH": str(folder.parent / f"{folder.name}.json")}
    if not folder.exists():
        hub.checkout(repository, "main", folder)
    return hub.run("preview", "comment", folder, values)


def comments(repository: Path, judged: dict[int, Judged]) -> dict[int, str]:
    """The comment under each request."""
    with api.server() as github:
        for number, one in judged.items():
            files = hub.git(repository, "diff", "--name-only", "main", f"refs/pull/{number}/head").splitlines()
            github.add(number, f"fork-{number}", "main", one.sha, files)
            github.artifacts[number] = api.archive(report_json=one.report)
            folder = repository.parent / f"preview-{number}"
            for _ in range(2 if number == 1 else 1):          # the second time in place of the first
                ran = posted(github, repository, folder, number, one.sha, passed=one.ran.passed)
                assert ran.passed, ran.said
            assert len(github.comments[number]) == 1
        assert github.leaks == []
        assert sum(a.startswith("POST") for a in github.asked) == len(judged)
        return {n: some[0]["body"] for n, some in github.comments.items()}
