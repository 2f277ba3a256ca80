"""A grid as rows of texts beside a table of the form, and what of the form was found in it."""

from dataclasses import dataclass, field

from generator.formats import Column, Row, TableForm, printed
from generator.importers._blocks import Cell, Grid, row_cells
from generator.importers._labels import EXACT, bare, same, unit_in

Columns = dict[str, list[int]]          # column key → columns of the grid


@dataclass(slots=True, kw_only=True)
class Match:
    """A table of the form found in rows `first` to `last` of a grid.

    cells     (row key, column key) → the cell; None = that place does not exist or is not clear
    rows      row key → row of the grid; exact = how many labels were the form's own
    units     unit named by the printed head, by (row key, column key)
    rest      rows of the grid between first and last that are none of the form's
    """

    form: TableForm
    grid: Grid
    cells: dict[tuple[str, str], Cell | None] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    units: dict[tuple[str, str], str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    exact: float = 0.0
    first: int = 0
    last: int = 0

    @property
    def score(self) -> float:
        """How much of the form was found, less what is none of it: an exact label counts more than a like one."""
        return self.exact + sum(cell is not None for cell in self.cells.values()) / 1000 - len(self.rest) / 5


class Sheet:
    """The grid as rows of texts, with what the form says of labels."""

    def __init__(self, form: TableForm, grid: Grid) -> None:
        self.form, self.grid, self.dense = form, grid, grid.dense()
        cells = [c for row in printed(form) for c in row.cells if c.at is None]
        self.heads = {bare(c.text) for c in cells if c.role in ("head", "block", "corner")}
        self.words = self.heads | {bare(w) for r in form.rows.values() if not r.columns for w in (r.label, r.short_label)}
        self.width = max(sum(c.colspan for c in row.cells) for row in printed(form))
        self.stubs = form.data.get("stub_columns", 1) if grid.columns == self.width else 1

    def text(self, row: int, column: int) -> str:
        cell = self.dense[row][column]
        return cell.text if cell else ""

    def is_head(self, row: int) -> bool:
        """Every text of the row is a head of the form."""
        texts = [bare(c.text) for c in row_cells(self.dense[row]) if bare(c.text)]
        known = sum((t in self.heads or any(same(t, h) >= EXACT for h in self.heads)) for t in texts)
        return bool(texts) and known == len(texts)


def leave_out(found: Match, sheet: Sheet, n: int, row: Row) -> None:
    """The row's cells stay blank, which is told."""
    found.doubts.append(f"{sheet.grid.places[n]}：“{row.short_label}”的格数与栏目不符，整行未放入")
    found.cells |= {(row.key, column.key): None for column in row.columns}


def take(found: Match, sheet: Sheet, n: int, row: Row, columns: Columns, *, whole: bool = False) -> None:
    """The cells of a row. A cell that lies under two heads, or a head with two cells below it, is left out and told.

    A row with more or fewer cells than heads may have its numbers under the wrong ones: all of it is left out (unless `whole`:
    that has been looked at).
    """
    if not whole and ragged(found, sheet, n, [c for under in columns.values() for c in under]):
        leave_out(found, sheet, n, row)
        return
    owner: dict[int, Column] = {}
    for column in row.columns:
        under = row_cells([sheet.dense[n][c] for c in columns[column.key]])
        said = [c for c in under if bare(c.text)] or under
        cell = said[0] if len(said) == 1 else None
        if cell is None and under:
            found.doubts.append(f"{sheet.grid.places[n]}：“{row.short_label}”的“{column.label}”下有 {len(said)} 格，未放入")
        elif cell is not None and owner.setdefault(id(cell), column) != column:
            first = owner[id(cell)]
            found.doubts.append(f"{sheet.grid.places[n]}：“{row.short_label}”的“{first.label}”和“{column.label}”合为一格，未放入")
            cell = found.cells[row.key, first.key] = None
        elif cell is not None and (cell.row != n or cell.rowspan > 1) and bare(cell.text):
            found.doubts.append(f"{sheet.grid.places[n]}：“{row.short_label}”的“{column.label}”与邻行合为一格，未放入")
            cell = None
        found.cells[row.key, column.key] = cell
        heads = [sheet.text(m, columns[column.key][0]) for m in range(n)]
        unit = next((unit_in(h) for h in reversed(heads) if same(h, column.label) >= EXACT), "")
        if unit:
            found.units[row.key, column.key] = unit


def ragged(found: Match, sheet: Sheet, n: int, columns: list[int]) -> bool:
    """The row lacks a cell under a head, or has one that says something where there is no head. An unknown head is told."""
    mapped = sorted(columns)
    if any(sheet.dense[n][c] is None for c in mapped):
        return True
    known = [sheet.dense[n][c] for c in mapped]
    for c in range(mapped[0], sheet.grid.columns):
        cell = sheet.dense[n][c]
        if cell is None or cell.row != n or not bare(cell.text) or any(cell is other for other in known):
            continue
        heads = [sheet.text(m, c) for m in range(n)             # a line of text over the whole width is no head
                 if sheet.dense[m][c] is not sheet.dense[m][0] and not any(ch.isdigit() for ch in sheet.text(m, c))]
        head = next((bare(h) for h in reversed(heads) if bare(h)), "")
        if not head:
            return True
        told = f"{sheet.grid.places[n]}起：栏目“{head}”不在格式里，未放入"
        if not any(f"栏目“{head}”不在格式里" in d for d in found.doubts):
            found.doubts.append(told)
    return False
