"""The whole site in a browser: on a real nginx under its Content-Security-Policy, and on a plain server without any."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import hosting, init, pipeline
from tests.conftest import TODAY
from tests.servers import PREFIXES, SERVERS, ask, nginx, plain

WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"


def every_kind(site: Path) -> list[str]:
    """One page of every kind, of every rule that prints an aligned table, and the missing page's neighbours."""
    found: dict[str, str] = {}
    for page in sorted(site.rglob("index.html")):
        html = page.read_text("utf-8")
        kind = re.search(r'class="[^"]*\bkind-([\w-]+)', html)
        styled = " aligned" if 'style="text-align' in html else ""
        found.setdefault((kind[1] if kind else "") + styled, page.parent.relative_to(site).as_posix() + "/")
    return [path.removeprefix("./") for path in found.values()]


def watched(chromium: Browser) -> tuple[Page, list[str]]:
    """A page that notes everything that goes wrong: the console, the policy, missing files, exceptions."""
    page = chromium.new_context(locale="zh-CN").new_page()
    trouble: list[str] = []
    page.add_init_script(WATCH)
    left = "net::ERR_ABORTED"       # the page was left before its icon came; what the policy blocks is told by WATCH
    page.on("requestfailed", lambda r: trouble.append(f"failed {r.url}") if r.failure != left else None)
    page.on("response", lambda r: trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    return page, trouble


GUARDED = [("nginx", prefix) for prefix in PREFIXES]


@pytest.fixture(scope="module", params=[*GUARDED, ("caddy-defaults", "/portal/"), *(("plain", p) for p in PREFIXES)],
                ids=lambda p: f"{p[0]}{p[1]}")
def address(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server, prefix = request.param
    with SERVERS[server](built / "site", prefix, tmp_path_factory.mktemp("host") / "work") as url:
        yield url


def test_every_kind_of_page(chromium: Browser, address: str, built: Path) -> None:
    """All kinds under the policy and below a path; elsewhere one page at each depth."""
    page, trouble = watched(chromium)
    kinds = every_kind(built / "site")
    assert len(kinds) > 15
    by_depth = {path.count("/"): path for path in kinds}
    guarded = address.endswith("/portal/") and "Content-Security-Policy" in ask(address)[1]
    for path in kinds if guarded else by_depth.values():
        page.goto(address + path, wait_until="load")
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("getComputedStyle(document.querySelector('header')).display") != "inline", path
    page.wait_for_timeout(100)
    assert trouble == []
    page.context.close()


def test_search_from_the_box_of_a_page(chromium: Browser, address: str) -> None:
    """The box offers names where WebAssembly is forbidden; its form leads to the search page, which finds."""
    page, trouble = watched(chromium)
    page.goto(address + "regions/", wait_until="load")
    page.fill('header input[name="q"]', "示例市")
    if page.locator("header [role=listbox]").count():
        expect(page.locator("header [role=option]").first).to_be_visible(timeout=15000)
    page.evaluate("document.querySelector('header form').requestSubmit()")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".result").first).to_be_visible(timeout=15000)
    door = "async (url) => (await (await import(url)).search('示例市')).length"
    assert page.evaluate(door, address + "assets/search.js") > 0, "the address of the search that never changes"
    page.locator(".search-filters label", has_text="2018").first.click()
    page.wait_for_url("**2018**")
    page.locator(".result a").first.click()
    expect(page.locator("h1")).to_contain_text("2018")
    page.wait_for_load_state("load")
    assert trouble == []
    page.context.close()


def use_form_and_downloads(page: Page, address: str) -> tuple[str, str]:
    """As an agency, then as a reader: a wrong sum is named, the file saved; the figures of a report taken as a workbook."""
    page.goto(address + "submit/", wait_until="networkidle")
    page.focus("#submit-find")
    page.keyboard.type("商务局")
    expect(page.locator(".submit .offers button").first).to_be_visible()
    page.keyboard.press("Enter")
    for column, value in enumerate("3000004"):
        page.fill(f'[data-table="applications"] td[data-row="granted"][data-column="{column}"] input', value)
    expect(page.locator('[data-table="applications"] .findings')).to_contain_text("总计应为")
    with page.expect_download() as file:
        page.click("#submit-save")
    saved = Path(file.value.path()).read_text("utf-8")
    page.goto(address, wait_until="load")
    page.locator("main a[href$='/']", has_text=re.compile("20..年")).first.click()
    page.wait_for_load_state("load")
    with page.expect_download() as taken:
        page.click('.take button[data-form="xlsx"]')
    return saved, taken.value.suggested_filename


@pytest.mark.parametrize("address", GUARDED, indirect=True, ids=lambda p: f"{p[0]}{p[1]}")
def test_form_and_downloads(chromium: Browser, address: str) -> None:
    page, trouble = watched(chromium)
    saved, taken = use_form_and_downloads(page, address)
    assert saved.startswith("# yaml-language-server:") and "granted:" in saved and taken.endswith(".xlsx")
    assert trouble == []
    page.context.close()


def test_alignment_of_table_columns_passes_the_policy(chromium: Browser, address: str, built: Path) -> None:
    site = built / "site"
    path = next(p for p in every_kind(site) if 'style="text-align' in (site / p / "index.html").read_text("utf-8"))
    page, trouble = watched(chromium)
    page.goto(address + path)
    cell = page.locator('[style*="text-align"]').first
    assert f"text-align: {cell.evaluate('e => getComputedStyle(e).textAlign')};" == cell.get_attribute("style")
    assert trouble == []
    page.context.close()


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(built / "site", "/portal/", tmp_path_factory.mktemp("guarded")) as url:
        yield url


def test_missing_page_has_its_looks(chromium: Browser, guarded: str, tmp_path: Path) -> None:
    """At any depth, below a path and at the root, under the policy. The one complaint is the 404 itself."""
    for path, text in init.files("example/portal", "0" * 40).items():
        if path.startswith("content/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text.replace("example.gov.cn/portal/", "example.gov.cn/"), encoding="utf-8")
    assert pipeline.build(tmp_path / "content", tmp_path / "build", TODAY).built
    with nginx(tmp_path / "build" / "site", "/", tmp_path / "nginx") as at_the_root:
        for address in (guarded, at_the_root):
            page, trouble = watched(chromium)
            page.goto(address + "no/such/page/at/all/")
            expect(page.locator("h1")).to_have_text("没有这一页")
            assert page.evaluate("getComputedStyle(document.querySelector('header')).display") != "inline"
            assert [t for t in trouble if "404" not in t] == []
            page.context.close()


TRIES = {
    "inline script": "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))",
    "handler": "document.body.innerHTML += '<img src=x onerror=\"window.ran = 1\">'",
    "eval": "try { (0, eval)('window.ran = 1') } catch {}",
    "foreign script": "document.body.append(Object.assign(document.createElement('script'), {src: 'http://127.0.0.1:9/x.js'}))",
    "foreign data": "fetch('http://127.0.0.1:9/?' + document.title).then(() => window.ran = 1, () => 0)",
    "style": "document.body.innerHTML += '<p id=t style=\"position: fixed\">';"
             "window.ran = getComputedStyle(t).position === 'fixed' || undefined",
    "base": "document.head.append(Object.assign(document.createElement('base'), {href: 'http://127.0.0.1:9/'}));"
            "window.ran = document.baseURI.includes(':9/') || undefined",
    "WebAssembly": "try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); window.ran = 1 } catch {}",
}


def test_the_policy_stops_what_escaping_might_miss(chromium: Browser, guarded: str) -> None:
    """Each trick is tried by a script of the page itself, so only the policy is in its way."""
    page, trouble = watched(chromium)
    trick = ""
    page.route("**/page.js", lambda route: route.fulfill(body=trick, content_type="text/javascript"))
    for name, code in TRIES.items():
        trick = f"setTimeout(() => {{ {code} }}, 0)"
        page.goto(f"{guarded}?{len(trick)}", wait_until="load")
        page.wait_for_timeout(100)
        assert page.evaluate("window.ran") is None, name
        assert any("policy" in t or "Content Security Policy" in t for t in trouble), name
        trouble.clear()
    page.context.close()


def test_the_page_is_in_no_frame(chromium: Browser, guarded: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<!doctype html><iframe src="{guarded}"></iframe>')
    with plain(tmp_path, "/", tmp_path / "unused") as url:
        page = chromium.new_context().new_page()
        page.goto(url, wait_until="load")
        assert page.frames[1].url.startswith("chrome-error:")
        assert page.frames[1].locator("header").count() == 0
        page.context.close()


def test_policy_in_the_page_itself(chromium: Browser, built: Path, tmp_path: Path) -> None:
    """Where a host sends no headers, <meta> does as much as it can: the search still works."""
    site = tmp_path / "site"
    shutil.copytree(built / "site", site)
    for file in site.rglob("*.html"):
        said = hosting.policy(search=file.parent.name == "search", meta=True)
        html = file.read_text("utf-8")
        meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{said}">'
        file.write_text(html.replace('<meta charset="utf-8">', meta, 1), encoding="utf-8")
    page, trouble = watched(chromium)
    with plain(site, "/", tmp_path / "served") as url:
        page.goto(url + "search/?q=示例")
        expect(page.locator(".result").first).to_be_visible(timeout=15000)
        assert trouble == []
        page.goto(url)
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
        assert page.evaluate("window.ran") is None
    page.context.close()
