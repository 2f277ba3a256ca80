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
    rows = _standings.Rows(site)
    title, about = "发布情况", "各行政机关是否按期公布政府信息公开工作年度报告：按时、迟报、缺，按年度和行政区划统计"
    shown = [row for top in site.top_regions for row in [(0, top), *((1, r) for r in site.subregions.get(top.id, ()))]]
    whole = rows.whole(*site.top_regions)
    yield Page(
        path=addresses.status(), title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={
            "whole": _standings.together(whole), "by_year": list(rows.by_year(whole)),
            "regions": [(depth, r, _standings.together(rows.whole(r))) for depth, r in shown],
            "states": STATES, "meaning": MEANING,
        },
    )
