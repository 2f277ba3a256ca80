"""The arithmetic a form promises, as the cells each promise compares: which can be checked, and which a blank prevents."""

from collections.abc import Iterator
from typing import Any

from generator.formats.records import Row, TableForm
from generator.model.table import Table

SIDES = ("left", "right", "target", "terms", "lesser", "greater", "greater_terms")
KINDS = ("balance", "sum", "at_most", "at_least", "equal")
Cells = list[tuple[str, str]]           # (row key, column key)


def comparisons(form: TableForm, promise: dict[str, Any]) -> Iterator[dict[str, Cells]]:
    """Each single comparison a promise makes (one a column, one a row, or one in all): side → its cells."""
    named = {side: promise[side] if isinstance(promise[side], list) else [promise[side]] for side in SIDES if side in promise}
    keys = [key for side in named.values() for key in side]
    if not all(isinstance(key, str) for key in keys):
        return                      # of another year's report
    if "block" in promise or promise.get("for_each") in ("row", "data_group"):
        for row in form.cell_rows:
            columns = {c.key for c in row.columns}
            if ("block" not in promise or row.block == promise["block"]) and columns.issuperset(keys):
                yield {side: [(row.key, key) for key in of_side] for side, of_side in named.items()}
    elif keys and all(key in form.rows for key in keys):
        for n, _ in enumerate(form.rows[keys[0]].columns):
            yield {side: [(key, _column(form.rows[key], n)) for key in of_side] for side, of_side in named.items()}


def instances(form: TableForm, promise: dict[str, Any]) -> Iterator[Cells]:
    """The cells of each single comparison, its sides one after the other."""
    for sides in comparisons(form, promise):
        yield [cell for side in sides.values() for cell in side]


def _column(row: Row, n: int) -> str:
    return row.columns[n].key


def promised(form: TableForm, promises: tuple[dict[str, Any], ...]) -> tuple[Cells, ...]:
    """Every single comparison within the table."""
    within = (p for p in promises if p["table"] == form.key and p["kind"] in KINDS)
    return tuple(cells for promise in within for cells in instances(form, promise))


def assessable(table: Table, form: TableForm, compared: tuple[Cells, ...]) -> tuple[int, int]:
    """How many of the comparisons that are promised of the table can be made, and how many a blank or missing cell prevents."""
    rows = table.rows
    lacking = {(row.key, column.key) for row in form.cell_rows for n, column in enumerate(row.columns)
               if row.key not in rows or rows[row.key][n].value is None}
    if not lacking:
        return len(compared), 0
    prevented = [cells for cells in compared if not lacking.isdisjoint(cells)]
    return len(compared) - len(prevented), sum(any(row in rows for row, _ in cells) for cells in prevented)
