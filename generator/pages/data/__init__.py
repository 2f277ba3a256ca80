"""数据下载 data: every bulk file with size and checksum, how to read it, and what holds for all."""

from collections.abc import Iterator

from generator import addresses, cite, indicators
from generator.model.page import Page
from generator.model.report import Report
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta
from generator.pages._document import size

LATE = True
FOLLOWED = indicators.HEADLINE[0]      # the indicator of the example


def pages(site: Site) -> Iterator[Page]:
    """The one page of downloads."""
    title, about = "数据下载", "全部报告的数字：CSV、Excel、Parquet、SQLite，附说明、大小和校验和"
    path = "data/index.md"
    series = f"{site.settings.title}：政府信息公开工作年度报告数据"
    asked = max((d for d in site.documents.values() if isinstance(d, Report)), key=lambda d: (d.year, d.id), default=None)
    yield Page(
        path=path, title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about, GUIDE), about, wide=True),
        context={
            "size": size, "base": site.settings.url.rstrip("/") + "/",
            "citation": cite.of_series(site, series, path, cite.latest(site, site.documents.values())),
            "head": site.history.head, "example": site.agencies[asked.agency] if asked else None,
            "place": FOLLOWED.cells[max(FOLLOWED.cells)][0].split("."), "followed": FOLLOWED,
            "table": addresses.figures(site.agencies[asked.agency]) if asked else "",
        },
    )
