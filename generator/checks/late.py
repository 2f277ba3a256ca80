"""年度报告应在法定期限之内公布。

报告 2008 至 2018 年度的，各机关都在次年 3 月 31 日前（2007 年《政府信息公开条例》第三十一条）；报告 2019 年度以后的，
县级以上人民政府在次年 3 月 31 日前，部门、乡镇和其他机关在次年 1 月 31 日前（现行条例第四十九条）；开发区、新区管委会
比照人民政府。`site.yml` 的 `deadlines` 可以定得更早，不能更晚，也不溯及 2018 年度以前。疫情期间期限没有放宽。
发布日期不详的不判；只看年度报告和汇总，不看方案和总结。

PASS:
    published: 2025-01-31

PASS:
    --- regions/area/agency/agency.yml
    kind: government
    --- regions/area/agency/2024.yml
    published: 2025-03-31

PASS:
    --- site.yml
    deadlines: {department: 01-20}
    --- regions/area/agency/2013.yml
    format: "2008"
    published: 2014-03-28

FAIL 1:12: 应不晚于 2025-01-31（《政府信息公开条例》第四十九条），实为 2025-02-08，晚 8 天:
    published: 2025-02-08

FAIL 2:12: 2012-03-31:
    --- regions/area/agency/2011.yml
    format: "2008"
    published: 2012-04-11

FAIL 1:12: site.yml:
    --- site.yml
    deadlines: {township: 01-20}
    --- regions/area/agency/agency.yml
    kind: township
    --- regions/area/agency/2024.yml
    published: 2025-01-25
"""

from collections.abc import Iterator

from generator.model.deadline import deadline
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"
NEIGHBOURS = "profile"


def check(site: Site) -> Iterator[Finding]:
    """`published` is not after the deadline of the agency's kind; the finding stands there."""
    for document in site.documents.values():
        if not isinstance(document, Report) or document.published is None or document.published > site.today:
            continue        # a day that has not come is a wrong day, not a late one
        due = deadline(site.settings, site.agencies[document.agency], document.year)
        days = (document.published - due.day).days
        if days > 0:
            yield Finding(
                file=document.file, at="published", expected=due.day.isoformat(), found=document.published.isoformat(),
                message=f"发布日期应不晚于 {due.day}（{due.basis}），实为 {document.published}，晚 {days} 天",
                remedy="所写若是转载日期，请改为首次公布的日期；确系迟发的，请在 accept 中说明理由",
            )
