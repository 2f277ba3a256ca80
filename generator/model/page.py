"""A page of the site before it is text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from generator.model.deferred import Deferred, deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file of `build/docs`.

    path      where it stands below `docs`, with `.md`
    title     the page's name, also its only first-level heading
    meta      what the theme reads: breadcrumbs, page tags, description (plain YAML values)
    context   what the template of the page's kind reads
    texts     what a reader can search on it, None = the page is not searched
    """

    path: str
    title: str
    meta: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    texts: "Searchable | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with the anchor it has on the page, and the blocks of text below it (plain text, one per paragraph)."""

    id: str
    text: str
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable(Deferred):
    """The words of a page for the search index, block by block as they stand on it, with its filters.

    The first heading is the page's title (id ""). Filters are shown as written: 行政区划, 机关, 年份, 类型.
    """

    headings: tuple[Heading, ...]
    filters: dict[str, tuple[str, ...]]
    year: int | None = None

    @classmethod
    def later(cls, filters: dict[str, tuple[str, ...]], year: int | None, headings: Callable[[], Iterable[Heading]]) -> Self:
        """One whose words are put together when they are asked for."""
        return deferred(cls, ("filters", "year"), (filters, year), lambda _: {"headings": tuple(headings())})
