"""The door to the pages: a page kind is a folder.

`<kind>/__init__.py` has `pages(site)`, which yields `Page(path, title, meta, context)`; `<kind>/page.md.j2` is its text.

write(site)     every page as (path below docs, Markdown with front matter), and the pages themselves for the search
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml

from generator import addresses, rooms
from generator.model.finding import SEVERITIES
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _cells, _common, _markdown, _official


class BrokenLink(Exception):
    """A page links to one that is not made: a fault of the program, never of the content."""


def write(site: Site, heads: Mapping[str, str] | None = None) -> Iterator[tuple[Page, str]]:
    """Every page of the site with its Markdown text. Raises BrokenLink at the end if a link leads nowhere.

    heads: linked data (one line of JSON-LD) by the page's path.
    """
    environment = _environment(site)
    kinds = rooms.members(sys.modules[__name__])
    made: set[str] = set()
    wanted: dict[str, str] = {}
    for kind, module in kinds.items():
        template = environment.get_template(f"{kind}/page.md.j2")
        for page in module.pages(site):
            made.add(page.path)
            yield page, _render(template, kind, page, wanted, (heads or {}).get(page.path))
    nowhere = sorted(path for path in wanted if path.endswith(".md") and path not in made)
    if nowhere:
        raise BrokenLink(", ".join(f"{wanted[path]} → {path}" for path in nowhere[:5]))


def _environment(site: Site) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(
        site=site, words=SEVERITIES, official=_official.Drawn(), address=addresses.page, year_address=addresses.year,
        form_address=addresses.form, figures_address=addresses.figures,
        status_address=addresses.status)
    environment.filters.update(
        md=_markdown.escape, prose=_markdown.prose, linked_prose=_markdown.linked_prose, blocks=_markdown.blocks,
        code=_markdown.code, attribute=_cells.attribute, td=_cells.html, number=_cells.number, maybe=_cells.maybe,
        plain=_cells.plain, day=_cells.day, time=_cells.time, span=_common.span,
    )
    return environment


def _render(template: jinja2.Template, kind: str, page: Page, wanted: dict[str, str], head: str | None = None) -> str:
    """Front matter and text. `to` and `href` are links from this page: the first for Markdown, the second for HTML."""
    def to(path: str) -> str:
        wanted[path.partition("#")[0]] = page.path
        return addresses.link(page.path, path)

    def href(path: str) -> str:
        wanted[path.partition("#")[0]] = page.path
        return addresses.href(page.path, path)

    meta = {"title": page.title, "kind": kind, **_linked(page.meta, href), "searchable": page.texts is not None}
    meta |= {"linked_data": head} if head else {}
    front = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    text = template.render(page.context, page=page, to=to, href=href)
    return f"---\n{front}---\n\n{text.strip()}\n"


def _linked(meta: dict[str, Any], href: Any) -> dict[str, Any]:
    """Breadcrumbs are made with pages; the theme wants addresses."""
    crumbs = [{"text": text, **({"href": href(path)} if path else {})} for text, path in meta.get("crumbs", ())]
    return {**meta, "crumbs": crumbs}
