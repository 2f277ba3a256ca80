"""The page of comparison: choices, address, breaks, sorting, what is taken away, keyboard, no script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve

COMMERCE, GOVERNMENT = "a=example-city/commerce", "a=example-city/government"


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    """The page of comparison, under a sub-path."""
    with serve(built / "site", "/portal/") as base:
        yield f"{base}compare/"


def _rows(page: Page, at: int = 0) -> list[list[str]]:
    expect(page.locator("#compare-result .frame").nth(at)).to_be_visible()
    cells = "rows => rows.map(r => [...r.cells].map(c => c.innerText.trim()))"
    rows: list[list[str]] = page.locator("#compare-result .frame").nth(at).locator("tr").evaluate_all(cells)
    return rows


def test_choosing_by_keyboard_writes_the_address(tab: Page, address: str) -> None:
    """Pinyin finds the agency, Enter takes it, one file is fetched for it; going back undoes the choice."""
    asked: list[str] = []
    tab.on("request", lambda r: asked.append(r.url))
    tab.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "search-names" in url or "/api/" in url], "nothing is loaded before it is needed"
    tab.focus("#compare-find")
    tab.keyboard.type("swj")
    expect(tab.locator(".compare-agencies > .offers button").first).to_contain_text("示例市商务局")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert COMMERCE in tab.url
    assert _rows(tab)[1][0].startswith("示例市商务局")
    assert len([url for url in asked if "/api/" in url]) == 1
    assert tab.evaluate("document.activeElement.id") == "compare-find"
    tab.go_back()
    expect(tab.locator("#compare-result .frame")).to_have_count(0)


def test_series_are_broken_where_the_count_changes(tab: Page, address: str) -> None:
    """Other cells count from the 2019 edition on: cut in table and chart, with the reason. Years without a report say so."""
    tab.goto(f"{address}?{COMMERCE}&i=received&i=carried", wait_until="networkidle")
    [head, row] = _rows(tab)
    years = [text.rstrip(" ↓") for text in head[1:]]
    assert years == ["2018", "2019", "2020", "2021"]
    assert row[3] == "无"
    assert row[2].startswith("口径中断") or "注1" in row[2]
    expect(tab.locator(".breaks").first).to_contain_text("表式由 2008 年版改为 2019 年版")
    assert tab.locator(".bars").first.locator(".break").count() == 1
    assert _rows(tab, 1)[1][1] == "无此项", "the 2008 edition does not count what is carried over"
    assert "2019" in (tab.locator(".bars desc").first.text_content() or "")


def test_a_ratio_shows_both_numbers(tab: Page, address: str) -> None:
    """Per hundred applications, with the numerator and the denominator in the cell and the formula above."""
    tab.goto(f"{address}?{COMMERCE}&i=handled&per=received", wait_until="networkidle")
    shown = [cell for cell in _rows(tab)[1][1:] if "÷" in cell]
    assert shown
    for cell in shown:
        value, part, whole = cell.replace("÷", "\n").split("\n")[-3:]
        assert float(value.split()[-1]) == pytest.approx(100 * int(part) / int(whole), abs=0.051)
    expect(tab.locator("#compare-result .legend").first).to_contain_text("÷")


def test_sorting_is_the_readers_act_and_says_its_scope(tab: Page, address: str) -> None:
    """As chosen at first; by a year on request, the coverage stated and the order in the address; again restores."""
    tab.goto(f"{address}?{COMMERCE}&{GOVERNMENT}", wait_until="networkidle")
    chosen = [row[0] for row in _rows(tab)[1:]]
    column = [row[4] for row in _rows(tab)[1:]]
    tab.locator("#compare-result thead button", has_text="2021").click()
    expect(tab.locator('th[aria-sort="descending"]')).to_have_count(1)
    expect(tab.locator("#compare-result .legend").first).to_contain_text("按 2021 年的数字从大到小排列")
    assert "sort=received+2021" in tab.url
    assert [row[4] for row in _rows(tab)[1:]] == sorted(column, key=lambda text: -float(text.split()[-1]))
    tab.locator("#compare-result thead button", has_text="2021").click()
    expect(tab.locator('th[aria-sort="descending"]')).to_have_count(0)
    assert [row[0] for row in _rows(tab)[1:]] == chosen


def test_csv_holds_what_is_shown(tab: Page, address: str, tmp_path: Path) -> None:
    """One line a number, with edition and scope; blanks stay blank."""
    tab.goto(f"{address}?{COMMERCE}", wait_until="networkidle")
    _rows(tab)
    with tab.expect_download() as started:
        tab.get_by_text("下载 CSV").click()
    started.value.save_as(tmp_path / "compare.csv")
    lines = (tmp_path / "compare.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("agency,name,year,indicator")
    assert [line.split(",")[2] for line in lines[1:]] == ["2018", "2019", "2021"]


def test_unknown_agency_is_said(tab: Page, address: str) -> None:
    """An address that names no agency is answered in words, and the others are still shown."""
    tab.goto(f"{address}?a=example-city/nobody&{COMMERCE}", wait_until="networkidle")
    expect(tab.locator("#compare-status")).to_contain_text("没有这样的机关：example-city/nobody")
    assert len(_rows(tab)) == 2


def test_without_scripts_the_data_is_offered(chromium: Browser, address: str) -> None:
    """A message with links to the same data."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".needs-no-script")).to_be_visible()
    assert page.locator(".needs-no-script a").count() == 2
    expect(page.locator("#compare")).to_be_hidden()
    context.close()
