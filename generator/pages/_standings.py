"""Who reported, counted for tables: by year and by region, a region with everything below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.agency import KINDS, Agency
from generator.model.region import Region
from generator.model.site import Site
from generator.standing import Count, Standing, count, row, years

NOTHING = count(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How every agency of the site stands in every year. `over`: the years, the newest first."""

    site: Site
    over: Sequence[int]
    of: dict[str, tuple[Standing, ...]] = field(default_factory=dict)       # by agency, a standing for each year

    def own(self, region: Region) -> Count:
        """The region's own agencies."""
        return count(s for a in self.site.agencies_in.get(region.id, ()) for s in self.of[a.id])

    def whole(self, region: Region) -> Count:
        """The region with all below it."""
        return sum((self.whole(r) for r in self.site.subregions.get(region.id, ())), self.own(region))

    def in_year(self, region: Region, year: int) -> Count:
        """The region with all below it, in one of the years."""
        n = self.over.index(year)
        own = count(self.of[a.id][n] for a in self.site.agencies_in.get(region.id, ()))
        return sum((self.in_year(r, year) for r in self.site.subregions.get(region.id, ())), own)

    def by_year(self, agencies: Sequence[Agency]) -> Iterator[tuple[int, Count]]:
        """The agencies taken together, year by year; years in which none owed anything are left out."""
        for n, year in enumerate(self.over):
            found = count(self.of[a.id][n] for a in agencies)
            if found.owed or found.states["not_due"]:
                yield year, found


def rows(site: Site) -> Rows:
    """All of it, worked out once."""
    over = years(site, site.agencies.values())
    return Rows(site=site, over=over, of={a.id: row(site, a, over) for a in site.agencies.values()})


def ordered(agencies: Sequence[Agency]) -> list[Agency]:
    """By kind, governments first, then by address."""
    kinds = list(KINDS)
    return sorted(agencies, key=lambda a: (kinds.index(a.kind), a.id))
