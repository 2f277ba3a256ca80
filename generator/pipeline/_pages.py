"""Pages: record → Markdown → page of the site, each written where it is made."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from generator import pages, search, typeset, write
from generator.model.page import Page


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a page once it is written: enough to index it, and to look into its links."""

    page: Page
    links: frozenset[str]
    anchors: frozenset[str]
    anchored: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where pages are written: Markdown, HTML, and, for Pagefind, shadows."""

    docs: Path
    site: Path
    shadow: Path | None


def make(written: pages.Written, typesetter: typeset.Typesetter, places: Places) -> Made:
    """One page, written."""
    page = written.page
    write.file(places.docs / page.path, written.text)
    made = typesetter.page(page.path, written.meta, written.body)
    write.file(places.site / (typeset.destination(page.path) or ""), made.html)
    if places.shadow:
        for path, text in search.shadow([page]):
            write.file(places.shadow / path, text)
    return Made(replace(page, context={}, meta={}), written.links, made.anchors, made.links)


def check(made: Collection[Made], paths: Collection[str]) -> None:
    """Raises BrokenLink or Faulty if a link of a page leads nowhere; paths: all files below docs."""
    pages.check((m.page.path, m.links) for m in made)
    wrong = typeset.nowhere(((m.page.path, m.anchors, m.anchored) for m in made), paths)
    if wrong:
        raise typeset.Faulty("\n".join(wrong))
