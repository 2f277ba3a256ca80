"""站点地图 sitemap: the ways into everything, one page."""

from collections.abc import Iterator

from generator import formats
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _tree
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of the site's parts."""
    title, about = "站点地图", "本平台的全部栏目"
    yield Page(
        path="about/sitemap.md", title=title, meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about),
        context={"tree": _tree.tree(site), "editions": list(formats.EDITIONS.values())},
    )
