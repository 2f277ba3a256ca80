"""The search index, by whichever engine the portal has."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from generator import parallel, search, write
from generator.cache import Shelf
from generator.model.page import Searchable
from generator.pipeline import _pagefind, _pages
from generator.pipeline._memo import Memo
from generator.search import ngram, offline


def stand(engine: str, made: Iterable[_pages.Made], memo: Memo) -> None:
    """Put the search's files onto the new site, or let those of the one before stay. made: at least all searched pages."""
    searched = [m for m in made if m.filters is not None]
    marks = [m.mark for m in searched]
    if not memo.take_index(marks):
        memo.keep_index(marks, *(_ngram(searched, memo) if engine == "ngram" else _other(engine, searched, memo)))


def _other(engine: str, made: Sequence[_pages.Made], memo: Memo) -> tuple[set[str], Callable[[], None]]:
    """Paths of what was made, and what puts aside what the next build takes over."""
    pages = [m.page for m in made]
    if engine == "pagefind":
        found = {f"pagefind/{path}": data for path, data in _pagefind.files(pages).items()}
    else:
        found = {f"assets/{name}": data for name, data in offline.files(pages).items()}
    found |= {f"assets/{name}": data for name, data in search.assets().items()}
    for path, data in found.items():
        write.file(memo.places.site / path, data)
    return set(found), _nothing


def _nothing() -> None:
    """No index but that of n-grams is taken over in part."""


def _ngram(made: Sequence[_pages.Made], memo: Memo) -> tuple[set[str], Callable[[], None]]:
    places, shelf = memo.places, memo.indexed
    parts = shelf.heads().keys() - {KEPT} if shelf else set()
    before = _before(shelf, parts, memo.old / "assets") if shelf and parts else None
    pages = [ngram.Listed(m.path, m.title, m.filters or {}, m.year, m.mark, partial(_texts, m)) for m in made]
    built = ngram.build(pages, partial(parallel.each, few=2), before)
    write.file(places.site / "assets" / "search.json", built.choice)
    folder = f"assets/{built.kept.folder}"
    same: dict[str, str] = {}
    for name, data in built.files.items():
        if isinstance(data, bytes):
            write.new(f"{places.site}/{folder}{name}", data)
        else:
            same[name] = data
    if before:
        origin, place = memo.old / "assets" / before.kept.folder, (memo.old if places.kept else places.site) / folder
        if places.kept:         # the new site is going to be laid over the old one: there they stay
            places.kept.update(f"{folder}{name}" for name in same)
        if origin != place:
            shutil.rmtree(place, ignore_errors=True)
            write.links(origin, place, same)

    def keep() -> None:
        if shelf:
            anew = {key: (b"", None, index) for key, index in built.parts.items() if index is not None}
            shelf.put({KEPT: (b"", built.kept, None), **anew}, parts - built.parts.keys())

    return {"assets/search.json", *(f"{folder}{name}" for name in built.files)}, keep


KEPT = "kept"       # no part's key


def _before(shelf: Shelf, parts: set[str], assets: Path) -> ngram.Before | None:
    """The index on the site before, if none of its files is gone."""
    kept: ngram.Kept = shelf.small(KEPT)
    place = assets / kept.folder
    if not kept.digests.keys() <= {*write.existing(place)}:
        return None
    return ngram.Before(kept, lambda key: shelf.large(key) if key in parts else None, lambda name: (place / name).read_bytes())


def _texts(made: _pages.Made) -> Searchable:
    texts = made.page.texts
    assert texts
    return texts
