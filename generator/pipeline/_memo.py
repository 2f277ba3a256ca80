"""Work that is done again only where something it read has changed; the rest is taken over from the build before.

An entry of the build before holds what a piece of work read of the site, and what it made. It is good when nothing of what it
read has changed since and its files are still there. An entry that is to be made anew is forgotten before anything of it is
written, and all are kept when the new site stands: after an interruption only what was being made is made again.
"""

import hashlib
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import parallel, typeset, write
from generator.cache import Shelf
from generator.model.deferred import deferred
from generator.model.made import Made
from generator.pipeline import _pages
from generator.reads import Read, Watch
from generator.search import ngram

T = TypeVar("T")
Indexed = dict[str, ngram.Part]


@dataclass(slots=True)
class Parts:
    """What was made: pages, exports by path, and paths of other files, all below docs."""

    pages: list[_pages.Made] = field(default_factory=list)
    exported: dict[str, Made] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)

    def add(self, other: "Parts") -> None:
        """Take over what another has."""
        self.pages += other.pages
        self.exported |= other.exported
        self.beside |= other.beside

    @property
    def paths(self) -> set[str]:
        """Files below docs."""
        return {*self.exported, *self.beside, *(m.path for m in self.pages)}

    @property
    def places(self) -> set[str]:
        """Files below the site."""
        return {*self.exported, *self.beside, *(str(typeset.destination(m.path)) for m in self.pages)}


class Entry(NamedTuple):
    """A piece of work as it was done: numbers of what it read, and what it made. digest: only of the index."""

    reads: bytes
    parts: Parts
    digest: bytes = b""


class Head(NamedTuple):
    """What is kept of an entry but the pages, of which it has what is asked of all."""

    reads: bytes
    pages: tuple[tuple[Any, ...], ...]
    exported: dict[str, Made]
    beside: set[str]
    digest: bytes


class Memo:
    """shelf: entries of the build before; old: its site; indexed: gives the parts of its index.

    `entries` are those of this build, `fresh` keys of those that were made, `taken` files of the site that stay.
    """

    def __init__(
        self, shelf: Shelf | None, old: Path, places: _pages.Places, indexed: Callable[[], Indexed | None] = lambda: None
    ) -> None:
        self._shelf, self.old, self.places, self._indexed = shelf, old, places, indexed
        heads = shelf.heads() if shelf else {}
        self._marks: dict[Read, bytes] = heads.pop(READS, {})
        self._before: dict[str, Head] = heads
        self._numbers = {read: number for number, read in enumerate(self._marks)}
        self.docs = set(write.existing(places.docs)) if self._before else set()
        self.site = set(write.existing(old)) if self._before else set()
        self._shadow = set(write.existing(places.shadow)) if self._before and places.shadow else None
        self.entries: dict[str, Entry] = {}
        self.fresh: set[str] = set()
        self.taken: set[str] = set()

    @cached_property
    def indexed(self) -> Indexed:
        """Parts of the index, to be brought up to date by whoever makes it; read when they are first asked for."""
        return self._indexed() or {}

    def run(self, watch: Watch, items: Sequence[T], key: Callable[[T], str], work: Callable[[T], Parts], few: int) -> Parts:
        """The parts of all items, in their order; made on all cores where there are at least `few`."""
        self._watch = watch
        changed = {self._numbers[read] for read, mark in self._marks.items() if watch.mark(read) != mark}
        new = [item for item in items if not self._take(changed, key(item))]
        if self._shelf:
            self._shelf.put({}, [key(item) for item in new if key(item) in self._before])
        made = parallel.each(lambda item: watch.during(lambda: work(item)), new, few=few)
        for item, (parts, reads) in zip(new, made, strict=True):
            self.entries[key(item)] = Entry(self._numbered(reads), parts)
            self.fresh.add(key(item))
        together = Parts()
        for item in items:
            together.add(self.entries[key(item)].parts)
        return together

    def _numbered(self, reads: Iterable[Read]) -> bytes:
        return array("I", [self._numbers.setdefault(read, len(self._numbers)) for read in reads]).tobytes()

    def _take(self, changed: set[int], key: str) -> bool:
        head = self._before.get(key)
        if head is None or not changed.isdisjoint(memoryview(head.reads).cast("I")):
            return False
        assert self._shelf
        parts = _parts(head, cache(partial(self._shelf.body, key)))
        places = parts.places
        if not (parts.paths <= self.docs and places <= self.site):
            return False
        if self._shadow is not None and not self._shadow.issuperset(
                str(typeset.destination(m.path)) for m in parts.pages if m.filters is not None):
            return False
        self.taken |= places
        self.places.kept.update(places)
        self.entries[key] = Entry(head.reads, parts)
        return True

    def made(self) -> Parts:
        """What was not taken over."""
        together = Parts()
        for key in self.fresh:
            together.add(self.entries[key].parts)
        return together

    def in_doubt(self, made: Sequence[_pages.Made], paths: Collection[str]) -> Sequence[_pages.Made]:
        """Of all pages those whose links may lead nowhere: the new ones, if nothing that others lead to is gone."""
        fresh = self.made().pages
        shapes = {page[PATH]: page[SHAPE] for head in self._before.values() for page in head.pages}
        same = self.docs <= {*paths} and all(shapes.get(m.path, m.shape) == m.shape for m in fresh)
        return fresh if self._before and same else made

    def take_index(self, pages: set[str]) -> bool:
        """Whether the index of the build before is still right: the same pages, none of them made anew. Then it is taken."""
        index = self._before.get(INDEX)
        if index is None or self.made().pages or not self._before.keys() <= self.entries.keys() | {INDEX} or not (
                index.beside <= self.site) or index.digest != _digest(pages):
            return False
        self.places.kept.update(index.beside)
        self.entries[INDEX] = Entry(index.reads, Parts(beside=index.beside), index.digest)
        return True

    def keep_index(self, pages: Iterable[str]) -> None:
        """The index stands in the new site, and nothing else does yet but pages."""
        site = self.places.site
        files = {f"{folder}/{path}" for folder in ("assets", "pagefind") for path in write.existing(site / folder)}
        self.entries[INDEX] = Entry(b"", Parts(beside=files), _digest(set(pages)))
        self.fresh.add(INDEX)

    def keep(self) -> None:
        """The new site stands: put what was made onto the shelf, and how everything that was read is now."""
        assert self._shelf
        values: dict[str, tuple[Any, Any]] = {key: _kept(self.entries[key]) for key in self.fresh}
        values[READS] = {read: self._watch.mark(read) for read in self._numbers}, None
        self._shelf.put(values, self._before.keys() - self.entries.keys())


INDEX, READS = "index", "reads"         # no document's id, no task's key
SMALL = tuple(f.name for f in fields(_pages.Made) if f.name not in _pages.Made.LARGE)
PATH, SHAPE = SMALL.index("path"), SMALL.index("shape")


def _kept(entry: Entry) -> tuple[Head, tuple[Any, ...]]:
    parts = entry.parts
    pages = tuple(tuple(getattr(m, name) for name in SMALL) for m in parts.pages)
    rest = tuple({name: getattr(m, name) for name in _pages.Made.LARGE} for m in parts.pages)
    return Head(entry.reads, pages, parts.exported, parts.beside, entry.digest), rest


def _parts(head: Head, body: Callable[[], tuple[Any, ...]]) -> Parts:
    """As they were made; what is asked of few pages stays on the shelf."""
    pages = [deferred(_pages.Made, dict(zip(SMALL, page, strict=True)), partial(_nth, body, n))
             for n, page in enumerate(head.pages)]
    return Parts(pages, head.exported, head.beside)


def _nth(body: Callable[[], tuple[Any, ...]], number: int) -> Any:
    return body()[number]


def _digest(pages: set[str]) -> bytes:
    return hashlib.blake2b("\n".join(sorted(pages)).encode(), digest_size=16).digest()
