"""Reports made by program: the printed forms of every edition, filled with awkward values, in three kinds of file.

A `Report` holds the printed text of every cell and what an import must make of it (`features.py` makes it awkward).
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.formats import EDITIONS, Column, TableForm, printed


@dataclass
class Piece:
    """A cell as printed. `at` is its place in the form; `runs` splits its text over runs or tags; `marks` are kinds of run."""

    text: str
    at: tuple[str, str] | None = None
    rowspan: int = 1
    colspan: int = 1
    runs: bool = False
    mark: str = ""                  # text after the value, raised or struck out
    mark_kind: str = ""


@dataclass
class Row:
    cells: list[Piece]
    head: bool = False


@dataclass
class Sheet:
    """A table as printed; `cut` = the row before which it breaks into a second table."""

    key: str
    form: TableForm
    rows: list[Row]
    cut: int = 0


@dataclass
class Report:
    """`expected`: table → row → cells as plain data; None for a cell that may be left out if told."""

    edition: str
    title: str = "示例市商务局2021年政府信息公开工作年度报告"
    sheets: list[Sheet] = field(default_factory=list)
    expected: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    nested: bool = False
    others: int = 0                 # tables beyond the form that must come out
    doubtful: set[tuple[str, str, int]] = field(default_factory=set)


def make(edition: str, seed: int = 0, mixed: bool = False) -> Report:
    """A filled form of the edition. `mixed`: with one table of another edition."""
    chance = random.Random(f"{edition}{seed}")
    report = Report(edition=edition)
    for key in EDITIONS[edition].tables:
        other = [id for id, e in EDITIONS.items() if id != edition and key in e.tables]
        form = EDITIONS[other[0] if mixed and other and key == "applications" else edition].tables[key]
        rows = []
        for grid_row in printed(form):
            cells = []
            for cell in grid_row.cells:
                piece = Piece(cell.text, cell.at, cell.rowspan, cell.colspan)
                if cell.at:
                    row = form.rows[cell.at[0]]
                    column = next(c for c in row.columns if c.key == cell.at[1])
                    n = row.columns.index(column)
                    value: Any = _value(column, form, chance)
                    piece.text = str(value)
                    report.expected.setdefault(key, {}).setdefault(row.key, [None] * len(row.columns))[n] = value
                cells.append(piece)
            rows.append(Row(cells, grid_row.head))
        report.sheets.append(Sheet(key, form, rows))
    return report


def _value(column: Column, form: TableForm, chance: random.Random) -> Any:
    kind = EDITIONS[form.format].value_types[column.type]["kind"]
    if kind != "integer":
        return Decimal(chance.choice(("7730.28", "0.50", "96171.60", "12")))
    number = chance.choice((0, 0, 0, chance.randrange(10), chance.randrange(1000), chance.randrange(10**7)))
    return -number if column.type.startswith("signed") and chance.random() < 0.5 else number


def compare(report: Report, data: dict[str, Any], doubts: list[str], left: list[str]) -> dict[str, int]:
    """How many cells came out right, with the right number but other marks (doubtful, printed), wrong, blank.

    silent  of the wrong and blank ones, those that were not told
    """
    told = "\n".join([*doubts, *left])
    count = {"right": 0, "marked": 0, "wrong": 0, "blank": 0, "silent": 0}
    for key, rows in report.expected.items():
        form = next(s.form for s in report.sheets if s.key == key)
        for row, wanted in rows.items():
            got = data.get("tables", {}).get(key, {}).get(row)
            cells = got if isinstance(got, list) else [got]
            label = form.rows[row].short_label
            is_told = label in told or form.rows[row].label in told or form.title in told
            for n, value in enumerate(wanted):
                found = cells[n] if n < len(cells) else None
                if found == value:
                    count["right"] += 1
                elif number(found) == number(value) is not None:
                    count["marked"] += 1
                else:
                    count["blank" if number(found) is None else "wrong"] += 1
                    count["silent"] += not is_told
    return count


def number(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value
