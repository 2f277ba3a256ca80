"""A table of the form on a sheet: the printed grid, and what each of its cells takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.formats import Column, Format, Grid, TableForm, printed
from generator.workbook import _look as look

Places = dict[tuple[str, str], tuple[int, int]]         # (row key, column key) → row and column on the sheet
TOP = 2                     # the table's first row; the heading stands above
FONTS = {"head": look.HEAD, "block": look.HEAD, "corner": look.BODY}
WIDTHS = {"stub": (6.0, 12.0, 36.0), "unit": (8.0,)}
WIDE, MIDDLE, NARROW = 20.0, 10.0, 7.5                  # of columns of numbers, by how many there are


def write(sheet: Any, heading: str, form: TableForm, edition: Format, carried: Mapping[str, Sequence[Any]]) -> Places:
    """The heading, the table, a cell for a note below it. Where the values stand."""
    grid = printed(form)
    spots = _spots(grid)
    places = {cell.at: (row, column) for row, column, cell in spots if cell.at}
    breadth = max(column + cell.colspan - 1 for _, column, cell in spots)
    _widths(sheet, spots, breadth)
    look.put(sheet, 1, 1, heading, look.HEADING)
    look.merge(sheet, 1, 1, 1, breadth, None)
    look.heighten(sheet, 1, 1, 24)
    for row, column, cell in spots:
        look.merge(sheet, row, column, cell.rowspan, cell.colspan)
        if cell.at:
            continue
        stub = cell.role.startswith("stub")
        narrow = stub and cell.rowspan > 1
        made = look.put(sheet, row, column, cell.text, FONTS.get(cell.role, look.BODY),
                        look.LEFT if (stub and not narrow) or cell.role == "corner" else look.CENTRE)
        if cell.role == "block":
            made.fill = look.BAND
        count = look.lines(cell.text, look.room(sheet, column, cell.colspan))
        for n in range(cell.rowspan):
            look.heighten(sheet, row + n, -(-count // cell.rowspan))
    _values(sheet, form, edition, places, carried)
    last = TOP + len(grid)
    look.merge(sheet, last, 1, 1, breadth, look.FRAME)
    look.put(sheet, last, 1, None, look.BODY)
    look.heighten(sheet, last, 2)
    note = DataValidation(showInputMessage=True, promptTitle="表后说明", prompt="表下有注的写在这里；没有的空着。")
    sheet.add_data_validation(note)
    note.add(sheet.cell(last, 1).coordinate)
    heads = sum(1 for row in grid if row.head) or int(form.any_rows)
    if heads and len(grid) > 10:
        left = min((column for _, column in places.values()), default=1)
        sheet.freeze_panes = f"{get_column_letter(left if breadth < 12 else 1)}{TOP + heads}"
        sheet.print_title_rows = f"{TOP}:{TOP + heads - 1}"
    look.on_paper(sheet, breadth, last, landscape=breadth > 12)
    return places


def below(sheet: Any) -> int:
    """The first row under the table and its note."""
    return int(sheet.max_row) + 1


def _spots(grid: Grid) -> list[tuple[int, int, Any]]:
    """(row, column, cell) on the sheet, by the rule of web pages."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, line in enumerate(grid, TOP):
        column = 1
        for cell in line.cells:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken |= {(r, c) for r in range(row, row + cell.rowspan) for c in range(column, column + cell.colspan)}
    return found


def _widths(sheet: Any, spots: list[tuple[int, int, Any]], breadth: int) -> None:
    numbers = {c for _, column, cell in spots if cell.at for c in range(column, column + cell.colspan)}
    units = {column for _, column, cell in spots if cell.role == "unit"}
    stubs = [c for c in range(1, breadth + 1) if c not in numbers | units]
    of_number = WIDE if len(numbers) < 5 else MIDDLE if len(numbers) < 12 else NARROW
    outer, middle, own = WIDTHS["stub"]
    of_stub = {c: own + (18 if len(stubs) == 1 else 0) for c in stubs[-1:]} | dict.fromkeys(stubs[1:-1], middle)
    for c in range(1, breadth + 1):
        wide = of_number if c in numbers else WIDTHS["unit"][0] if c in units else of_stub.get(c, outer)
        sheet.column_dimensions[get_column_letter(c)].width = wide


def _values(sheet: Any, form: TableForm, edition: Format, places: Places, carried: Mapping[str, Sequence[Any]]) -> None:
    takes: dict[str, DataValidation] = {}
    for row in form.cell_rows:
        for n, column in enumerate(row.columns):
            cell = sheet.cell(*places[row.key, column.key])
            cell.font = look.BOLD if row.kind != "input" or column.total else look.BODY
            cell.alignment = look.NUMBER
            cell.number_format = "0" if edition.value_types[column.type]["kind"] == "integer" else "General"
            cell.value = carried[row.key][n] if row.key in carried else None
            if column.type not in takes:
                takes[column.type] = _takes(column, edition.value_types[column.type])
                sheet.add_data_validation(takes[column.type])
            takes[column.type].add(cell.coordinate)


def _takes(column: Column, about: Mapping[str, Any]) -> DataValidation:
    """What a cell takes. Words that a report may print are let pass after a question."""
    whole, least = about["kind"] == "integer", about.get("minimum")
    unit = column.unit or about.get("unit")
    what = ("整数" if whole else "数，可带小数") + ("，不小于 0" if least == 0 else "，减少的写负数" if whole else "")
    by_unit = f"单位：{unit}。" if unit and not whole else "" if whole else "连同单位写，如 251000元。"
    return DataValidation(
        type="whole" if whole else "decimal", operator="greaterThanOrEqual" if least == 0 else "between", allow_blank=True,
        formula1="0" if least == 0 else str(-(10**15)), formula2=None if least == 0 else str(10**15),
        showInputMessage=True, prompt=f"{what}。{by_unit}没有发生的写 0，不要空着。",
        showErrorMessage=True, errorStyle="warning", errorTitle="请核对",
        error=f"这一格应为{what}。确要写“/”或带说明的数字，选“是”。",
    )
