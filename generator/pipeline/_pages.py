"""Pages: record → Markdown → page of the site, each written where it is made."""

import hashlib
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import ClassVar, Self

import jinja2
from jinja2.bccache import Bucket

from generator import pages, typeset, write
from generator.cache import stamp_of
from generator.model.deferred import Deferred
from generator.model.page import Heading, Page, Searchable
from generator.pages import _templates as templates
from generator.pipeline._notify import HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Deferred):
    """What is known of a page once it is written: enough to index it, and to look into its links.

    filters     what it is sorted under where it is found; None = it is not searched
    mark        changes with what is searched of it
    shape       changes with its anchors
    searched    its words as JSON: of all pages, as strings they would be a third of what a build holds
    """

    LARGE: ClassVar[tuple[str, ...]] = ("searched", "links", "anchors", "anchored")

    path: str
    title: str
    filters: dict[str, tuple[str, ...]] | None
    year: int | None
    mark: str
    shape: str
    searched: bytes
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    anchored: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, written: pages.Written, set: typeset.Typeset) -> Self:
        """As it was written and set. Paths and anchors are the same strings on every page: they are kept once."""
        page, texts = written.page, written.page.texts
        headings = [(h.id, h.text, h.blocks) for h in texts.headings] if texts else []
        filters, year = (texts.filters, texts.year) if texts else (None, None)
        searched = pages.JSON.encode(headings).encode()
        about = f"{page.path}\n{page.title}\n{pages.JSON.encode((filters, year))}\n".encode()
        links, anchors = (tuple(sorted(map(sys.intern, names))) for names in (written.links, set.anchors))
        return cls(
            path=page.path, title=page.title, filters=filters, year=year, mark=_digest(about, searched),
            shape=_digest("\n".join(anchors).encode()), searched=searched, links=links, anchors=anchors, anchored=set.links)

    @property
    def page(self) -> Page:
        """For the index. Its words are looked up when they are asked for."""
        texts = None
        if self.filters is not None:
            texts = Searchable.later(self.filters, self.year, self._words)
        return Page(path=self.path, title=self.title, texts=texts)

    def _words(self) -> Iterator[Heading]:
        return (Heading(id=id, text=text, blocks=tuple(of)) for id, text, of in json.loads(self.searched))


def _digest(*data: bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in data:
        digest.update(part)
    return digest.hexdigest()


class Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled once, by this compiler and these packages: kept beside the modules that Python compiled, on
    its terms, and in memory for the next build of this process (`portal serve`)."""

    known: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def __init__(self) -> None:
        folder = Path(cache_from_source(templates.__file__)).parent
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}.pyc")
        self._stamp = stamp_of([Path(templates.__file__)])

    def get_source_checksum(self, source: str) -> str:
        """Changes with all that bears on what is compiled."""
        return super().get_source_checksum(source + self._stamp)

    def load_bytecode(self, bucket: Bucket) -> None:
        """From memory, else from the folder."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Into both; an installation may be none's to write to."""
        if bucket.code is not None:
            self.known[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def compiled() -> Compiled:
    """The same one throughout."""
    return Compiled()


@dataclass(frozen=True)
class Places:
    """Where pages are written: Markdown and HTML.

    kept: files of the site before that stand in the new one as they are, and are not written again
    """

    docs: Path
    site: Path
    kept: set[str] = field(default_factory=set)

    @cached_property
    def typesetter(self) -> typeset.Typesetter:
        """One for the whole build, as it takes 50 ms to be ready."""
        return typeset.Typesetter(HERE / "mkdocs.yml", compiled())


def make(written: pages.Written, places: Places) -> Made:
    """One page, written."""
    path = written.page.path
    write.new(f"{places.docs}/{path}", written.text.encode())      # of half a page after a crash nothing is remembered
    made = places.typesetter.page(path, written.meta, written.body)
    write.new(f"{places.site}/{made.place}", made.html)
    return Made.of(written, made)


def check(some: Collection[Made], made: Mapping[str, Made], paths: Collection[str]) -> None:
    """Raises BrokenLink or Faulty if a link of some pages leads nowhere; made: all pages by path, paths: all files below docs."""
    pages.check(((m.path, m.links) for m in some), made.keys())
    wrong = typeset.nowhere(((m.path, m.anchored) for m in some), paths, lambda to: made[to].anchors if to in made else None)
    if wrong:
        raise typeset.Faulty("\n".join(wrong))
