"""首页 home: what is here, what is new, and the ways in. As long for fifteen thousand reports as for fifteen."""

from collections.abc import Iterator
from datetime import date

from generator.model.document import Document, Narrative
from generator.model.page import Page
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _standings
from generator.pages._common import column_tags, meta

NEWEST, RECENT_YEARS, REGIONS = 12, 6, 40
Event = tuple[date | None, str, Document]


def pages(site: Site) -> Iterator[Page]:
    """The one home page."""
    rows = _standings.rows(site)
    whole = sum((rows.whole(r) for r in site.top_regions), _standings.NOTHING)
    title = site.settings.title
    description = f"{title}：查阅、检索、比较各级行政机关政府信息公开工作年度报告"
    regions = _regions(site)
    over = [year for year, _ in rows.by_year(list(site.agencies.values()))][:RECENT_YEARS]
    yield Page(
        path="index.md", title=title, meta=meta([("首页", "")], column_tags("首页", description, "首页"), description, wide=True),
        context={
            "newest": _newest(site), "reports": sum(isinstance(d, Report) for d in site.documents.values()), "whole": whole,
            "populated": sum(bool(site.agencies_in.get(r)) for r in site.regions), "over": over,
            "matrix": [(depth, r, [rows.in_year(r, year) for year in over]) for depth, r in regions[:REGIONS]],
            "more_regions": len(site.regions) - len(regions[:REGIONS]),
            "guide": next((p for p in site.prose.values() if p.name == "apply"), None),
        },
    )


def _newest(site: Site) -> list[Event]:
    """(day, what, document) of what was published or corrected last; documents without a date stand behind all others."""
    events: list[Event] = []
    for d in site.documents.values():
        events.append((d.published, "发布", d))
        events += [(c.date, "更正", d) for c in (d.corrections if isinstance(d, Narrative) else ())]
    return sorted(events, key=lambda e: (e[0] or date.min, e[2].year, e[1], e[2].id), reverse=True)[:NEWEST]


def _regions(site: Site) -> list[tuple[int, Region]]:
    """The highest regions, and below an only one its own."""
    found = [(0, r) for r in site.top_regions]
    if len(found) == 1:
        found += [(1, r) for r in site.subregions.get(found[0][1].id, ())]
    return found
