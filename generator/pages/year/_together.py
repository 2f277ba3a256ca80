"""What the reports of a year say together: sums with how many state them, and of what the results consisted so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator import charts, indicators
from generator.indicators import Indicator, Total
from generator.model.report import SCOPES, Report
from generator.pages import _series, _totals

LEAST = 3       # reports of a scope; fewer stand in the list above for themselves
YEARS = 6       # drawn, up to the page's own
Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Reports of one scope, which are not added to those of another."""

    scope: str
    reports: int
    totals: tuple[tuple[Indicator, Total], ...]


def of(reports: Sequence[Report], year: int) -> list[Together]:
    """Each scope that has enough reports on the year."""
    found = []
    for scope, name in SCOPES.items():
        those = [r for r in reports if (r.scope or "own") == scope]
        if len(those) >= LEAST:
            totals = indicators.totals(those)
            every = ((i, totals.of(i)[year]) for i in (*indicators.HEADLINE, *indicators.RATIOS))
            found.append(Together(scope=name, reports=len(those), totals=tuple((i, t) for i, t in every if t.stated)))
    return [t for t in found if t.totals]


def results(reports: Iterable[Report]) -> dict[int, Sums]:
    """By year the parts of the results, added over the reports of own scope that state all of them."""
    found: dict[int, Sums] = {}
    for report in reports:
        if (report.scope or "own") == "own":
            numbers = [indicators.value(report, i) for i in indicators.SHARES]
            known = [int(n) for n in numbers if n is not None]
            if len(known) == len(numbers):
                found[report.year] = tuple(map(sum, zip(known, found.get(report.year, (0,) * len(known)), strict=True)))
    return found


def chart(sums: dict[int, Sums], year: int, notes: _series.Notes) -> Markup | None:
    """The parts in percent, the year and those before it; None when nothing is known of the year."""
    if not any(sums.get(year, ())):
        return None
    over = [y for y in range(year - YEARS + 1, year + 1) if y in sums]
    marks = {b: notes.mark(_broken(a, b)) for a, b in pairwise(over)}
    stacks = [charts.Stack(str(y), sums[y], "" if any(sums[y]) else "0 件", marks.get(y, "")) for y in over]
    return charts.shares(f"{over[0]}至{year}年办理结果构成", stacks, [i.label for i in indicators.SHARES])


def _broken(before: int, year: int) -> str:
    return next((why for i in indicators.SHARES if (why := _totals.broken(i, before, year))), "")
