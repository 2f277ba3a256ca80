"""What the reports of a year say together: sums with how many state them, and of what the results consisted so far."""

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator import charts, indicators
from generator.indicators import Indicator, Total
from generator.model.report import SCOPES
from generator.model.site import Site
from generator.pages import _series, _totals
from generator.together import sums

LEAST = 3       # reports of a scope; fewer stand in the list above for themselves
YEARS = 6       # drawn, up to the page's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Reports of one scope, which are not added to those of another."""

    scope: str
    reports: int
    totals: tuple[tuple[Indicator, Total], ...]


def of(site: Site, year: int) -> list[Together]:
    """Each scope that has enough reports on the year."""
    found = []
    for scope, added in sums.in_year(site, year).items():
        if added.reports >= LEAST:
            every = ((i, added.totals[i.key]) for i in (*indicators.HEADLINE, *indicators.RATIOS))
            found.append(Together(scope=SCOPES[scope], reports=added.reports, totals=tuple((i, t) for i, t in every if t.stated)))
    return [t for t in found if t.totals]


def chart(site: Site, year: int, notes: _series.Notes) -> Markup | None:
    """The parts in percent, the year and those before it; None when nothing is known of the year."""
    before = [y for y in range(year - YEARS + 1, year + 1) if y in site.years]
    parts = {y: own.shares for y in before if (own := sums.in_year(site, y).get("own")) and own.shares}
    if not any(parts.get(year, ())):
        return None
    over = list(parts)
    marks = {b: notes.mark(_broken(a, b)) for a, b in pairwise(over)}
    stacks = [charts.Stack(str(y), parts[y], "" if any(parts[y]) else "0 件", marks.get(y, "")) for y in over]
    return charts.shares(f"{over[0]}至{year}年办理结果构成", stacks, [i.label for i in indicators.SHARES])


def _broken(before: int, year: int) -> str:
    return next((why for i in indicators.SHARES if (why := _totals.broken(i, before, year))), "")
