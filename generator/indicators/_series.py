"""Indicators over the years of an agency."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator import continuity
from generator.indicators._columns import Plan
from generator.indicators._read import NONE
from generator.indicators._records import LOCAL, Indicator, Point, Reading, Series
from generator.model.report import SCOPES, Report
from generator.model.site import Site


def of_reports(site: Site, reports: Iterable[Report], plan: Plan) -> dict[Indicator, Series]:
    """The indicators of the plan in these reports of one agency, the oldest first. Each report is gone through once for all."""
    ordered = sorted(reports, key=lambda d: d.year)
    columns = list(zip(*map(plan.readings, ordered), strict=True)) or [()] * len(plan.wanted)

    @cache
    def bodies(n: int, m: int) -> str:
        return _bodies(site, ordered[n], ordered[m])

    def points(indicator: Indicator, readings: Sequence[Reading]) -> Iterator[Point]:
        last, was = -1, NONE
        for n, (report, reading) in enumerate(zip(ordered, readings, strict=True)):
            plain = was.state == reading.state == "stated" and was.edition == reading.edition != LOCAL      # nearly all
            why = "" if last < 0 else bodies(last, n)
            broken = "" if last < 0 or (plain and not why) else _why(indicator, ordered[last], was, report, reading, why)
            yield Point(report, reading, broken)
            if reading.state != "unpublished":
                last, was = n, reading

    return {one: tuple(points(one, readings)) for one, readings in zip(plan.wanted, columns, strict=True)}


def _why(indicator: Indicator, before: Report, was: Reading, report: Report, now: Reading, bodies: str) -> str:
    """Why the two cannot be joined, "" when they can. bodies: why nothing of the two can."""
    if was.state == "absent" or now.state == "absent":
        if was.state == now.state:
            return ""
        lacking, year = (was, before.year) if was.state == "absent" else (now, report.year)
        return f"{year} 年度用 {lacking.edition} 年版，其中没有这一项"
    reasons = []
    if not indicator.comparable(was.edition, now.edition) and now.edition and was.edition:
        words = ["机关自制的表" if r.edition == LOCAL else f" {r.edition} 年版" for r in (was, now)]
        reasons.append(f"表式由{words[0]}改为{words[1]}，问法相近而不相同")
    elif now.edition == LOCAL and not indicator.ratio and _alike(was.label) != _alike(now.label):
        reasons.append(f"“{was.label}”改为“{now.label}”")
    if bodies:
        reasons.append(bodies)
    return f"{before.year} 与 {report.year} 年度之间：{'；'.join(reasons)}" if reasons else ""


def _bodies(site: Site, before: Report, report: Report) -> str:
    """Why the reports do not speak of the same bodies, "" when they do."""
    if before.scope != report.scope:
        return f"统计范围由“{SCOPES[before.scope or 'own']}”改为“{SCOPES[report.scope or 'own']}”"
    return "" if continuity.continued(site, before, report) else "其间机构调整或所汇总的机关不同"


def _alike(label: str) -> str:
    """申请答复总数 and 申请答复数 ask the same."""
    return label.replace("总数", "数")
