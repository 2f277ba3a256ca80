"""The theme around the page. Its blocks that are the same on many pages are rendered once."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import escape
from mkdocs import utils

Block = Callable[[Context], Iterator[str]]
MOST = 500      # blocks kept: contents lists of one kind of page, headers by kind and depth


class Frame:
    """`environment` is the theme's, `shared` what MkDocs gives it for every page."""

    def __init__(self, environment: jinja2.Environment, shared: Mapping[str, Any]) -> None:
        environment.filters["e"] = lru_cache(4_096)(escape)         # names stand on many pages
        self._template, self._shared = environment.get_template("main.html"), shared
        self._rendered: dict[tuple[Any, ...], str] = {}
        self._tops = {page.url for page in shared["nav"].pages}

    def render(self, page: Any) -> str:
        """The HTML of the page."""
        root = utils.get_relative_url(".", page.url)
        context = self._template.new_context({**self._shared, "page": page, "base_url": root})
        for name, reads in self._reads(page, root):
            (block,) = context.blocks[name]
            context.blocks[name] = [partial(self._once, (name, *reads), block)]
        return "".join(self._template.root_render_func(context))

    def _reads(self, page: Any, root: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Blocks of main.html with all that they read of the page."""
        yield "header", (root, page.meta.get("kind"), page.url if page.url in self._tops else None)
        yield "site_nav", (page.toc, page.meta.get("wide"))
        for name in ("site_links", "look", "behaviour", "footer"):
            yield name, (root,)
        for name in ("site_facts", "tools"):
            yield name, ()

    def _once(self, key: tuple[Any, ...], block: Block, context: Context) -> Iterator[str]:
        if key not in self._rendered:
            if len(self._rendered) >= MOST:
                self._rendered.clear()
            self._rendered[key] = "".join(block(context))
        yield self._rendered[key]
