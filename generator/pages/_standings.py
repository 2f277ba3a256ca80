"""Who reported, counted for tables: by year and by region, a region with everything below it."""

from collections.abc import Iterator, Sequence
from functools import cache

from generator.model.agency import KINDS, Agency
from generator.model.region import Region
from generator.model.site import Site
from generator.standing import Count, count
from generator.together import due, standings

NOTHING = count(())
ByYear = dict[int, Count]       # of the years of `Rows.over` in which anybody could owe anything


class Rows:
    """How many agencies of each region stand how, year by year. over: the years, the newest first."""

    def __init__(self, site: Site) -> None:
        self._site, self.over = site, due.over(site)
        self._below = cache(self._with_below)

    def own(self, region: Region) -> ByYear:
        """The region's own agencies."""
        counts = standings.in_region(self._site, region.id).counts
        return {year: counts[year] for year in self.over if year in counts}

    def whole(self, *regions: Region) -> ByYear:
        """The regions with all below them."""
        return _added([self._below(r.id) for r in regions])

    def _with_below(self, region: str) -> ByYear:
        below = self._site.subregions.get(region, ())
        return _added([self.own(self._site.regions[region]), *(self._below(r.id) for r in below)])

    def by_year(self, counts: ByYear) -> Iterator[tuple[int, Count]]:
        """Year by year; years in which none owed anything are left out."""
        return ((y, c) for y in self.over if (c := counts.get(y)) and (c.owed or c.states["not_due"]))


def _added(several: Sequence[ByYear]) -> ByYear:
    if len(several) == 1:
        return several[0]
    years = dict.fromkeys(year for counts in several for year in counts)
    return {year: sum((counts[year] for counts in several if year in counts), NOTHING) for year in years}


def together(counts: ByYear) -> Count:
    """All years."""
    return sum(counts.values(), NOTHING)


def ordered(agencies: Sequence[Agency]) -> list[Agency]:
    """By kind, governments first, then by address."""
    kinds = list(KINDS)
    return sorted(agencies, key=lambda a: (kinds.index(a.kind), a.id))
