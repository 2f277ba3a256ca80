"""Suggestions as a reader has them: the list below the search box of every page, and the links above the results."""

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Serve

# --- the box

def test_box_loads_nothing_before_it_is_entered(tab: Page, portal: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(portal)))
    tab.goto(portal + "box/", wait_until="networkidle")
    assert [url for url in asked if url != "data:,"] == ["box/", "assets/search-box.js"]
    with tab.expect_response("**/search-names.gz"):
        tab.focus("#q")
    assert all(url.startswith(("assets/", "box/", "data:")) for url in asked)
    assert not any("pagefind" in url or "ngram/" in url or "t2s" in url for url in asked)


def test_box_is_a_combobox(tab: Page, portal: str) -> None:
    tab.goto(portal + "box/")
    box = tab.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("淮北商")
    options = tab.get_by_role("option")
    expect(options.first).to_contain_text("淮北市商务局")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(tab.get_by_role("status")).to_contain_text("条建议")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(tab.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("淮北商")
    expect(box).to_be_focused()


def test_box_leads_to_the_page_of_the_option(tab: Page, portal: str) -> None:
    tab.goto(portal + "box/")
    tab.fill("#q", "淮北 商务局 2018")
    expect(tab.get_by_role("option").first).to_contain_text("2018年度报告")
    tab.press("#q", "ArrowDown")
    tab.press("#q", "Enter")
    tab.wait_for_url(portal + "huaibei/commerce/2018/")
    tab.goto(portal + "box/")
    tab.fill("#q", "hbsswj 2019")
    tab.get_by_role("option").first.click()
    tab.wait_for_url(portal + "huaibei/commerce/2019/")


def test_box_enter_searches_the_full_text(tab: Page, portal: str) -> None:
    tab.goto(portal + "box/")
    tab.fill("#q", "商务局")
    expect(tab.get_by_role("option").first).to_be_visible()
    tab.press("#q", "Enter")
    tab.wait_for_url("**/search/?q=*")
    expect(tab.locator(".result")).to_have_count(4)


def test_box_asks_whether_a_name_was_meant(tab: Page, portal: str) -> None:
    tab.goto(portal + "box/")
    tab.fill("#q", "淮北市商物局")
    expect(tab.get_by_role("option").first).to_contain_text("是不是要找：淮北市商务局")


def test_box_works_without_names_and_tries_again(tab: Page, portal: str) -> None:
    tab.route("**/search-names.gz", lambda route: route.abort())
    tab.goto(portal + "box/")
    tab.fill("#q", "淮北")
    expect(tab.get_by_role("status")).to_contain_text("没有载入")
    tab.unroute("**/search-names.gz")
    tab.locator("#q").blur()
    tab.focus("#q")
    tab.locator("#q").press_sequentially("市")
    expect(tab.get_by_role("option").first).to_contain_text("淮北市")


def test_box_keeps_what_was_typed_before_its_script(tab: Page, portal: str) -> None:
    def late(route: Route) -> None:
        tab.fill("#q", "淮北")
        tab.focus("#q")
        route.continue_()

    tab.route("**/search-box.js", late)
    tab.goto(portal + "box/")
    expect(tab.get_by_role("option").first).to_contain_text("淮北市")
    expect(tab.locator("#q")).to_have_value("淮北")


def test_box_waits_for_the_end_of_composition(tab: Page, portal: str) -> None:
    """Letters of an input method that are not yet Chinese are no question."""
    tab.goto(portal + "box/")
    tab.focus("#q")
    tab.evaluate(
        """() => { const q = document.querySelector("#q"); q.value = "huai b";
        q.dispatchEvent(new InputEvent("input", { isComposing: true })); }"""
    )
    tab.wait_for_timeout(400)
    expect(tab.get_by_role("listbox")).to_be_hidden()
    tab.evaluate(
        """() => { const q = document.querySelector("#q"); q.value = "淮北";
        q.dispatchEvent(new CompositionEvent("compositionend")); }"""
    )
    expect(tab.get_by_role("option").first).to_contain_text("淮北市")


# --- above the results

def test_page_shows_suggestions_above_the_full_text(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("淮北 商务局 2018"))
    first = tab.locator(".direct li a").first
    expect(first).to_have_text("淮北市商务局 2018年度报告")
    expect(tab.locator(".result")).to_have_count(1)
    assert tab.locator(".direct, .result").first.get_attribute("class") == "direct"
    first.click()
    tab.wait_for_url(portal + "huaibei/commerce/2018/")


def test_page_shows_few_and_folds_the_others(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("财政局"))
    expect(tab.locator(".direct li a:visible")).to_have_count(5)
    tab.goto(portal + "search/?q=" + quote("人民政府"))
    expect(tab.locator(".direct li a:visible")).to_have_count(5)
    tab.locator(".direct summary").click()
    assert tab.locator(".direct li a:visible").count() > 10


def test_page_that_explains_a_label_comes_first(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("不予公开"))
    expect(tab.locator(".direct li a").first).to_have_attribute("href", re.compile(r"/indicators/refused/$"))
    tab.goto(portal + "search/?q=" + quote("总体情况"))
    expect(tab.locator(".direct li a").first).to_have_attribute("href", re.compile(r"/formats/2021/#sections$"))


def test_page_asks_whether_a_name_was_meant(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("准北市商务局"))
    expect(tab.get_by_role("heading", name="您是不是要找")).to_be_visible()
    expect(tab.locator(".search-status")).to_contain_text("没有找到")
    expect(tab.locator(".direct li a").first).to_have_text("淮北市商务局")


def test_page_without_names_still_finds(tab: Page, portal: str) -> None:
    tab.route("**/search-names.gz", lambda route: route.abort())
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".result")).to_have_count(4)
    expect(tab.locator(".direct")).to_contain_text("没有载入")
    tab.unroute("**/search-names.gz")
    tab.locator(".direct").get_by_role("button", name="重试").click()
    expect(tab.locator(".direct li a").first).to_contain_text("商务局")


def test_nothing_found_names_the_closest_agencies(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("城市管理局长信箱"))
    expect(tab.locator(".search-empty .direct-list a").first).to_have_text("南京市城市管理局")


def test_a_page_whose_title_was_asked_for_is_the_first_result(built: Path, serve: Serve, tab: Page) -> None:
    with serve(built / "site") as address:
        tab.goto(address + "search/?q=" + quote("行政复议"))
        expect(tab.locator(".result-title a").first).to_have_text("行政复议")
        assert tab.locator(".result-title", has_text="行政复议").count() > 1
