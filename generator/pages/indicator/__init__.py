"""指标 indicator: what a number means, where it stands in each edition, its sums by year, and who states how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator import addresses, charts, cite, formats, indicators
from generator.indicators import Indicator, Total
from generator.model.agency import Agency
from generator.model.page import Page
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _parts, _series, _standings, _tables, _totals
from generator.pages._common import column_tags, ending, meta, profile_texts
from generator.together import sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition that has the number: its own words, and how it continues into the next one that has it."""

    id: str
    table: str
    words: str
    joins: str


def pages(site: Site) -> Iterator[Page]:
    """One page an indicator; the columns of its row stand on it."""
    reports = [d for d in site.documents.values() if isinstance(d, Report) and d.kind == "report"]
    agencies = _standings.ordered([site.agencies[id] for id in sorted({r.agency for r in reports})])
    few = len(site.agencies) <= _parts.PART
    found = _tables.series(site, agencies, tuple(indicators.ALL.values())) if few else {}
    shared = {"agencies": agencies, "years": _tables.years(site, agencies)}
    regions, version = _tables.regions(site), cite.latest(site, reports)
    for indicator in indicators.ALL.values():
        if not indicator.of:
            title, path = f"{indicator.label}：政府信息公开工作年度报告历年数字", addresses.indicator(indicator.key)
            yield _page(site, indicator, agencies, found, {
                **shared, "citation": cite.of_series(site, title, path, version),
                "regions": regions if indicator in indicators.BY_REGION else []})


def _page(site: Site, indicator: Indicator, agencies: list[Agency], found: _tables.Found, shared: dict[str, Any]) -> Page:
    """found: what the agencies' reports say, {} where they are too many to be listed."""
    columns = indicators.columns(indicator)
    totals = [sums.by_year(site, i) for i in (indicator, *columns)]
    over = [y for y in totals[0] if any(t[y].stated for t in totals)]
    notes = _series.Notes()
    about = f"{indicator.label}：含义、依据、各版格式的衔接和各机关历年数字"
    return Page(
        path=addresses.indicator(indicator.key), title=indicator.label,
        meta=meta(ending([("首页", "index.md"), ("指标", addresses.indicator())], indicator.label),
                  column_tags(indicator.label, about), about, wide=True),
        context={
            "indicator": indicator, "columns": columns, "editions": list(_editions(indicator)), "over": over[::-1],
            "totals": totals, "number": _totals.number,
            "chart": _chart(indicator, totals[0], over, notes) if len(over) > 1 else None,
            "lines": list(_tables.lines(site, indicator, agencies, found, notes)) if found else [],
            "notes": notes, "shown": _series, "scopes": _tables.scopes,
            "compared": indicator in indicators.FOLLOWED, **shared,
        },
        texts=profile_texts(indicator.label, ("、".join(indicator.aliases), indicator.means, indicator.formula), "指标", {}),
    )


def _editions(indicator: Indicator) -> Iterator[Edition]:
    """The newest first."""
    ids = sorted(indicator.cells, reverse=True)
    for newer, id in pairwise(["", *ids]):
        how = "同一口径，连成一条" if indicator.comparable(id, newer) else "问法相近而不相同，图和表在此断开"
        tables = dict.fromkeys(cell.partition(".")[0] for cell in indicator.cells[id])
        form = formats.EDITIONS[id]
        yield Edition(id=id, table="、".join(form.tables[t].title for t in tables), words=indicators.asked(indicator, id),
                      joins=f"与 {newer} 年版：{how}" if newer else "")


def _chart(indicator: Indicator, totals: dict[int, Total], over: list[int], notes: _series.Notes) -> _series.Panel:
    bars, before = [], None
    for year in range(over[0], over[-1] + 1):
        total = totals.get(year)
        mark = notes.mark(_totals.broken(indicator, before, year)) if before else ""
        bars.append(charts.Bar(str(year), total.value if total else None, "—", mark))
        before = year
    title = "合并计算" if indicator.ratio else "合计"
    return f"本级报告{title}", indicator.unit, charts.bars(f"{indicator.label}：各机关本级报告{title}", bars, indicator.unit)
