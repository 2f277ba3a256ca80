"""Tables beyond the form: whole tables that are none of it, and rows that a table of the form prints besides."""

import re
from typing import Any

from generator.importers import _values
from generator.importers._blocks import Cell, Grid, row_cells
from generator.importers._labels import bare
from generator.importers._sheet import Match


def unknown_rows(one: Match) -> dict[str, Any] | None:
    """The rows of the form's table that are none of the form's, as a table beyond it."""
    if not one.rest:
        return None
    dense = one.grid.dense()
    rows = [[_loose_cell(c) for c in row_cells(dense[n])] for n in one.rest]
    width = max(map(len, rows))
    columns = ["项目", *(f"第{n}格" for n in range(2, width + 1))]
    filled = [row + [None] * (width - len(row)) for row in rows]
    return {"title": f"{one.form.title}（格式以外的行）", "section": one.form.section, "columns": columns, "rows": filled}


def other_table(grid: Grid, title: str, section: str | None) -> tuple[dict[str, Any], list[str]]:
    """A table beyond the form, and what is to be told of it: the first row heads the columns."""
    dense = grid.dense()
    heads, told = 1, []
    while heads < grid.rows - 1 and any(c.row < heads < c.row + c.rowspan or c.colspan > 1 for c in row_cells(dense[heads - 1])
                                        if bare(c.text)):
        heads += 1
    columns = []
    for c in range(grid.columns):
        above = row_cells([dense[n][c] for n in range(heads)])
        words = [_line(cell.text) for cell in above if bare(cell.text)]
        columns.append("·".join(dict.fromkeys(words)) or f"第{c + 1}栏")
    rows = []
    for n in range(heads, grid.rows):
        row = []
        for c in range(grid.columns):
            cell = dense[n][c]
            own = cell is not None and cell.row == n and cell.column == c
            row.append(_loose_cell(cell) if own and cell else None)
            if cell and not own and bare(cell.text) and cell.column == c:
                told.append(f"{grid.places[n]}：“{_line(cell.text)}”是合并的格，只写在第一行")
        rows.append(row)
    section_of = {"section": section} if section else {}
    return {"title": title, **section_of, "columns": columns, "rows": rows}, told


def _loose_cell(cell: Cell) -> Any:
    text = _line(cell.text)
    value, why = _values.read(text, _values.Kind(whole=False, signed=True), cell.doubt)
    plain = not isinstance(value, dict) and not why
    return value if plain and not re.fullmatch(r"0[0-9]+", text) else text or None


def _line(text: str) -> str:
    return re.sub(r"\s+", "" if re.search(r"[\u4e00-\u9fff]", text) else " ", text.strip())
