"""Pages on all cores: record → Markdown → page of the site, each written where it is made."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from generator import pages, parallel, search, typeset, write
from generator.model.page import Page


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a page once it is written: enough to index it, and to look into its links."""

    page: Page
    links: frozenset[str]
    anchors: frozenset[str]
    anchored: tuple[tuple[str, str, str], ...]


def make(all_pages: pages.Pages, typesetter: typeset.Typesetter, docs: Path, site: Path, shadow: Path | None) -> list[Made]:
    """Every page, written as Markdown, as HTML and, for Pagefind, as its shadow; in the order of the tasks."""
    def one(task: pages.Task) -> list[Made]:
        return [_make(written, typesetter, docs, site, shadow) for written in all_pages.make(task)]

    return [made for of_task in parallel.each(one, all_pages.tasks, few=FEW) for made in of_task]


FEW = 60        # pages that one process makes while a second one would start


def _make(written: pages.Written, typesetter: typeset.Typesetter, docs: Path, site: Path, shadow: Path | None) -> Made:
    page = written.page
    write.file(docs / page.path, written.text)
    made = typesetter.page(page.path, written.meta, written.body)
    write.file(site / (typeset.destination(page.path) or ""), made.html)
    if shadow:
        for path, text in search.shadow([page]):
            write.file(shadow / path, text)
    return Made(replace(page, context={}, meta={}), written.links, made.anchors, made.links)


def check(made: Collection[Made], paths: Collection[str]) -> None:
    """Raises BrokenLink or Faulty if a link of a page leads nowhere; paths: all files below docs."""
    pages.check((m.page.path, m.links) for m in made)
    wrong = typeset.nowhere(((m.page.path, m.anchors, m.anchored) for m in made), paths)
    if wrong:
        raise typeset.Faulty("\n".join(wrong))

