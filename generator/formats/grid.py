"""The printed form: rows of cells with their merges, as the official document lays them out.

A grid cell is either a label of the form or the place of a value; what the value is, the caller knows.
The same grid makes the web page, the Word file and the importer's expectation.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.formats.records import Row, TableForm


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """`at` = (row key, column key) of a value, None for a label. `scope` is the HTML scope of a label that heads cells.

    role      what a label is: "head" (top), "stub" (left), "block" (a band over a block), "unit"; "" for a value
    """

    text: str = ""
    at: tuple[str, str] | None = None
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A printed row. `head` rows repeat when the table breaks over pages; `kind` is that of the form's row."""

    cells: tuple[GridCell, ...]
    head: bool = False
    kind: str = ""


Grid = tuple[GridRow, ...]


def printed(table: TableForm, rows: Iterable[str] | None = None) -> Grid:
    """The table as printed. `rows` limits a table of free choice to those rows and the headings above them."""
    return tuple(_LAYOUTS[table.layout](table, None if rows is None else set(rows)))


def _values(row: Row) -> list[GridCell]:
    return [GridCell(at=(row.key, c.key), colspan=c.span) for c in row.columns]


def _head(text: str, *, scope: str = "col", rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text=text, scope=scope, role="head", rowspan=rowspan, colspan=colspan)


def _stub(text: str, *, scope: str = "row", rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text=text, scope=scope, role="stub", rowspan=rowspan, colspan=colspan)


def _stacked_blocks(table: TableForm, rows: set[str] | None) -> Iterable[GridRow]:
    for block in table.data["blocks"]:
        band = GridCell(text=block["heading"], colspan=table.data["grid_columns"], scope="colgroup", role="block")
        yield GridRow(cells=(band,), kind="block")
        labels = [_head(c["label"], colspan=c["grid_span"]) for c in block["columns"]]
        yield GridRow(cells=(_head(block["row_header"]), *labels), kind="head")
        for row in table.rows.values():
            if row.block == block["key"]:
                yield GridRow(cells=(_stub(row.label), *_values(row)), kind=row.kind)


def _matrix(table: TableForm, rows: set[str] | None) -> Iterable[GridRow]:
    columns = table.cell_rows[0].columns
    groups = {g["key"]: g["label"] for g in table.data["column_groups"]}
    stubs, heads = table.data["stub_columns"], table.data["header_rows"]
    corner = GridCell(text=table.data["corner_note"], rowspan=heads, colspan=stubs, role="corner")
    yield GridRow(cells=(corner, _head(table.data["column_header"], scope="colgroup", colspan=len(columns))), head=True)
    second, seen = [], set()
    for column in columns:
        if not column.group:
            second.append(_head(column.label, rowspan=heads - 1))
        elif column.group not in seen:
            seen.add(column.group)
            width = sum(c.group == column.group for c in columns)
            second.append(_head(groups[column.group], scope="colgroup", colspan=width))
    yield GridRow(cells=tuple(second), head=True)
    yield GridRow(cells=tuple(_head(c.label) for c in columns if c.group), head=True)

    open_groups: list[GridCell] = []        # headings that start at the next printed row
    for row in table.rows.values():
        if not row.columns:
            height = sum(_is_below(table, r, row.key) for r in table.cell_rows)
            open_groups.append(_stub(row.label, scope="rowgroup", rowspan=height))
            continue
        label = _stub(row.label, colspan=stubs - row.level + 1)
        yield GridRow(cells=(*open_groups, label, *_values(row)), kind=row.kind)
        open_groups = []


def _is_below(table: TableForm, row: Row, group: str) -> bool:
    while row.parent:
        if row.parent == group:
            return True
        row = table.rows[row.parent]
    return False


def _single_row(table: TableForm, rows: set[str] | None) -> Iterable[GridRow]:
    data_rows = table.cell_rows
    tops = [g for g in table.data["groups"] if not g["parent"]]
    first, second, third = [], [], []
    for top in tops:
        inside = [r for r in data_rows if top["key"] in (r.key, r.parent)]
        first.append(_head(top["label"], scope="colgroup", colspan=sum(len(r.columns) for r in inside)))
        for row in inside:
            if row.parent:
                second.append(_head(row.label, scope="colgroup", colspan=len(row.columns)))
                third += [_head(c.label) for c in row.columns]
            else:
                second += [_head(c.label, rowspan=2) for c in row.columns]
    for cells in (first, second, third):
        yield GridRow(cells=tuple(cells), head=True)
    yield GridRow(cells=tuple(cell for row in data_rows for cell in _values(row)), kind="input")


def _indicator_list(table: TableForm, rows: set[str] | None) -> Iterable[GridRow]:
    wanted = set(table.rows) if rows is None else set()
    for key in rows or ():
        at: str | None = key
        while at:
            wanted.add(at)
            at = table.rows[at].parent
    yield GridRow(cells=tuple(_head(c["label"]) for c in table.data["columns"]), head=True)
    mark = table.data["no_value_mark"]
    for row in table.rows.values():
        if row.key not in wanted:
            continue
        stub = GridCell(text=row.label, scope="row", role=f"stub level-{row.level}")
        if row.columns and (rows is None or row.key in rows):
            yield GridRow(cells=(stub, GridCell(text=row.unit or "", role="unit"), *_values(row)), kind=row.kind)
        else:
            empty = GridCell(text=mark if not row.columns else "", role="unit")
            yield GridRow(cells=(stub, empty, empty), kind="group")


_LAYOUTS: dict[str, Callable[[TableForm, set[str] | None], Iterable[GridRow]]] = {
    "stacked_blocks": _stacked_blocks,
    "matrix": _matrix,
    "single_row": _single_row,
    "indicator_list": _indicator_list,
}
