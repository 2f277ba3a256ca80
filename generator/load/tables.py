"""`tables:` and `other_tables:` → records. The form says which rows and columns there must be."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.formats import EDITIONS, Column, Format, Row, TableForm
from generator.load import scalars
from generator.load.reading import MISSING, Reading, is_null, shown
from generator.load.records import reader, unknown
from generator.model.cell import BLANK, Cell
from generator.model.table import OtherTable, Table

_numbers: dict[Any, Cell] = {n: Cell(value=n) for n in range(1000)}     # shared, as most cells are small numbers
_usual = {str(n): cell for n, cell in _numbers.items()} | {"~": BLANK}      # right in a column of any type
_cell = reader(Cell)
WHOLE_ROW = ("0", "~")


@cache
def _repeated(usual: str, width: int) -> tuple[Cell, ...]:
    """The same for every cell of a row."""
    return (_usual[usual],) * width


def tables(node: Node, r: Reading, form: Format, table_formats: dict[str, str]) -> Any:
    """Every table under `tables:`, by key."""
    if not isinstance(node, MappingNode):
        return r.fault(node, "type", f"应为一组表格，实为{shown(node)}", f"可写的键：{'、'.join(form.tables)}")
    found = {}
    for key, value in node.value:
        if key.value not in form.tables:
            unknown(key, r, form.tables)
            continue
        edition = EDITIONS.get(table_formats.get(key.value, form.id))
        if edition is None or key.value not in edition.tables:
            continue                                    # that fault has been noted at `table_formats`
        table = _table(value, r, edition.tables[key.value])
        if table is not MISSING:
            found[key.value] = table
    return found


def _table(node: Node, r: Reading, form: TableForm) -> Any:
    if not isinstance(node, MappingNode):
        keys = "、".join(row.key for row in form.cell_rows)
        return r.fault(node, "type", f"应为一组表行，实为{shown(node)}", f"可写的键：{keys}")
    rows, whole = {}, True
    for key, value in node.value:
        row = form.rows.get(key.value)
        if row is None or not row.columns:
            if row is None:
                unknown(key, r, [row.key for row in form.cell_rows], _elsewhere(form, key.value))
            else:
                r.fault(key, "unknown_key", f"“{row.label}”是分组标题，没有数字", "请删去这一行")
            whole = False
            continue
        cells = _row(value, r, row, form)
        whole &= cells is not MISSING
        rows[row.key] = cells
    missing = [] if form.any_rows else [row for row in form.cell_rows if row.key not in rows]
    if missing:
        named = "、".join(f"{row.key}（{row.short_label}）" for row in missing)
        r.fault(node, "missing_row", f"表“{form.title}”缺少 {len(missing)} 行：{named}", "原文空白的行写 ~")
        return MISSING
    return Table(format=form.format, key=form.key, rows=rows) if whole else MISSING


def _elsewhere(form: TableForm, row: str) -> str:
    """What to write when the row is one of another edition's table."""
    ids = [id for id, e in EDITIONS.items() if form.key in e.tables and row in e.tables[form.key].rows]
    return f"此行属于 {'、'.join(ids)} 版；整张表照该版时写 table_formats: {{{form.key}: \"{ids[0]}\"}}" if ids else ""


def _row(node: Node, r: Reading, row: Row, form: TableForm) -> Any:
    """A list in column order, or one value: the cell of a row of one column, or `0` or `~` for every cell."""
    width = len(row.columns)
    if isinstance(node, ScalarNode) and not node.style and (node.value in WHOLE_ROW or (width == 1 and node.value in _usual)):
        return _repeated(node.value, width)
    if not isinstance(node, SequenceNode):
        if width > 1 and not is_null(node):
            labels = "、".join(c.label for c in row.columns)
            message = f"“{row.label}”应有 {width} 格（{labels}），实为一个值"
            return r.fault(node, "row_length", message, "只有 0 和 ~ 可以代表整行")
        cell = _value(node, r, row, row.columns[0], form)
        return MISSING if cell is MISSING else (cell,) * width
    if len(node.value) != width:
        labels = "、".join(c.label for c in row.columns)
        full_width = any("，" in str(item.value) for item in node.value)
        cure = "各格之间用半角逗号“,”" if full_width else "原文空白的格写 ~"
        return r.fault(node, "row_length", f"“{row.label}”应有 {width} 格（{labels}），实为 {len(node.value)} 格", cure)
    usual = [_usual.get(item.value) if isinstance(item, ScalarNode) and not item.style else None for item in node.value]
    if None not in usual:
        return tuple(usual)
    cells = tuple(_value(item, r, row, column, form) for item, column in zip(node.value, row.columns, strict=True))
    return MISSING if any(c is MISSING for c in cells) else cells


def _value(node: Node, r: Reading, row: Row, column: Column, form: TableForm) -> Any:
    """A cell whose number fits the column's type."""
    read = _number(form.format, column.type)
    if isinstance(node, MappingNode):
        cell = _cell(node, r)
        if cell is MISSING:
            return MISSING
        value = next(v for k, v in node.value if k.value == "value")
        if cell.approximate and not form.any_rows:
            key = next(k for k, v in node.value if k.value == "approximate")
            cure = "原文如此时写 doubtful: true 和 printed"
            return r.fault(key, "unknown_key", "法定表格的数字不可写约数（approximate）", cure)
        return MISSING if read(value, r) is MISSING else cell
    found = read(node, r)
    if found is MISSING:
        return MISSING
    if found is None:
        return BLANK
    return _numbers.get(found) if isinstance(found, int) and found in _numbers else Cell(value=found)


@cache
def _number(format: str, type: str) -> Callable[[Node, Reading], Any]:
    """The reader of numbers of a column's type."""
    return NUMBERS[EDITIONS[format].value_types[type]["kind"], type.startswith("signed")]


NUMBERS: dict[tuple[str, bool], Callable[[Node, Reading], Any]] = {
    ("integer", False): scalars.count,
    ("integer", True): lambda node, r: scalars.count(node, r, signed=True),
    ("decimal", False): lambda node, r: scalars.number(node, r, signed=False),
    ("money", False): lambda node, r: scalars.number(node, r, signed=False),
}


def _loose(node: Node, r: Reading) -> Any:
    """A cell of a table beyond the form: a number, nothing, a mapping, or else text."""
    if isinstance(node, MappingNode):
        return _cell(node, r)
    if isinstance(node, ScalarNode) and not node.style:
        if is_null(node):
            return BLANK
        if scalars.DECIMAL.fullmatch(node.value):
            value = scalars.number(node, r)
            return value if value is MISSING else Cell(value=value)     # type: ignore[arg-type]
    return scalars.text(node, r)


def other_tables(node: Node, r: Reading) -> Any:
    """Tables beyond the form: every row as wide as the columns, every unit list too."""
    if not isinstance(node, SequenceNode):
        return r.fault(node, "type", f"应为表格的列表，实为{shown(node)}", "每张表以“- title:”开头")
    found = [_other_table(item, r) for item in node.value]
    return MISSING if any(t is MISSING for t in found) else tuple(found)


def _other_table(node: Node, r: Reading) -> Any:
    nodes: list[Node] = []

    def rows(value: Node, r: Reading) -> Any:
        if not isinstance(value, SequenceNode):
            return r.fault(value, "type", f"应为各行的列表，实为{shown(value)}", "每行写成 - [甲, 1]")
        nodes.extend(value.value)
        read = [_loose_row(item, r) for item in value.value]
        return MISSING if any(row is MISSING for row in read) else tuple(read)

    table = reader(OtherTable)(node, r, special={"rows": rows})
    if table is MISSING:
        return MISSING
    whole = True
    for row, row_node in zip(table.rows, nodes, strict=True):
        if len(row) != len(table.columns):
            whole = False
            message = f"表“{table.title}”每行应有 {len(table.columns)} 格，此行 {len(row)} 格"
            r.fault(row_node, "row_length", message, "原文空白的格写 ~")
    if table.units and len(table.units) != len(table.columns):
        whole = False
        place = next(v for k, v in node.value if k.value == "units")
        r.fault(place, "row_length", f"units 应有 {len(table.columns)} 项，实为 {len(table.units)} 项", "只有一个单位时写 unit")
    if not whole:
        return MISSING
    numeric = [table.numeric(i) for i in range(len(table.columns))]
    return replace(table, rows=tuple(
        tuple(cell if keep or isinstance(cell, str) else _as_text(cell) for cell, keep in zip(row, numeric, strict=True))
        for row in table.rows
    ))


def _loose_row(node: Node, r: Reading) -> Any:
    if not isinstance(node, SequenceNode):
        return r.fault(node, "type", f"应为一行各格的列表，实为{shown(node)}", "写成 - [甲, 1]")
    cells = [_loose(item, r) for item in node.value]
    return MISSING if any(c is MISSING for c in cells) else tuple(cells)


def _as_text(cell: Cell) -> Cell | str:
    """A bare number in a column of words is a word, as written."""
    if cell.value is None or cell != Cell(value=cell.value):
        return cell
    return str(cell.value) if isinstance(cell.value, int) else format(cell.value, "f")      # never 1E-7
