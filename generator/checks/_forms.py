"""What several rules of arithmetic need: the promises a form makes of a kind, and cells by name, with their labels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from generator import formats
from generator.formats import Column, Row, TableForm
from generator.formats.words import said
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.table import Table
from generator.model.written import Number

CURE = "请核对这一格和各项；原文确系如此的，照录并在 accept 中说明理由"


@cache
def _promised(format: str, table: str, kind: str) -> tuple[dict[str, Any], ...]:
    return tuple(p for p in formats.EDITIONS[format].rules if p["kind"] == kind and p["table"] == table)


def promises(record: Any, kind: str) -> Iterator[tuple[Table, TableForm, dict[str, Any]]]:
    """Every promise of this kind that a form makes of a table the record has."""
    if isinstance(record, Narrative):
        for table in record.tables.values():
            for promise in _promised(table.format, table.key, kind):
                yield table, formats.table_form(table), promise


def stated(cell: Cell) -> Number | None:
    """The cell's number; None when it is blank, doubtful or approximate, and nothing can be said of it."""
    return None if cell.doubtful or cell.approximate else cell.value


def numbers(table: Table, row: str) -> list[Number | None]:
    """The row's numbers in column order; none at all when the row is not there."""
    return [None if c.doubtful or c.approximate else c.value for c in table.rows.get(row, ())]


def number(table: Table, row: Row, column: Column) -> Number | None:
    """The cell's number; None when nothing can be said of it or it is not there."""
    cells = table.rows.get(row.key)
    return stated(cells[[c.key for c in row.columns].index(column.key)]) if cells else None


def added(terms: Sequence[Number | None]) -> Number | None:
    """Their sum; None as soon as one is not stated."""
    total: Number = 0
    for term in terms:
        if term is None:
            return None
        total += term
    return total


def place(table: Table, row: Row, column: Column) -> str:
    """`at` of the cell. A table of one number a row (that of which any rows may be given) names the row only."""
    return f"tables.{table.key}.{row.key}" + ("" if formats.table_form(table).any_rows else f".{column.key}")


def name(row: Row, column: Column) -> str:
    """The cell by the form's own names: “（七）总计”自然人."""
    return said("cell", row=row.short_label, column=column.label if len(row.columns) > 1 else "")


def shown(number: Number) -> str:
    """The number as people write it: 24252.311082, never 2.4E+4."""
    return format(number, "f") if not isinstance(number, int) else str(number)


def step(number: Number) -> Decimal:
    """One of its last printed digit: 0.01 for 92.65, 1 for 36."""
    return Decimal(1).scaleb(int(Decimal(number).as_tuple().exponent))


def compared(table: Table, form: TableForm, promise: dict[str, Any], *keys: str) -> Iterator[list[tuple[Row, Column]]]:
    """The cells a promise compares, one for each key: rows of one number, or, with a block, columns of each of its rows."""
    names = [promise[key] for key in keys]
    if "block" not in promise:
        yield [(form.rows[n], form.rows[n].columns[0]) for n in names]
        return
    for row in form.cell_rows:
        if row.block == promise["block"]:
            columns = {c.key: c for c in row.columns}
            yield [(row, columns[n]) for n in names]
