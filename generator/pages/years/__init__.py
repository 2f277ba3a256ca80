"""年份 years: all years with their documents counted."""

from collections import Counter
from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import KIND_NAMES, column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of all years."""
    title, about = "年份", "按年度查看各机关的政府信息公开工作年度报告"
    kinds = [k for k in KIND_NAMES if any(d.kind == k for d in site.documents.values())]
    counts = Counter((d.year, d.kind) for d in site.documents.values())
    yield Page(
        path="years/index.md", title=title, meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about),
        context={"kinds": kinds, "names": KIND_NAMES, "counts": counts},
    )
