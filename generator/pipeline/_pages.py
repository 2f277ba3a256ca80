"""Pages: record → Markdown → page of the site, each written where it is made."""

import hashlib
import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Self

import jinja2

from generator import pages, search, typeset, write
from generator.model.deferred import Deferred
from generator.model.page import Heading, Page, Searchable


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Deferred):
    """What is known of a page once it is written: enough to index it, and to look into its links.

    found       whether it can be found by its words
    mark        changes with what is searched of it
    shape       changes with its anchors
    searched    its `texts` as JSON: words of all pages as strings would be a third of what a build holds
    """

    LARGE: ClassVar[tuple[str, ...]] = ("searched", "links", "anchors", "anchored")

    path: str
    title: str
    found: bool
    mark: str
    shape: str
    searched: bytes | None
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    anchored: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, written: pages.Written, set: typeset.Typeset) -> Self:
        """As it was written and set. Paths and anchors are the same strings on every page: they are kept once."""
        page, texts, searched = written.page, written.page.texts, None
        if texts is not None:
            headings = [(h.id, h.text, h.blocks) for h in texts.headings]
            searched = json.dumps([headings, texts.filters, texts.year], ensure_ascii=False).encode()
        links, anchors = (tuple(sorted(map(sys.intern, names))) for names in (written.links, set.anchors))
        return cls(
            path=page.path, title=page.title, found=texts is not None, shape=_digest("\n".join(anchors).encode()),
            mark=_digest(f"{page.path}\n{page.title}\n".encode() + (searched or b"")), searched=searched, links=links,
            anchors=anchors, anchored=set.links)

    @property
    def page(self) -> Page:
        """For the index."""
        texts = None
        if self.searched is not None:
            headings, filters, year = json.loads(self.searched)
            texts = Searchable(
                headings=tuple(Heading(id=id, text=text, blocks=tuple(blocks)) for id, text, blocks in headings),
                filters={name: tuple(values) for name, values in filters.items()}, year=year)
        return Page(path=self.path, title=self.title, texts=texts)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Places:
    """Where pages are written: Markdown, HTML, and, for Pagefind, shadows.

    kept: files of the site before that stand in the new one as they are, and are not written again
    """

    docs: Path
    site: Path
    shadow: Path | None
    kept: set[str] = field(default_factory=set)

    @property
    def compiled(self) -> jinja2.BytecodeCache:
        """Templates that were compiled once: a second of every build."""
        folder = self.docs.parent / ".cache" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        return jinja2.FileSystemBytecodeCache(str(folder))


def make(written: pages.Written, typesetter: typeset.Typesetter, places: Places) -> Made:
    """One page, written."""
    page = written.page
    write.file(f"{places.docs}/{page.path}", written.text)
    made = typesetter.page(page.path, written.meta, written.body)
    write.new(f"{places.site}/{made.place}", made.html)
    if places.shadow:
        for path, text in search.shadow([page]):
            write.file(places.shadow / path, text)
    return Made.of(written, made)


def check(some: Collection[Made], made: Mapping[str, Made], paths: Collection[str]) -> None:
    """Raises BrokenLink or Faulty if a link of some pages leads nowhere; made: all pages by path, paths: all files below docs."""
    pages.check(((m.path, m.links) for m in some), made.keys())
    wrong = typeset.nowhere(((m.path, m.anchored) for m in some), paths, lambda to: made[to].anchors if to in made else None)
    if wrong:
        raise typeset.Faulty("\n".join(wrong))
