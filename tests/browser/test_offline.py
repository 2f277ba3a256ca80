"""The offline copy as it is opened from a folder: no server, every link a file, search over all texts, the same bytes."""

import html
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from generator import offline, pipeline
from tests.conftest import TODAY

LINK = re.compile(r'<(?:a|form|link|img|script)\s[^>]*?\b(?:href|action|src)="([^"]*)"')
PORTAL = "https://example.gov.cn/portal/"


@pytest.fixture(scope="module")
def packed(portal_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP file of the fixed portal."""
    file = tmp_path_factory.mktemp("offline") / "copy.zip"
    assert pipeline.offline_copy(portal_content, file, TODAY).built
    return file


@pytest.fixture(scope="module")
def folder(packed: Path) -> Path:
    """The same, unpacked below a name that addresses must quote."""
    place = packed.parent / "桌面 1"
    zipfile.ZipFile(packed).extractall(place)
    return place / "copy"


def test_two_copies_are_the_same_bytes(packed: Path, portal_content: Path, tmp_path: Path) -> None:
    shutil.copytree(portal_content, tmp_path / "content")
    pipeline.offline_copy(tmp_path / "content", tmp_path / "copy.zip", TODAY)
    assert (tmp_path / "copy.zip").read_bytes() == packed.read_bytes()
    assert [p.name for p in tmp_path.iterdir() if p.name != "content"] == ["copy.zip"]


def test_every_link_is_a_file_or_stands_on_the_web(folder: Path) -> None:
    pages = [*folder.rglob("*.html")]
    assert len(pages) > 80
    web, broken = set(), []
    for page in pages:
        for written in LINK.findall(page.read_text("utf-8")):
            address = html.unescape(written)
            if address.startswith(PORTAL):
                web.add(address.removeprefix(PORTAL))
            elif not re.match(r"[a-z]+:|[#?]", address) and not (page.parent / unquote(re.split(r"[?#]", address)[0])).is_file():
                broken.append(f"{page.relative_to(folder)}: {written}")
    assert broken == []
    assert {"api/v1/index.json", "data/long.parquet", "feeds/all.xml"} <= web
    assert "<script type=\"module\"" not in (folder / "index.html").read_text("utf-8")


def test_three_kinds_of_page_and_the_search(folder: Path, tab: Page) -> None:
    trouble: list[str] = []
    # What is cut off by going to the next page is no fault of the copy; a file that is not there fails otherwise.
    tab.on("requestfailed", lambda r: trouble.append(f"failed {r.url}") if r.failure != "net::ERR_ABORTED" else None)
    tab.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    tab.on("pageerror", lambda e: trouble.append(str(e)))
    tab.on("request", lambda r: trouble.append(f"foreign {r.url}") if not r.url.startswith(("file:", "data:")) else None)
    tab.goto((folder / "index.html").as_uri())
    expect(tab.locator(".draft")).to_contain_text("离线版")
    tab.locator('nav a[href$="regions/index.html"]').first.click()
    tab.locator('article a[href="../example-city/index.html"]').first.click()
    expect(tab.locator("h1")).to_have_text("示例市")
    tab.get_by_role("link", name="示例市商务局").first.click()
    expect(tab.locator("h1")).to_have_text("示例市商务局")
    tab.get_by_role("link", name="2021年度报告").first.click()
    expect(tab.locator("h1")).to_have_text("示例市商务局2021年政府信息公开工作年度报告")
    assert tab.locator(".form td").count() > 100
    tab.locator(".form td:has-text('16')").first.hover()
    expect(tab.locator(".cell-note")).to_be_visible()                   # scripts that were modules run
    assert tab.url.startswith("file:")

    tab.fill("#q", "結轉下年度 商务局")                                    # traditional letters find simplified ones
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("找到")
    assert "示例市商务局2021年政府信息公开工作年度报告" in tab.locator(".result-title").all_inner_texts()
    assert "结转下年度" in tab.locator("mark").all_inner_texts()
    tab.locator(".result-title a", has_text="2021年政府信息公开工作年度报告").first.click()
    expect(tab.locator("h1")).to_contain_text("2021年政府信息公开工作年度报告")
    tab.goto((folder / "search" / "index.html").as_uri() + "?q=没有这句话呀")
    expect(tab.get_by_role("status")).to_contain_text("没有找到")
    expect(tab.locator("#search-fallback")).to_be_visible()
    assert trouble == []


@pytest.mark.parametrize(("written", "wanted"), [
    ("../../", "../../index.html"), (".", "./index.html"), ("../2018/#x", "../2018/index.html#x"), ("#x", "#x"),
    ("../../search/?q=a", "../../search/index.html?q=a"), ("../2018.docx", "../2018.docx"),
    ("https://a.cn/b/", "https://a.cn/b/"), ("mailto:a@b.cn", "mailto:a@b.cn"),
    ("../../feeds/all.xml", "https://p.cn/x/feeds/all.xml"), ("../none/", "https://p.cn/x/a/none/"), ("", ""),
])
def test_addresses(written: str, wanted: str) -> None:
    kept = {"index.html", "search/index.html", "a/2018/index.html", "a/2018.docx", "a/2021/index.html"}
    assert offline._address("a/2021/index.html", written, kept, "https://p.cn/x/") == wanted
