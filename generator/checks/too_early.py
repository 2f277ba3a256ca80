"""年度报告应在年度结束之后公布。

年度未完，数字就不可能是全年的。提前的日期多半是成文日期、上一年的日期或写错的年份。
机关在年内撤并、由承继机关收尾的，撤并之后即可公布。发布日期不详的不判；只看年度报告和汇总。

PASS:
    published: 2025-01-01

PASS:
    --- regions/area/agency/agency.yml
    succeeded_by: [{name: 某市某局, date: 2018-11, how: merged}]
    --- regions/area/agency/2018.yml
    format: "2008"
    published: 2018-12-20

FAIL 1:12: 应在 2024 年度结束之后，实为 2024-12-31:
    published: 2024-12-31

FAIL 1:12: 实为 2024-01-25:
    published: 2024-01-25
"""

from collections.abc import Iterator
from datetime import date

from generator.model.agency import Agency
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"
NEIGHBOURS = "profile"


def check(site: Site) -> Iterator[Finding]:
    """`published` lies in a year after the report's; the finding stands there."""
    for document in site.documents.values():
        day = document.published
        if not isinstance(document, Report) or day is None or day.year > document.year:
            continue
        if not _ended(site.agencies[document.agency], document.year, day):
            yield Finding(
                file=document.file, at="published", expected=f"≥ {document.year + 1}-01-01", found=day.isoformat(),
                message=f"发布日期应在 {document.year} 年度结束之后，实为 {day}",
                remedy="请核对是否误写了成文日期、上一年的日期，或文件名的年度不对",
            )


def _ended(agency: Agency, year: int, day: date) -> bool:
    """The body was merged or abolished in that year, before that day."""
    dates = [s.date for s in agency.succeeded_by if s.date]
    return any(d.startswith(str(year)) and d <= day.isoformat()[: len(d)] for d in dates)
