"""Who reported when: how an agency stands in a year against its deadline, as of the site's today; and how many stand so.

Pages and exports both read it here, so that the matrix and the file beside it say the same.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from generator import formats
from generator.model.agency import Agency
from generator.model.deadline import Deadline, deadline
from generator.model.document import Document
from generator.model.report import Report
from generator.model.site import FIRST_YEAR, Site

STATES = {          # id → the word readers see, in the order of legends and columns
    "on_time": "按时", "late": "迟报", "undated": "已报", "missing": "缺", "not_due": "未到期", "absent": "未设",
    "unknown": "不详",
}
MEANING = {
    "on_time": "在期限之内公布",
    "late": "期限之后公布，写明晚几天",
    "undated": "已公布，发布日期未载，不能判断是否按时",
    "missing": "期限已过，没有收录报告：可能没有公布，也可能只是尚未收录",
    "not_due": "期限未到，尚未收录",
    "absent": "机关在该年度尚未成立或已经撤并，不需报告",
    "unknown": "没有载明机关从哪一年度起报告，不算缺",
}
REPORTED = ("on_time", "late", "undated")
OWED = (*REPORTED, "missing")


class Standing(NamedTuple):
    """How an agency stands in a year.

    state        a key of STATES
    document     its report, else another document of the year
    days         how many days a late report was late
    unpublished  titles of the tables that the form requires and the report does not have
    corrected    published figures of the report were corrected
    """

    agency: Agency
    year: int
    state: str
    due: Deadline
    document: Document | None = None
    days: int = 0
    unpublished: tuple[str, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many stand in each state, and how many reports lack tables or were corrected."""

    states: Counter[str]
    unpublished: int
    corrected: int

    def __add__(self, other: "Count") -> "Count":
        return Count(states=self.states + other.states, unpublished=self.unpublished + other.unpublished,
                     corrected=self.corrected + other.corrected)

    @property
    def owed(self) -> int:
        """Reports whose day has passed or that are there."""
        return sum(self.states[s] for s in OWED)

    @property
    def published(self) -> Decimal | None:
        """Percent of the reports owed that are there; None when none was owed."""
        return _percent(sum(self.states[s] for s in REPORTED), self.owed)

    @property
    def punctual(self) -> Decimal | None:
        """Percent of the reports owed that came in time; those without a date are in neither number."""
        return _percent(self.states["on_time"], self.owed - self.states["undated"])


def standing(site: Site, agency: Agency, year: int) -> Standing:
    """How the agency stands in the year."""
    due = deadline(site.settings, agency, year)
    documents = [d for d in site.documents_of.get(agency.id, ()) if d.year == year]
    report = next((d for d in documents if isinstance(d, Report)), None)
    if report is None:
        state = _without(site, agency, year, due)
        return Standing(agency=agency, year=year, state=state, due=due, document=documents[0] if documents else None)
    dated = report.published is not None and report.published <= site.today
    days = max(0, (report.published - due.day).days) if dated and report.published else 0
    return Standing(
        agency=agency, year=year, state="undated" if not dated else "late" if days else "on_time", due=due, document=report,
        days=days, unpublished=_unpublished(formats.of(report).id, frozenset(report.tables)), corrected=bool(report.corrections),
    )


def _without(site: Site, agency: Agency, year: int, due: Deadline) -> str:
    """What it means that no report is there."""
    first, last = site.active_years(agency)
    if (agency.first_year and year < agency.first_year) or (last and year > last):
        return "absent"
    if first is None or year < first:
        return "unknown"
    return "missing" if due.day < site.today else "not_due"


@lru_cache(maxsize=1000)
def _unpublished(edition: str, tables: frozenset[str]) -> tuple[str, ...]:
    form = formats.EDITIONS[edition]
    return tuple(
        form.tables[s.table].title for s in form.sections.values() if s.table and s.required and s.table not in tables)


def years(site: Site, agencies: Iterable[Agency]) -> list[int]:
    """From the first year any of them reported on or owes to the last one that can be due, the newest first."""
    firsts = [site.active_years(a)[0] for a in agencies]
    known = [year for year in firsts if year is not None]
    return list(range(site.today.year - 1, max(FIRST_YEAR, min(known, default=site.today.year)) - 1, -1))


def row(site: Site, agency: Agency, over: Iterable[int]) -> tuple[Standing, ...]:
    """How the agency stands in each of the years."""
    return tuple(standing(site, agency, year) for year in over)


def count(standings: Iterable[Standing]) -> Count:
    """How many stand how."""
    states: Counter[str] = Counter()
    unpublished = corrected = 0
    for one in standings:
        states[one.state] += 1
        unpublished += bool(one.unpublished)
        corrected += one.corrected
    return Count(states=states, unpublished=unpublished, corrected=corrected)


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None
