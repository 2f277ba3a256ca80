"""Versions of the content: what git says reaches provenance and citations, and nothing is made up."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from generator import cite, exports, history, init, pipeline
from generator.model.version import History, Version
from tests.conftest import TODAY

REPORT = "content/regions/example-city/commerce/2021.yml"


def git(folder: Path, *command: str | Path, at: int = 1_767_225_600) -> str:
    """At: seconds since 1970; the first moment of 2026 in London, eight in the morning in China."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    env = {"GIT_COMMITTER_DATE": f"{at} +0000", "GIT_AUTHOR_DATE": f"{at} +0000", "PATH": "/usr/bin:/bin:/usr/local/bin",
           "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True, text=True, env=env)
    return done.stdout.strip()


@pytest.fixture
def repository(portal_content: Path, tmp_path: Path) -> Path:
    """The fixed portal in a repository of its own, one commit."""
    shutil.copytree(portal_content, tmp_path / "content")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_each_file_has_the_commit_that_made_it_what_it_is(repository: Path) -> None:
    first, file = git(repository, "rev-parse", "HEAD"), repository / REPORT
    file.write_text(file.read_text("utf-8") + "# 改\n", "utf-8")
    git(repository, "commit", "-qam", "second", at=1_767_312_000)
    second = git(repository, "rev-parse", "HEAD")
    found = history.read(repository / "content")
    assert found.head == found.files[REPORT] == Version(1_767_312_000, second)
    assert found.files[REPORT.replace("2021", "2018")].commit == first
    assert found.files[REPORT].day.isoformat() == "2026-01-02"
    assert history.read(repository / "content") == found


def test_what_is_not_committed_has_no_version(repository: Path) -> None:
    file = repository / REPORT
    file.write_text(file.read_text("utf-8") + "# 改\n", "utf-8")
    found = history.read(repository / "content")
    assert found.head is None
    assert REPORT not in found.files
    assert REPORT.replace("2021", "2018") in found.files


def test_what_moved_is_followed_from_folder_to_folder(repository: Path) -> None:
    """An agency twice, its own file edited on the way; then its region. A copy, a new year and what is gone lead nowhere."""
    places = repository / "content" / "regions"
    git(repository, "mv", places / "example-city" / "commerce", places / "example-city" / "trade")
    profile = places / "example-city" / "trade" / "agency.yml"
    profile.write_text(re.sub(r"(?m)^name: .*$", "name: 示例市商贸局", profile.read_text("utf-8")), "utf-8")
    git(repository, "commit", "-qam", "commerce is trade")
    git(repository, "mv", places / "example-city" / "trade", places / "example-city" / "markets")
    git(repository, "mv", places / "example-city" / "markets" / "2019.yml", places / "example-city" / "markets" / "2020.yml")
    git(repository, "commit", "-qam", "and its year was wrong")
    moved = history.read(repository / "content").moved
    at = "content/regions/{}/{}.yml".format
    assert moved[at("example-city/commerce", "2018")] == at("example-city/markets", "2018")
    assert {moved[at(f"example-city/{old}", "agency")] for old in ("commerce", "trade")} == {at("example-city/markets", "agency")}
    assert not any("2019" in path or "government" in path for path in moved)
    git(repository, "mv", places / "example-city", places / "sample-city")
    git(repository, "commit", "-qm", "and the city")
    moved = history.read(repository / "content").moved
    assert moved[at("example-city/trade", "2018")] == at("sample-city/markets", "2018")
    assert moved[at("example-city", "region")] == at("sample-city", "region")
    assert all((repository / new).is_file() and not (repository / old).exists() for old, new in moved.items())


def test_an_old_address_leads_on_by_itself(tmp_path: Path) -> None:
    """On any host: a page with a refresh, a link and the new address as the one to keep; the site map has the new one only."""
    for path, text in init.files("example/portal", "0" * 40).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    git(tmp_path, "init", "-q")
    for name in ("first", "second"):
        if name == "second":
            git(tmp_path, "mv", "content/regions/example/commerce", "content/regions/example/trade")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", name)
    content = tmp_path / "content"
    assert pipeline.build(content, tmp_path / "build", TODAY, past=history.read(content)).built
    site = tmp_path / "build" / "site"
    for old, new in (("commerce/", "trade/"), ("commerce/2024/", "trade/2024/")):
        page = html.fromstring((site / "example" / old / "index.html").read_bytes())
        refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)").removeprefix("0; url=")
        assert (site / "example" / old / refresh / "index.html").resolve() == site / "example" / new / "index.html"
        assert page.xpath("string(//link[@rel='canonical']/@href)") == f"https://example.gov.cn/portal/example/{new}"
        link = page.xpath("//main//a[.='新的地址']/@href | //article//a[.='新的地址']/@href")[0]
        assert (site / "example" / old / link).resolve() == site / "example" / new
        assert not page.xpath("//*[@data-pagefind-body]")
    told = (site / "sitemap.xml").read_text("utf-8")
    assert "/example/trade/2024/" in told and "/example/commerce/" not in told
    again = html.fromstring((site / "example" / "trade" / "2024" / "index.html").read_bytes())
    assert not again.xpath("//meta[@http-equiv='refresh']")


def test_outside_a_repository_nothing_is_known(portal_content: Path, tmp_path: Path) -> None:
    shutil.copytree(portal_content, tmp_path / "content")
    assert history.read(tmp_path / "content") == History()


def test_the_version_is_cited_and_stands_in_the_provenance(portal_content: Path) -> None:
    bare, _ = pipeline.check(portal_content, TODAY)
    assert bare
    commit = "3f2a1c9e" * 5
    site = replace(bare, history=History(files={REPORT: Version(1_767_312_000, commit)}))
    made = dict(exports.files(site))
    record = json.loads(made["api/v1/reports/example-city/commerce/2021.json"])
    assert (record["provenance"]["commit"], record["provenance"]["committed"]) == (commit, "2026-01-02")
    assert f"[R/OL]. 数据版本{commit[:12]}(2026-01-02). (2022-01-28)[{{accessed}}]." in record["citation"]["gbt7714"]
    assert f"  version = {{{commit}, 2026-01-02}}" in record["citation"]["bibtex"]
    assert record["citation"]["csl"]["version"] == f"{commit}, 2026-01-02"
    changed = {path for path, data in exports.files(bare) if made[path] != data}
    assert changed == {"api/v1/reports/example-city/commerce/2021.json"}       # a series has other files without a version


def test_a_series_is_as_new_as_its_newest_document(portal_content: Path) -> None:
    site, _ = pipeline.check(portal_content, TODAY)
    assert site
    documents = site.documents_of["example-city/commerce"]
    files = {d.file: Version(n, f"{n:040}") for n, d in enumerate(documents, 1)}
    known = replace(site, history=History(files=files))
    path = "indicators/received/index.md"
    assert f"数据版本{len(files):040}"[:16] in cite.of_series(known, "指标", path, cite.latest(known, documents)).gbt7714
    without = cite.of_series(site, "指标", path, cite.latest(site, documents))
    assert "版本" not in without.gbt7714
    assert without.csl["URL"] == "https://example.gov.cn/portal/indicators/received/"


@pytest.mark.parametrize("name", ["commerce/2021", "commerce/2021-plan", "commerce/2018"])
def test_a_page_gives_its_citation_to_copy(built: Path, name: str) -> None:
    page = html.fromstring((built / "site" / "example-city" / name / "index.html").read_bytes())
    record = json.loads((built / "site" / f"api/v1/reports/example-city/{name}.json").read_bytes())["citation"]
    said = page.xpath("string(//*[@class='cite-text']/span)")
    assert said == record["gbt7714"].replace("{accessed}", "访问日期")
    tags = {str(tag.get("name")): str(tag.get("content")) for tag in page.iterfind(".//meta[@name]")}
    (given,) = json.loads(page.xpath("string(//@data-csl)"))     # page.js makes the rest of it from the tags
    of_tags = {"title": tags["ArticleTitle"], "author": [{"literal": tags["Author"]}], "URL": tags["Url"]}
    day = [int(n) for n in tags["PubDate"][:10].split("-")] if "PubDate" in tags else None
    assert given | of_tags | ({"issued": {"date-parts": [day]}} if day else {}) == {
        key: value for key, value in record["csl"].items() if key not in ("type", "language", "accessed")}
