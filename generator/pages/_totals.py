"""Indicators over many bodies, as pages show them: sums with how many state them, never a zero for those that do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import formats, indicators
from generator.indicators import Added, Indicator, Total
from generator.model.agency import AGGREGATING, Agency
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """A year of a body that adds up others: of each headline indicator the members' sum and the body's own aggregate."""

    year: int
    of: tuple[Added, ...]

    @property
    def reported(self) -> int:
        """How many of the members have a report."""
        return self.of[0].reports

    @property
    def members(self) -> int:
        """How many owe a report."""
        return self.of[0].sum.of

    @property
    def report(self) -> Report | None:
        """The aggregate."""
        return self.of[0].report


def head(site: Site, region: Region) -> Agency | None:
    """The agency whose report adds up the region's."""
    found = [a for a in site.agencies_in.get(region.id, ()) if a.kind in AGGREGATING and site.members.get(a.id)]
    return min(found, key=lambda a: AGGREGATING.index(a.kind), default=None)


def sums(site: Site, agency: Agency, over: Sequence[int]) -> list[Sums]:
    """Year by year; years in which no member stated anything and there is no aggregate are left out."""
    found = (Sums(year=year, of=indicators.added(site, agency.id, year, indicators.HEADLINE)) for year in over)
    return [s for s in found if s.report or any(a.sum.stated for a in s.of)]


def edition(year: int) -> str:
    """The edition that reports on the year follow as a rule."""
    return next(id for id, f in formats.EDITIONS.items() if f.applies_to["first_report_year"] <= year)


def broken(indicator: Indicator, before: int, year: int) -> str:
    """Why sums of two years are not one series, "" when they are."""
    one, other = edition(before), edition(year)
    lacking = [y for y, e in ((before, one), (year, other)) if e not in indicator.cells]
    if len(lacking) == 2 or indicator.comparable(one, other):
        return ""
    if lacking:
        return f"{edition(lacking[0])} 年版的表没有这一项"
    return f"{before} 与 {year} 年度之间表式由 {one} 年版改为 {other} 年版，问法相近而不相同"


def number(total: Total, percent: bool = False) -> Markup:
    """The `<td>` of a sum, with `k/n` where not all are in it."""
    if total.value is None:
        return Markup('<td class="b"><span aria-hidden="true">—</span><span class="sr">无人载明</span></td>') if total.of else \
            Markup('<td class="b">–</td>')
    some = "" if total.whole_truth else f"<small>{total.stated}/{total.of}</small>"
    look = ' class="z"' if total.value == 0 else ""
    return Markup(f"<td{look}>{_cells.number(total.value)}{'%' if percent else ''}{some}</td>")
