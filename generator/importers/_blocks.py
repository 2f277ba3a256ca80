"""What a reader of originals gives: paragraphs, tables as grids of cells, pictures, in printed order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias


class Refused(Exception):
    """The original cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table. `doubt` is what made it hard to read, "" when nothing did. Rows and columns count from 0."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. `places` says in Chinese where each row stands; `edges` are the columns' borders where they are known.

    sheet   a whole sheet of a workbook: several tables may stand on it, with text between them
    """

    cells: tuple[Cell, ...]
    places: tuple[str, ...]
    columns: int
    edges: tuple[float, ...] = ()
    sheet: bool = False

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.places)

    def dense(self) -> list[list[Cell | None]]:
        """Rows of cells; a merged cell stands in every place it covers."""
        made: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in made[cell.row:cell.row + cell.rowspan]:
                for n in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    row[n] = cell
        return made

    def part(self, start: int, end: int) -> "Grid":
        """The rows from `start` to `end` (not included) as a grid of their own."""
        kept = []
        for cell in self.cells:
            top, bottom = max(cell.row, start), min(cell.row + cell.rowspan, end)
            if top < bottom:
                kept.append(replace(cell, row=top - start, rowspan=bottom - top))
        return replace(self, cells=tuple(kept), places=self.places[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of text, without the white space at its ends. `inside`: it stands within a section, and is no heading."""

    text: str
    place: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, whose contents are not read."""

    place: str


Block: TypeAlias = Grid | Paragraph | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original as read. `facts`: what its container tells (`url`); `notes`: what was passed over, in Chinese.

    cover       of a workbook that `portal new` made, its labels and values: (group or "", label) → value; None of any other
    """

    blocks: tuple[Block, ...]
    cover: dict[tuple[str, str], str] | None = None
    facts: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def row_cells(row: Sequence[Cell | None]) -> list[Cell]:
    """The cells of a dense row, each once."""
    found: list[Cell] = []
    for cell in row:
        if cell is not None and not any(cell is other for other in found):
            found.append(cell)
    return found


def join(one: Grid, other: Grid, *, mend: bool = False) -> Grid | None:
    """Two pieces of one table, one below the other; None when their columns do not fit.

    mend    the break went through a row: heads that the second piece repeats are left out, and its first row goes on with
            the last of the first
    """
    if one.edges and other.edges:
        if abs(one.edges[0] - other.edges[0]) > NEAR or abs(one.edges[-1] - other.edges[-1]) > NEAR:
            return None
        edges: list[float] = []
        for edge in sorted((*one.edges, *other.edges)):
            if not edges or edge - edges[-1] > NEAR:
                edges.append(edge)
        one, other = _on(one, edges), _on(other, edges)
    elif one.edges or other.edges:
        return None
    elif one.columns != other.columns:
        width = max(one.columns, other.columns)
        one, other = _stretched(one, width), _stretched(other, width)
    if mend:
        heads = 0
        while heads < min(one.rows, other.rows) - 1 and _texts(one, heads) == _texts(other, heads):
            heads += 1
        return _mended(one, other.part(heads, other.rows))
    below = tuple(replace(c, row=c.row + one.rows) for c in other.cells)
    return replace(one, cells=(*one.cells, *below), places=(*one.places, *other.places))


def _stretched(grid: Grid, width: int) -> Grid:
    """The grid with its last column widened: a piece in which no row needs more columns has fewer."""
    cells = tuple(replace(c, colspan=c.colspan + width - grid.columns) if c.column + c.colspan >= grid.columns else c
                  for c in grid.cells)
    return replace(grid, cells=cells, columns=width)


def _texts(grid: Grid, row: int) -> list[str]:
    return ["".join(c.text.split()) for c in grid.cells if c.row == row]


def _mended(one: Grid, other: Grid) -> Grid:
    cells = list(one.cells)
    last = one.rows - 1
    for cell in other.cells:
        if cell.row:
            cells.append(replace(cell, row=cell.row + last))
            continue
        above = next((n for n, c in enumerate(cells) if c.row + c.rowspan - 1 == last and c.column == cell.column), None)
        if above is None:
            cells.append(replace(cell, row=last))
        else:
            whole = cells[above]
            text = "\n".join(t for t in (whole.text, cell.text) if t)
            doubt = whole.doubt or cell.doubt
            cells[above] = replace(whole, text=text, rowspan=whole.rowspan + cell.rowspan - 1, doubt=doubt)
    return replace(one, cells=tuple(cells), places=(*one.places, *other.places[1:]))


NEAR = 6.0          # borders closer than this are one (points)


def _on(grid: Grid, edges: list[float]) -> Grid:
    """The grid on finer columns."""
    def at(n: int) -> int:
        return min(range(len(edges)), key=lambda i: abs(edges[i] - grid.edges[n]))

    cells = tuple(replace(c, column=at(c.column), colspan=max(at(c.column + c.colspan) - at(c.column), 1)) for c in grid.cells)
    return replace(grid, cells=cells, columns=len(edges) - 1, edges=tuple(edges))
