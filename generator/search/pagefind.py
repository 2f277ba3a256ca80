"""What is said to Pagefind, and what is made of what it leaves.

It is handed the shadow pages one by one, as it numbers pages in the order in which they come: of a folder it takes them in the
order of the disk, and the same pages give another index on the next machine. That is the interface of its own packages for
Node.js and Python: messages to its input, an answer to each, all JSON in Base64 with a comma behind it.

The plain binary is enough (the shadow brings its own word boundaries). Its version is fixed in `pyproject.toml`: the
chunk size is an undocumented setting, and the browser reads fragments in the form that 1.5 writes.
"""

import base64
import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from generator import addresses
from generator.model.page import Page

UNUSED = ("pagefind-component-ui.", "pagefind-modular-ui.", "pagefind-ui.", "pagefind-highlight.js", "pagefind-worker.js")
"""How the names of files begin that our pages do not load: ready-made search boxes, highlighter, worker."""

CATALOGUE = "pages.pf_pages"
SIGNATURE = b"pagefind_dcd"


def command() -> tuple[list[str], dict[str, str]]:
    """Arguments of the program, and what is to be added to its environment. It ends with its input.

    Small chunks make a search cheaper: 49 KB instead of 100 KB at 2,000 pages.
    """
    return [sys.executable, "-m", "pagefind_bin", "--service"], {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1000"}


def messages(shadow: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """All that is said to it, of which each waits for the answer to the one before: index these pages (path, HTML), and give
    the files. (It could write them itself, but says so before they are whole.) The point is a letter for the sake of 1.3亿.
    """
    yield _message("NewIndex", config={"include_characters": "."})
    for path, html in shadow:
        yield _message("AddFile", index_id=0, file_path=path, file_contents=html)
    yield _message("GetFiles", index_id=0)


def _message(kind: str, **more: object) -> bytes:
    payload = {"type": kind, **more}
    return base64.b64encode(json.dumps({"message_id": 0, "payload": payload}, ensure_ascii=False).encode()) + b","


class Refused(Exception):
    """What it complains of."""


def files(answer: bytes) -> dict[str, bytes]:
    """Those in an answer, by path, but what nobody asks for. Raises Refused."""
    payload = json.loads(base64.b64decode(answer))["payload"]
    if payload["type"] == "Error":
        raise Refused(payload["message"])
    given = {file["path"]: base64.b64decode(file["content"]) for file in payload.get("files", ())}
    return {path: data for path, data in given.items() if not path.startswith(UNUSED)}


def catalogue(pages: Iterable[Page], fragments: Mapping[str, bytes]) -> tuple[str, bytes]:
    """File name below the index folder and content of the list of searched pages, as `search.js` reads it.

    `fragments` are the files `fragment/*.pf_fragment` that Pagefind has made, by their name without suffix: the
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
