"""Numbers, titles, addresses and filters of the pages.

A number costs nothing where it is what one expects: columns hold the difference to the page before, titles are stored
with holes for the names and years that the filters have anyhow. 15,000 pages take some 30 KB.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple
from urllib.parse import quote

from generator import addresses
from generator.model.page import Searchable
from generator.search.ngram.texts import words

HOLE = re.compile("([\x01-\x1f])")
PLAIN = re.compile("[\u4e00-\u9fff0-9]*")      # words of such parts are words of the whole, wherever it is cut
PACK = 2
"""Pages whose texts share a file. Years of one agency repeat each other: two take 4.9 KB, one 3.8, four 6.5."""


class Listed(NamedTuple):
    """A searched page. mark: changes with anything of it; texts: gives its words, which are asked for only when it changed."""

    path: str
    title: str
    filters: dict[str, tuple[str, ...]]
    year: int | None
    mark: str
    texts: Callable[[], Searchable]

    @property
    def row(self) -> tuple[Any, ...]:
        """All of it that the catalogue shows."""
        return self[:4]


Pack = list[Listed]


def numbered(pages: Iterable[Listed]) -> list[Pack]:
    """Pages by their number, in packs of neighbours in one folder: in the order of their addresses, so that the years of an
    agency are neighbours."""
    found = sorted(pages, key=lambda page: quote(addresses.url(page.path)))
    folders = [list(group) for _, group in groupby(found, key=lambda page: _address(page.path)[0])]
    return [folder[at:at + PACK] for folder in folders for at in range(0, len(folder), PACK)]


def catalogue(packs: Sequence[Pack]) -> bytes:
    """JSON of what search-ngram.js knows of the pages:

        {"keys": [filter …], "values": [[value …] for each key], "sets": [[[number of a value …] …] for each key],
         "folders": […], "names": […], "titles": […],
         "columns": [folder, name, title, year (0 = none), pack, then number of the set for each key]}

    The address of a page is folder + name. In a title the characters U+0001 … stand for the last value of the first,
    second … filter. Each column has one number a page: the difference to the page before.
    """
    keys = list(dict.fromkeys(key for pack in packs for page in pack for key in page.filters))
    folders, names, titles = _Known(), _Known(), _Known()
    values = [_Known() for _ in keys]
    sets: list[dict[tuple[int, ...], int]] = [{} for _ in keys]
    rows = []
    for number, group in enumerate(packs):
        for page in group:
            folder, name = _address(page.path)
            row = [folders[folder], names[name], titles[_title(page.title, page.filters, keys)], page.year or 0, number]
            for known, of_key, key in zip(values, sets, keys, strict=True):
                own = tuple(known[value] for value in page.filters.get(key, ()))
                row.append(of_key.setdefault(own, len(of_key)))
            rows.append(row)
    columns = [[b - a for a, b in pairwise((0, *(row[n] for row in rows)))] for n in range(5 + len(keys))]
    content = {
        "keys": keys, "values": [list(known) for known in values], "sets": [list(of_key) for of_key in sets],
        "folders": list(folders), "names": list(names), "titles": list(titles), "columns": columns,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class _Known(dict[str, int]):
    """Numbers its keys in the order in which they are asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def _address(path: str) -> tuple[str, str]:
    """Folder and name of a page's address: `a/b/2024/` → `a/b/`, `2024/`; `a/b/` of an index page → `a/b/`, nothing."""
    address = addresses.url(path)
    cut = path.rfind("/") + 1
    return address[:cut], address[cut:]


def _title(title: str, filters: dict[str, tuple[str, ...]], keys: list[str]) -> str:
    """The title with holes, if its words are those of the parts; else the title."""
    if HOLE.search(title):
        return title
    last = {chr(n): filters[key][-1] for n, key in enumerate(keys[:31], 1) if filters.get(key)}
    found = title
    for hole, value in sorted(last.items(), key=lambda item: -len(item[1])):
        found = found.replace(value, hole, 1)
    if PLAIN.fullmatch(title):
        return found
    searched = "".join(words(last.get(part, part)) for part in HOLE.split(found))
    return found if searched == words(title) else title
