"""What search.js answers: the real index, the real scripts, a real browser, at the root and below a path."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.small_portal import build


@pytest.fixture(scope="module")
def module(chromium: Browser, small: str) -> Iterator[Tab]:
    """A tab of the portal in which search.js can be called."""
    page = chromium.new_page()
    page.goto(small + "guides/fees/")
    yield page
    page.close()


def call(tab: Tab, small: str, name: str, *arguments: object) -> Any:
    """What a function of search.js returns."""
    code = "async ([url, name, ...rest]) => (await import(url))[name](...rest)"
    return tab.evaluate(code, [small + "assets/search.js", name, *arguments])


def found(tab: Tab, small: str, query: str, **chosen: list[str]) -> list[str]:
    """Addresses of the pages found, below the root."""
    results = call(tab, small, "search", query, {"filters": chosen})
    prefix = "/" + small.split("/", 3)[3]
    assert all(result["url"].startswith(prefix) for result in results)
    return [result["url"].removeprefix(prefix).rstrip("/") for result in results]


HUAIBEI = ["huaibei/commerce/2019", "huaibei/commerce/2018"]
REVIEW = ["huaibei/commerce/2019", "pingtan/taxation/2019", "huaibei/commerce/2018"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # across word boundaries
        ("务公开列为", ["huaibei/commerce/2018"]),
        ("政复", REVIEW),
        ("商务局20", HUAIBEI),
        ("红盾网", ["taibei/police/2010"]),
        # punctuation inside or around
        ("双随机一公开", ["huaibei/commerce/2018"]),
        ("“双随机、一公开”", ["huaibei/commerce/2018"]),
        ("三公经费", ["huaibei/commerce/2018"]),
        ('"三公"经费', ["huaibei/commerce/2018"]),
        ("<script>", ["huaibei/commerce/2019"]),
        ("a.b@example.cn", ["huaibei/commerce/2019"]),
        # numbers and years
        ("398", ["huaibei/commerce/2019", "pingtan/taxation/2019"]),
        ("1.3亿", ["huaibei/commerce/2018"]),
        ("13亿", ["pingtan/taxation/2019"]),
        ("2018", ["huaibei/commerce/2018"]),
        ("2018年", ["huaibei/commerce/2018"]),
        ("１３９８条", ["huaibei/commerce/2019"]),
        # width, case, traditional characters, in the query or on the page
        ("行政複議", REVIEW),
        ("主动公开法规26条", ["taibei/police/2010"]),
        ("臺北", ["taibei/police/2010"]),
        ("台北市警察局", ["taibei/police/2010"]),
        ("Ａ ＆ ｂ标记", ["huaibei/commerce/2019"]),
        ("A & B", ["huaibei/commerce/2019"]),
        ("人人", ["jiangsu/commerce/2024"]),
        # all parts of a query
        ("行政复议 商务局", HUAIBEI),
        ("行政复议　398元", ["pingtan/taxation/2019"]),
        ("行政复议 红盾网", []),
        # never from one paragraph into the next
        ("申请当年", []),
        ("报告一政务", []),
        # no guessing
        ("行政複意", []),
        ("政俯信息", []),
        ("shangwuju", []),
        ("卫健委", []),
        # nothing to look for
        ("", []),
        ("   ", []),
        ("，。“”！", []),
        ("." * 10, []),
        # too long: the beginning decides
        ("信息处理费398元，合计13亿元" + "无" * 2000, []),
    ],
)
def test_finds_what_stands_there(module: Tab, small: str, query: str, expected: list[str]) -> None:
    assert found(module, small, query) == expected


def test_order_title_then_year_then_address(module: Tab, small: str) -> None:
    assert found(module, small, "商务局") == [*HUAIBEI, "jiangsu/commerce/2024", "guides/fees"]
    assert found(module, small, "水利厅")[:2] == ["many/water/2012", "many/water/2011"]


def test_filters_are_exact(module: Tab, small: str) -> None:
    query = "商务局"
    assert found(module, small, query, 年份=["2018"]) == ["huaibei/commerce/2018"]
    assert found(module, small, query, 年份=["2018", "2024"]) == ["huaibei/commerce/2018", "jiangsu/commerce/2024"]
    assert found(module, small, query, 年份=["2018"], 行政区划=["江苏省"]) == []
    assert found(module, small, query, 年份=[]) == found(module, small, query)
    assert found(module, small, query, 类型=["说明"]) == ["guides/fees"]


def test_counts_are_exact(module: Tab, small: str) -> None:
    counts = call(module, small, "filters", "行政复议 情况", {"filters": {"年份": ["2018"]}})
    assert counts["年份"] == [{"value": "2019", "count": 2}, {"value": "2018", "count": 1}]
    assert counts["行政区划"] == [{"value": "淮北市", "count": 1}, {"value": "平潭综合实验区", "count": 0}]
    for key, values in counts.items():
        for own in values:
            chosen = {"年份": ["2018"], key: [own["value"]]}
            assert len(found(module, small, "行政复议 情况", **chosen)) == own["count"]


def excerpts(tab: Tab, small: str, query: str, number: int = 0) -> Any:
    code = "async ([url, query, n]) => { const s = await import(url); return s.hits((await s.search(query))[n], query) }"
    return tab.evaluate(code, [small + "assets/search.js", query, number])


def test_excerpts_mark_the_words_below_their_heading(module: Tab, small: str) -> None:
    hits = excerpts(module, small, "三公经费")
    [place] = hits["places"]
    assert hits["url"].endswith("huaibei/commerce/2018/")
    assert place["heading"] == "一、政务公开落实情况"
    assert place["url"] == hits["url"] + "#" + quote("一政务公开")
    assert place["html"] == "公布财政收支表和财务预决算、“<mark>三公”经费</mark>等30条，投资1.3亿元。"


def test_excerpts_are_escaped(module: Tab, small: str) -> None:
    hits = excerpts(module, small, "script")
    assert hits["places"][0]["heading"] == (
        "二、&#60;<mark>script</mark>&#62;alert(1)&#60;/<mark>script</mark>&#62;的处理"
    )
    [place] = excerpts(module, small, "使用 不得")["places"]
    assert place["html"] == "网页写明&#60;b&#62;<mark>不得</mark>&#60;/b&#62;<mark>使用</mark>A &#38; B标记。"


def test_excerpts_mark_titles_and_headings_once(module: Tab, small: str) -> None:
    hits = excerpts(module, small, "行政复议", 1)
    assert hits["title"] == "平潭综合实验区税务局2019年度政府信息公开工作报告"
    assert len(hits["places"]) == 5
    assert hits["places"][0]["heading"] == "五、<mark>行政复议</mark>情况"
    [place] = excerpts(module, small, "总体情况")["places"]
    assert (place["heading"], place["html"]) == ("一、<mark>总体情况</mark>", "")
    assert excerpts(module, small, "江苏省商务厅")["title"].startswith("<mark>江苏省商务厅</mark>2024")


def test_index_is_the_same_every_time(small_site: Path, engine: str, tmp_path: Path) -> None:
    again = build(tmp_path, engine)
    files = [{f.relative_to(top): f.read_bytes() for f in top.rglob("*") if f.is_file()} for top in (small_site, again)]
    assert files[0] == files[1]
