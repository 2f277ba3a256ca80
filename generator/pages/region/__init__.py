"""行政区划 region: its regions, and its agencies as a table of years."""

from collections.abc import Iterable

from generator import addresses
from generator.model.page import Page
from generator.model.region import LEVELS, Region
from generator.model.site import Site
from generator.pages import _matrix, _parts, _standings
from generator.pages._common import column_tags, ending, meta, profile_texts, region_crumbs, region_names


def subjects(site: Site) -> Iterable[Region]:
    """One page a region."""
    return site.regions.values()


def page(site: Site, region: Region) -> Page:
    """What there is of it, year by year."""
    agencies = _standings.ordered(site.agencies_in.get(region.id, ()))
    years = _matrix.years(site, agencies)
    about = f"{region.name}各行政机关政府信息公开工作年度报告"
    byline = LEVELS[region.level] + (f" · 区划代码 {region.code}" if region.code else "")
    return Page(
        path=addresses.page(region), title=region.name,
        meta=meta(ending(region_crumbs(site, region)), column_tags(region.name, about), about, wide=True),
        context={
            "region": region, "byline": byline, "agencies": agencies, "shown": agencies[:_parts.PART], "years": years,
            "children": site.subregions.get(region.id, ()),
            "documents": [d for a in agencies for d in site.documents_of.get(a.id, ())],
            "mark": lambda agency, year: _matrix.mark(site, agency, year),
        },
        texts=profile_texts(region.name, (byline,), "行政区划", {"行政区划": region_names(site, region)}),
    )
