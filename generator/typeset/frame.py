"""The theme around the page, rendered once for all pages of one shape, with gaps where their texts go.

The templates are shown no page but what is the same on all pages of that shape, and a `Gap` in place of each text, which can be
printed, filtered and told from nothing; whatever else they ask of it is an error. So a frame cannot depend on what differs. What
they ask of a page's HTML is noticed as they ask, and belongs to the shape from then on.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import escape

MOST = 500              # shapes kept: kinds of pages by depth, by tags and by what they contain
MARK = re.compile("\0([^\0]+)\0")
CONTENT, ADDRESS, TITLE, CONTENTS, META = range(5)      # numbers of texts; those of the front matter from META on

Filter = Callable[[Any], Any]
Cut = tuple[list[str], list[tuple[int, int, tuple[Filter, ...]]]]       # a frame with its gaps: place, number of text, filters


class Frame:
    """`environment` is the theme's, `shared` what MkDocs gives it for every page."""

    def __init__(self, environment: jinja2.Environment, shared: Mapping[str, Any]) -> None:
        self._filters: dict[str, Filter] = {}
        for name, function in (("e", escape), ("striptags", environment.filters["striptags"])):
            self._filters[name] = lru_cache(4_096)(function)            # names stand on many pages
            environment.filters[name] = _filter(name, self._filters[name])
        self._template, self._shared = environment.get_template("main.html"), shared
        self._frames: dict[Any, tuple[list[str], dict[tuple[bool, ...], Cut]]] = {}
        self._contents = lru_cache(MOST)(self._contents)        # type: ignore[method-assign]
        self._tops = {page.url for page in shared["nav"].pages}

    def render(self, page: Any) -> str:
        """The HTML of the page."""
        content, url, meta = page.content or "", page.url, page.meta
        texts = [content, page.canonical_url or "", page.title or "", self._contents(page.toc, meta.get("wide"))]
        shape = (url.count("/"), url if url in self._tops else None, page.is_homepage, not content, not texts[ADDRESS],
                 not texts[TITLE], meta.get("kind"), _shape(meta, texts))
        if shape not in self._frames:
            if len(self._frames) >= MOST:
                self._frames.clear()
            self._frames[shape] = [], {}
        asked, frames = self._frames[shape]
        frame = frames.get(tuple([words in content for words in asked]))
        if frame is None:
            frame = self._rendered(page, texts, asked)
            frames[tuple([words in content for words in asked])] = frame
        pieces, gaps = frame
        out = pieces.copy()
        for place, number, filters in gaps:
            text = texts[number]
            for function in filters:
                text = function(text)
            out[place] = text
        return "".join(out)

    def _rendered(self, page: Any, texts: list[str], asked: list[str]) -> Cut:
        """The frame of pages like this one; what the templates ask of its content is added to `asked`."""
        content = _Content(texts[CONTENT], asked)
        address, title = (Gap(n) if texts[n] else "" for n in (ADDRESS, TITLE))
        meta = _shown(page.meta, count(META)) | {"kind": page.meta.get("kind")}
        shown = _Shown(content=content, canonical_url=address, title=title, is_homepage=page.is_homepage, meta=meta)
        root = "/".join([".."] * page.url.count("/")) or "."
        context = self._template.new_context({**self._shared, "page": shown, "base_url": root})
        context.blocks["site_nav"] = [lambda _: iter([str(Gap(CONTENTS))])]
        pieces = MARK.split("".join(self._template.root_render_func(context)))
        gaps = [(place, *pieces[place].split()) for place in range(1, len(pieces), 2)]
        return pieces, [(place, int(n), tuple(self._filters[name] for name in names)) for place, n, *names in gaps]

    def _contents(self, toc: Any, wide: Any) -> str:
        """The block around the contents list, which reads nothing else."""
        context = self._template.new_context({**self._shared, "page": SimpleNamespace(toc=toc), "meta": {"wide": wide}})
        return "".join(context.blocks["site_nav"][0](context))


class Gap:
    """Where a text goes that is not empty: its number, and the names of the filters it passes through."""

    __hash__: Any = None

    def __init__(self, mark: object) -> None:
        self.mark = str(mark)

    def __str__(self) -> str:
        return f"\0{self.mark}\0"

    def __eq__(self, other: object) -> bool:
        raise TypeError(f"a template compares text {self.mark} of a page with {other!r}")


class _Content(Gap):
    """The page's HTML, which may be asked for words in it."""

    def __init__(self, content: str, asked: list[str]) -> None:
        super().__init__(CONTENT)
        self._content, self._asked = content, asked

    def __bool__(self) -> bool:
        return bool(self._content)

    def __contains__(self, words: str) -> bool:
        if words not in self._asked:
            self._asked.append(words)
        return words in self._content


class _Shown(SimpleNamespace):
    """What templates see of a page."""

    def __getattr__(self, name: str) -> Any:
        raise TypeError(f"a template asks for page.{name}, which frames do not know of")


def _filter(name: str, function: Filter) -> Filter:
    return lambda value: Gap(f"{value.mark} {name}") if isinstance(value, Gap) else function(value)


def _shape(value: Any, texts: list[str]) -> Any:
    """What is left of front matter without its texts, which are added to `texts`."""
    if isinstance(value, str):
        if value:
            texts.append(value)
        return not value
    if isinstance(value, dict):
        return (dict, *value, *[_shape(of, texts) for of in value.values()])
    if isinstance(value, list):
        return (list, *[_shape(of, texts) for of in value])
    return type(value), value


def _shown(value: Any, numbers: Iterator[int]) -> Any:
    """The front matter with a gap for each text, numbered in the same order."""
    if isinstance(value, str):
        return Gap(next(numbers)) if value else value
    if isinstance(value, dict):
        return {name: _shown(of, numbers) for name, of in value.items()}
    if isinstance(value, list):
        return [_shown(of, numbers) for of in value]
    return value
