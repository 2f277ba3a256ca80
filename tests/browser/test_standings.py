"""The matrix of who reported: one stop for Tab, walked by keys, a whole name in each cell, head and names in view."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Serve

AXE = resources.files("axe_playwright_python") / "axe.min.js"
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    with serve(built / "site", "/portal/") as base:
        yield base


@pytest.fixture
def matrix(chromium: Browser, address: str) -> Iterator[Page]:
    """The page of the region on a phone, where the matrix is wider than its frame."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(address + "status/example-city/", wait_until="networkidle")
    yield page
    context.close()


def test_walk_by_keyboard(matrix: Page) -> None:
    """Tab enters at the first cell and leaves behind the last; keys go to each edge; Enter opens the report."""
    first = matrix.locator(".standings tbody th a").first
    first.focus()
    rows = matrix.locator(".standings tbody tr").count()
    columns = matrix.locator(".standings thead th").count()
    matrix.keyboard.press("ArrowUp")                                     # the edge holds
    assert first.evaluate("e => e === document.activeElement")
    matrix.keyboard.press("End")
    last_year = matrix.locator(".standings thead th").last.inner_text()
    assert f"{last_year} 年度：" in matrix.evaluate(FOCUSED)
    matrix.keyboard.press("Control+End")
    assert matrix.evaluate("document.activeElement.closest('tr').rowIndex") == rows
    matrix.keyboard.press("Home")
    matrix.keyboard.press("PageUp")
    assert first.evaluate("e => e === document.activeElement")
    seen = set()
    for _ in range(columns - 1):
        matrix.keyboard.press("ArrowRight")
        seen.add(matrix.evaluate(FOCUSED))
    assert len(seen) == columns - 1                                       # each cell has a name of its own
    linked = matrix.locator(".standings tbody tr:first-child td a").first
    linked.focus()
    href = linked.evaluate("e => e.href")
    matrix.keyboard.press("Tab")
    assert not matrix.evaluate("document.activeElement.closest('.standings')")
    matrix.keyboard.press("Shift+Tab")
    assert linked.evaluate("e => e === document.activeElement")
    matrix.keyboard.press("Enter")
    matrix.wait_for_url(href)


def test_head_and_names_stay_and_the_focused_cell_is_not_below_them(matrix: Page) -> None:
    matrix.locator(".standings tbody th a").first.focus()
    matrix.keyboard.press("Control+End")
    matrix.wait_for_timeout(150)
    box = matrix.evaluate("""() => {
        const frame = document.querySelector('.standings').getBoundingClientRect()
        const cell = document.activeElement.getBoundingClientRect()
        const name = document.activeElement.closest('tr').cells[0].getBoundingClientRect()
        return { frame: frame.left, name: name.left, right: name.right, cell: cell.left } }""")
    assert abs(box["name"] - box["frame"]) < 3
    assert box["cell"] >= box["right"] - 1


def test_every_state_has_a_shape_and_a_word(matrix: Page) -> None:
    """Of each state that stands in the matrix or the legend: a sign of its own, and words."""
    shapes = matrix.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll('.standing-legend dt[class]')]
            .map(dt => [dt.innerText.trim(), getComputedStyle(dt, '::before').content])
    )""")
    assert len(set(shapes.values())) == len(shapes) == 7
    for cell in matrix.locator(".standings tbody td:not(.n)").all():
        assert cell.inner_text().strip()


VIEWS = ("status/", "status/example-city/", "example-city/commerce/2021-against-2019/", "example-city/commerce/2021-plan/",
         "example-city/grain/", "glossary/")


def test_axe_finds_nothing_in_the_dark(chromium: Browser, address: str) -> None:
    """On these and the other pages by which citizens see who reported; test_axe has the other modes of every kind."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for path in VIEWS:
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
        page.evaluate(AXE.read_text("utf-8"))
        found: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
        said = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert not found, f"{path}: {json.dumps(said, ensure_ascii=False)}"
    context.close()
