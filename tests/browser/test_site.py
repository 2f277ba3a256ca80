"""The built site as a citizen meets it: every kind of page under a sub-path, on a phone, by keyboard, printed, searched."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve

PAGES = {
    "home": "", "regions": "regions/", "region": "example-city/", "agencies": "agencies/",
    "agency": "example-city/commerce/", "rules": "rules/", "rule": "rules/sum/", "quality": "quality/",
    "years": "years/", "year": "years/2021/", "indicators": "indicators/", "indicator": "indicators/received/",
    "ratio": "indicators/disclosure_rate/", "indicator of a region": "indicators/received/example-city/",
    "against": "example-city/commerce/2021-against-2019/",
    "submit": "submit/?agency=example-city/commerce&year=2021",         # the form with a report in it
    "compare": "compare/?a=example-city/commerce&a=example-city/government&i=received&i=sued",
    "status": "status/", "status of a region": "status/example-city/", "report": "example-city/government/2021/",
    "old report": "example-city/commerce/2018/",
    "aggregate": "example-city/commerce/2021-aggregate/", "plan": "example-city/commerce/2021-plan/",
    "summary": "example-city/commerce/2021-summary/", "forms": "formats/", "form": "formats/2021/", "search": "search/?q=示例",
    "guide": "guides/apply/",
    "glossary": "glossary/", "about": "about/", "sitemap": "about/sitemap/", "data": "data/", "api": "api/",
}


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    """The site under a sub-path."""
    with serve(built / "site", "/portal/") as base:
        yield base


def _open(chromium: Browser, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    """A page that notes every failed or foreign request, console error and exception."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)   # type: ignore[arg-type]
    page = context.new_page()
    trouble: list[str] = []
    # What is cut off by going to the next page (the picture of the tab comes late) is no fault of the site.
    page.on("requestfailed", lambda r: trouble.append(f"failed {r.url}") if r.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda r: trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    return page, trouble


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_kind_of_page(chromium: Browser, address: str, width: int, scheme: str) -> None:
    """No failed request, none to another origin, no error, no page wider than the window, one first-level heading."""
    page, trouble = _open(chromium, width, scheme)
    page.on("request", lambda r: trouble.append(f"foreign {r.url}") if not r.url.startswith((address, "data:")) else None)
    for kind, path in PAGES.items():
        page.goto(address + path)
        page.wait_for_timeout(100)          # for what scripts ask for; waiting until the network is idle takes five times as long
        assert not trouble, f"{kind}: {trouble}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
        assert page.locator("h1").count() == 1, kind
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        for name in ("SiteName", "SiteDomain", "SiteIDCode"):
            assert page.locator(f'meta[name="{name}"]').get_attribute("content"), f"{kind}: {name}"
    page.context.close()


def test_page_tags_of_a_report(chromium: Browser, address: str) -> None:
    """All three groups of page tags stand on a report's page."""
    page, _ = _open(chromium, 1280)
    page.goto(address + PAGES["report"])
    tags = ("ArticleTitle", "PubDate", "ContentSource", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
    values = {name: page.locator(f'meta[name="{name}"]').get_attribute("content") for name in tags}
    assert all(values.values()), values
    assert values["ColumnType"] == "信息公开年报"
    page.context.close()


def test_tables_scroll_in_their_own_frame_on_a_phone(chromium: Browser, address: str) -> None:
    """The wide table is wider than its frame, the row header stays in view, and a blank is read out as such."""
    page, _ = _open(chromium, 390)
    page.goto(address + PAGES["report"], wait_until="networkidle")
    frame = page.locator(".frame", has=page.locator(".form-matrix"))
    assert frame.evaluate("f => f.scrollWidth > f.clientWidth")
    row = frame.locator('tbody th[scope="row"]').first
    before = row.evaluate("e => e.getBoundingClientRect().left")
    frame.evaluate("f => { f.scrollLeft = 200 }")
    page.wait_for_timeout(200)
    assert abs(row.evaluate("e => e.getBoundingClientRect().left") - before) < 2
    page.context.close()


def test_blank_zero_and_printed_marks_differ(chromium: Browser, address: str, built: Path) -> None:
    """Somewhere on the fixed portal each of the three stands, and each looks and reads differently."""
    pages = {p: p.read_text("utf-8") for p in sorted((built / "site" / "example-city").rglob("index.html"))}
    blank = next(p for p, text in pages.items() if '<td class="b"><' in text and "against" not in str(p))
    zero = next(p for p, text in pages.items() if "<td>0<" in text and "against" not in str(p))
    assert any('<td class="p">/<' in text for text in pages.values())
    page, _ = _open(chromium, 1280)
    page.goto(address + blank.parent.relative_to(built / "site").as_posix() + "/")
    assert page.locator("td.b:empty").first.aria_snapshot() == '- cell "未填写"'
    shown = page.locator("td.b:empty").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert shown.startswith('"—"')
    page.goto(address + zero.parent.relative_to(built / "site").as_posix() + "/")
    numbers, zeros = page.locator(".form td:not([class])"), page.locator(".form td.z")
    ink = numbers.evaluate_all("cells => cells.map(e => getComputedStyle(e).color)")
    assert "0" not in numbers.all_text_contents()
    assert {*zeros.all_text_contents()} == {"0"}
    assert not {*ink} & {*zeros.evaluate_all("cells => cells.map(e => getComputedStyle(e).color)")}
    page.context.close()


def test_keyboard_reaches_search_and_content(chromium: Browser, address: str) -> None:
    """Tab finds the skip link first, `/` goes to the search box, Enter searches."""
    page, _ = _open(chromium, 1280)
    page.goto(address + PAGES["report"], wait_until="networkidle")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip is not None and skip.startswith("#")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("示例市")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".result").first).to_be_visible(timeout=15000)
    page.context.close()


def test_search_filters_and_state_in_the_address(chromium: Browser, address: str) -> None:
    """A filter narrows the results to exactly what it says, stands in the address, and the back button undoes it."""
    page, _ = _open(chromium, 1280)
    page.goto(address + "search/?q=政府信息公开", wait_until="networkidle")
    expect(page.locator(".result").first).to_be_visible(timeout=15000)
    everything = page.locator(".search-status").inner_text()
    page.locator(".search-filters label", has_text="2018").first.click()
    expect(page.locator(".search-status")).not_to_have_text(everything, timeout=15000)
    for meta in page.locator(".result-meta").all_inner_texts():
        assert "2018" in meta
    assert "2018" in page.url
    page.go_back()
    expect(page.locator(".search-status")).to_have_text(everything, timeout=15000)
    page.context.close()


def test_search_says_when_nothing_is_found(chromium: Browser, address: str) -> None:
    """Words that stand nowhere find nothing, and the page says where to look instead."""
    page, _ = _open(chromium, 390)
    page.goto(address + "search/?q=蟾蜍计划", wait_until="networkidle")
    expect(page.locator(".search-empty")).to_be_visible(timeout=15000)
    assert page.locator(".result").count() == 0
    assert page.locator(".search-empty a:visible, #search-fallback a:visible").count() > 0
    page.context.close()


def test_without_javascript(chromium: Browser, address: str) -> None:
    """The whole report can be read, and the search box leads to a page with the ways to browse."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES["report"])
    assert page.locator(".form-matrix td").count() > 100
    page.fill('header input[name="q"]', "示例")
    page.press('header input[name="q"]', "Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator("#search-fallback a").count() >= 4
    context.close()


def test_text_size_and_appearance_are_remembered(chromium: Browser, address: str) -> None:
    """The largest size and the dark look hold on the next page."""
    page, _ = _open(chromium, 1280)
    page.goto(address, wait_until="networkidle")
    normal = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.get_by_text("特大", exact=True).click()
    page.goto(address + PAGES["report"], wait_until="networkidle")
    assert float(page.evaluate("getComputedStyle(document.documentElement).fontSize").removesuffix("px")) > float(
        normal.removesuffix("px"))
    page.context.close()


def test_print_view_is_the_document(chromium: Browser, address: str, tmp_path: Path) -> None:
    """On paper there is no navigation, and a PDF of A4 pages comes out."""
    page, _ = _open(chromium, 1280)
    page.goto(address + PAGES["report"], wait_until="networkidle")
    page.emulate_media(media="print")
    for selector in ("header", ".bar", "footer"):
        for element in page.locator(f"body {selector}").all():
            assert not element.is_visible(), selector
    assert page.locator("h1").is_visible()
    pdf = page.pdf(path=str(tmp_path / "report.pdf"), format="A4")
    assert pdf.startswith(b"%PDF-")
    page.context.close()


def test_qr_code_holds_the_address_of_the_page(built: Path) -> None:
    """The code is drawn at build time from the canonical address, which stands beside it."""
    html = (built / "site" / PAGES["report"] / "index.html").read_text("utf-8")
    canonical = html.partition('rel="canonical" href="')[2].partition('"')[0]
    assert canonical
    assert f'<span class="address">{canonical}</span>' in html
    assert 'alt="本页地址的二维码"' in html
