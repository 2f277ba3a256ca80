"""The search as a reader has it: the real index, the real scripts, a real browser, at the root and below a path."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Route, expect
from playwright.sync_api import Page as Tab

from generator import addresses, search
from generator.model.page import Heading, Page, Searchable
from generator.search import pagefind
from tests.browser.conftest import Serve

ROOT = Path(__file__).parent.parent.parent
FORM = (
    '<form class="search-box big" role="search" action="./"><input type="search" id="search-q" name="q">'
    '<button>搜索</button></form><div id="search-app" hidden></div>'
    '<div id="search-fallback"><a href="../agencies/">行政机关</a></div>'
    '<script type="module" src="../assets/search-page.js"></script>'
)


def report(path: str, region: str, agency: str, year: int, *parts: tuple[str, str, tuple[str, ...]]) -> Page:
    title = f"{region}{agency}{year}年度政府信息公开工作报告"
    return Page(
        path=f"{path}/{year}.md",
        title=title,
        texts=Searchable(
            headings=(Heading(id="", text=title), *(Heading(id=i, text=t, blocks=b) for i, t, b in parts)),
            filters={
                "行政区划": (region,),
                "机关": (region + agency,),
                "年份": (str(year),),
                "类型": ("年度报告",),
            },
            year=year,
        ),
    )


def about(path: str, title: str, *blocks: str) -> Page:
    texts = Searchable(headings=(Heading(id="", text=title, blocks=blocks),), filters={"类型": ("说明",)})
    return Page(path=path, title=title, texts=texts)


PAGES = [
    report(
        "huaibei/commerce", "淮北市", "商务局", 2018,
        ("一政务公开", "一、政务公开落实情况", (
            "2018年，局党组把政务公开列为重点工作，微博、微信等新媒体全年发布500多条。推进“双随机、一公开”监管。",
            "公布财政收支表和财务预决算、“三公”经费等30条，投资1.3亿元。",
        )),
        ("三依申请公开", "三、依申请公开情况", ("当年未收到政府信息公开申请。", "当年没有因信息公开引起的行政复议和行政诉讼。")),
    ),
    report(
        "huaibei/commerce", "淮北市", "商务局", 2019,
        ("一政务公开", "一、主动公开情况", ("主动公开1398条。办理行政复议2件，结果维持。",)),
        ("script", "二、<script>alert(1)</script>的处理", (
            "网页写明 <b>不得</b> 使用 A & B 标记。", "联系邮箱 a.b@example.cn。",
        )),
    ),
    report(
        "pingtan/taxation", "平潭综合实验区", "税务局", 2019,
        ("复议", "五、行政复议情况", ("行政复议3件。", *(f"第{n}项：本段说明行政复议的办理。" for n in range(4)))),
        ("费用", "六、收费", ("收取信息处理费398元，合计13亿元。",)),
    ),
    report(
        "taibei/police", "臺北市", "警察局", 2010,
        ("公開", "一、主動公開政府資訊", ("臺北市警察局主動公開法規２６條，後續由紅盾網公布。",)),
    ),
    report("jiangsu/commerce", "江苏省", "商务厅", 2024, ("总体", "一、总体情况", ("受商务局委托办理，人人有责。",))),
    about("guides/fees.md", "收费说明", "信息处理费按件计收，商务局窗口办理。"),
    Page(path="search.md", title="搜索"),
    *(
        report("many/water", "江苏省", "水利厅", year, ("水", "一、水利", ("节水型社会建设。",)))
        for year in range(2000, 2013)
    ),
]  # fmt: skip


def site_page(page: Page) -> str:
    """The page as a theme would build it."""
    parts = [FORM]
    if page.texts:
        parts = [f"<h1>{escape(page.title)}</h1>"]
        for number, heading in enumerate(page.texts.headings):
            if number:
                parts.append(f'<h2 id="{escape(heading.id)}">{escape(heading.text)}</h2>')
            parts += [f"<p>{escape(block)}</p>" for block in heading.blocks]
        parts = ["<div data-pagefind-body>", *parts, "</div>"]
    head = f'<meta charset="utf-8"><title>{escape(page.title)}</title><link rel="icon" href="data:,">'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(parts)}</body></html>'


def build(folder: Path) -> Path:
    """A site with its index, made by the steps of the pipeline."""
    site, shadow, bundle = folder / "site", folder / "shadow", folder / "site" / "pagefind"
    files = {f"site/{addresses.url(page.path)}index.html": site_page(page) for page in PAGES}
    files |= {f"shadow/{path}": html for path, html in search.shadow(PAGES)}
    for path, html in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, encoding="utf-8")
    argv, environment = pagefind.command(shadow, bundle)
    subprocess.run(argv, env={**os.environ, **environment}, check=True)
    for unused in list(chain.from_iterable(bundle.glob(pattern) for pattern in pagefind.UNUSED)):
        unused.unlink()
    fragments = {file.stem: file.read_bytes() for file in bundle.glob("fragment/*.pf_fragment")}
    name, content = pagefind.catalogue(PAGES, fragments)
    (bundle / name).write_bytes(content)
    (site / "assets").mkdir()
    for script in (ROOT / "overrides" / "assets").glob("search*.js"):
        shutil.copy(script, site / "assets")
    for name, content in search.assets().items():
        (site / "assets" / name).write_bytes(content)
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="module", params=["/", "/portal/"])
def address(request: pytest.FixtureRequest, site: Path, serve: Serve) -> Iterator[str]:
    with serve(site, request.param) as found:
        yield found


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def module(chromium: Browser, address: str) -> Iterator[Tab]:
    """A tab of the portal in which search.js can be called."""
    page = chromium.new_page()
    page.goto(address + "guides/fees/")
    yield page
    page.close()


def call(tab: Tab, address: str, name: str, *arguments: object) -> Any:
    """What a function of search.js returns."""
    code = "async ([url, name, ...rest]) => (await import(url))[name](...rest)"
    return tab.evaluate(code, [address + "assets/search.js", name, *arguments])


def found(tab: Tab, address: str, query: str, **chosen: list[str]) -> list[str]:
    """Addresses of the pages found, below the root."""
    results = call(tab, address, "search", query, {"filters": chosen})
    prefix = "/" + address.split("/", 3)[3]
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
def test_finds_what_stands_there(module: Tab, address: str, query: str, expected: list[str]) -> None:
    assert found(module, address, query) == expected


def test_order_title_then_year_then_address(module: Tab, address: str) -> None:
    assert found(module, address, "商务局") == [*HUAIBEI, "jiangsu/commerce/2024", "guides/fees"]
    assert found(module, address, "水利厅")[:2] == ["many/water/2012", "many/water/2011"]


def test_filters_are_exact(module: Tab, address: str) -> None:
    query = "商务局"
    assert found(module, address, query, 年份=["2018"]) == ["huaibei/commerce/2018"]
    assert found(module, address, query, 年份=["2018", "2024"]) == ["huaibei/commerce/2018", "jiangsu/commerce/2024"]
    assert found(module, address, query, 年份=["2018"], 行政区划=["江苏省"]) == []
    assert found(module, address, query, 年份=[]) == found(module, address, query)
    assert found(module, address, query, 类型=["说明"]) == ["guides/fees"]


def test_counts_are_exact(module: Tab, address: str) -> None:
    counts = call(module, address, "filters", "行政复议 情况", {"filters": {"年份": ["2018"]}})
    assert counts["年份"] == [{"value": "2019", "count": 2}, {"value": "2018", "count": 1}]
    assert counts["行政区划"] == [{"value": "淮北市", "count": 1}, {"value": "平潭综合实验区", "count": 0}]
    for key, values in counts.items():
        for own in values:
            chosen = {"年份": ["2018"], key: [own["value"]]}
            assert len(found(module, address, "行政复议 情况", **chosen)) == own["count"]


def excerpts(tab: Tab, address: str, query: str, number: int = 0) -> Any:
    code = "async ([url, query, n]) => { const s = await import(url); return s.hits((await s.search(query))[n], query) }"
    return tab.evaluate(code, [address + "assets/search.js", query, number])


def test_excerpts_mark_the_words_below_their_heading(module: Tab, address: str) -> None:
    hits = excerpts(module, address, "三公经费")
    [place] = hits["places"]
    assert hits["url"].endswith("huaibei/commerce/2018/")
    assert place["heading"] == "一、政务公开落实情况"
    assert place["url"] == hits["url"] + "#" + quote("一政务公开")
    assert place["html"] == "公布财政收支表和财务预决算、“<mark>三公”经费</mark>等30条，投资1.3亿元。"


def test_excerpts_are_escaped(module: Tab, address: str) -> None:
    hits = excerpts(module, address, "script")
    assert hits["places"][0]["heading"] == (
        "二、&#60;<mark>script</mark>&#62;alert(1)&#60;/<mark>script</mark>&#62;的处理"
    )
    [place] = excerpts(module, address, "使用 不得")["places"]
    assert place["html"] == "网页写明&#60;b&#62;<mark>不得</mark>&#60;/b&#62;<mark>使用</mark>A &#38; B标记。"


def test_excerpts_mark_titles_and_headings_once(module: Tab, address: str) -> None:
    hits = excerpts(module, address, "行政复议", 1)
    assert hits["title"] == "平潭综合实验区税务局2019年度政府信息公开工作报告"
    assert len(hits["places"]) == 5
    assert hits["places"][0]["heading"] == "五、<mark>行政复议</mark>情况"
    [place] = excerpts(module, address, "总体情况")["places"]
    assert (place["heading"], place["html"]) == ("一、<mark>总体情况</mark>", "")
    assert excerpts(module, address, "江苏省商务厅")["title"].startswith("<mark>江苏省商务厅</mark>2024")


def test_anchor_leads_to_the_heading(tab: Tab, address: str) -> None:
    tab.goto(address + "search/?q=" + quote("信息处理费 398"))
    tab.locator(".result-place a").first.click()
    assert tab.locator("h2:target").inner_text() == "六、收费"


def test_page_shows_results_and_asks_nobody_else(tab: Tab, address: str) -> None:
    asked: list[str] = []
    failed: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: failed.append(str(error)))
    tab.goto(address + "search/?q=" + quote("商务局"))
    expect(tab.locator(".search-status")).to_have_text("“商务局”共找到 4 个页面")
    expect(tab.locator(".result-title a")).to_have_count(4)
    expect(tab.locator(".result").first.locator(".result-meta").first).to_have_text(
        "淮北市商务局 · 2019年 · 淮北市 · 年度报告"
    )
    expect(tab.locator(".result").nth(2).locator("mark")).to_have_text("商务局")
    expect(tab.locator("#search-fallback")).to_be_hidden()
    assert not failed
    assert asked
    assert all(url.startswith((address, "data:")) for url in asked)


def test_page_filters_and_goes_back(tab: Tab, address: str) -> None:
    tab.goto(address + "search/")
    expect(tab.locator("#search-fallback")).to_be_visible()
    tab.fill("#search-q", "商务局")
    expect(tab.locator(".result")).to_have_count(4)
    tab.get_by_label("2018").check()
    expect(tab.locator(".result")).to_have_count(1)
    expect(tab.get_by_label("2018")).to_be_focused()
    assert "year=2018" in tab.url
    tab.reload()
    expect(tab.locator(".result")).to_have_count(1)
    tab.go_back()
    expect(tab.locator(".result")).to_have_count(4)
    expect(tab.get_by_label("2018")).not_to_be_checked()
    tab.goto(address + "search/?q=" + quote("商务局") + "&year=2010")
    expect(tab.locator(".search-empty")).to_be_visible()
    tab.get_by_role("button", name="去掉筛选条件").click()
    expect(tab.locator(".result")).to_have_count(4)


def test_page_shows_more(tab: Tab, address: str) -> None:
    tab.goto(address + "search/?q=" + quote("水利厅"))
    expect(tab.locator(".result")).to_have_count(10)
    tab.get_by_role("button", name=re.compile("显示更多")).click()
    expect(tab.locator(".result")).to_have_count(13)
    expect(tab.locator(".result-title a").nth(10)).to_be_focused()
    expect(tab.locator(".search-more")).to_have_count(0)
    expect(tab.get_by_text("其余 5 项")).to_be_visible()


def test_page_helps_when_nothing_is_found(tab: Tab, address: str) -> None:
    tab.goto(address + "search/?q=" + quote("行政复议 红盾网 政俯"))
    expect(tab.locator(".search-empty li")).to_have_text(["行政复议（3 个页面）", "红盾网（1 个页面）"])
    expect(tab.locator("#search-fallback")).to_be_visible()
    tab.locator(".search-empty li a").first.click()
    expect(tab.locator(".result")).to_have_count(3)


def test_keys(tab: Tab, address: str) -> None:
    tab.goto(address + "search/")
    tab.fill("#search-q", "商务局")
    tab.press("#search-q", "Enter")
    expect(tab.locator(".result")).to_have_count(4)
    links = tab.locator(".result-title a")
    tab.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(tab.locator("#search-q")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#search-q")).to_have_value("")
    expect(tab.locator(".result")).to_have_count(0)


@pytest.mark.parametrize(
    ("answer", "pattern"),
    [
        ("cut", "index/*"),
        ("page", "index/*"),
        *(("missing", f) for f in ("index/*", "pages.pf_pages", "pagefind.js*", "pagefind-entry.json*", "*.pf_meta")),
    ],
)
def test_missing_file_is_an_error_and_can_be_tried_again(
    tab: Tab, site: Path, serve: Serve, pattern: str, answer: str
) -> None:
    def fail(route: Route) -> None:
        if answer == "cut":
            route.abort()
        else:
            route.fulfill(status=404 if answer == "missing" else 200, body="<html></html>", content_type="text/html")

    with serve(site, "/portal/") as address:
        tab.route(f"**/pagefind/{pattern}", fail)
        tab.goto(address + "search/?q=" + quote("商务局"))
        expect(tab.get_by_role("alert")).to_contain_text("没有载入")
        with pytest.raises(Error):
            found(tab, address, "商务局")
        tab.unroute(f"**/pagefind/{pattern}")
        tab.get_by_role("button", name="重试").click()
        expect(tab.locator(".result")).to_have_count(4)


def test_missing_fragment_costs_the_excerpt_only(tab: Tab, address: str) -> None:
    tab.route("**/fragment/*", lambda route: route.abort())
    tab.goto(address + "search/?q=" + quote("三公经费"))
    expect(tab.locator(".result")).to_contain_text("摘录未能载入")


def test_index_is_the_same_every_time(site: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    files = [{f.relative_to(top): f.read_bytes() for f in top.rglob("*") if f.is_file()} for top in (site, again)]
    assert files[0] == files[1]
