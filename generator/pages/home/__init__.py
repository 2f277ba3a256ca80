"""首页 home: what is here, and the ways in."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.model.page import Page
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _matrix
from generator.pages._common import column_tags, full_name, meta
from generator.standing import count, row, years

NEWEST = 12


def pages(site: Site) -> Iterator[Page]:
    """The one home page."""
    documents = list(site.documents.values())
    newest = sorted(documents, key=lambda d: (d.published or date.min, d.year, d.id), reverse=True)[:NEWEST]
    reports = [d for d in documents if isinstance(d, Report)]
    agencies = list(site.agencies.values())
    known = count(s for a in agencies for s in row(site, a, years(site, [a])))
    title = site.settings.title
    description = f"{title}：查阅、检索、比较各级行政机关政府信息公开工作年度报告"
    yield Page(
        path="index.md", title=title, meta=meta([("首页", "")], column_tags("首页", description, "首页"), description, wide=True),
        context={
            "newest": newest, "reports": reports, "documents": documents, "owed": known.owed,
            "filled": known.owed - known.states["missing"],
            "regions": [r for r in site.regions.values() if site.agencies_in.get(r.id)],
            "years": _matrix.years(site, agencies), "region_name": partial(full_name, site),
            "guide": next((p for p in site.prose.values() if p.name == "apply"), None),
        },
    )
