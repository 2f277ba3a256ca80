"""报告年度应在机关存续的年度之内。

机构成立之前、撤并之后的“年报”，多半是放错了机关、写错了年份，或转载网站改了年份。

PASS:
    --- regions/area/agency/agency.yml
    last_year: 2018
    --- regions/area/agency/2018.yml
    title: 某局2018年政府信息公开工作年度报告

PASS:
    --- regions/area/agency/agency.yml
    first_year: 2019
    former_names: [{name: 某市工商局, until: 2018}]
    --- regions/area/agency/2019.yml
    title: 某局2019年政府信息公开工作年度报告

FAIL 1:8: 应为 2018 年度以前，此件为 2022 年度:
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
NEIGHBOURS = "profile"


def check(site: Site) -> Iterator[Finding]:
    """The year stands within `first_year` and `last_year`; the finding stands at the title."""
    for document in site.documents.values():
        agency = site.agencies[document.agency]
        first, last = agency.first_year, agency.last_year
        if (first is None or first <= document.year) and (last is None or document.year <= last):
            continue
        span = f"{first}–{last}" if first and last else f"{first} 年度以后" if first else f"{last} 年度以前"
        yield Finding(
            file=document.file, at="title", expected=f"{first or ''}–{last or ''}", found=str(document.year),
            message=f"“{agency.name}”的报告年度应为 {span}，此件为 {document.year} 年度",
            remedy="请核对文件名和机关；来源确系如此的，请在 accept 中说明理由",
        )
