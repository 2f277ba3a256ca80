"""An indicator in a region: its agencies by years. Many agencies fill several pages."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator import addresses, charts, indicators
from generator.indicators import Indicator
from generator.model.agency import Agency
from generator.model.page import Page
from generator.model.region import Region
from generator.model.site import Site
from generator.pages import _parts, _series, _standings, _tables
from generator.pages._common import column_tags, ending, meta


def subjects(site: Site) -> Iterable[Region]:
    """Regions with reports."""
    return [r for r, _ in _tables.regions(site)]


def pages_of(site: Site, region: Region) -> Iterator[Page]:
    """For each indicator that is followed by region."""
    agencies = _standings.ordered(site.agencies_in[region.id])
    found = _tables.series(site, agencies, indicators.BY_REGION)
    for indicator in indicators.BY_REGION:
        parts = _parts.parts(agencies, partial(addresses.indicator, indicator.key, region), lambda a: a.name)
        for part in parts:
            yield _page(site, region, indicator, found, part, parts)


def _page(
    site: Site, region: Region, indicator: Indicator, found: _tables.Found, part: _parts.Part[Agency],
    parts: list[_parts.Part[Agency]],
) -> Page:
    notes = _series.Notes()
    lines = list(_tables.lines(site, indicator, part.rows, found, notes))
    title = f"{region.name}：{indicator.label}" + (f"（第 {part.number} 页）" if part.number > 1 else "")
    about = f"{region.name}各行政机关历年{indicator.label}"
    crumbs = [("首页", "index.md"), ("指标", addresses.indicator()), (indicator.label, addresses.indicator(indicator.key))]
    return Page(
        path=part.path, title=title, meta=meta(ending(crumbs, region.name), column_tags(title, about), about, wide=True),
        context={
            "indicator": indicator, "region": region, "lines": lines, "over": _tables.years(site, part.rows), "notes": notes,
            "shown": _series, "scopes": _tables.scopes, "part": part, "parts": parts,
            "others": [i for i in indicators.BY_REGION if i is not indicator],
            "panels": [(a.name, "", charts.spark(f"{a.name}历年{indicator.label}", line.bars(), indicator.unit))
                       for a, line in lines],
        },
    )
