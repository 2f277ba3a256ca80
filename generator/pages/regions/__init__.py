"""行政区划 regions: the tree of all regions."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.region import Region
from generator.model.site import Site
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of all regions."""
    title, about = "行政区划", "按行政区划查找行政机关及其政府信息公开工作年度报告"
    yield Page(
        path="regions/index.md", title=title, meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about),
        context={"tree": list(_tree(site, site.top_regions, 0))},
    )


def _tree(site: Site, regions: tuple[Region, ...], depth: int) -> Iterator[tuple[int, Region, int, int]]:
    """(depth, region, its agencies, its documents), parents before children."""
    for region in regions:
        agencies = site.agencies_in.get(region.id, ())
        yield depth, region, len(agencies), sum(len(site.documents_of.get(a.id, ())) for a in agencies)
        yield from _tree(site, site.subregions.get(region.id, ()), depth + 1)
