"""An indicator over many reports: the sum of those that state it, how many they are, and of how many."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator import covering
from generator.indicators._read import percent, places, read
from generator.indicators._records import Indicator, Reading
from generator.model.cell import Cell
from generator.model.report import Report
from generator.model.site import Site
from generator.model.written import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """`value` None: nobody states it, never zero. stated of `of` reports are in it. Of a ratio the sums above and below the line.

    middle   the median of those that state it, None for a ratio
    """

    value: Number | None
    stated: int
    of: int
    part: Number | None = None
    whole: Number | None = None
    middle: Number | None = None

    @property
    def whole_truth(self) -> bool:
        """Every report states it."""
        return self.stated == self.of > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A year of a body that adds up others: their sum beside its own aggregate; `aggregate` None = it has none.

    reports   how many of the members have a report, whatever it states
    """

    year: int
    reports: int
    sum: Total
    aggregate: Reading | None
    report: Report | None


def total(readings: Iterable[Reading], of: int) -> Total:
    """Of the readings of `of` bodies, of which some may have no report."""
    known = [r for r in readings if r.state in ("stated", "undefined")]
    if any(r.whole is not None for r in known):
        part, whole = (sum(n for n in ns if n is not None) for ns in ([r.part for r in known], [r.whole for r in known]))
        return Total(value=percent(part, whole), stated=len(known), of=of, part=part, whole=whole)
    numbers = [r.value for r in known if r.value is not None]
    return Total(value=sum(numbers) if numbers else None, stated=len(numbers), of=of, middle=_middle(numbers))


def _middle(numbers: Sequence[Number]) -> Number | None:
    """The median."""
    if not numbers:
        return None
    ordered, n = sorted(numbers), len(numbers)
    low, high = ordered[(n - 1) // 2], ordered[n // 2]
    return low if low == high else (Decimal(low) + Decimal(high)) / 2


def of_members(site: Site, agency: str, year: int, indicator: Indicator, column: "re.Pattern[str]") -> Added:
    """The members' sum beside the aggregate that the agency published itself."""
    own = site.documents.get(f"{agency}/{year}-aggregate") or site.report(agency, year)
    aggregate = own if isinstance(own, Report) and own.scope == "aggregate" else None
    members = covering.members(site, agency, year, aggregate)
    reports = [r for id in members if (r := covering.counted(site, agency, year, id, aggregate))]
    return Added(
        year=year, reports=len(reports), sum=total((read(r, indicator, column) for r in reports), len(members)),
        aggregate=read(aggregate, indicator, column) if aggregate else None, report=aggregate)


def by_year(reports: Sequence[Report], indicator: Indicator, column: "re.Pattern[str]") -> dict[int, Total]:
    """Of all these reports, year by year."""
    counts: dict[int, int] = defaultdict(int)
    for report in reports:
        counts[report.year] += 1
    if indicator.ratio or indicator.local:
        readings: dict[int, list[Reading]] = defaultdict(list)
        for report in reports:
            readings[report.year].append(read(report, indicator, column))
        return {year: total(readings[year], n) for year, n in counts.items()}
    found: dict[int, list[Number]] = defaultdict(list)
    for year, number in _numbers(reports, indicator):
        found[year].append(number)
    return {
        year: Total(value=sum(found[year]) if year in found else None, stated=len(found[year]) if year in found else 0, of=n,
                    middle=_middle(found.get(year, [])))
        for year, n in counts.items()
    }


def _numbers(reports: Iterable[Report], indicator: Indicator) -> Iterator[tuple[int, Number]]:
    """`read` without its words: there are millions of these."""
    cells = {
        (edition, table): places(edition, table, named)
        for edition, named in indicator.cells.items() for table in {c.partition(".")[0] for c in named}
    }
    for report in reports:
        for table in report.tables.values():
            at = cells.get((table.format, table.key))
            if at:
                number = _sum(table.rows, at)
                if number is not None:
                    yield report.year, number


def _sum(rows: dict[str, tuple[Cell, ...]], at: tuple[tuple[str, int], ...]) -> Number | None:
    whole: Number = 0
    for row, column in at:
        value = rows[row][column].value if row in rows else None
        if value is None:
            return None
        whole += value
    return whole
