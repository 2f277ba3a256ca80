"""Two versions of a document → the published figures that differ.

A figure that was not there before (a table or row that is added) is an addition, not a change.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from generator import formats
from generator.model.cell import Cell
from generator.model.changes import ChangedFigure
from generator.model.document import Document, Figure, Narrative
from generator.model.table import OtherTable, Table

T = TypeVar("T")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def figures(before: Document, after: Document) -> tuple[ChangedFigure, ...]:
    """Every figure of `before` whose number is not the same in `after`, in the order of `before`."""
    if not isinstance(before, Narrative) or not isinstance(after, Narrative):
        return ()
    changed = [*_tables(before, after), *_other_tables(before, after), *_figures(before, after)]
    return tuple(c for c in changed if c.old != c.new)


def _tables(before: Narrative, after: Narrative) -> Iterator[ChangedFigure]:
    for key, table in before.tables.items():
        form = formats.table_form(table)
        for row_key, cells in table.rows.items():
            row = form.rows[row_key]
            at = f"tables.{key}.{row_key}"
            alone = len(row.columns) == 1 and row.columns[0].key == "value"
            for index, (column, cell) in enumerate(zip(row.columns, cells, strict=True)):
                yield ChangedFigure(
                    at=at if alone else f"{at}.{column.key}", row=at, index=None if alone else index,
                    label=f"“{row.short_label}”" + (column.label if len(row.columns) > 1 else ""),
                    old=cell.value, new=_value(after.tables.get(key), row_key, column.key),
                )


def _value(table: Table | None, row: str, column: str) -> Any:
    if table is None or row not in table.rows:
        return None
    keys = [c.key for c in formats.table_form(table).rows[row].columns]
    return table.rows[row][keys.index(column)].value if column in keys else None


def _other_tables(before: Narrative, after: Narrative) -> Iterator[ChangedFigure]:
    for n, m in _pairs(before.other_tables, after.other_tables, lambda t: t.title):
        old = before.other_tables[n]
        new = None if m is None else after.other_tables[m]
        yield from _cells(old, new, f"other_tables.{(n if m is None else m) + 1}")


def _cells(old: OtherTable, new: OtherTable | None, table: str) -> Iterator[ChangedFigure]:
    rows = _pairs(old.rows, new.rows if new else (), _label)
    columns = _pairs(old.columns, new.columns if new else (), str)
    for r, s in rows:
        for c, d in columns:
            value = None if new is None or s is None or d is None else _number(new.rows[s][d])
            row, index = f"{table}.{(r if s is None else s) + 1}", c if d is None else d
            label = f"“{old.title}”{_label(old.rows[r]) or f'第 {r + 1} 行'}{old.columns[c]}"
            was = _number(old.rows[r][c])
            yield ChangedFigure(at=f"{row}.{index + 1}", row=row, index=index, label=label, old=was, new=value)


def _label(row: tuple[Cell | str, ...]) -> str:
    return row[0] if row and isinstance(row[0], str) and not NUMBER.fullmatch(row[0]) else ""


def _number(cell: Cell | str) -> Any:
    """The number of a cell; one in a column of words is text to the loader, but a figure all the same."""
    if isinstance(cell, Cell):
        return cell.value
    return Decimal(cell) if NUMBER.fullmatch(cell) else None


def _figures(before: Narrative, after: Narrative) -> Iterator[ChangedFigure]:
    now = {f.key: f for f in after.figures}
    for figure in before.figures:
        at, new = f"figures.{figure.key}", now.get(figure.key)
        value = new.value if new else None
        yield ChangedFigure(at=at, label=f"“{figure.label}”", row=at, index=None, old=figure.value, new=value)
        yield from _parts(figure, new, f"{at}.parts")


def _parts(figure: Figure, new: Figure | None, row: str) -> Iterator[ChangedFigure]:
    parts = new.parts if new else ()
    for n, m in _pairs(figure.parts, parts, lambda p: p.label):
        index = n if m is None else m
        yield ChangedFigure(
            at=f"{row}.{index + 1}", label=f"“{figure.label}”中的“{figure.parts[n].label}”", row=row, index=index,
            old=figure.parts[n].value, new=None if m is None else parts[m].value,
        )


def _pairs(old: tuple[T, ...], new: tuple[T, ...], name: Callable[[T], str]) -> list[tuple[int, int | None]]:
    """Each of `old` with its like in `new`: by name where names are there and differ from each other, else by place."""
    names, names_now = [name(o) for o in old], [name(n) for n in new]
    by_name = all(names) and len({*names}) == len(names) and len({*names_now}) == len(names_now)
    if by_name and not (len(old) == len(new) and not {*names} & {*names_now}):
        return [(n, names_now.index(o) if o in names_now else None) for n, o in enumerate(names)]
    return [(n, n if n < len(new) else None) for n in range(len(old))]
