"""A grid against a table of the form: which row and column of the grid is which of the form's, by their labels.

The rows are aligned in order, so that labels that occur twice find their place; a label that is only like the form's is
placed and told. Columns are found by their heads, never by counting, unless there are no heads at all (which is told).
"""

from generator.formats import Row, TableForm
from generator.importers._align import align
from generator.importers._blocks import Grid, row_cells
from generator.importers._labels import EXACT, SAME, bare, same
from generator.importers._sheet import Columns, Match, Sheet, take
from generator.importers._single import single

TALLEST = 3                             # rows of heads, at most


def match(form: TableForm, grid: Grid) -> Match | None:
    """The form's table in the grid, None when it is not there."""
    sheet = Sheet(form, grid)
    if form.layout == "single_row":
        return single(form, sheet)
    return _rows(form, sheet)


def _rows(form: TableForm, sheet: Sheet) -> Match | None:
    labels, columns = _labels(form, sheet)
    pairs = align(form, labels)
    if sum(bool(form.rows[key].columns) for _, key, _ in pairs) < (4 if form.any_rows or len(form.cell_rows) > 8 else 2):
        return None
    found = Match(form=form, grid=sheet.grid)
    used: set[int] = set()
    for n, key, likeness in pairs:
        row = form.rows[key]
        used.add(n)
        if not row.columns:
            continue
        found.rows[key] = n
        wanted = _columns_for(row, columns[n], found, sheet, n)
        if wanted is None:
            continue
        found.exact += 1 if likeness >= EXACT else 0.5
        if likeness < EXACT:
            found.doubts.append(f"{sheet.grid.places[n]}：“{bare(labels[n][-1])}”与格式的“{row.label}”不完全相同，按次序放入")
        take(found, sheet, n, row, wanted)
        if UNIT in columns[n]:
            _unit(found, sheet, n, row, columns[n][UNIT][0])
    if not any(cell is not None for cell in found.cells.values()):
        return None
    found.first, found.last = min(used), max(used)
    while found.first and sheet.is_head(found.first - 1):
        found.first -= 1
    if form.layout == "matrix":
        found.first = _head_start(sheet, found.first)
    _tell_loose_values(found, sheet, used)
    found.rest = [n for n in range(found.first, found.last + 1) if n not in used and not sheet.is_head(n)
                  and n > min(used) and _says(sheet, n)]
    return found


def _unit(found: Match, sheet: Sheet, n: int, row: Row, column: int) -> None:
    """The unit that the row prints, when it is another than the form's."""
    printed_unit = bare(sheet.text(n, column))
    if printed_unit and row.unit and printed_unit != bare(row.unit):
        found.units |= {(row.key, c.key): printed_unit for c in row.columns}
        found.doubts.append(f"{sheet.grid.places[n]}：“{row.short_label}”的单位印作“{printed_unit}”，格式是“{row.unit}”")


def _tell_loose_values(found: Match, sheet: Sheet, used: set[int]) -> None:
    """A row of values without a label of its own may go on with the row above it."""
    for n in range(min(used) + 1, min(found.last + 2, sheet.grid.rows)):
        own = [c for c in row_cells(sheet.dense[n]) if c.row == n and bare(c.text)]
        if n in used or not own or own[0] is sheet.dense[n][0] or sheet.is_head(n):
            continue
        above = next((key for key, at in found.rows.items() if at == max(u for u in used if u < n)), None)
        if above:
            label = found.form.rows[above].short_label
            found.doubts.append(f"{sheet.grid.places[n]}：这一行没有行名，可能接着上面的“{label}”")


def _says(sheet: Sheet, row: int) -> bool:
    """The row says something of its own besides words of the form."""
    return any(bare(c.text) not in ("", *sheet.words) for c in row_cells(sheet.dense[row]) if c.row == row)


def _head_start(sheet: Sheet, first: int) -> int:
    """The first row of the heads above `first`: rows that hold a head of the form."""
    at = first
    while at and any(bare(c.text) in sheet.heads for c in row_cells(sheet.dense[at - 1])):
        at -= 1
    return at


def _labels(form: TableForm, sheet: Sheet) -> tuple[list[list[str]], list[Columns]]:
    """By row of the grid: the texts of its label cells (outermost first), and where the columns of the form stand there."""
    columns: list[Columns] = []
    now: Columns = {}
    last = -TALLEST
    for n in range(sheet.grid.rows):
        heads = _heads(form, sheet, n)
        if heads:                       # those of a matrix stand in several rows, one below the other
            now = {**now, **heads} if form.layout == "matrix" and n - last < TALLEST else heads
            last = n
        columns.append(now)
    labels = []
    for n in range(sheet.grid.rows):
        border = min((min(at) for at in columns[n].values()), default=sheet.stubs)
        if form.any_rows:
            named = columns[n].get(NAME)
            border = max(named) + 1 if named else min(1, border) or 1
        cells = row_cells(sheet.dense[n][:max(border, 1)])
        labels.append([c.text for c in cells if bare(c.text)])
    return labels, columns


UNIT = "  "         # and this for the column of units
NAME = " "          # stands for the column of labels among the columns of a list
HEADS = ("指标", "指标名称", "统计项目", "项目", "内容"), ("数量", "数值", "统计数据", "统计数量", "数据")


def _heads(form: TableForm, sheet: Sheet, n: int) -> Columns:
    """Column key → columns of the grid, when row `n` is a row of heads."""
    found: Columns = {}
    if form.any_rows:
        name, unit, number = form.data["columns"]
        for c in range(sheet.grid.columns):
            text = bare(sheet.text(n, c))
            if text and (same(text, name["label"]) >= EXACT or text in HEADS[0]):
                found.setdefault(NAME, []).append(c)
            elif text and (same(text, number["label"]) >= EXACT or text in HEADS[1]):
                found.setdefault(number["key"], []).append(c)
            elif text and same(text, unit["label"]) >= EXACT:
                found.setdefault(UNIT, []).append(c)
        return found if NAME in found and number["key"] in found else {}
    for row in {r.columns: r for r in form.cell_rows}.values():
        here: Columns = {}
        for column in row.columns:
            for c in range(sheet.grid.columns):
                if same(sheet.text(n, c), column.label) >= SAME:
                    here.setdefault(column.key, []).append(c)
        if len(here) >= max(min(2, len(row.columns)), len(found) + 1):
            found = here
    return found


def _columns_for(row: Row, columns: Columns, found: Match, sheet: Sheet, n: int) -> Columns | None:
    """Where the row's columns stand; without any heads the place is taken, and told; None when the heads are others."""
    wanted = {c.key: columns[c.key] for c in row.columns if c.key in columns}
    if len(wanted) == len(row.columns):
        return wanted
    if columns or sheet.grid.columns != sheet.width or _any_head(sheet, n):
        return None
    told = f"{sheet.grid.places[n]}：表没有栏目名称，数字按位置放入"
    if told not in found.doubts:
        found.doubts.append(told)
    start = sheet.width - sum(c.span for c in row.columns)
    placed: Columns = {}
    for column in row.columns:
        placed[column.key] = list(range(start, start + column.span))
        start += column.span
    return placed


def _any_head(sheet: Sheet, n: int) -> bool:
    return any(bare(c.text) in sheet.heads and not any(ch.isdigit() for ch in c.text)
               for row in sheet.dense[:n] for c in row_cells(row[1:]))
