"""What can be found on the portal: the door of the search room.

A search finds exactly the pages where the typed words stand, across any word boundary. There are two engines that find the
same, one for portals of ordinary size and one for large ones; `search.json` tells the browser which one is there.

    engine(wanted, documents)  "pagefind" or "ngram"
    assets()                   files that `overrides/assets/search.js` fetches             → write into `site/assets`
    beside()                   the same, but the same for every content                    → write beside that module

With Pagefind, Chinese is indexed character by character and every query becomes a phrase of characters:

    shadow(pages)              pages of single characters for Pagefind, never published
    pagefind.command()         the program that indexes them                               → run
    pagefind.messages(…)       what it is told                                             → its input
    pagefind.files(…)          what it answers                                             → write into `site/pagefind`
    pagefind.catalogue(…)      title, year and filters of each page, for order and counts → the same

With the n-gram index:

    ngram.files(pages)         the whole index, `search.json` too                          → write into `site/assets`

`t2s.txt` (traditional → simplified) and `marks.txt` (punctuation) are read by both sides: here when the shadow is
written, in the browser when a query is typed. They live in this room because an installed package must find them too.
"""

from collections.abc import Iterable, Iterator

from generator import addresses
from generator.model.page import Page
from generator.search.shadow_page import shadow_page
from generator.search.tokens import shared

__all__ = ["assets", "beside", "engine", "shadow"]

LARGE = 1_000
"""Documents from which on `auto` takes the n-gram index: at 1,500 Pagefind asks 369 KB and 0.7 s of a first query, the
n-gram index 123 KB and 0.3 s (bench/search_scale.py); below, one tool less of our own is worth more than the difference."""


def engine(wanted: str, documents: int) -> str:
    """Which engine a portal has: the one wanted (`search` of site.yml), with "auto" by its size."""
    return wanted if wanted != "auto" else "ngram" if documents >= LARGE else "pagefind"


def shadow(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Path and HTML of every page that is searched (`texts` is not None), in order."""
    for page in pages:
        if page.texts is not None:
            yield addresses.url(page.path) + "index.html", shadow_page(page.texts)


def assets() -> dict[str, bytes]:
    """Files that the search in the browser needs, by their name below `assets/` of the site, with Pagefind as engine."""
    return {"search.json": b'{"engine": "pagefind"}'}


def beside() -> dict[str, bytes]:
    """Files that the search in the browser needs beside its modules, with either engine, by name."""
    return {name: shared(name).encode() for name in ("marks.txt", "t2s.txt")}
