"""发布情况 status: who reported and who did not, of the whole portal by year and by region."""

from collections.abc import Iterator

from generator import addresses
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _standings
from generator.pages._common import column_tags, ending, meta
from generator.standing import MEANING, STATES


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rows = _standings.rows(site)
    title, about = "发布情况", "各行政机关是否按期公布政府信息公开工作年度报告：按时、迟报、缺，按年度和行政区划统计"
    regions = []
    for top in site.top_regions:
        regions.append((0, top, rows.whole(top)))
        regions += [(1, below, rows.whole(below)) for below in site.subregions.get(top.id, ())]
    total = sum((rows.whole(r) for r in site.top_regions), _standings.NOTHING)
    yield Page(
        path=addresses.status(), title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={"whole": total, "by_year": list(rows.by_year(list(site.agencies.values()))), "regions": regions,
                 "states": STATES, "meaning": MEANING},
    )
