"""The search of a copy that is opened from a folder: all texts in one classic script, as nothing can be fetched from `file://`.

    files(pages)    `offline-data.js`, which `overrides/assets/offline-search.js` reads

A page is [address below the copy's root, title, year or null, names of its filters, text]; blocks of text are lines.
"""

import json
from collections.abc import Iterable
from typing import Any

from generator import addresses
from generator.model.page import Page
from generator.search.tokens import shared

SHOWN = ("行政区划", "机关", "类型")        # filters that a result names, only the last word of each


def files(pages: Iterable[Page]) -> dict[str, bytes]:
    """One file below `assets`."""
    entries = (f"{_json(_entry(page))},\n" for page in pages if page.texts)
    simplified = _json(shared("t2s.txt"))
    return {"offline-data.js": f"window.offline = {{ simplified: {simplified}, pages: [\n{''.join(entries)}] }}\n".encode()}


def _entry(page: Page) -> list[Any]:
    texts = page.texts
    assert texts
    lines = [line for heading in texts.headings for line in (heading.text, *heading.blocks)]
    about = [values[-1] for name in SHOWN if (values := texts.filters.get(name))]
    return [f"{addresses.url(page.path)}index.html", page.title, texts.year, about, "\n".join(lines)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
