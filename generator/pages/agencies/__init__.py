"""行政机关 agencies: all of them, by region."""

from collections.abc import Iterator
from functools import partial

from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _tree
from generator.pages._common import KINDS, column_tags, ending, full_name, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of all agencies."""
    title, about = "行政机关", "收录的全部行政机关，按行政区划排列，含简称和曾用名"
    yield Page(
        path="agencies/index.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={"few": len(site.agencies) <= _tree.MOST, "tree": _counted(site),
                 "regions": [r for r in site.regions.values() if site.agencies_in.get(r.id)],
                 "kinds": KINDS, "region_name": partial(full_name, site)},
    )


def _counted(site: Site) -> list[tuple[_tree.Branch, int]]:
    """The tree of regions, each with the number of agencies in it and below it."""
    return [
        (b, sum(len(site.agencies_in.get(r.id, ())) for r in _tree.whole(site, b.region))) for b in _tree.tree(site)]
