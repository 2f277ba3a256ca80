"""The small portal with names to suggest (those of tests/suggest_site.py) and a page with a search box in its head."""

import shutil
from pathlib import Path

from generator.search import suggest
from tests import suggest_site

ROOT = Path(__file__).parent.parent.parent
BOX = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页面</title><link rel="icon" href="data:,">'
    '</head><body><header><form role="search" action="../search/"><label for="q">搜索</label>'
    '<input id="q" type="search" name="q"><button>搜索</button></form></header><main><h1>页面</h1></main>'
    '<script type="module" src="../assets/search-box.js"></script></body></html>'
)


def named(small: Path, folder: Path) -> Path:
    """A copy of the small portal in `folder`, with names."""
    site = folder / "site"
    shutil.copytree(small, site)
    for name, content in suggest.files(suggest_site.site()):
        (site / "assets" / name).write_bytes(content)
    for sheet in ("tokens.css", "base.css", "search.css"):
        shutil.copy(ROOT / "overrides" / "assets" / sheet, site / "assets")
    (site / "box").mkdir()
    (site / "box" / "index.html").write_text(BOX, encoding="utf-8")
    return site
