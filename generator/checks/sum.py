"""印出的总计等于各项之和。

表三的“（七）总计”是上面各行之和，每行的“总计”是各列之和；表四每组的“总计”是四种结果之和。总计和分项由不同的人填，
最容易出错。有一项空白，就无从核对，不作判断；空白不是 0。

PASS:
    tables:
      review_and_litigation:
        reconsideration:                  [72, 64, 178, 37, 351]
        litigation_direct:                [11, ~, 5, 2, 22]
        litigation_after_reconsideration: 0

PASS:
    format: "2008"
    tables:
      statistics:
        applications_received: 5
        received_in_person: 3

FAIL 5:26: “（七）总计”自然人应为 26（各行之和），实为 20:
    tables:
      applications:
        granted:            [6, 0, 0, 0, 0, 1, 7]
        unable_not_held:    [20, 0, 0, 0, 0, 0, 20]
        results_total:      [20, 0, 0, 0, 0, 1, ~]

FAIL 3:52: “行政诉讼·复议后起诉”总计应为 5（各列之和），实为 0:
    tables:
      review_and_litigation:
        litigation_after_reconsideration: [5, 0, 0, 0, 0]

FAIL 5:12: 应为 3（“1.专职人员数”等 2 项之和），实为 4:
    format: "2008"
    tables:
      statistics:
        staff_full_time: 1
        staff: 4
        staff_part_time: 2
"""

from collections.abc import Iterator
from typing import Any

from generator.checks._forms import CURE, added, name, numbers, place, promises, shown
from generator.formats import Column, Row, TableForm
from generator.formats.words import said
from generator.model.finding import Finding
from generator.model.table import Table
from generator.model.written import Number

SEVERITY = ("error", "warning")
SCOPE = "document"
Wrong = tuple[Row, Column, Number, Number]      # the cell of the total, what it must be, what it is


def check(record: Any) -> Iterator[Finding]:
    """Terms = total, down the columns or across the rows; a cell wrong both ways in the same manner is told once."""
    reasons: dict[tuple[str, ...], list[str]] = {}
    for table, form, promise in promises(record, "sum"):
        across = promise.get("for_each") in ("row", "data_group")
        for row, column, expected, found in (_across if across else _down)(table, form, promise):
            terms = promise["terms"]
            of = said("items", row=form.rows[terms[0]].short_label, count=len(terms)) if form.any_rows else \
                said("columns" if across else "rows")
            key = place(table, row, column), name(row, column), shown(expected), shown(found), promise["severity"]
            reasons.setdefault(key, []).append(of)
    for (at, cell, must, is_, severity), of_ in reasons.items():
        message = said("sum", cell=cell, expected=must, of="、".join(of_), found=is_)
        yield Finding(at=at, severity=severity, expected=must, found=is_, message=message, remedy=CURE)


def _down(table: Table, form: TableForm, promise: dict[str, Any]) -> Iterator[Wrong]:
    row = form.rows[promise["target"]]
    rows = [numbers(table, key) for key in promise["terms"]]
    if not all(rows):
        return
    rows = [terms for terms in rows if any(terms) or None in terms]     # most rows are zeros and add nothing
    for n, (column, found) in enumerate(zip(row.columns, numbers(table, row.key), strict=False)):
        expected = added([terms[n] for terms in rows])
        if found is not None and expected is not None and found != expected:
            yield row, column, expected, found


def _across(table: Table, form: TableForm, promise: dict[str, Any]) -> Iterator[Wrong]:
    keys: dict[int, tuple[int, list[int]]] = {}     # rows of a table share their columns
    for key in table.rows:
        row, cells = form.rows[key], numbers(table, key)
        if not any(cells):
            continue
        if id(row.columns) not in keys:
            order = [c.key for c in row.columns]
            keys[id(row.columns)] = order.index(promise["target"]), [order.index(term) for term in promise["terms"]]
        target, terms = keys[id(row.columns)]
        found, expected = cells[target], added([cells[n] for n in terms])
        if found is not None and expected is not None and found != expected:
            yield row, row.columns[target], expected, found
