"""What the steps of check and preview do, run here as they stand in the files, on pull requests from forks."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import _comment, _github, _report
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


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, portal_content: Path) -> Path:
    return hub.hub(tmp_path_factory.mktemp("hub") / "main", portal_content)


@pytest.fixture(scope="module")
def judged(repository: Path) -> dict[int, Judged]:
    """The job of check.yml, run on each request, side by side."""
    heads = {number: hub.pull_request(repository, number, made) for number, (_, made) in REQUESTS.items()}

    def judge(number: int) -> Judged:
        folder = hub.checkout(repository, f"refs/pull/{number}/merge", repository.parent / f"check-{number}", depth=2)
        values = {"PORTAL": ".portal", "AUTHOR": REQUESTS[number][0], "ALLOW": ""}
        return Judged(hub.run("check", "content", folder, values), heads[number], folder)

    with ThreadPoolExecutor(len(REQUESTS)) as pool:
        return dict(zip(REQUESTS, pool.map(judge, REQUESTS), strict=True))


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


@pytest.fixture(scope="module")
def comments(repository: Path, judged: dict[int, Judged]) -> dict[int, str]:
    """The comment under each request."""
    with api.server() as github:
        for number, one in judged.items():
            files = hub.git(repository, "diff", "--name-only", "main", f"refs/pull/{number}/head").splitlines()
            github.add(number, f"fork-{number}", "main", one.sha, files)
            github.artifacts[number] = api.archive(report_json=one.report)
            folder = repository.parent / f"preview-{number}"
            for _ in range(2):          # the second time in place of the first
                ran = posted(github, repository, folder, number, one.sha, passed=one.ran.passed)
                assert ran.passed, ran.said
            assert len(github.comments[number]) == 1
        assert github.leaks == []
        assert sum(a.startswith("POST") for a in github.asked) == len(judged)
        return {n: some[0]["body"] for n, some in github.comments.items()}


def test_a_good_report_passes(judged: dict[int, Judged], comments: dict[int, str]) -> None:
    ran = judged[1].ran
    assert ran.passed, ran.said
    assert "✅ 检查通过" in comments[1]
    assert "新增：示例市商务局2022年政府信息公开工作年度报告" in comments[1]
    assert (judged[1].folder / "build/preview/pages/example-city/commerce/2022/index.html").is_file()


def test_a_faulty_one_fails_with_the_cure(judged: dict[int, Judged], comments: dict[int, str]) -> None:
    ran = judged[2].ran
    assert ran.codes["检查"] == 1 and ran.codes["生成网站"] == 0
    assert "::error file=content/regions/example-city/commerce/2021.yml" in ran.said["检查"]
    assert "❌ 检查未通过" in comments[2]
    assert re.search(r"予以公开 · 总计 \| 6 \| 7 \|", comments[2])
    assert "没有写明更正" in comments[2] and "at: tables.applications.granted.total" in comments[2].replace("\\", "")


def test_a_hostile_one_fails_and_its_words_stay_words(judged: dict[int, Judged], comments: dict[int, str]) -> None:
    found = {line.rpartition("::")[0].rpartition(" ")[2] for line in judged[3].ran.said["检查"].splitlines() if "::error" in line}
    assert {"ownership", "raw_html", "correction"} <= {f.rpartition(" ")[2] for f in found}, judged[3].ran.said
    comment = comments[3]
    assert "❌ 检查未通过" in comment and "由改动后的程序得出" in comment
    assert {*re.findall(r"(?<!\\)\]\(https://([^/)]*)", comment)} == {"github.com", "example.gov.cn"}, "no link but ours"
    for sign in ("<script", "<img", "@everyone", "@all", "://evil", "x#1", "<!-- \n"):
        assert sign not in comment
    assert comment.count("<!--") == 1, "no comment of HTML but the marker"
    assert re.search(r"\| 丢失 \| [^|]*本年废止件数 \| 1 \| 空白 \|", comment)
    others = comment.partition("### 对其他报告的影响")[2].partition("###")[0]
    assert "现行有效件数应为 99" in others and "应为 2（" not in others, "what the change does, not what was wrong before"
    assert comment.index("本年废止件数 | 1 | 空白") < comment.index("现行有效件数 | 12 | 99")


def test_a_label_of_a_maintainer_allows_it(judged: dict[int, Judged], repository: Path) -> None:
    done = hub.portal(judged[3].folder, "check", "--changed-from", "HEAD^1", "--author", "stranger", "--allow-foreign")
    assert "[ownership]" not in done.stdout and "[correction]" in done.stdout


def test_no_comment_for_a_commit_that_is_not_the_newest(repository: Path, judged: dict[int, Judged]) -> None:
    with api.server() as github:
        github.add(1, "fork-1", "main", "0" * 40, [])
        assert posted(github, repository, repository.parent / "preview-1", 1, judged[1].sha, passed=True).passed
        assert github.comments[1] == []


@pytest.mark.parametrize("artifact", [
    b"no archive", api.archive(other=b"{}"), api.archive(report_json=b"[1"), api.archive(report_json=b"{}"),
    api.archive(report_json=b" " * (_report.MOST_BYTES + 1)),
    api.archive(report_json=b'{"version": 1, "findings": [], "files": [], "pages": ["' + b"x" * 9000 + b'"]}'),
], ids=["no-archive", "other-file", "no-json", "no-keys", "too-large", "long-text"])
def test_a_report_that_is_none_is_refused(artifact: bytes) -> None:
    with api.server() as github:
        github.artifacts[1] = artifact
        known = _github.Repository(api=github.address, name=api.NAME, token=api.TOKEN)
        with pytest.raises((_github.Failed, _report.Refused)):
            _report.read(known.file_of_artifact(1, "report.json", _report.MOST_BYTES))


def test_a_comment_is_never_too_long() -> None:
    value = {"at": "a", "label": "<b>" * 600, "old": "|" * 1999, "new": None}
    text = {"at": "", "label": "x", "pieces": [["-", "[" * 1999]] * 50}
    file = {"file": "content/x.yml", "name": "@a" * 900, "change": "changed", "cells": [value] * 90, "fields": [value] * 90,
            "texts": [text], "figures": 0}
    finding = {"file": "content/x.yml", "line": 1, "column": 1, "severity": "error", "rule": "x](y)", "at": "", "touched": False,
               "message": "*" * 1999, "remedy": "_" * 1999, "accepted": None}
    raw = json.dumps({"version": 1, "pages": [], "findings": [finding] * 100, "files": [file] * 2}).encode()
    comment = _comment.comment(_report.read(raw), _comment.Run(passed=True))
    assert len(comment) <= _comment.MOST and "❌" in comment and "另有" in comment
    assert "丢失" in comment, "losses are shown whatever is left out"
