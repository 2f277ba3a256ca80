"""汇总报告的每个数，等于所汇总各机关同年报告之和；还有机关未报时，不小于已报的之和。

谁被汇总，看 `covers`；没有写的，是以它为上级（`parent`）的所有机关。机关另有汇总报告（`-aggregate`）的，以汇总报告计。只比同一版
表格的同一格；有一方空白、存疑的不作判断；没有报告的机关不当作 0。

PASS:
    --- regions/area/government/agency.yml
    kind: government
    --- regions/area/one/agency.yml
    parent: area/government
    --- regions/area/two/agency.yml
    parent: area/government
    --- regions/area/one/2024.yml
    tables: {review_and_litigation: {reconsideration: [1, 0, 0, 0, 1]}}
    --- regions/area/government/2024.yml
    tables: {review_and_litigation: {reconsideration: [5, 0, 0, 0, 5]}}

PASS:
    --- regions/area/government/agency.yml
    kind: government
    --- regions/area/one/agency.yml
    parent: area/government
    --- regions/area/one/2024.yml
    tables: {review_and_litigation: {reconsideration: [1, 0, 0, 0, 1]}}
    --- regions/area/government/2024.yml
    scope: own
    tables: {review_and_litigation: {reconsideration: 0}}

FAIL 3:23: “行政复议”结果维持应为 3（2 个机关之和），实为 5:
    --- regions/area/government/agency.yml
    kind: government
    --- regions/area/one/agency.yml
    parent: area/government
    --- regions/area/two/agency.yml
    parent: area/government
    --- regions/area/one/2024.yml
    tables: {review_and_litigation: {reconsideration: [1, 0, 0, 0, ~]}}
    --- regions/area/two/2024.yml
    tables: {review_and_litigation: {reconsideration: [2, 0, 0, 0, 2]}}
    --- regions/area/government/2024.yml
    tables:
      review_and_litigation:
        reconsideration: [5, 0, 0, 0, 5]

FAIL 4:23: “行政复议”结果维持应不小于 2（2 个机关中已报 1 个的数），实为 1:
    --- regions/area/one/agency.yml
    --- regions/area/two/agency.yml
    --- regions/area/two/2024.yml
    tables: {review_and_litigation: {reconsideration: [2, 0, 0, 0, 2]}}
    --- regions/area/government/2024-aggregate.yml
    covers: [area/one, area/two]
    tables:
      review_and_litigation:
        reconsideration: [1, 0, 0, 0, ~]
"""

from collections.abc import Iterator, Sequence

from generator import covering
from generator.checks._forms import added, name, numbers, place, shown
from generator.formats import Column, table_form
from generator.formats.words import said
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import Table

SEVERITY = "warning"
SCOPE = "site"
MANY = 10               # cells of a table: more are told together
CURE = "请核对汇总数和各机关的报告；统计范围不同的，请写明 scope 和 covers，或在 accept 中说明理由"


def check(site: Site) -> Iterator[Finding]:
    """The members' cells added up = the aggregate's cell, where it stands."""
    for document in site.documents.values():
        if isinstance(document, Report) and document.scope == "aggregate":
            who = (site, document.agency, document.year)
            members = covering.members(*who, document)
            reports = [report for id in members if (report := covering.counted(*who, id, document))]
            for table in document.tables.values() if reports else ():
                given = [r.tables[table.key] for r in reports if table.key in r.tables]
                theirs = [t for t in given if t.format == table.format]
                wrong = list(_table(document, table, theirs, len(members))) if theirs else []
                yield from wrong if len(wrong) <= MANY else [_together(document, table, wrong)]


def _table(document: Report, table: Table, theirs: Sequence[Table], members: int) -> Iterator[Finding]:
    form, whole = table_form(table), len(theirs) == members
    for key in table.rows:
        rows = [numbers(t, key) for t in theirs]
        if not all(rows):
            continue
        for n, (found, *terms) in enumerate(zip(numbers(table, key), *rows, strict=True)):
            total = added(terms)
            if found is None or total is None or found == total or not (whole or found < total):
                continue
            column = form.rows[key].columns[n]
            units = {t.rows[key][n].unit for t in (table, *theirs) if t.rows[key][n].value}
            if len(units) > 1 or (not whole and _signed(column)):
                continue
            yield Finding(
                file=document.file, at=place(table, form.rows[key], column), remedy=CURE,
                expected=("" if whole else "≥ ") + shown(total), found=shown(found),
                message=said(
                    "roll_up" if whole else "roll_up_least", cell=name(form.rows[key], column), expected=shown(total),
                    members=members, reported=len(theirs), found=shown(found)),
            )


def _signed(column: Column) -> bool:
    """A change, which may be negative: what is missing may make the sum smaller."""
    return column.type.startswith("signed")


def _together(document: Report, table: Table, wrong: list[Finding]) -> Finding:
    message = said("roll_up_many", table=table_form(table).title, count=len(wrong), one=wrong[-1].message)
    return Finding(file=document.file, at=f"tables.{table.key}", message=message, remedy=CURE)
