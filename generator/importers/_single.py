"""The table of one row: its columns are found by the heads above them."""

from generator.formats import TableForm
from generator.importers._blocks import row_cells
from generator.importers._labels import EXACT, bare, same
from generator.importers._sheet import Match, Sheet, leave_out, ragged, take


def single(form: TableForm, sheet: Sheet) -> Match | None:
    """The form's table in the grid: a row of values below rows of heads."""
    rows = form.cell_rows
    words = {bare(c.label) for r in rows for c in r.columns} | {bare(p) for r in rows for p in r.path}
    is_head = [any(bare(c.text) in words for c in row_cells(row)) for row in sheet.dense]
    groups = {bare(r.path[-1]) for r in rows}
    found = Match(form=form, grid=sheet.grid)
    for end in range(1, sheet.grid.rows):
        if not is_head[end - 1] or is_head[end]:
            continue
        start = end
        while start and is_head[start - 1]:
            start -= 1
        columns = _paths(form, sheet, start, end)
        if len(columns) == sum(len(r.columns) for r in rows) and groups:
            uneven = ragged(found, sheet, end, [c for under in columns.values() for c in under]) or _shared(sheet, end, columns)
            for row in rows:
                found.rows[row.key] = end
                if uneven:
                    leave_out(found, sheet, end, row)
                else:
                    take(found, sheet, end, row, {c.key: columns[row.key, c.key] for c in row.columns}, whole=True)
            found.exact, found.first, found.last = len(rows), start, end
            after = range(end + 1, end + 1 if sheet.grid.sheet else sheet.grid.rows)
            found.rest = [n for n in after if len([c for c in row_cells(sheet.dense[n]) if bare(c.text)]) > 1]
            found.last = max(found.rest, default=end)
            return found
    return None


def _shared(sheet: Sheet, n: int, columns: dict[tuple[str, str], list[int]]) -> bool:
    """A cell lies under the heads of two rows of the form."""
    owner: dict[int, str] = {}
    return any(owner.setdefault(id(sheet.dense[n][c]), row) != row for (row, _), under in columns.items() for c in under)


def _paths(form: TableForm, sheet: Sheet, start: int, end: int) -> dict[tuple[str, str], list[int]]:
    """(row key, column key) → columns of the grid, by the heads above each column."""
    found: dict[tuple[str, str], list[int]] = {}
    for c in range(sheet.grid.columns):
        above = [bare(cell.text) for cell in row_cells([sheet.dense[n][c] for n in range(start, end)]) if bare(cell.text)]
        for row in form.cell_rows:
            if any(same(a, row.path[-1]) >= EXACT for a in above[:-1]):
                for column in row.columns:
                    if same(above[-1], column.label) >= EXACT:
                        found.setdefault((row.key, column.key), []).append(c)
    return found
