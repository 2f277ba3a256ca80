"""A word is explained where it stands: by keyboard, by touch, and without scripts as a link; axe finds nothing."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Serve

AXE = resources.files("axe_playwright_python") / "axe.min.js"
REPORT = "example-city/government/2021/"


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    with serve(built / "site", "/portal/") as base:
        yield base


def test_by_keyboard_and_back(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(address + REPORT, wait_until="networkidle")
    assert not [url for url in asked if "glossary/" in url]           # nothing is fetched before it is wanted
    word = page.locator(".form a", has_text="四类过程性信息")
    word.focus()
    page.keyboard.press("Enter")
    box = page.locator("#explained")
    expect(box).to_be_visible()
    assert "讨论记录" in box.inner_text() and "第十六条第二款" in box.inner_text()
    assert page.url.endswith(REPORT)
    assert box.evaluate("e => e === document.activeElement")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
    assert not found, json.dumps([(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found], ensure_ascii=False)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert word.evaluate("e => e === document.activeElement")
    page.locator(".form a", has_text="三安全一稳定").press("Enter")
    expect(box).to_contain_text("国家安全、公共安全、经济安全、社会稳定")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#stability")
    context.close()


def test_by_touch_it_stays_on_the_screen(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(address + REPORT, wait_until="networkidle")
    for word in ("补正", "结果纠正"):
        page.locator(".form a", has_text=word).first.tap()
        box = page.locator("#explained")
        expect(box).to_be_visible()
        place = box.bounding_box()
        assert place and place["x"] >= 0 and place["x"] + place["width"] <= 390
        assert place["y"] >= 0 and place["y"] + place["height"] <= 700
        page.locator("h1").first.evaluate("e => e.click()")
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
    context.close()


def test_without_scripts_and_when_it_cannot_be_fetched_it_is_a_link(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + REPORT)
    page.locator(".form a", has_text="国家秘密").click()
    page.wait_for_url("**/glossary/#secret")
    context.close()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + REPORT, wait_until="networkidle")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('offline')) }")
    page.locator(".form a", has_text="国家秘密").click()
    page.wait_for_url("**/glossary/#secret")
    context.close()
