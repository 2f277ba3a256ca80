"""The search page when things are against it: late scripts, missing files, a strict policy, no scripts, no eyes."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.conftest import Serve


def test_what_is_typed_before_the_scripts_come_is_not_lost(tab: Page, portal: str) -> None:
    def late(route: Route) -> None:
        tab.fill("#search-q", "红盾网")
        route.continue_()

    tab.route("**/search-page.js", late)
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".result")).to_have_count(1)
    expect(tab.locator("#search-q")).to_have_value("红盾网")
    assert quote("红盾网") in tab.url


def test_strict_content_security_policy(tab: Page, portal: str) -> None:
    """Nothing inline, nothing evaluated: only WebAssembly of Pagefind needs a word."""
    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:"
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    tab.route(re.compile(r"/(search|box)/(\?|$)"), answer)
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".result")).to_have_count(4)
    tab.goto(portal + "box/")
    tab.fill("#q", "淮北")
    expect(tab.get_by_role("option").first).to_be_visible()
    assert said == []


def test_without_javascript_there_are_links(chromium: Browser, portal: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal + "search/?q=" + quote("商务局"))
    expect(page.locator("#search-fallback a")).to_be_visible()
    context.close()


MISSING = {
    "pagefind": ("index/*", "pages.pf_pages", "pagefind.js*", "pagefind-entry.json*", "*.pf_meta"),
    "ngram": ("ngram/**",),
}


@pytest.mark.parametrize("answer", ["cut", "page", "missing"])
@pytest.mark.parametrize("pattern", ["search.json", *(f for files in MISSING.values() for f in files)])
def test_missing_file_is_an_error_and_can_be_tried_again(
    tab: Page, named_site: Path, engine: str, serve: Serve, pattern: str, answer: str
) -> None:
    if pattern != "search.json" and pattern not in MISSING[engine]:
        return      # a file of the other engine
    if answer == "page" and pattern != "index/*":
        return

    def fail(route: Route) -> None:
        if answer == "cut":
            route.abort()
        else:
            route.fulfill(status=404 if answer == "missing" else 200, body="<html></html>", content_type="text/html")

    where = f"**/pagefind/{pattern}" if pattern in MISSING["pagefind"] else f"**/assets/{pattern}"
    with serve(named_site, "/portal/") as address:
        tab.route(where, fail)
        tab.goto(address + "search/?q=" + quote("商务局"))
        expect(tab.get_by_role("alert")).to_contain_text("没有载入")
        with pytest.raises(Error):
            tab.evaluate("async (url) => (await import(url)).search('商务局')", address + "assets/search.js")
        tab.unroute(where)
        tab.get_by_role("button", name="重试").click()
        expect(tab.locator(".result")).to_have_count(4)


def test_missing_text_costs_the_excerpt_only(tab: Page, portal: str, engine: str) -> None:
    if engine == "ngram":
        return      # it reads the text to be sure of the page
    tab.route("**/fragment/*", lambda route: route.abort())
    tab.goto(portal + "search/?q=" + quote("三公经费"))
    expect(tab.locator(".result")).to_contain_text("摘录未能载入")


# --- for everyone

@pytest.fixture(scope="module")
def themed(built: Path, serve: Serve) -> Iterator[str]:
    """The fixed portal with its theme."""
    with serve(built / "site", "/portal/") as address:
        yield address


def faults(tab: Page, within: str) -> list[str]:
    """What axe finds wrong in the part of the page."""
    package = "axe_playwright_python"
    tab.evaluate((resources.files(package) / "axe.min.js").read_text("utf-8"))
    found = tab.evaluate("(within) => axe.run(within, { resultTypes: ['violations'] })", within)
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("query", ["商务局", "蟾蜍计划", "示例粮食具", "公开&region=示例省&from=2018"])
def test_axe_finds_nothing(chromium: Browser, themed: str, query: str, width: int, scheme: str) -> None:
    """Results, nothing found, a slip, filters: with all that unfolds unfolded."""
    size = {"width": width, "height": 900}
    context = chromium.new_context(viewport=size, color_scheme=scheme)      # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(f"{themed}search/?q={query}")
    expect(tab.locator(".result, .search-empty").first).to_be_visible()
    tab.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
    assert faults(tab, "#main") == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_axe_finds_nothing_in_the_open_box(tab: Page, portal: str) -> None:
    tab.goto(portal + "box/")
    tab.fill("#q", "商务局")
    expect(tab.get_by_role("option").first).to_be_visible()
    tab.press("#q", "ArrowDown")
    assert faults(tab, "header") == []


def test_what_a_screen_reader_hears(tab: Page, portal: str) -> None:
    """The number of results is announced; every part of the page has a name and a role."""
    tab.goto(portal + "search/?q=" + quote("商务局 2018"))
    expect(tab.get_by_role("status")).to_have_text("“商务局 2018”共找到 1 个页面")
    expect(tab.get_by_role("region", name="直达")).to_be_visible()
    expect(tab.get_by_role("article")).to_have_count(1)
    expect(tab.get_by_role("heading", level=2)).to_have_text(["直达", "淮北市商务局2018年度政府信息公开工作报告"])
    for group in ("行政区划", "机关", "年份", "类型"):
        expect(tab.get_by_role("group", name=group, exact=True)).to_be_visible()
    tab.fill("#search-q", "蟾蜍计划")
    expect(tab.get_by_role("status")).to_contain_text("没有找到")
