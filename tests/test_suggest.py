"""Suggestions: what the file holds, and what each of the queries people type leads to."""

import gzip
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import addresses, pages, pipeline
from generator.model.site import Site
from generator.search import suggest, suggest_pinyin
from tests import suggest_site

ROOT = Path(__file__).parent.parent
TABLES = [ROOT / "tests" / "golden" / f"suggest-{name}.tsv" for name in ("queries", "labels")]
TODAY = date(2026, 11, 22)
LINES = [[line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")] for table in TABLES]
ROWS = list({tuple(line.split("\t")[:2]): line.split("\t") for lines in LINES for line in lines}.values())
RUN = """
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Names } from "./search-names.js";
import { slip } from "./search-match.js";
import { suggest } from "./search-suggest.js";
const { files, queries, slips } = JSON.parse(readFileSync(0, "utf8"));
const names = Object.fromEntries(Object.entries(files).map(([site, file]) => {
  return [site, new Names(JSON.parse(gunzipSync(readFileSync(file))))];
}));
const answers = queries.map(([site, query]) => suggest(query, names[site]));
console.log(JSON.stringify({ answers, slips: slips.map(([a, b]) => slip(a, b)) }));
"""
SLIPS = [
    ("商务局", "商务局", False), ("商物局", "商务局", True), ("商局", "商务局", True), ("商务务局", "商务局", True),
    ("务商局", "商务局", True), ("商务局长", "商务局", True), ("务局商", "商务局", False), ("商业厅", "商务局", False),
    ("", "局", True),
]


@pytest.fixture(scope="session")
def portal(portal_content: Path) -> Site:
    found, _ = pipeline.check(portal_content, TODAY)
    assert found
    return found


@pytest.fixture(scope="session")
def packed(portal: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The suggestions file of each of the sites."""
    folder = tmp_path_factory.mktemp("names")
    found = {}
    for name, site in {"portal": portal, "synthetic": suggest_site.site(), "large": suggest_site.large(5000)}.items():
        [(_, content)] = suggest.files(site)
        (folder / name).write_bytes(content)
        found[name] = str(folder / name)
    return found


def ask(folder: Path, **question: Any) -> Any:
    """What the scripts answer in node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("NOT RUN: no node found")
    for script in (ROOT / "overrides" / "assets").glob("search*.js"):
        shutil.copy(script, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "run.js").write_text(RUN, encoding="utf-8")
    question = {"queries": [], "slips": [], **question}
    done = subprocess.run([node, "run.js"], input=json.dumps(question), capture_output=True, cwd=folder, text=True, check=False)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def answers(packed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Suggestions for every query of the table."""
    queries = [(row[0], row[1]) for row in ROWS]
    found = ask(tmp_path_factory.mktemp("node"), files=packed, queries=queries)
    return dict(zip(queries, found["answers"], strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_first_suggestion(answers: dict[tuple[str, str], list[dict[str, Any]]], row: list[str]) -> None:
    site, query, expected, *asks = row
    found = answers[site, query]
    first = found[0] if found else {"url": "-", "typo": False}
    assert (first["url"], first["typo"]) == (expected, asks == ["?"]), [s["title"] for s in found[:4]]


@pytest.mark.parametrize("lines", LINES, ids=["queries", "labels"])
def test_tables_are_long_enough_and_have_no_query_twice(lines: list[str]) -> None:
    queries = [line.split("\t")[:2] for line in lines]
    assert len({tuple(query) for query in queries}) == len(queries) >= 60


def test_slips(packed: dict[str, str], tmp_path: Path) -> None:
    found = ask(tmp_path, files={}, slips=[pair[:2] for pair in SLIPS])
    assert found["slips"] == [expected for *_, expected in SLIPS]


def test_awkward_queries_are_answered(packed: dict[str, str], tmp_path: Path) -> None:
    """Nothing breaks, and what says nothing suggests nothing."""
    long = ["0" * 500, "淮北" * 100, "淮" * 3000]
    queries = ["", " ", "，。", "(", "\\", "年", "的", "99年", *long, "<b>", "＂", "\u0000", "2018", "😀"]
    found = ask(tmp_path, files=packed, queries=[("synthetic", query) for query in queries])["answers"]
    assert [bool(own) for own in found[:4]] == [False] * 4
    assert found[queries.index("2018")][0]["url"] == "years/2018/"


def test_note_says_why(answers: dict[tuple[str, str], list[dict[str, Any]]]) -> None:
    def note(site: str, query: str) -> str:
        return str(answers[site, query][0]["note"])

    assert note("portal", "外经贸局").startswith("曾用名：示例市外经贸局 · 示例省 示例市 · ")
    assert "没有收录 2015 年的文件" in note("synthetic", "淮北商务局2015年")
    assert "最近的一年" in note("synthetic", "去年")
    assert note("synthetic", "不予公开") == "含义、各版口径和历年数字"
    assert note("synthetic", "总体情况").startswith("每份报告都有的栏目 · 2021 年版表式")
    assert answers["synthetic", "淮北商务局"][0]["note"] == "安徽省 淮北市 · 4 份文件，2018–2024 年"


def test_file_is_small_and_the_same_every_time(packed: dict[str, str]) -> None:
    """5,000 agencies with 23,000 documents: at most 150 KB."""
    assert Path(packed["large"]).stat().st_size < 150_000
    assert Path(packed["synthetic"]).read_bytes() == next(suggest.files(suggest_site.site()))[1]


def test_large_portal_is_quick(packed: dict[str, str], tmp_path: Path) -> None:
    """Every suggestion names a page of the site, and there are many of the same name."""
    [found] = ask(tmp_path, files=packed, queries=[("large", "商务局")])["answers"]
    assert len(found) == 334
    assert all(s["url"].endswith("/commerce/") for s in found)


def test_addresses_are_pages_of_the_portal(portal: Site, built: Path) -> None:
    """What the file leads to stands on the built site, anchors too."""
    names = suggest.names(portal)
    folders = [(names["regions"][row[0]][0], row[1], row[6]) for row in names["agencies"]]
    made = [f"{region}/{folder}/{document}" for region, folder, documents in folders for document in ("", *documents)]
    made += [row[0] for row in names["regions"]] + [f"years/{year}" for year in names["years"]]
    for page in made:
        assert (built / "site" / page / "index.html").is_file(), page
    for address, title, *_ in names["pages"]:
        html = (built / "site" / address / "index.html").read_text("utf-8")
        assert re.search(rf"<h1[^>]*>{title}</h1>", html), address
    for address, _, tables in names["forms"]:
        html = (built / "site" / address / "index.html").read_text("utf-8")
        assert [anchor for anchor, *_ in tables if f'id="{anchor}"' not in html] == []


def test_page_that_is_not_searched_has_a_name(portal: Site) -> None:
    """A page of the portal itself is found by its words, or by what people call it."""
    named = {address for address, *_ in suggest.names(portal)["pages"]}
    own = {addresses.url(p.path) for p, _ in pages.write(portal) if p.texts is None}
    sections = {url for url in own if url.count("/") == 1 and url.rstrip("/") in addresses.RESERVED}
    assert sections - named == {"search/"}


def test_content_of_the_file(portal: Site) -> None:
    [(name, content)] = suggest.files(portal)
    assert name == "search-names.gz"
    assert json.loads(gzip.decompress(content)) == json.loads(json.dumps(suggest.names(portal)))
    names = suggest.names(portal)
    assert names["today"] == "2026-11-22"
    assert names["regions"] == [["example", "示例省", -1, ["示例"], 1], ["example-city", "示例市", 0, ["示例"], 2]]
    commerce = next(row for row in names["agencies"] if row[1] == "commerce")
    assert commerce[2:6] == ["示例市商务局", 3, ["市商务局", "商务局"], ["示例市外经贸局"]]
    assert commerce[6] == [2021, "2021-aggregate", "2021-plan", "2021-summary", 2019, 2018]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("淮北市", ["淮北"]), ("单县", []), ("内蒙古自治区", ["内蒙古"]), ("恩施土家族苗族自治州", ["恩施"]),
        ("广西壮族自治区", ["广西"]), ("积石山保安族东乡族撒拉族自治县", ["积石山"]), ("西双版纳傣族自治州", ["西双版纳"]),
        ("平潭综合实验区（平潭县）", ["平潭综合实验区", "平潭县", "平潭"]), ("示例", []), ("新区", []),
    ],
)
def test_short_names_of_regions(name: str, expected: list[str]) -> None:
    words = {"suffixes": ["自治区", "自治州", "自治县", "综合实验区", "新区", "市", "县", "区"],
             "peoples": ["土家族", "苗族", "壮族", "保安族", "东乡族", "撒拉族", "傣族"]}
    assert suggest.short_names(name, words) == expected


def test_pinyin() -> None:
    """The usual reading in one table; where a word reads otherwise, the pair; own readings before the dictionary's."""
    names = ["重庆市", "重点工程局", "重点办", "六安市", "六合区", "六枝", "Ａ区"]
    pinyin, pairs = suggest_pinyin.table(names, {"六安": "lu an"})
    assert "重" in pinyin["zhong"]
    assert pairs["重庆"] == "chong qing"
    assert "六" in pinyin["liu"]
    assert pairs["六安"] == "lu an"
    assert not any("Ａ" in chars for chars in pinyin.values())
