"""What the steps of check and preview do, run here as they stand in the files, on pull requests from forks."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import _comment, _github, _report, main
from tests.scratch import api, hub, three
from tests.scratch.three import Judged, posted


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, portal_content: Path) -> Path:
    return hub.hub(tmp_path_factory.mktemp("hub") / "main", portal_content)


@pytest.fixture(scope="module")
def judged(repository: Path) -> dict[int, Judged]:
    return three.judge(repository)


@pytest.fixture(scope="module")
def comments(repository: Path, judged: dict[int, Judged]) -> dict[int, str]:
    return three.comments(repository, judged)


def test_a_good_report_passes(judged: dict[int, Judged], comments: dict[int, str]) -> None:
    ran = judged[1].ran
    assert ran.passed, ran.said
    assert "✅ 检查通过" in comments[1]
    assert "新增：示例市商务局2022年政府信息公开工作年度报告" in comments[1]
    page = (judged[1].folder / "build/preview/pages/example-city/commerce/2022/index.html").read_text("utf-8")
    links = [*re.findall(r'(?:href|src)="([^"#?]+)', page)]
    here = judged[1].folder / "build/preview/pages/example-city/commerce/2022"
    elsewhere = re.compile("https?:|mailto:|tel:|data:image/")
    assert all(elsewhere.match(link) or (here / link).is_file() for link in links), "it opens from a folder"
    assert "/actions/runs/1/artifacts/1001)（" in comments[1]


def test_a_faulty_one_fails_with_the_cure(judged: dict[int, Judged], comments: dict[int, str]) -> None:
    ran = judged[2].ran
    assert ran.codes["检查"] == 1 and ran.codes["生成网站"] == 0
    assert "::error file=content/regions/example-city/commerce/2021.yml" in ran.said["检查"]
    assert "❌ 检查未通过" in comments[2]
    assert re.search(r"予以公开 · 总计 \| 6 \| 7 \|", comments[2])
    assert "没有写明更正" in comments[2]
    assert "\n        - {at: tables.applications.granted.total, from: 6, to: 7}\n" in comments[2]
    assert f"/blob/{judged[2].sha}/content/{three.PLACES}/commerce/2021.yml#L65)" in comments[2]


def test_what_the_check_prints_is_pasted_and_passes(repository: Path, tmp_path: Path) -> None:
    """Two figures of a published report: one entry for both, at the end of the file as it stands; then its reason."""
    fork = tmp_path / "fork"
    hub.git(tmp_path, "clone", "-q", str(repository), str(fork))
    three.change("commerce/2021.yml", "normative_documents:      [2, 1, 12]", "normative_documents:      [2, ~, 13]")(fork)
    file = fork / "content" / three.PLACES / "commerce" / "2021.yml"

    def said(*more: str) -> Result:
        arguments = ["check", "--content", str(fork / "content"), "--changed-from", "origin/main", *more]
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    def found() -> list[dict[str, str]]:
        done = said("--format", "json")
        errors: list[dict[str, str]] = [f for f in json.loads(done.stdout) if f["severity"] == "error"]
        assert done.exit_code == bool(errors)
        return errors

    told = found()
    assert [f["rule"] for f in told] == ["correction"] * 2 and [bool(f["paste"]) for f in told] == [True, False]
    assert f"\n{told[0]['paste']}\n" in said().stdout, "whole lines, to be copied"
    file.write_text(f"{file.read_text('utf-8')}{told[0]['paste']}\n", encoding="utf-8")
    assert [f["message"] for f in found()] == ["更正没有写原因"]
    file.write_text(file.read_text("utf-8").replace("reason: …", "reason: 统计口径更正"), encoding="utf-8")
    assert found() == []
    three.change("commerce/2021.yml", "[2, ~, 13]", "[2, 0, 13]")(fork)
    assert ["paste" in f and not f["paste"] for f in found()] == [True], "an entry that is wrong is put right, not told again"


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


def damaged(archive: bytes) -> bytes:
    """The same with other bytes where what is packed begins: zlib finds no block it knows."""
    begins = 30 + len("report.json")
    return archive[:begins] + bytes(b ^ 0xFF for b in archive[begins:begins + 20]) + archive[begins + 20:]


@pytest.mark.parametrize("artifact", [
    b"no archive", damaged(api.archive(report_json=b"%r" % [*range(999)])),
    api.archive(other=b"{}"), api.archive(report_json=b"[1"), api.archive(report_json=b"{}"),
    api.archive(report_json=b" " * (_report.MOST_BYTES + 1)),
    api.archive(report_json=b'{"version": 1, "findings": [], "files": [], "names": {}, "pages": ["' + b"x" * 9000 + b'"]}'),
], ids=["no-archive", "damaged", "other-file", "no-json", "no-keys", "too-large", "long-text"])
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
               "message": "*" * 1999, "remedy": "_" * 1999, "paste": "`\n@all" * 300, "accepted": None}
    raw = json.dumps({"version": 1, "pages": [], "names": {}, "findings": [finding] * 100, "files": [file] * 2}).encode()
    comment = _comment.comment(_report.read(raw), _comment.Run(passed=True))
    assert len(comment) <= _comment.MOST and "❌" in comment and "另有" in comment and "对其他报告的影响" in comment
    assert "丢失" in comment, "losses are shown whatever is left out"
