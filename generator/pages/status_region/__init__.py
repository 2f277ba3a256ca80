"""发布情况 of a region: its agencies by years, and the regions below it. Many agencies fill several pages."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator import addresses
from generator.model.page import Page
from generator.model.region import Region
from generator.model.site import Site
from generator.pages import _parts, _standings
from generator.pages._common import column_tags, ending, kind_name, meta
from generator.standing import MEANING, REPORTED, STATES, count, row


def subjects(site: Site) -> Iterable[Region]:
    """One page a region, and more where its agencies are many."""
    return site.regions.values()


def pages_of(site: Site, region: Region) -> Iterator[Page]:
    """Its agencies, as many as a page holds; on the first also sums."""
    rows = _standings.Rows(site)
    own = rows.own(region)
    agencies = _standings.ordered(site.agencies_in.get(region.id, ()))
    by_year = list(rows.by_year(own))
    over = [y for y in rows.over if by_year and y >= by_year[-1][0]]
    parts = _parts.parts(agencies, partial(addresses.status, region), lambda a: a.name)
    shared = {
        "region": region, "years": over, "agencies": agencies, "count": _standings.together(own),
        "states": STATES, "meaning": MEANING, "reported": REPORTED, "kind_name": kind_name,
        "parts": parts,
    }
    for part in parts:
        lines = [(a, row(site, a, over)) for a in part.rows]
        first = part.number == 1
        yield _page(site, region, part.number, {
            **shared, "number": part.number, "lines": [(a, cells, count(cells)) for a, cells in lines],
            "by_year": by_year if first else [],
            "below": [(0, r, _standings.together(rows.whole(r))) for r in site.subregions.get(region.id, ())] if first else [],
        })


def _page(site: Site, region: Region, number: int, context: dict[str, object]) -> Page:
    title = f"{region.name}发布情况" + (f"（第 {number} 页）" if number > 1 else "")
    about = f"{region.name}各行政机关历年是否按期公布政府信息公开工作年度报告"
    above = [("首页", "index.md"), ("发布情况", addresses.status()),
             *((r.name, addresses.status(r)) for r in site.ancestors(region.id))]
    crumbs = ending([*above, (region.name, addresses.status(region))], *([f"第 {number} 页"] if number > 1 else []))
    return Page(path=addresses.status(region, number), title=title,
                meta=meta(crumbs, column_tags(title, about), about, wide=True), context=context)
