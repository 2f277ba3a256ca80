"""年份 year: every document on the year with its key figures."""

from collections.abc import Iterator

from generator import addresses, formats
from generator.model.document import Document, Narrative
from generator.model.page import Page
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.pages._common import column_tags, ending, headline_numbers, kind_name, meta
from generator.standing import standing


def pages(site: Site) -> Iterator[Page]:
    """One page a year that has a document."""
    return (_page(site, year) for year in site.years)


def _page(site: Site, year: int) -> Page:
    title, about = f"{year}年", f"{year}年各机关政府信息公开工作年度报告及主要数字"
    documents = site.of_year(year)
    missing = [a for a in site.agencies.values() if standing(site, a, year).state == "missing"]
    index = site.years.index(year)
    return Page(
        path=addresses.year(year), title=title,
        meta=meta(ending([("首页", "index.md"), ("年份", "years/index.md")], title), column_tags(title, about), about, wide=True),
        context={
            "year": year, "documents": documents, "missing": missing, "indicators": formats.HEADLINE, "kind_name": kind_name,
            "reports": sum(isinstance(d, Report) for d in documents), "numbers": headline_numbers, "scope": _scope,
            "mended": [(c.date, c.reason, d) for d in documents if isinstance(d, Narrative) for c in d.corrections],
            "newer": site.years[index - 1] if index else None,
            "older": site.years[index + 1] if index + 1 < len(site.years) else None,
        },
    )


def _scope(document: Document) -> str:
    return SCOPES[document.scope or "own"] if isinstance(document, Report) else ""
