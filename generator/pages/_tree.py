"""The regions as a tree, as far down as a page can show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.region import Region
from generator.model.site import Site

MOST = 300      # rows that such a page shows at most, if the highest two levels alone are not more


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A region `depth` levels below the highest. `hidden`: how many below it stand on no row of their own."""

    depth: int
    region: Region
    hidden: int


def tree(site: Site) -> list[Branch]:
    """Parents before children: the highest two levels, and further ones as long as all rows together are few enough."""
    every = [(depth, r) for top in site.top_regions for depth, r in _below(site, top, 0)]
    deepest = max((depth for depth, _ in every), default=0)
    shown = next((d for d in range(deepest, 1, -1) if sum(depth <= d for depth, _ in every) <= MOST), 1)
    return [
        Branch(depth=depth, region=r, hidden=len(whole(site, r)) - 1 if depth == shown else 0)
        for depth, r in every if depth <= shown]


def whole(site: Site, region: Region) -> list[Region]:
    """The region and all below it."""
    return [r for _, r in _below(site, region, 0)]


def _below(site: Site, region: Region, depth: int) -> Iterator[tuple[int, Region]]:
    yield depth, region
    for below in site.subregions.get(region.id, ()):
        yield from _below(site, below, depth + 1)
