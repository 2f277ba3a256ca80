"""年份 year: every document on the year with its key figures."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from generator import addresses, indicators
from generator.model.document import Document, Narrative
from generator.model.page import Page
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.pages import _parts, _series, _totals
from generator.pages._common import column_tags, ending, headline_numbers, kind_name, meta
from generator.pages.year import _together
from generator.together import standings


def subjects(site: Site) -> Iterable[int]:
    """One page a year that has a document, and more where its documents are many."""
    return site.years


def pages_of(site: Site, year: int) -> Iterator[Page]:
    """Its documents, as many as a page holds; on the first also sums."""
    documents = site.of_year(year)
    shared = _shared(site, year, documents) | _sums(site, year)
    parts = _parts.parts(documents, partial(addresses.year, year), lambda d: site.agencies[d.agency].name)
    for part in parts:
        yield _page(year, part, shared | {"parts": parts, "part": part})


def _shared(site: Site, year: int, documents: tuple[Document, ...]) -> dict[str, Any]:
    lacking = {id for region in site.regions for id in standings.in_region(site, region).missing.get(year, ())}
    missing = [a for a in site.agencies.values() if a.id in lacking]
    index = site.years.index(year)
    mended = [(c, d) for d in documents if isinstance(d, Narrative) for c in d.corrections]
    return {
        "year": year, "documents": documents, "missing": missing, "shown": missing[:_parts.PART],
        "indicators": indicators.HEADLINE,
        "reports": sum(isinstance(d, Report) for d in documents), "numbers": headline_numbers, "scope": _scope,
        "mended": sorted(mended, key=lambda m: (m[0].date, m[1].id), reverse=True), "most": _parts.PART, "kind_name": kind_name,
        "newer": site.years[index - 1] if index else None,
        "older": site.years[index + 1] if index + 1 < len(site.years) else None,
    }


def _sums(site: Site, year: int) -> dict[str, Any]:
    notes = _series.Notes()
    return {
        "together": _together.of(site, year), "results": _together.chart(site, year, notes), "notes": notes,
        "legend": _series.legend, "number": _totals.number,
    }


def _page(year: int, part: _parts.Part[Document], context: dict[str, Any]) -> Page:
    more = f"第 {part.number} 页" if part.number > 1 else ""
    title, about = f"{year}年" + (f"（{more}）" if more else ""), f"{year}年各机关政府信息公开工作年度报告及主要数字"
    crumbs = [("首页", "index.md"), ("年份", "years/index.md"), *([(f"{year}年", addresses.year(year))] if more else [])]
    return Page(
        path=part.path, title=title, meta=meta(ending(crumbs, more or title), column_tags(title, about), about, wide=True),
        context=context,
    )


def _scope(document: Document) -> str:
    return SCOPES[document.scope or "own"] if isinstance(document, Report) else ""
