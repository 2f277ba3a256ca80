"""Records as JSON, by their marks: every key that `written` names stands there, `null` when it is not stated.

Numbers keep the digits of the source: 96171.60 stays 96171.60.
"""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from generator.exports._rows import places_of
from generator.model.cell import Cell
from generator.model.table import OtherTable, Table

PLAIN = frozenset({type(None), str, int, bool, float, Decimal})
DECIMAL = re.compile(r'"\\u0000([-0-9.]+)"')


def text(value: Any) -> str:
    """One line of JSON, in UTF-8 once it is written."""
    return DECIMAL.sub(r"\1", JSON.encode(value)) + "\n"


def _decimal(value: Any) -> str:
    """Marked, so that `text` can take the quotes away: the standard library knows no decimals."""
    if isinstance(value, Decimal):
        return f"\0{value:f}"
    raise TypeError(f"{type(value)} is no plain value")


JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_decimal)


def plain(value: Any) -> Any:
    """The record as dictionaries, lists, text, numbers and None."""
    cls: type = type(value)
    if cls in PLAIN:
        return value
    if cls is date:
        return value.isoformat()
    if cls is tuple or cls is list:
        return [item if type(item) in PLAIN else plain(item) for item in value]
    if cls is dict:
        return {key: item if type(item) in PLAIN else plain(item) for key, item in value.items()}
    if special := SPECIAL.get(cls):
        return special(value)
    if not is_dataclass(cls):
        raise TypeError(f"{cls} is no record")
    return {key: item if type(item := getattr(value, name)) in PLAIN else plain(item) for key, name in keys(cls)}


@cache
def keys(cls: type) -> tuple[tuple[str, str], ...]:
    """(key in the data, name of the field) of a record's marked fields."""
    return tuple((f.metadata["key"] or f.name, f.name) for f in fields(cls) if "title" in f.metadata)


def remark(cell: Cell) -> dict[str, Any] | None:
    """What a cell says beside its number; None for a plain number or a plain blank."""
    if cell.printed is None and cell.unit is None and not cell.doubtful and cell.approximate is None:
        return None
    return {name: getattr(cell, name) for _, name in keys(Cell)[1:]}


def _table(table: Table) -> dict[str, Any]:
    """Numbers by row and column key; remarks the same way, only where there are any."""
    numbers, remarks = {}, {}
    places = places_of(table.format, table.key)
    for row, cells in table.rows.items():
        columns = [place.column for place in places[row]]
        numbers[row] = {column: cell.value for column, cell in zip(columns, cells, strict=True)}
        said = {column: remark(cell) for column, cell in zip(columns, cells, strict=True)}
        if any(said.values()):
            remarks[row] = {column: what for column, what in said.items() if what}
    return {"format": table.format, "numbers": numbers, "remarks": remarks}


def _other_table(table: OtherTable) -> dict[str, Any]:
    """Rows as lists of numbers and text; remarks name row and column, counted from 1."""
    own = {key: plain(getattr(table, name)) for key, name in keys(OtherTable) if name != "rows"}
    rows = [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in table.rows]
    remarks = [
        {"at": [r, c], **said} for r, row in enumerate(table.rows, 1) for c, cell in enumerate(row, 1)
        if isinstance(cell, Cell) and (said := remark(cell))
    ]
    return {**own, "rows": rows, "remarks": remarks}


SPECIAL: dict[type, Callable[[Any], Any]] = {Table: _table, OtherTable: _other_table}
