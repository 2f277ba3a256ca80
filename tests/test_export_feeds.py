"""Feeds, calendar, robots, OpenSearch and linked data of the fixed portal; the Word file of a report."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from generator import exports, pages, pipeline
from generator.exports import feeds
from generator.exports._prose import paragraphs
from generator.model.site import Site
from tests.conftest import TODAY

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+08:00")


@pytest.fixture(scope="module")
def site(portal_content: Path) -> Site:
    """The fixed portal, checked."""
    found, _ = pipeline.check(portal_content, TODAY)
    assert found
    return found


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, bytes]:
    """Every file of the open data by its path."""
    return dict(exports.files(site))


# --- Atom (RFC 4287)

def test_feeds_have_what_the_standard_asks_for(site: Site, made: dict[str, bytes]) -> None:
    paths = [path for path in made if path.startswith("feeds/") and path.endswith(".xml")]
    assert len(paths) == 2 + len(site.regions) + len(site.agencies)
    for path in paths:
        feed = ElementTree.fromstring(made[path])
        assert feed.tag == f"{ATOM}feed"
        own = [feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")]
        assert all(own)
        assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [own[0]]
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        ids = []
        for entry in feed.findall(f"{ATOM}entry"):
            ids.append(entry.findtext(f"{ATOM}id"))
            assert entry.findtext(f"{ATOM}title")
            assert TIME.fullmatch(entry.findtext(f"{ATOM}updated") or "")
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        assert len(set(ids)) == len(ids)


def test_feeds_hold_what_they_are_about(site: Site, made: dict[str, bytes]) -> None:
    def titles(path: str) -> list[str | None]:
        return [e.findtext(f"{ATOM}title") for e in ElementTree.fromstring(made[path]).findall(f"{ATOM}entry")]

    dated = [d.title for d in site.documents.values() if d.published or (d.source and d.source.retrieved)]
    assert sorted(filter(None, titles("feeds/all.xml"))) == sorted(dated)
    assert titles("feeds/corrections.xml") == ["更正：示例市人民政府2021年政府信息公开工作年度报告"]
    assert sorted(filter(None, titles("feeds/regions/example.xml"))) == sorted(dated)      # what lies below counts
    mine = [d.title for d in site.documents.values() if d.agency == "example-city/commerce" and d.title in dated]
    assert sorted(filter(None, titles("feeds/agencies/example-city/commerce.xml"))) == sorted(mine)


# --- calendar (RFC 5545), robots, OpenSearch

def test_the_calendar_has_the_legal_days(made: dict[str, bytes]) -> None:
    data = made["feeds/deadlines.ics"]
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    text = data.replace(b"\r\n ", b"").decode()
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", text) == ["20200131", "20200131", "20200331"]
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == text.count("RRULE:FREQ=YEARLY") == 3
    assert len(set(re.findall(r"UID:(\S+)", text))) == 3


def test_machines_find_the_site(made: dict[str, bytes]) -> None:
    assert "Sitemap: https://example.gov.cn/portal/sitemap.xml" in made["robots.txt"].decode()
    described = ElementTree.fromstring(made["opensearch.xml"])
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(described.findtext(f"{space}ShortName") or "") <= 16
    url = described.find(f"{space}Url")
    assert url is not None
    assert url.get("template") == "https://example.gov.cn/portal/search/?q={searchTerms}"


# --- schema.org

def test_linked_data_is_about_pages_that_are_made(site: Site) -> None:
    heads = exports.heads(site)
    made = {page.path for page, _ in pages.write(site)}
    assert set(heads) <= made
    assert {d.id + ".md" for d in site.documents.values()} <= set(heads)
    assert not [text for text in heads.values() if "<" in text or "\n" in text]


def test_linked_data_says_what_search_engines_ask_for(site: Site, made: dict[str, bytes]) -> None:
    heads = {path: json.loads(text) for path, text in exports.heads(site).items()}
    report = heads["example-city/commerce/2021.md"]
    assert (report["@context"], report["@type"], report["datePublished"]) == ("https://schema.org", "Report", "2022-01-28")
    data_sets = [data for data in heads.values() if data["@type"] == "Dataset"]
    assert len(data_sets) == 1 + len(site.agencies)
    base = site.settings.url.rstrip("/") + "/"
    for data in data_sets:
        assert 50 <= len(data["description"]) <= 5000
        assert all(d["contentUrl"].removeprefix(base) in made for d in data["distribution"])


def test_days_that_are_not_stated_are_not_made_up(site: Site) -> None:
    id = "example-city/commerce/2021"
    bare = replace(site, documents=site.documents | {id: replace(site.documents[id], published=None, source=None)})
    assert "datePublished" not in json.loads(exports.heads(bare)[f"{id}.md"])
    feed = dict(feeds.files(bare))["feeds/all.xml"]
    assert f"/portal/{id}/<" not in feed
    assert f"/portal/{id}/<" in dict(feeds.files(site))["feeds/all.xml"]


# --- Word

def cells(table: docx.table.Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_word_file_is_the_official_form_filled_in(made: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(made["example-city/commerce/2021.docx"]))
    texts = [p.text for p in document.paragraphs]
    assert texts[0] == "示例市商务局2021年政府信息公开工作年度报告"
    assert "一、总体情况" in texts and "上年结转1件，办结15件，结转下年度2件。" in texts
    assert "2022年1月20日" in texts
    disclosure, applications, reviews = map(cells, document.tables)
    assert disclosure[2:4] == [["规章", "0", "0", "0"], ["行政规范性文件", "2", "1", "12"]]
    assert disclosure[-1] == ["行政事业性收费", *["96171.60"] * 3]
    assert applications[3][3:] == ["12", "3", "0", "0", "1", "0", "16"]
    assert applications[-1] == ["四、结转下年度继续办理"] * 3 + ["2", "0", "0", "0", "0", "0", "2"]
    assert {len(row) for row in applications} == {10}
    assert reviews[-1] == ["1", "0", "0", "0", "1", *["0"] * 5, *[""] * 5]         # blank stays blank


def test_every_report_has_a_word_file(site: Site, made: dict[str, bytes]) -> None:
    reports = [d for d in site.documents.values() if d.kind in ("report", "aggregate")]
    assert {f"{d.id}.docx" for d in reports} == {path for path in made if path.endswith(".docx")}
    for report in reports:
        document = docx.Document(io.BytesIO(made[f"{report.id}.docx"]))
        assert document.paragraphs[0].text == report.title


@pytest.mark.parametrize(("markdown", "words"), [
    ("第一段\n第二段\n\n第三段", ["第一段", "第二段", "第三段"]),
    ("### 小标题\n- 甲\n> 乙\n1. 丙", ["小标题", "甲", "乙", "1. 丙"]),
    ("**重点**和[网站](https://a.cn/x)，\\*星\\*", ["重点和网站（https://a.cn/x），*星*"]),
    ("--- 减号", ["--- 减号"]),
])
def test_markdown_becomes_plain_paragraphs(markdown: str, words: list[str]) -> None:
    assert paragraphs(markdown) == words


