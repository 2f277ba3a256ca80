"""How Pagefind is run on the shadow pages, and what is made of what it leaves.

The plain binary is enough (the shadow brings its own word boundaries). Its version is fixed in `pyproject.toml`: the
chunk size is an undocumented setting, and the browser reads fragments in the form that 1.5 writes.
"""

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from generator import addresses
from generator.model.page import Page

UNUSED = (
    "pagefind-component-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
    "playground/**",
)
"""Globs below the index folder: ready-made search boxes, highlighter, worker. Our pages load none of them."""

CATALOGUE = "pages.pf_pages"
SIGNATURE = b"pagefind_dcd"


def command(shadow_dir: Path, out_dir: Path) -> tuple[list[str], dict[str, str]]:
    """Arguments of the program, and what is to be added to its environment.

    `out_dir` must be empty or missing: Pagefind leaves old files where they are. Exit code 0 = indexed. Small chunks
    make a search cheaper: 49 KB instead of 100 KB at 2,000 pages. The point is a letter for the sake of 1.3亿.
    """
    where = ["--site", str(shadow_dir), "--output-path", str(out_dir)]
    argv = [sys.executable, "-m", "pagefind_bin", *where, "--include-characters", ".", "--quiet"]
    return argv, {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1000"}


def catalogue(pages: Iterable[Page], fragments: Mapping[str, bytes]) -> tuple[str, bytes]:
    """File name below the index folder and content of the list of searched pages, as `search.js` reads it.

    `fragments` are the files `fragment/*.pf_fragment` that Pagefind has written, by their name without suffix: the
    names are Pagefind's page numbers. Gzipped JSON, the same bytes for the same pages:

        {"keys": [key of a filter …], "values": [[value …] for each key],
         "pages": [[id, address below the root, title, year or null, [[number of a value …] for each key]] …]}

    ValueError when pages and fragments do not belong together.
    """
    ids: dict[str, str] = {}
    for name, data in sorted(fragments.items()):
        address = _address(data)
        if address in ids:
            raise ValueError(f"two fragments for “{address}”: the index folder was not empty")
        ids[address] = name
    searched = [(addresses.url(page.path), page.title, page.texts) for page in pages if page.texts is not None]
    wrong = ids.keys() ^ {address for address, _, _ in searched}
    if wrong:
        raise ValueError(f"pages and index differ: {', '.join(sorted(wrong)[:5])}")
    values: dict[str, dict[str, int]] = {}
    rows = []
    for address, title, texts in searched:
        numbers = {key: [_number(values.setdefault(key, {}), v) for v in texts.filters[key]] for key in texts.filters}
        rows.append((ids[address], address, title, texts.year, numbers))
    listing = {
        "keys": list(values),
        "values": [list(known) for known in values.values()],
        "pages": [[*row, [numbers.get(key, []) for key in values]] for *row, numbers in rows],
    }
    text = json.dumps(listing, ensure_ascii=False, separators=(",", ":"))
    return CATALOGUE, gzip.compress(text.encode(), mtime=0)


def _number(known: dict[str, int], value: str) -> int:
    return known.setdefault(value, len(known))


def _address(fragment: bytes) -> str:
    """Address of the page a fragment belongs to, below the root."""
    data = zlib.decompress(fragment, wbits=47) if fragment.startswith(b"\x1f\x8b") else fragment
    url: str = json.loads(data.removeprefix(SIGNATURE))["url"]
    return unquote(url).lstrip("/")
