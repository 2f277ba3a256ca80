"""Numbers, titles, addresses and filters of the pages.

A number costs nothing where it is what one expects: columns hold the difference to the page before, titles are stored
with holes for the names and years that the filters have anyhow. 15,000 pages take some 30 KB.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote

from generator import addresses
from generator.model.page import Page, Searchable
from generator.search.ngram.texts import words

HOLE = re.compile("([\x01-\x1f])")
PACK = 2
"""Pages whose texts share a file. Years of one agency repeat each other: two take 4.9 KB, one 3.8, four 6.5."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The searched pages by their number: in the order of their addresses, so that the years of an agency are neighbours."""

    packs: list[list[Page]]

    @property
    def pages(self) -> list[Page]:
        """All of them in order."""
        return [page for group in self.packs for page in group]


def numbered(pages: Iterable[Page]) -> Numbered:
    """Pages with texts, in packs of neighbours in one folder."""
    found = sorted((p for p in pages if p.texts is not None), key=lambda page: quote(addresses.url(page.path)))
    folders = [list(group) for _, group in groupby(found, key=lambda page: _address(page)[0])]
    return Numbered([folder[at:at + PACK] for folder in folders for at in range(0, len(folder), PACK)])


def catalogue(listed: Numbered) -> bytes:
    """JSON of what search-ngram.js knows of the pages:

        {"keys": [filter …], "values": [[value …] for each key], "sets": [[[number of a value …] …] for each key],
         "folders": […], "names": […], "titles": […],
         "columns": [folder, name, title, year (0 = none), pack, then number of the set for each key]}

    The address of a page is folder + name. In a title the characters U+0001 … stand for the last value of the first,
    second … filter. Each column has one number a page: the difference to the page before.
    """
    pages = listed.pages
    texts = [page.texts for page in pages if page.texts]
    keys = list(dict.fromkeys(key for own in texts for key in own.filters))
    folders, names, titles = _Known(), _Known(), _Known()
    values = [_Known() for _ in keys]
    sets: list[dict[tuple[int, ...], int]] = [{} for _ in keys]
    rows = []
    for number, group in enumerate(listed.packs):
        for page in group:
            assert page.texts
            folder, name = _address(page)
            row = [folders[folder], names[name], titles[_title(page.title, page.texts, keys)], page.texts.year or 0, number]
            for known, of_key, key in zip(values, sets, keys, strict=True):
                own = tuple(known[value] for value in page.texts.filters.get(key, ()))
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


def _address(page: Page) -> tuple[str, str]:
    """Folder and name of a page's address: `a/b/2024/` → `a/b/`, `2024/`; `a/b/` of an index page → `a/b/`, nothing."""
    address = addresses.url(page.path)
    cut = page.path.rfind("/") + 1
    return address[:cut], address[cut:]


def _title(title: str, texts: Searchable, keys: list[str]) -> str:
    """The title with holes, if its words are those of the parts; else the title."""
    if HOLE.search(title):
        return title
    last = {chr(n): texts.filters[key][-1] for n, key in enumerate(keys[:31], 1) if texts.filters.get(key)}
    found = title
    for hole, value in sorted(last.items(), key=lambda item: -len(item[1])):
        found = found.replace(value, hole, 1)
    searched = "".join(words(last.get(part, part)) for part in HOLE.split(found))
    return found if searched == words(title) else title
