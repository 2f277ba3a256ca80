"""首页 home: what is here, what is new, and the ways in. As long for fifteen thousand reports as for fifteen."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _standings
from generator.pages._common import column_tags, meta
from generator.together import newest

RECENT_YEARS, REGIONS = 6, 40


def pages(site: Site) -> Iterator[Page]:
    """The one home page."""
    rows = _standings.Rows(site)
    whole = rows.whole(*site.top_regions)
    title = site.settings.title
    description = f"{title}：查阅、检索、比较各级行政机关政府信息公开工作年度报告"
    regions = _regions(site)
    over = [year for year, _ in rows.by_year(whole)][:RECENT_YEARS]
    yield Page(
        path="index.md", title=title, meta=meta([("首页", "")], column_tags("首页", description, "首页"), description, wide=True),
        context={
            "newest": [(e.day, e.what, site.documents[e.id]) for e in newest.newest(site)],
            "reports": sum(isinstance(d, Report) for d in site.documents.values()), "whole": _standings.together(whole),
            "populated": sum(bool(site.agencies_in.get(r)) for r in site.regions), "over": over,
            "matrix": [(depth, r, [found.get(year, _standings.NOTHING) for year in over]) for depth, r in regions[:REGIONS]
                       for found in [rows.whole(r)]],
            "more_regions": len(site.regions) - len(regions[:REGIONS]),
            "guide": next((p for p in site.prose.values() if p.name == "apply"), None),
        },
    )


def _regions(site: Site) -> list[tuple[int, Region]]:
    """The highest regions, and below an only one its own."""
    found = [(0, r) for r in site.top_regions]
    if len(found) == 1:
        found += [(1, r) for r in site.subregions.get(found[0][1].id, ())]
    return found
