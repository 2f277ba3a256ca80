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

T = TypeVar("T")


@dataclass(slots=True)
class Parts:
    """What was made: pages, exports by path, and paths of other files, all below docs; and what pages are to read of the site."""

    pages: list[_pages.Made] = field(default_factory=list)
    exported: dict[str, Made] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)
    together: dict[str, Any] = field(default_factory=dict)

    def add(self, other: "Parts") -> None:
        """Take over what another has."""
        self.pages += other.pages
        self.exported |= other.exported
        self.beside |= other.beside
        self.together |= other.together

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


class Small(NamedTuple):
    """What is kept of an entry but the reads and the pages, of which it has what is asked of all."""

    pages: tuple[tuple[Any, ...], ...]
    exported: dict[str, Made]
    beside: set[str]
    together: dict[str, Any]
    digest: bytes

    @property
    def paths(self) -> set[str]:
        """Files below docs."""
        return {*self.exported, *self.beside, *(page[PATH] for page in self.pages)}

    @property
    def places(self) -> set[str]:
        """Files below the site."""
        return {*self.exported, *self.beside, *(str(typeset.destination(page[PATH])) for page in self.pages)}


class Memo:
    """shelf: entries of the build before; old: its site; indexed: opens that of its index; untouched: whether docs and
    site hold the files that it left.

    `fresh` are the entries that were made, `taken` files of the site that stay, `stands` the last step that was laid over it.
    """

    def __init__(
        self, shelf: Shelf | None, old: Path, places: _pages.Places, indexed: Callable[[], Shelf | None] = lambda: None,
        untouched: Callable[[], bool] = lambda: False,
    ) -> None:
        self._shelf, self.old, self.places, self._indexed, self._untouched = shelf, old, places, indexed, untouched
        self._before: dict[str, bytes] = shelf.heads() if shelf else {}
        self._numbers: dict[str, dict[str | None, int]] = {}
        self._marks: list[bytes] = []
        if shelf and self._before.pop(READS, None) is not None:
            self._numbers, self._marks = shelf.small(READS)
        self._count = len(self._marks)
        self._index: tuple[Entry, Callable[[], None]] | None = None
        self._shapes: dict[str, str] = {}       # of pages that are made anew, before it
        self._stay: dict[str, bytes] = {}
        self.fresh: dict[str, Entry] = {}
        self.taken: set[str] = set()
        self.stands = ""

    @cached_property
    def indexed(self) -> Shelf | None:
        """Parts of the index, for whoever makes it."""
        return self._indexed()

    @cached_property
    def _there(self) -> Callable[[str], bool]:
        """Whether the files of an entry are still there. Where none is gone, nobody need look for each."""
        if self._untouched():
            return lambda key: True
        docs, site = set(write.existing(self.places.docs)), set(write.existing(self.old))

        def there(key: str) -> bool:
            small = self._small(key)
            return small.paths <= docs and small.places <= site

        return there

    @property
    def _gone(self) -> set[str]:
        """Entries of the build before that were not asked for (yet)."""
        return self._before.keys() - self.fresh.keys() - self._stay.keys()

    @property
    def stays(self) -> bool:
        """Whether anything was taken over."""
        return bool(self._stay)

    def run(
        self, watch: Watch, items: Sequence[T], key: Callable[[T], str], work: Callable[[T], Parts], few: int
    ) -> Callable[[], Parts]:
        """Make what is to be made, on all cores where that are at least `few`. Gives what gives the parts of all items, in their
        order; what stays is fetched only then.
        """
        self._watch = watch
        changed = {number for name, numbers in self._numbers.items()
                   for number, mark in zip(numbers.values(), watch.marks(name, numbers), strict=True)
                   if number < len(self._marks) and self._marks[number] != mark}
        keys = [key(item) for item in items]
        new = [(key, item) for key, item in zip(keys, items, strict=True) if not self._take(changed, key)]
        if self._shelf and (stale := [key for key, _ in new if key in self._before]):
            self._shapes |= self._shapes_of(stale)
            self._shelf.put({}, stale)

        def one(item: tuple[str, T]) -> tuple[Parts, tuple[Read, ...]]:
            return watch.during(lambda: work(item[1]))

        made = [*map(one, new[:1]), *parallel.each(one, new[1:], few=few)]      # templates compiled for the first serve all forks
        for (name, _), (parts, reads) in zip(new, made, strict=True):
            self.fresh[name] = Entry(self._numbered(reads), parts)
        return partial(self._gathered, keys)

    def _numbered(self, reads: Iterable[Read]) -> bytes:
        numbers = array("I")
        for name, key in reads:
            of_name = self._numbers.setdefault(name, {})
            if key not in of_name:
                of_name[key] = self._count
                self._count += 1
            numbers.append(of_name[key])
        return numbers.tobytes()

    def _take(self, changed: set[int], key: str) -> bool:
        reads = self._before.get(key)
        if reads is None or not changed.isdisjoint(memoryview(reads).cast("I")) or not self._there(key):
            return False
        self._stay[key] = reads
        return True

    def _gathered(self, keys: Iterable[str]) -> Parts:
        together = Parts()
        large = cache(self._large)
        if self._shelf and self._stay:
            self._shelf.foresee()
        for key in keys:
            if entry := self.fresh.get(key):
                together.add(entry.parts)
            else:
                small = self._small(key)
                places = small.places
                self.taken |= places
                self.places.kept.update(places)
                together.add(_parts(small, partial(large, key)))
        return together

    def _small(self, key: str) -> Small:
        assert self._shelf
        small: Small = self._shelf.small(key)
        return small

    def _large(self, key: str) -> Any:
        assert self._shelf
        return self._shelf.large(key)

    def _shapes_of(self, keys: Iterable[str]) -> dict[str, str]:
        return {page[PATH]: page[SHAPE] for key in keys for page in self._small(key).pages}

    def made(self) -> Parts:
        """What was not taken over."""
        together = Parts()
        for entry in self.fresh.values():
            together.add(entry.parts)
        return together

    def in_doubt(self, made: Sequence[_pages.Made], paths: Collection[str]) -> Sequence[_pages.Made]:
        """Of all pages those whose links may lead nowhere: the new ones, if nothing that others lead to is gone."""
        fresh = self.made().pages
        shapes = self._shapes | self._shapes_of(self._gone)
        same = {*write.existing(self.places.docs)} <= {*paths} and all(shapes.get(m.path, m.shape) == m.shape for m in fresh)
        return fresh if self._before and same else made

    def take_index(self, marks: Iterable[str]) -> bool:
        """Whether the index of the build before is still right, that of pages with the same marks. Then it is taken."""
        if not self._shelf or INDEX not in self._before:
            return False
        index = self._small(INDEX)
        if index.digest != _digest(marks) or not (self._untouched() or index.beside <= {*write.existing(self.old)}):
            self._shelf.put({}, [INDEX])
            del self._before[INDEX]
            return False
        self.places.kept.update(index.beside)
        self._stay[INDEX] = self._before[INDEX]
        return True

    def keep_index(self, marks: Iterable[str], files: set[str], keep: Callable[[], None]) -> None:
        """The index was made. files: what of the site it is; keep: puts its parts onto their shelf."""
        self._index = Entry(b"", Parts(beside=files), _digest(marks)), keep

    def keep(self) -> None:
        """The new site stands: put what was made onto the shelf, and how everything that was read is now."""
        assert self._shelf
        marks = [b""] * self._count
        for name, numbers in self._numbers.items():
            for number, mark in zip(numbers.values(), self._watch.marks(name, numbers), strict=True):
                marks[number] = mark
        values: dict[str, tuple[Any, Any, Any]] = {key: _kept(entry) for key, entry in self.fresh.items()}
        values[READS] = b"", (self._numbers, marks), None
        if self._index:
            values[INDEX] = _kept(self._index[0])
        self._shelf.put(values, self._gone - values.keys())
        if self._index:
            self._index[1]()


INDEX, READS = "index", "reads"         # no document's id, no task's key
SMALL = tuple(f.name for f in fields(_pages.Made) if f.name not in _pages.Made.LARGE)
PATH, SHAPE = SMALL.index("path"), SMALL.index("shape")


def _kept(entry: Entry) -> tuple[bytes, Small, tuple[Any, ...]]:
    parts = entry.parts
    pages = tuple(tuple(getattr(m, name) for name in SMALL) for m in parts.pages)
    rest = tuple({name: getattr(m, name) for name in _pages.Made.LARGE} for m in parts.pages)
    return entry.reads, Small(pages, parts.exported, parts.beside, parts.together, entry.digest), rest


def _parts(small: Small, large: Callable[[], tuple[Any, ...]]) -> Parts:
    """As they were made; what is asked of few pages stays on the shelf."""
    pages = [deferred(_pages.Made, SMALL, page, partial(_nth, large, n)) for n, page in enumerate(small.pages)]
    return Parts(pages, small.exported, small.beside, small.together)


def _nth(large: Callable[[], tuple[Any, ...]], number: int, _: str) -> Any:
    return large()[number]


def _digest(marks: Iterable[str]) -> bytes:
    return hashlib.blake2b("\n".join(marks).encode(), digest_size=16).digest()
