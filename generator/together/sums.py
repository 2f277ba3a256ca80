"""Indicators added up over the annual reports of a year, each scope by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import indicators
from generator.indicators import Indicator, Total
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.together import of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Of `reports` reports every indicator by key, and the parts of the results over those that state all; () = none does."""

    reports: int
    totals: dict[str, Total]
    shares: tuple[int, ...]


def keys(site: Site) -> Iterator[str]:
    """Every year that has a document."""
    return map(str, site.years)


def share(site: Site, key: str) -> dict[str, Sums]:
    """By scope, of those that have a report."""
    reports = [d for d in site.of_year(int(key)) if isinstance(d, Report) and d.kind == "report"]
    by_scope = {scope: [r for r in reports if (r.scope or "own") == scope] for scope in SCOPES}
    return {scope: _sums(some) for scope, some in by_scope.items() if some}


def _sums(reports: list[Report]) -> Sums:
    totals = indicators.totals(reports)
    shares = zip(*totals.complete(indicators.SHARES), strict=True)
    return Sums(reports=len(reports), totals={i.key: totals.of(i) for i in indicators.ALL.values()},
                shares=tuple(sum(map(int, numbers)) for numbers in shares))


def in_year(site: Site, year: int) -> dict[str, Sums]:
    """The sums of the year, by scope."""
    found: dict[str, Sums] = of(site, "sums", str(year))
    return found


def by_year(site: Site, indicator: Indicator) -> dict[int, Total]:
    """The indicator over all reports of own scope, by year."""
    years = ((year, in_year(site, year).get("own")) for year in reversed(site.years))
    return {year: sums.totals[indicator.key] for year, sums in years if sums}
