"""行政区划 regions: the tree of all regions, in large portals its upper levels."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _tree
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of all regions."""
    title, about = "行政区划", "按行政区划查找行政机关及其政府信息公开工作年度报告"
    rows = []
    for branch in _tree.tree(site):
        agencies = site.agencies_in.get(branch.region.id, ())
        rows.append((branch, len(agencies), sum(len(site.documents_of.get(a.id, ())) for a in agencies)))
    yield Page(
        path="regions/index.md", title=title, meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about),
        context={"rows": rows},
    )
