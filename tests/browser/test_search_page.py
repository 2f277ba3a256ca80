"""The search page as a reader has it: both engines, at the root and below a path."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

TREE = Path(__file__).parent.parent / "golden" / "search-results.aria.yml"
HUAIBEI = ["huaibei/commerce/2019", "huaibei/commerce/2018"]


def results(tab: Page) -> list[str]:
    """Addresses of the results on the page, below the root."""
    links = tab.locator(".result-title a").all()
    return [(link.get_attribute("href") or "").removeprefix("/portal").strip("/") for link in links]


def test_anchor_leads_to_the_heading(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("信息处理费 398"))
    tab.locator(".result-place a").first.click()
    assert tab.locator("h2:target").inner_text() == "六、收费"


def test_page_shows_results_and_asks_nobody_else(tab: Page, portal: str) -> None:
    asked: list[str] = []
    failed: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: failed.append(str(error)))
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".search-status")).to_have_text("“商务局”共找到 4 个页面")
    expect(tab.locator(".result-title a")).to_have_count(4)
    expect(tab.locator(".result").first.locator(".result-meta").first).to_have_text(
        "淮北市商务局 · 2019年 · 淮北市 · 年度报告"
    )
    expect(tab.locator(".result").nth(2).locator("mark")).to_have_text("商务局")
    expect(tab.locator("#search-fallback")).to_be_hidden()
    assert not failed
    assert asked
    assert all(url.startswith((portal, "data:")) for url in asked)


def test_page_filters_and_goes_back(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/")
    expect(tab.locator("#search-fallback")).to_be_visible()
    tab.fill("#search-q", "商务局")
    expect(tab.locator(".result")).to_have_count(4)
    tab.get_by_label(re.compile("^2018")).check()
    expect(tab.locator(".result")).to_have_count(1)
    expect(tab.get_by_label(re.compile("^2018"))).to_be_focused()
    assert tab.url.endswith("&from=2018&to=2018")
    tab.reload()
    expect(tab.locator(".result")).to_have_count(1)
    tab.go_back()
    expect(tab.locator(".result")).to_have_count(4)
    expect(tab.get_by_label(re.compile("^2018"))).not_to_be_checked()
    tab.goto(portal + "search/?q=" + quote("商务局") + "&year=2010")
    expect(tab.locator(".search-empty")).to_be_visible()
    tab.get_by_role("button", name="去掉筛选条件").click()
    expect(tab.locator(".result")).to_have_count(4)


def test_years_from_and_to(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("水利厅"))
    expect(tab.locator(".search-status")).to_contain_text("共找到 13 个页面")
    tab.get_by_label("从哪一年").select_option("2005")
    expect(tab.locator(".search-status")).to_contain_text("按所选条件共找到 8 个页面")
    tab.get_by_label("到哪一年").focus()
    tab.get_by_label("到哪一年").select_option("2007")
    expect(tab.locator(".result")).to_have_count(3)
    expect(tab.get_by_label("到哪一年")).to_be_focused()
    tab.get_by_label("从哪一年").select_option("2010")      # after the end: the end moves along
    expect(tab.locator(".result")).to_have_count(1)
    tab.get_by_role("button", name="去掉条件：2010年").click()
    expect(tab.locator(".search-status")).to_contain_text("共找到 13 个页面")
    expect(tab.locator(".chips button")).to_have_count(0)


def test_order(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".result")).to_have_count(4)
    assert results(tab) == [*HUAIBEI, "jiangsu/commerce/2024", "guides/fees"]
    tab.get_by_label("排序").select_option("newest")
    expect(tab.locator(".result").first).to_contain_text("2024")
    assert "order=newest" in tab.url
    tab.get_by_label("排序").select_option("oldest")
    expect(tab.locator(".result").first).to_contain_text("2018")
    tab.go_back()
    expect(tab.get_by_label("排序")).to_have_value("newest")


def test_whole_numbers_come_before_longer_ones(tab: Page, portal: str) -> None:
    """1398 stands on a page as new as that of 398."""
    tab.goto(portal + "search/?q=398")
    expect(tab.locator(".result")).to_have_count(2)
    assert results(tab) == ["pingtan/taxation/2019", "huaibei/commerce/2019"]
    expect(tab.locator(".result").first.locator("mark")).to_have_text("398")


def test_regions_are_a_tree(tab: Page, portal: str) -> None:
    """The region stands below its province, which is no value of its own here; it unfolds and folds."""
    tab.goto(portal + "search/?q=" + quote("商务局"))
    tree = tab.locator('[data-filter="region"]')
    city = tree.get_by_label(re.compile("^淮北市"))
    expect(city).to_be_visible()
    handle = tree.get_by_role("button", name="安徽省的下级")
    expect(handle).to_have_attribute("aria-expanded", "true")
    handle.click()
    expect(city).to_be_hidden()
    handle.click()
    city.check()
    expect(tab.locator(".result")).to_have_count(2)
    expect(tree.get_by_label(re.compile("^淮北市"))).to_be_checked()
    expect(tab.locator(".chips button")).to_have_text(["淮北市 ×"])


def test_counts_live_with_the_other_filters(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("商务局") + "&from=2018&to=2018")
    expect(tab.locator(".result")).to_have_count(1)
    kinds = tab.locator('[data-filter="type"] label')
    expect(kinds.filter(has_text="年度报告")).to_contain_text("1")
    expect(kinds.filter(has_text="说明")).to_contain_text("0")


def test_every_place_of_a_page(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("行政复议"))
    page = tab.locator(".result", has_text="税务局")
    expect(page.locator(".result-place")).to_have_count(3)
    page.locator("summary", has_text="本页另有").click()
    expect(page.locator(".result-place").nth(3)).to_be_visible()
    assert page.locator(".result-place:not(:has(mark))").count() == 0


def test_title_is_marked_too(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("江苏省商务厅"))
    expect(tab.locator(".result-title mark")).to_have_text("江苏省商务厅")


def test_page_shows_more(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("水利厅"))
    expect(tab.locator(".result")).to_have_count(10)
    tab.get_by_role("button", name=re.compile("显示更多")).click()
    expect(tab.locator(".result")).to_have_count(13)
    expect(tab.locator(".result-title a").nth(10)).to_be_focused()
    expect(tab.locator(".search-more")).to_have_count(0)
    expect(tab.get_by_text("其余 5 项")).to_be_visible()


def test_page_helps_when_nothing_is_found(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("行政复议 红盾网 政俯"))
    expect(tab.locator(".search-parts li")).to_have_text(["行政复议（3 个页面）", "红盾网（1 个页面）"])
    expect(tab.locator(".search-empty").get_by_text("行政机关")).to_have_attribute("href", "../agencies/")
    tab.locator(".search-parts a").first.click()
    expect(tab.locator(".result")).to_have_count(3)


def test_keys(tab: Page, portal: str) -> None:
    """The arrows go through suggestions and results as they stand on the page."""
    tab.goto(portal + "search/")
    tab.fill("#search-q", "商务局 2018")
    tab.press("#search-q", "Enter")
    expect(tab.locator(".result")).to_have_count(1)
    expect(tab.locator(".direct li a").first).to_be_visible()
    links = tab.locator(".direct li a:visible, .result-title a")
    count = links.count()
    for at in range(count):
        tab.keyboard.press("ArrowDown")
        expect(links.nth(at)).to_be_focused()
    expect(tab.locator(".result-title a").last).to_be_focused()
    for _ in range(count):
        tab.keyboard.press("ArrowUp")
    expect(tab.locator("#search-q")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#search-q")).to_have_value("")
    expect(tab.locator(".result")).to_have_count(0)
    expect(tab.locator(".direct")).to_be_hidden()


def test_the_same_question_asked_twice_keeps_its_suggestions(tab: Page, portal: str) -> None:
    """Also when the names come late."""
    tab.add_init_script("""const fetched = window.fetch
        window.fetch = (url, init) => String(url).includes("search-names")
          ? new Promise(done => setTimeout(() => done(fetched(url, init)), 700)) : fetched(url, init)""")
    tab.goto(portal + "search/")
    tab.fill("#search-q", "商务局 2018")
    tab.press("#search-q", "Enter")
    tab.press("#search-q", "Enter")
    expect(tab.locator(".direct li a").first).to_be_visible()


def test_a_run_of_words_that_is_nowhere_is_cut_where_it_must_be(tab: Page, portal: str) -> None:
    tab.goto(portal + "search/?q=" + quote("蟾蜍信息处理费蜥蜴398委托办理"))
    expect(tab.locator(".search-parts a")).to_have_text(["信息处理费", "398", "委托办理"])


def test_the_tree_that_assistive_technology_gets(tab: Page, portal: str, request: pytest.FixtureRequest) -> None:
    """Landmarks, states and announced words of the results page, as recorded (--update-golden records anew)."""
    tab.goto(portal + "search/?q=" + quote("商务局"))
    expect(tab.locator(".search-status")).to_have_text("“商务局”共找到 4 个页面")
    expect(tab.locator(".result").last.locator("mark")).to_have_text("商务局")
    expect(tab.locator(".result").nth(2).locator("mark")).to_have_text("商务局")
    expect(tab.get_by_role("region", name="直达").locator("li")).to_have_count(5)
    for _ in range(40):                     # parts of the page arrive one after the other
        tree = re.sub(r"(?m):?\n *- /url: .*$", "", tab.locator("body").aria_snapshot()) + "\n"
        if tree == TREE.read_text("utf-8"):
            break
        tab.wait_for_timeout(100)
    if request.config.getoption("--update-golden"):
        TREE.write_text(tree, "utf-8")
    assert tree == TREE.read_text("utf-8")
