"""表式 forms: the editions of the official form side by side."""

from collections.abc import Iterator

from generator import formats
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of all editions."""
    title, about = "表式", "政府信息公开工作年度报告历次法定格式及其表格说明"
    yield Page(
        path="formats/index.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about, GUIDE), about),
        context={"editions": list(formats.EDITIONS.values())},
    )
