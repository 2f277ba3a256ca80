"""The door to the pages: a page kind is a folder.

`<kind>/page.md.j2` is its text; `<kind>/__init__.py` has either

    pages(site)                 yields every `Page(path, title, meta, context)` of the kind, or, for kinds with many,
    subjects(site)              what there is a page of, and
    page(site, subject)         that page, or
    pages_of(site, subject)     those pages: these are made on all cores

LATE = True beside it: its pages say what the files of the open data are (the site's `offer`, which nobody else reads) and are
made when these are. They are not searched.

Pages(site)     all pages: `tasks`, and `make(task)`, which may be done in any order and in several processes
write(site)     every page with its text, one after the other
compile_all(…)  the templates, ahead of time
"""

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import jinja2

from generator import addresses, corrected, rooms
from generator.model.document import Document
from generator.model.finding import SEVERITIES
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _cells, _common, _markdown, _official, _terms
from generator.pages._templates import Templates


class BrokenLink(Exception):
    """A page links to one that is not made: a fault of the program, never of the content."""


class Task(NamedTuple):
    """A page to be made, or all pages of a kind that makes them together (`subject` None)."""

    kind: str
    subject: Any = None
    late: bool = False

    @property
    def document(self) -> Document | None:
        """The document the page is about, if it is about one (or one and the one before it)."""
        last = self.subject[-1] if isinstance(self.subject, tuple) else self.subject
        return last if isinstance(last, Document) else None

    @property
    def name(self) -> str:
        """No other task of the site has it, unless it is about a document."""
        return f"{self.kind} {getattr(self.subject, 'id', self.subject)}"


@dataclass(frozen=True, slots=True)
class Written:
    """A page as text: `meta` is its front matter, `links` the paths it leads to."""

    page: Page
    meta: dict[str, Any]
    body: str
    links: frozenset[str]

    @property
    def text(self) -> str:
        """The Markdown file."""
        front = "".join([f"{name}: {JSON.encode(value)}\n" for name, value in self.meta.items()])
        return f"---\n{UNPRINTED.sub(_escaped, front)}---\n\n{self.body}"


UNPRINTED = re.compile(r"[\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")       # what YAML does not take as it is


JSON = json.JSONEncoder(ensure_ascii=False)         # which is YAML too, and written 20 times as fast


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


class Pages:
    """All pages of a site. heads: linked data (one line of JSON-LD) by the page's path; compiled: keeps compiled templates."""

    def __init__(
        self, site: Site, heads: Mapping[str, str] | None = None, compiled: jinja2.BytecodeCache | None = None
    ) -> None:
        self._site, self._heads = site, heads or {}
        self._kinds = rooms.members(sys.modules[__name__])
        self._templates = _templates_of(site, self._kinds, compiled)
        self.tasks = [
            Task(kind, subject, getattr(module, "LATE", False)) for kind, module in self._kinds.items()
            for subject in (module.subjects(site) if hasattr(module, "subjects") else (None,))
        ]

    def make(self, task: Task) -> Iterator[Written]:
        """The pages of a task."""
        module = self._kinds[task.kind]
        if task.subject is None:
            made = module.pages(self._site)
        elif hasattr(module, "pages_of"):
            made = module.pages_of(self._site, task.subject)
        else:
            made = (module.page(self._site, task.subject),)
        for page in made:
            yield _written(self._templates, task.kind, page, self._heads.get(page.path))


def write(site: Site, heads: Mapping[str, str] | None = None) -> Iterator[tuple[Page, str]]:
    """Every page of the site with its Markdown text. Raises BrokenLink at the end if a link leads nowhere."""
    pages = Pages(site, heads)
    links: list[tuple[str, frozenset[str]]] = []
    for task in pages.tasks:
        for written in pages.make(task):
            links.append((written.page.path, written.links))
            yield written.page, written.text
    check(links, {path for path, _ in links})


def compile_all(compiled: jinja2.BytecodeCache) -> None:
    """Have all templates of pages compiled, and kept there."""
    _templates_of(None, (), compiled).load_all()


def check(links: Iterable[tuple[str, Collection[str]]], made: Collection[str]) -> None:
    """Raises BrokenLink if a page leads to one that is not among those made; pages as (path, links)."""
    nowhere = sorted((to, path) for path, leads in links for to in leads if to.endswith(".md") and to not in made)
    if nowhere:
        raise BrokenLink(", ".join(f"{path} → {to}" for to, path in nowhere[:5]))


def _templates_of(site: Site | None, kinds: Iterable[str], compiled: jinja2.BytecodeCache | None) -> Templates:
    names = dict(       # noqa: C408 - house: strings name no rows, names may
        site=site, words=SEVERITIES, official=_official.Drawn(), address=addresses.page, corrected=corrected.of,
        year_address=addresses.year, form_address=addresses.form, figures_address=addresses.figures,
        status_address=addresses.status, indicator_address=addresses.indicator,
    )
    filters = {
        "md": _markdown.escape, "prose": _markdown.prose, "linked_prose": _markdown.linked_prose, "blocks": _markdown.blocks,
        "code": _markdown.code, "attribute": _cells.attribute, "td": _cells.html, "number": _cells.number,
        "maybe": _cells.maybe, "plain": _cells.plain, "day": _cells.day, "time": _cells.time, "span": _common.span,
        "terms": _terms.linked,
    }
    return Templates(kinds, names, filters, compiled)


def _written(templates: Templates, kind: str, page: Page, head: str | None) -> Written:
    """Front matter and text. `to` and `href` are links from this page: the first for Markdown, the second for HTML."""
    links: set[str] = set()

    def to(path: str) -> str:
        links.add(path.partition("#")[0])
        return addresses.link(page.path, path)

    def href(path: str) -> str:
        links.add(path.partition("#")[0])
        return addresses.href(page.path, path)

    meta = {"title": page.title, "kind": kind, **_linked(page.meta, href), "searchable": page.texts is not None}
    meta |= {"linked_data": head} if head else {}
    text = templates.text(kind, {**page.context, "page": page, "to": to, "href": href})
    text = _terms.rooted(text, addresses.href(page.path, "index.md"))
    return Written(page, meta, f"{text.strip()}\n", frozenset(links))


def _linked(meta: dict[str, Any], href: Any) -> dict[str, Any]:
    """Breadcrumbs are made with pages; the theme wants addresses. `moved` is an address below the site's root."""
    crumbs = [{"text": text, **({"href": href(path)} if path else {})} for text, path in meta.get("crumbs", ())]
    return {**meta, "crumbs": crumbs}
