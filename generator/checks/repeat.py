"""一年的数字不会与上年全部相同。

全部相同，多半是拿上年的报告改了年份。全是 0 的报告除外；只有现行有效件数这类存量相同的，也除外。

PASS:
    --- regions/area/agency/2023.yml
    tables: {applications: {received_this_year: [3, 0, 0, 0, 0, 0, 3]}}
    --- regions/area/agency/2024.yml
    tables: {applications: {received_this_year: [4, 0, 0, 0, 0, 0, 4]}}

PASS:
    --- regions/area/agency/2023.yml
    tables: {proactive_disclosure: {normative_documents: [0, 0, 6]}, applications: {granted: 0}}
    --- regions/area/agency/2024.yml
    tables: {proactive_disclosure: {normative_documents: [0, 0, 6]}, applications: {granted: 0}}

FAIL 2:3: 与2023年的全部相同:
    --- regions/area/agency/2023.yml
    tables: {applications: {received_this_year: [3, 0, 0, 0, 0, 0, 3]}}
    --- regions/area/agency/2024.yml
    tables:
      applications:
        received_this_year: [3, 0, 0, 0, 0, 0, 3]
"""

from collections.abc import Iterator

from generator.checks import _years
from generator.checks._forms import promises
from generator.model.document import Narrative
from generator.model.finding import Finding
from generator.model.site import Site
from generator.model.table import Table

SEVERITY = "warning"
SCOPE = "site"


def check(site: Site) -> Iterator[Finding]:
    """Every cell of every table, and every figure, as last year; stands at the first table."""
    for last, document in _years.pairs(site):
        if document.tables and _same(last, document):
            many = _not_zero(document)
            if many:
                yield Finding(
                    file=document.file, at=f"tables.{next(iter(document.tables))}",
                    message=f"各表的数字与{last.year}年的全部相同，其中不为 0 的 {many} 个",
                    remedy="请核对是否误用了上年的表格；确实相同的，在 accept 中说明理由",
                )


def _same(last: Narrative, document: Narrative) -> bool:
    if last.tables.keys() != document.tables.keys():
        return False
    if not all(_equal(table, last.tables[key]) for key, table in document.tables.items()):
        return False
    were = {f.key: f.value for f in last.figures}
    return all(were.get(f.key, f.value) == f.value for f in document.figures)


def _equal(table: Table, other: Table) -> bool:
    return table.format == other.format and table.rows.keys() == other.rows.keys() and all(
        [c.value for c in cells] == [c.value for c in other.rows[key]] for key, cells in table.rows.items()
    )


def _not_zero(document: Narrative) -> int:
    """How many numbers are not 0, stocks apart."""
    stocks = {
        (table.key, row, [c.key for c in form.rows[row].columns].index(promise["target"]))
        for table, form, promise in promises(document, "stock") for row in promise["rows"]
    }
    return sum(
        bool(cell.value) and (key, row, n) not in stocks
        for key, table in document.tables.items() for row, cells in table.rows.items() for n, cell in enumerate(cells)
    )
