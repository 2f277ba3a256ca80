"""An indicator of many agencies, as a table of years: its lines, its years, and the regions it is split into."""

from collections.abc import Iterable, Iterator, Sequence

from generator import indicators
from generator.indicators import Indicator, Series
from generator.model.agency import Agency
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.pages._series import Line, Notes

Found = dict[str, dict[Indicator, Series]]      # of agencies, by id


def series(site: Site, agencies: Iterable[Agency], wanted: tuple[Indicator, ...]) -> Found:
    """What the agencies' reports say of several indicators."""
    return {a.id: indicators.several(site, a.id, wanted) for a in agencies}


def lines(
    site: Site, indicator: Indicator, agencies: Sequence[Agency], found: Found, notes: Notes
) -> Iterator[tuple[Agency, Line]]:
    """Agencies any of whose reports states it, with their series, which are among those found."""
    over = years(site, agencies)
    for agency in agencies:
        points = {p.year: p for p in found[agency.id][indicator]}
        line = Line(indicator=indicator, points=points, over=over, notes=notes)
        if line.known:
            yield agency, line


def years(site: Site, agencies: Sequence[Agency]) -> tuple[int, ...]:
    """From the first to the last annual report of any."""
    found = {d.year for a in agencies for d in site.documents_of.get(a.id, ()) if isinstance(d, Report)}
    return tuple(range(min(found), max(found) + 1)) if found else ()


def scopes(line: Line) -> str:
    """本级, 汇总, or both in their order."""
    words = {"own": "本级", "aggregate": "汇总"}
    return "，后".join(dict.fromkeys(words[p.report.scope or "own"] for p in line.points.values()))


def reports(site: Site, region: Region) -> int:
    """How many of the region's agencies have annual reports."""
    return sum(any(isinstance(d, Report) for d in site.documents_of.get(a.id, ())) for a in site.agencies_in.get(region.id, ()))


def regions(site: Site) -> list[tuple[Region, int]]:
    """Regions whose agencies have annual reports, with how many."""
    return [(r, n) for r in site.regions.values() if (n := reports(site, r))]
