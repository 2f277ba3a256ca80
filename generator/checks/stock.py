"""现行有效件数等于上年的现行有效件数，加本年制发，减本年废止。

规章、规范性文件到期失效、宣布清理或改变统计口径时会不同，所以只作提示。

PASS:
    --- regions/area/agency/2022.yml
    tables: {proactive_disclosure: {normative_documents: [8, 26, 66]}}
    --- regions/area/agency/2023.yml
    tables: {proactive_disclosure: {normative_documents: [5, 2, 69]}}

PASS:
    --- regions/area/agency/2020.yml
    format: "2019"
    tables: {proactive_disclosure: {normative_documents: [77, 77, 166]}}
    --- regions/area/agency/2021.yml
    tables: {proactive_disclosure: {normative_documents: [69, 36, 65]}}

FAIL 3:35: “行政规范性文件”现行有效件数应为 117（2021年的 65 加 88 减 36），实为 698:
    --- regions/area/agency/2021.yml
    tables: {proactive_disclosure: {normative_documents: [69, 36, 65]}}
    --- regions/area/agency/2022.yml
    tables:
      proactive_disclosure:
        normative_documents: [88, 36, 698]
"""

from collections.abc import Iterator

from generator.checks import _years
from generator.checks._forms import added, name, numbers, place, promises, shown
from generator.continuity import continued
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = ("info",)
SCOPE = "site"


def check(site: Site) -> Iterator[Finding]:
    """last year's stock + what came − what went = this year's stock, where it stands; within one edition of the table."""
    for last, document in _years.pairs(site):
        for table, form, promise in promises(document, "stock"):
            before = last.tables.get(table.key)
            if before is None or before.format != table.format or not continued(site, last, document):
                continue
            for row in (form.rows[key] for key in promise["rows"]):
                columns = [c.key for c in row.columns]
                cells = dict(zip(columns, numbers(table, row.key), strict=True))
                was = dict(zip(columns, numbers(before, row.key), strict=True))[promise["previous"]]
                came, went = added([cells[k] for k in promise["plus"]]), added([cells[k] for k in promise["minus"]])
                found = cells[promise["target"]]
                if was is None or came is None or went is None or found is None or found == was + came - went:
                    continue
                column = row.columns[columns.index(promise["target"])]
                expected = shown(was + came - went)
                yield Finding(
                    file=document.file, at=place(table, row, column), severity=promise["severity"],
                    expected=expected, found=shown(found),
                    message=f"{name(row, column)}应为 {expected}（{last.year}年的 {shown(was)} 加 {shown(came)} "
                            f"减 {shown(went)}），实为 {shown(found)}",
                    remedy="请核对两年的件数；到期失效、清理或改变口径的，不必改动",
                )
