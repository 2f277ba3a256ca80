"""Work that is done again only where something it read has changed; the rest is taken over from the build before.

An entry of the build before holds what a piece of work read of the site, a digest of that, and what it made. It is good when
the digest is still the same and the files are still there. The entries are forgotten before anything is written and kept
again when the new site stands, so that after an interruption everything is made anew.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator import parallel, typeset, write
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


class Entry(NamedTuple):
    """A piece of work as it was done."""

    reads: tuple[Read, ...]
    digest: bytes
    parts: Parts


class Memo:
    """before: entries of the build before; old: its site; indexed: gives the parts of its index.

    `entries` are those of this build, `fresh` counts pages made.
    """

    def __init__(
        self, before: dict[str, Entry], old: Path, places: _pages.Places, indexed: Callable[[], Indexed | None] = lambda: None
    ) -> None:
        self._before, self.old, self.places, self._indexed = before, old, places, indexed
        self._docs = set(write.existing(places.docs)) if before else set()
        self._shadow = set(write.existing(places.shadow)) if before and places.shadow else None
        self.entries: dict[str, Entry] = {}
        self.fresh = 0

    @cached_property
    def indexed(self) -> Indexed:
        """Parts of the index, to be brought up to date by whoever makes it; read when they are first asked for."""
        return self._indexed() or {}

    def run(self, watch: Watch, items: Sequence[T], key: Callable[[T], str], work: Callable[[T], Parts], few: int) -> Parts:
        """The parts of all items, in their order; made on all cores where there are at least `few`."""
        new = [item for item in items if not self._take(watch, key(item))]
        made = parallel.each(lambda item: watch.during(lambda: work(item)), new, few=few)
        for item, (parts, reads) in zip(new, made, strict=True):
            self.entries[key(item)] = Entry(reads, watch.digest(reads), parts)
            self.fresh += len(parts.pages)
        together = Parts()
        for item in items:
            together.add(self.entries[key(item)].parts)
        return together

    def _take(self, watch: Watch, key: str) -> bool:
        entry = self._before.get(key)
        if entry is None or watch.digest(entry.reads) != entry.digest or not entry.parts.paths <= self._docs:
            return False
        pages = [str(typeset.destination(m.path)) for m in entry.parts.pages]
        if self._shadow is not None and not self._shadow.issuperset(
                p for m, p in zip(entry.parts.pages, pages, strict=True) if m.searched is not None):
            return False
        if not all((self.old / page).is_file() for page in pages):
            return False
        self.places.kept.update(pages)
        self.entries[key] = entry
        return True

    def take_index(self, pages: set[str]) -> bool:
        """Whether the index of the build before is still right: the same pages, none of them made anew. Then it is taken."""
        index = self._before.get(INDEX)
        if index is None or self.fresh or not self._before.keys() <= self.entries.keys() | {INDEX} or not all(
                (self.old / path).is_file() for path in index.parts.beside) or index.digest != _digest(pages):
            return False
        self.places.kept.update(index.parts.beside)
        self.entries[INDEX] = index
        return True

    def keep_index(self, pages: Iterable[str]) -> None:
        """The index stands in the new site, and nothing else does yet but pages."""
        site = self.places.site
        files = {f"{folder}/{path}" for folder in ("assets", "pagefind") for path in write.existing(site / folder)}
        self.entries[INDEX] = Entry((), _digest(set(pages)), Parts(beside=files))


INDEX = "index"         # no document's id, no task's key


def _digest(pages: set[str]) -> bytes:
    return hashlib.blake2b("\n".join(sorted(pages)).encode(), digest_size=16).digest()
