"""搜索 search: the page that the search box of every page leads to."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one search page."""
    title, about = "搜索", "在全部报告、机关和说明中查找词句和数字"
    yield Page(
        path="search.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True), context={},
    )
