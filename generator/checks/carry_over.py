"""上年报告结转下年度的申请，就是本年报告上年结转的申请，每类申请人都一样。

两份报告由不同的人填，只看一份看不出来。机构合并、职能划转的前后，统计范围不同的两年，不作判断；更正了上年报告的，下一年也要核对。

PASS:
    --- regions/area/agency/2023.yml
    tables: {applications: {carried_out: [1, 0, 0, 0, 0, 0, 1]}}
    --- regions/area/agency/2024.yml
    tables: {applications: {carried_in: [1, 0, 0, 0, 0, 0, 1]}}

PASS:
    --- regions/area/agency/2023.yml
    scope: own
    tables: {applications: {carried_out: [1, 0, 0, 0, 0, 0, 1]}}
    --- regions/area/agency/2024.yml
    scope: aggregate
    tables: {applications: {carried_in: [9, 0, 0, 0, 0, 0, 9]}}

PASS:
    --- regions/area/old/agency.yml
    succeeded_by: [{agency: area/agency, date: 2024-03, how: merged}]
    --- regions/area/agency/2023.yml
    tables: {applications: {carried_out: 0}}
    --- regions/area/agency/2024.yml
    tables: {applications: {carried_in: [9, 0, 0, 0, 0, 0, 9]}}

FAIL 3:18: “二、上年结转政府信息公开申请数量”自然人应为 1（2020年“四、结转下年度继续办理”），实为 0:
    --- regions/area/agency/2020.yml
    format: "2019"
    tables: {applications: {carried_out: [1, 0, 0, 0, 0, 0, ~]}}
    --- regions/area/agency/2021.yml
    tables:
      applications:
        carried_in: [0, 0, 0, 0, 0, 0, 0]
"""

from collections.abc import Iterator

from generator.checks import _years
from generator.checks._forms import name, numbers, place, promises, shown
from generator.continuity import continued
from generator.formats import table_form
from generator.formats.words import said
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = ("warning",)
SCOPE = "site"


def check(site: Site) -> Iterator[Finding]:
    """last year's row on the left = this year's row on the right, column by column; stands at this year's."""
    for last, document in _years.pairs(site):
        for table, form, promise in promises(document, "carry_over"):
            before = last.tables.get(table.key)
            old = table_form(before).rows.get(promise["left"]["row"]) if before else None
            if before is None or old is None or not continued(site, last, document):
                continue
            row = form.rows[promise["right"]["row"]]
            were = dict(zip((c.key for c in old.columns), numbers(before, old.key), strict=False))
            for column, found in zip(row.columns, numbers(table, row.key), strict=False):
                expected = were.get(column.key)
                if expected is None or found is None or expected == found:
                    continue
                yield Finding(
                    file=document.file, at=place(table, row, column), severity=promise["severity"],
                    expected=shown(expected), found=shown(found),
                    message=said(
                        "carry_over", cell=name(row, column), expected=shown(expected), year=last.year, row=old.short_label,
                        found=shown(found)),
                    remedy="请核对两年的结转数；因机构、职能调整而不同的，在 accept 中说明理由",
                )
