"""An indicator over many reports: the sum of those that state it, how many they are, and of how many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator import covering
from generator.indicators._read import percent
from generator.indicators._records import Reading
from generator.model.report import Report
from generator.model.site import Site
from generator.model.written import Number


class Total(NamedTuple):
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
    return Total(value=sum(numbers) if numbers else None, stated=len(numbers), of=of, middle=middle(numbers))


def middle(numbers: Sequence[Number]) -> Number | None:
    """The median, None of nothing."""
    if not numbers:
        return None
    ordered, n = sorted(numbers), len(numbers)
    low, high = ordered[(n - 1) // 2], ordered[n // 2]
    return low if low == high else (Decimal(low) + Decimal(high)) / 2


def of_members(site: Site, agency: str, year: int, many: int, read: Callable[[Report], list[Reading]]) -> tuple[Added, ...]:
    """The members' sums beside the aggregate that the agency published itself, of as many indicators as `read` gives."""
    own = site.documents.get(f"{agency}/{year}-aggregate") or site.report(agency, year)
    aggregate = own if isinstance(own, Report) and own.scope == "aggregate" else None
    members = covering.members(site, agency, year, aggregate)
    reports = [r for id in members if (r := covering.counted(site, agency, year, id, aggregate))]
    columns = zip(*map(read, reports), strict=True) if reports else [()] * many
    published = read(aggregate) if aggregate else [None] * many
    return tuple(
        Added(year=year, reports=len(reports), sum=total(readings, len(members)), aggregate=stated, report=aggregate)
        for readings, stated in zip(columns, published, strict=True))
