"""The look of the official form: Song and Hei type, thin black lines, totals tinted; and cells of text that nothing computes."""

from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from generator.layout.scalars import width

LINE = Side(style="thin", color="000000")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
FAINT = Side(style="hair", color="8C8C8C")
FRAME = Border(left=FAINT, right=FAINT, top=FAINT, bottom=FAINT)
TITLE = Font(name="宋体", size=18, bold=True)
HEADING = Font(name="黑体", size=14)
HEAD = Font(name="黑体", size=10.5)
BODY = Font(name="宋体", size=10.5)
BOLD = Font(name="宋体", size=10.5, bold=True)
QUIET = Font(name="宋体", size=10.5, color="595959")
TINT = PatternFill("solid", start_color="EEF3F9", end_color="EEF3F9")      # computed
BAND = PatternFill("solid", start_color="F2F2F2", end_color="F2F2F2")      # a heading over a block
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
NUMBER = Alignment(horizontal="right", vertical="center", shrink_to_fit=True)
LINE_HEIGHT, SLACK = 15, 6          # points


def put(sheet: Any, row: int, column: int, text: str | None, font: Font = BODY, alignment: Alignment = LEFT) -> Any:
    """A cell of text: what begins with = stays text."""
    cell = sheet.cell(row, column)
    if text:
        cell.value, cell.data_type = text, "s"
    cell.font, cell.alignment = font, alignment
    return cell


def merge(sheet: Any, row: int, column: int, height: int, breadth: int, border: Border | None = BOX) -> None:
    """One cell over several; the border is drawn around all of them."""
    for r in range(row, row + height):
        for c in range(column, column + breadth):
            if border:
                sheet.cell(r, c).border = border
    if height > 1 or breadth > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + height - 1, end_column=column + breadth - 1)


def lines(text: str, room: float) -> int:
    """How many lines the text takes in a cell `room` characters wide, a Chinese one counting as two."""
    return sum(max(1, ceil(width(line) * 1.05 / max(room - 3, 1))) for line in text.split("\n"))


def room(sheet: Any, column: int, breadth: int = 1) -> float:
    """How many characters are side by side in the columns."""
    return float(sum(sheet.column_dimensions[get_column_letter(c)].width for c in range(column, column + breadth)))


def heighten(sheet: Any, row: int, count: int, points: float = LINE_HEIGHT) -> None:
    """The row is high enough for so many lines: a merged cell does not see to it."""
    wanted = count * points + SLACK
    sheet.row_dimensions[row].height = max(wanted, sheet.row_dimensions[row].height or 0)


def on_paper(sheet: Any, last_column: int, last_row: int, *, landscape: bool = False) -> None:
    """Prints the form alone, one page wide, on A4."""
    sheet.print_area = f"A1:{get_column_letter(last_column)}{last_row}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"
    sheet.sheet_view.showGridLines = False
