"""Feeds, calendar, robots, OpenSearch and linked data of the fixed portal; the Word file of a report."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from lxml import etree, html

from generator import exports, pages, pipeline
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


def test_feeds_are_valid_by_the_grammar_of_the_standard(made: dict[str, bytes]) -> None:
    grammar = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
    for path, data in made.items():
        if path.startswith("feeds/") and path.endswith(".xml"):
            assert grammar.validate(etree.fromstring(data)), (path, grammar.error_log)
    good = made["feeds/all.xml"].decode()
    faults = {"<id>": "<id>a</id><id>", "T00:00:00+08:00": "", 'rel="self" ': 'hreff="x" ', "<name>": "<name/><name>"}
    for old, new in faults.items():
        assert not grammar.validate(etree.fromstring(good.replace(old, new, 1).encode())), old


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


def test_the_calendar_is_one_to_a_library(made: dict[str, bytes]) -> None:
    icalendar: Any = pytest.importorskip("icalendar", reason="NOT RUN: no icalendar")
    calendar = icalendar.Calendar.from_ical(made["feeds/deadlines.ics"])
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    assert calendar.errors == [] and all(event.errors == [] for event in calendar.walk())
    events = calendar.walk("VEVENT")
    assert [(e.decoded("DTSTART").isoformat(), e["RRULE"]["FREQ"], e["RRULE"].get("INTERVAL", 1)) for e in events] == [
        ("2020-01-31", ["YEARLY"], 1), ("2020-01-31", ["YEARLY"], 1), ("2020-03-31", ["YEARLY"], 1)]
    assert all(e["UID"] and e["DTSTAMP"] and str(e["SUMMARY"]).endswith("的最后一天") for e in events)
    assert len(calendar.walk("VALARM")) == len(events)


def test_open_graph_has_what_its_protocol_asks_for(built: Path) -> None:
    for path in ("", "example-city/commerce/2021/", "data/"):
        page = html.fromstring((built / "site" / path / "index.html").read_bytes())
        said = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
        assert all(said[f"og:{name}"] for name in ("title", "type", "image", "url", "site_name", "description"))
        assert said["og:url"] == f"https://example.gov.cn/portal/{path}"
        image = said["og:image"].removeprefix("https://example.gov.cn/portal/")
        assert (built / "site" / image).read_bytes().startswith(b"\x89PNG")


# --- site map

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses_of(data: bytes) -> list[str]:
    return [loc.text or "" for loc in ElementTree.fromstring(data).iter(f"{MAP}loc")]


def test_the_site_map_names_every_page(built: Path) -> None:
    data = (built / "site" / "sitemap.xml").read_bytes()
    pages = {p.relative_to(built / "site").parent.as_posix() + "/" for p in (built / "site").rglob("index.html")}
    base = "https://example.gov.cn/portal/"
    assert set(addresses_of(data)) == {base + ("" if p == "./" else p) for p in pages}
    days = {u.findtext(f"{MAP}loc"): u.findtext(f"{MAP}lastmod") for u in ElementTree.fromstring(data)}
    assert days[f"{base}example-city/government/2021/"] == "2022-04-02"         # corrected then
    assert days[f"{base}rules/"] is None
    assert not (built / "site" / "sitemap.xml.gz").exists()


def test_a_large_site_map_is_split(site: Site) -> None:
    paths = [f"guides/p{n:06}.md" for n in range(100_001)]
    files = dict(exports.sitemap(site, paths))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [len(addresses_of(files[f"sitemap-{n}.xml"])) for n in (1, 2, 3)] == [50_000, 50_000, 1]
    assert addresses_of(files["sitemap.xml"]) == [f"https://example.gov.cn/portal/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert max(map(len, files.values())) < 50_000_000
    assert ElementTree.fromstring(files["sitemap.xml"]).tag == f"{MAP}sitemapindex"


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


def test_days_that_are_not_stated_are_not_made_up(site: Site, made: dict[str, bytes]) -> None:
    agency, id = "example-city/commerce", "example-city/commerce/2021"
    document, others = replace(site.documents[id], published=None, source=None), site.documents_of[agency]
    bare = replace(site, documents=site.documents | {id: document}, documents_of=site.documents_of | {
        agency: tuple(document if d.id == id else d for d in others)})
    assert "datePublished" not in json.loads(exports.heads(bare)[f"{id}.md"])
    feed = dict(exports.files(bare))["feeds/all.xml"].decode()
    assert f"/portal/{id}/<" not in feed
    assert f"/portal/{id}/<" in made["feeds/all.xml"].decode()


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


