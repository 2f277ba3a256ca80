"""Every kind of page in every mode under axe-core: standard and large type, light, dark and high contrast, desk and phone.

The page is loaded once; the modes are put on it as the tools of the page do. Rules that depend on structure alone run once.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Serve
from tests.browser.test_site import PAGES

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SEEN = ["color-contrast", "scrollable-region-focusable", "target-size"]         # what looks and sizes change
MODES: list[tuple[int, str, str, list[str]]] = [                                # width, theme, size, rules; none = all
    (1280, "light", "", []),
    (390, "dark", "xlarge", SEEN),
    (1280, "contrast", "large", [*SEEN, "color-contrast-enhanced"]),            # 7:1
    (390, "light", "", SEEN),
]


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    """The site."""
    with serve(built / "site") as base:
        yield base


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(chromium: Browser, address: str, kind: str) -> None:
    """No violation of any rule of axe, best practices and the target size of WCAG 2.2 among them."""
    if not AXE.is_file():
        assert not os.environ.get("CI"), "npm ci first"
        pytest.skip("NOT RUN: axe-core is not installed (npm ci)")
    context = chromium.new_context(locale="zh-CN", reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(address + PAGES[kind], wait_until="networkidle")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = []
    for width, theme, size, rules in MODES:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("""([theme, size]) => new Promise(done => {
            Object.assign(document.documentElement.dataset, { theme, size })
            if (!size) delete document.documentElement.dataset.size
            requestAnimationFrame(() => requestAnimationFrame(done))
        })""", [theme, size])
        only = {"runOnly": rules} if rules else {"rules": {"target-size": {"enabled": True}}}
        options = {"resultTypes": ["violations"], **only}
        violations = page.evaluate("options => axe.run(options).then(result => result.violations)", options)
        found += [(width, theme, size, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in violations]
    context.close()
    assert not found
