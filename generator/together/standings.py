"""Who reported, counted for the agencies of a region, without those of the regions below it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.site import FIRST_YEAR, Site
from generator.standing import Count, Standing, count, standing
from generator.together import of


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """By year how many stand how, and ids of the agencies whose reports are missing; a year that is not there counts nobody's."""

    counts: dict[int, Count]
    missing: dict[int, tuple[str, ...]]


def keys(site: Site) -> Iterator[str]:
    """Every region."""
    return iter(site.regions)


def share(site: Site, key: str) -> Standings:
    """Of its own agencies, in the years that can be due."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for agency in site.agencies_in.get(key, ()):
        known = [d.year for d in site.documents_of.get(agency.id, ())] + [y for y in site.active_years(agency)[:1] if y]
        for year in range(max(FIRST_YEAR, min(known, default=site.today.year)), site.today.year):
            found[year].append(standing(site, agency, year))
    return Standings(
        counts={year: count(some) for year, some in found.items()},
        missing={year: tuple(s.agency.id for s in some if s.state == "missing") for year, some in found.items()})


def in_region(site: Site, region: str) -> Standings:
    """Those of the region with this id."""
    found: Standings = of(site, "standings", region)
    return found
