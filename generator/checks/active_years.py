"""报告年度应在机关存续的年度之内。

机构成立之前、撤并之后的“年报”，多半是放错了机关、写错了年份，或转载网站改了年份。

PASS:
    --- regions/area/agency/agency.yml
    last_year: 2018
    --- regions/area/agency/2018.yml
    title: 某局2018年政府信息公开工作年度报告

FAIL 1:8: 2018:
    --- regions/area/agency/agency.yml
    last_year: 2018
    --- regions/area/agency/2022-summary.yml
    title: 2022年某局政府信息公开工作总结
"""

from collections.abc import Iterator

from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"


def check(site: Site) -> Iterator[Finding]:
    """The year stands within `first_year` and `last_year`; the finding stands at the title."""
    for document in site.documents.values():
        agency = site.agencies[document.agency]
        first, last = agency.first_year, agency.last_year
        if (first is None or first <= document.year) and (last is None or document.year <= last):
            continue
        span = f"{first or ''}–{last or ''}"
        yield Finding(
            file=document.file, at="title", expected=span, found=str(document.year),
            message=f"年度应在“{agency.name}”的报告年度 {span} 之内，实为 {document.year}",
            remedy="请核对文件名和机关；来源确系如此的，请在 accept 中说明理由",
        )
