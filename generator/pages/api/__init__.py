"""数据接口 api: what a program can ask for, with an address to try of each kind and the keys of its answer."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta

LATE = True


def pages(site: Site) -> Iterator[Page]:
    """The one page of the API."""
    title, about = "数据接口", "静态 JSON 接口：地区、机关、报告、指标、更正，附说明、结构和例子"
    yield Page(
        path="api/index.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about, GUIDE), about),
        context={"base": site.settings.url.rstrip("/") + "/"},
    )
