"""Excel workbooks (.xlsx): every sheet in order; numbers as they are shown, formulas by their last result."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from generator.importers import _form
from generator.importers._blocks import Block, Cell, Grid, Original, Paragraph, Picture, Refused


def read(path: Path) -> Original:
    """The blocks of a workbook: a sheet is one grid, whose single cells above and below its tables are paragraphs."""
    try:
        shown = openpyxl.load_workbook(path, data_only=True)
        typed = openpyxl.load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as e:
        raise Refused("不是完好的 .xlsx 文件；.xls 改名而来的请用 Excel 或 WPS 打开后另存为 .xlsx") from e
    blocks: list[Block] = []
    notes = []
    cover = _form.cover(shown)
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"工作表“{sheet.title}”是隐藏的，未读")
            continue
        read = _sheet(sheet, typed[sheet.title])
        blocks += read if cover is None else _form.blocks(sheet.title, read)
        blocks += [Picture(place=f"工作表“{sheet.title}”") for _ in getattr(sheet, "_images", [])]
    return Original(blocks=tuple(blocks), notes=tuple(notes), cover=cover)


def _sheet(sheet: Any, typed: Any) -> Iterator[Block]:
    merged = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
    inside = {(row, column) for r in merged.values() for row in range(r.min_row, r.max_row + 1)
              for column in range(r.min_col, r.max_col + 1)} - set(merged)
    said = [c for row in sheet.iter_rows() for c in row if c.value is not None or typed[c.coordinate].value is not None]
    if not said:
        return
    last = max(c.row for c in said)
    width = max([c.column for c in said] + [r.max_col for r in merged.values() if r.min_row <= last])
    cells = []
    for row in range(1, last + 1):
        for column in range(1, width + 1):
            if (row, column) in inside:
                continue
            text, doubt = _shown(sheet.cell(row, column), typed.cell(row, column))
            span = merged.get((row, column))
            down, right = (span.max_row - row + 1, span.max_col - column + 1) if span else (1, 1)
            down = min(down, last - row + 1)
            cells.append(Cell(text=text, row=row - 1, column=column - 1, rowspan=down, colspan=right, doubt=doubt))
    places = tuple(f"工作表“{sheet.title}”第{n + 1}行" for n in range(last))
    if len({c.column for c in said}) == 1:
        for cell in cells:
            yield from (Paragraph(text=line.strip(), place=places[cell.row]) for line in cell.text.splitlines() if line.strip())
    else:
        yield Grid(cells=tuple(cells), places=places, columns=width, sheet=True)


def _shown(cell: Any, typed: Any) -> tuple[str, str]:
    """(text as Excel shows it, why it is doubtful)."""
    value = cell.value
    if value is None:
        formula = typed.data_type == "f" and cell.data_type != "str"        # a saved result may be no text at all
        return "", "公式没有保存结果，请在 Excel 里打开并保存一次" if formula else ""
    if isinstance(value, bool):
        return ("是" if value else "否"), "单元格是逻辑值"
    if isinstance(value, datetime | date | time):
        return str(value).removesuffix(" 00:00:00"), "单元格是日期"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "General")
    text = str(value)
    return (text, "公式有错误") if text.startswith("#") and cell.data_type == "e" else (text, "")


def _number(value: float, form: str) -> tuple[str, str]:
    if "%" in form:
        return f"{value:.15g}", "单元格是百分比"
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if exact == exact.to_integral_value() and "." not in form:
        return format(exact.to_integral_value(), "f"), ""
    places = len(form.partition(".")[2].rstrip("_ );\"\\-@?*")) if form not in ("General", "@") and "." in form else 0
    shown = format(exact, "f")
    if form.partition(".")[2][:places].strip("0"):
        return shown, ""
    if places and len(shown.partition(".")[2]) < places:
        shown = format(exact.quantize(Decimal(1).scaleb(-places)), "f")
    hides = form not in ("General", "@") and len(format(exact, "f").partition(".")[2]) > places
    return shown, "单元格显示的小数位比实际少" if hides else ""
