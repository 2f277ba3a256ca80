"""行政区划 region: its regions, and its agencies as a table of years."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator import addresses, charts, indicators
from generator.model.agency import Agency
from generator.model.page import Page
from generator.model.region import LEVELS, Region
from generator.model.site import Site
from generator.pages import _matrix, _parts, _series, _standings, _tables, _totals
from generator.pages._common import column_tags, ending, meta, profile_texts, region_crumbs, region_names
from generator.standing import standing

PANELS = 24         # agencies drawn, so that the page stays small


def subjects(site: Site) -> Iterable[Region]:
    """One page a region."""
    return site.regions.values()


def page(site: Site, region: Region) -> Page:
    """What there is of it, year by year."""
    agencies = _standings.ordered(site.agencies_in.get(region.id, ()))
    years = _matrix.years(site, agencies)
    head = _totals.head(site, region)
    notes = _series.Notes()
    about = f"{region.name}各行政机关政府信息公开工作年度报告"
    byline = LEVELS[region.level] + (f" · 区划代码 {region.code}" if region.code else "")
    return Page(
        path=addresses.page(region), title=region.name,
        meta=meta(ending(region_crumbs(site, region)), column_tags(region.name, about), about, wide=True),
        context={
            "region": region, "byline": byline, "agencies": agencies, "shown": agencies[:_parts.PART], "years": years,
            "children": site.subregions.get(region.id, ()),
            "documents": [d for a in agencies for d in site.documents_of.get(a.id, ())],
            "head": head, "sums": _totals.sums(site, head, years) if head else [], "indicators": indicators.HEADLINE,
            "number": _totals.number, "cell": _series.cell,
            "panels": list(_panels(site, agencies, notes)), "by_region": _by_region(site, region),
            "mark": lambda agency, year: _matrix.mark(standing(site, agency, year)),
        },
        texts=profile_texts(region.name, (byline,), "行政区划", {"行政区划": region_names(site, region)}),
    )


def _panels(site: Site, agencies: Sequence[Agency], notes: _series.Notes) -> Iterator[_series.Panel]:
    """What each of the first agencies received, in little."""
    received, shown = indicators.HEADLINE[0], agencies[:_parts.PART]
    found = _tables.series(site, shown, (received,))
    for agency, line in islice(_tables.lines(site, received, shown, found, notes), PANELS):
        yield agency.name, _tables.scopes(line), charts.spark(f"{agency.name}历年{received.label}", line.bars(), received.unit)


def _by_region(site: Site, region: Region) -> list[tuple[str, str]]:
    """Indicators of the region's agencies, each on a page of its own."""
    return [(i.label, addresses.indicator(i.key, region)) for i in indicators.BY_REGION] if _tables.reports(site, region) else []
