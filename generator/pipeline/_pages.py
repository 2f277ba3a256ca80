"""Pages: record → Markdown → page of the site, each written where it is made."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2

from generator import pages, search, typeset, write
from generator.model.page import Page


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a page once it is written: enough to index it, and to look into its links."""

    page: Page
    links: frozenset[str]
    anchors: frozenset[str]
    anchored: tuple[tuple[str, str, str], ...]
    mark: str           # changes with what is searched of it


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
    mark = hashlib.blake2b(repr((page.path, page.title, page.texts)).encode(), digest_size=16).hexdigest()
    return Made(replace(page, context={}, meta={}), written.links, made.anchors, made.links, mark)


def check(made: Collection[Made], paths: Collection[str]) -> None:
    """Raises BrokenLink or Faulty if a link of a page leads nowhere; paths: all files below docs."""
    pages.check((m.page.path, m.links) for m in made)
    wrong = typeset.nowhere(((m.page.path, m.anchors, m.anchored) for m in made), paths)
    if wrong:
        raise typeset.Faulty("\n".join(wrong))
