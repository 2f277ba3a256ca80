"""报送 submit: the form in which an agency fills its report and takes away the file; nothing it holds leaves the device."""

from collections.abc import Iterator

from markupsafe import Markup

from generator import formats
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta

HEAD = (        # keys of the head that are asked for; the form's other optional keys are rare
    ("title", "标题", "text"), ("published", "发布日期", "date"), ("signed", "成文日期", "date"),
    ("index_number", "索引号", "text"), ("document_number", "文号", "text"),
)


def pages(site: Site) -> Iterator[Page]:
    """The one page: the edition in force."""
    title, about = "填报年度报告", "在网页上填写年度报告，边填边校验，生成可提交的文件"
    edition = next(iter(formats.EDITIONS.values()))
    first = edition.applies_to["first_report_year"]
    yield Page(
        path="submit.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about, GUIDE), about, wide=True),
        context={
            "edition": edition, "put": _put, "head": HEAD,
            "years": range(site.today.year, first - 1, -1), "due": site.today.year - 1,
        },
    )


def _put(row: str, index: int, column: str, colspan: int) -> Markup:
    """The place of a cell, into which the browser puts a field."""
    span = Markup(' colspan="{}"').format(colspan) if colspan > 1 else ""
    return Markup('<td data-row="{}" data-column="{}"{}></td>').format(row, index, span)
