"""The tables of an original: which are the form's and of which edition, what stands in them, and those beyond the form."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from generator.formats import EDITIONS, Column, TableForm
from generator.importers import _values
from generator.importers._blocks import Block, Grid, Paragraph, join, row_cells
from generator.importers._labels import bare
from generator.importers._match import match
from generator.importers._sheet import Match

PAGE_NUMBER = re.compile(r"[-—–－·\s]*[0-9]{1,3}[-—–－·\s]*|第[0-9]+页(共[0-9]+页)?")


@dataclass(slots=True, kw_only=True)
class Placed:
    """A table of the form as found: `editions` are those it fits equally well, the newest first."""

    key: str
    editions: list[str]
    matches: dict[str, Match]
    place: str


@dataclass(slots=True, kw_only=True)
class Values:
    """A table's rows as plain data, and what is to be told of them."""

    rows: dict[str, Any] = field(default_factory=dict)
    read: int = 0
    blank: int = 0
    left: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


Found = Grid | Paragraph | Placed | Block


def find(blocks: tuple[Block, ...]) -> list[Found]:
    """The blocks with the form's tables found among them; pieces of one table are joined over page breaks."""
    out: list[Found] = []
    taken: set[str] = set()
    waiting: list[Found] = [b for b in blocks if not (isinstance(b, Paragraph) and not bare(b.text))]
    while waiting:
        block = waiting.pop(0)
        if not isinstance(block, Grid):
            out.append(block)
            continue
        best, block, used = _chain(block, waiting, taken)
        waiting = waiting[used:]
        if best is None:
            out += _pieces(block, 0, block.rows) if block.sheet else [_loose(block)]
            continue
        placed = best[1]
        taken.add(placed.key)
        one = placed.matches[placed.editions[0]]
        waiting[:0] = [*_rest(block, 0, one.first), placed, *_rest(block, one.last + 1, block.rows)]
    return out


def _chain(grid: Grid, following: list[Found], taken: set[str]) -> tuple[tuple[float, Placed] | None, Grid, int]:
    """(the form's table in the grid, the grid joined with pieces that follow it, how many blocks those are)."""
    best, whole, used = _best(grid, taken), grid, 0
    reached = _score(_best(grid, taken, enough=False))
    at = 0
    while True:
        after = next((n for n in range(at, len(following)) if not _page_number(following[n])), None)
        piece = following[after] if after is not None else None
        ways = [join(grid, piece, mend=mend) for mend in (False, True)] if isinstance(piece, Grid) and not piece.sheet else []
        tried = [(_score(_best(joined, taken, enough=False)), joined) for joined in ways if joined]
        if not tried or after is None:
            return best, whole, used
        score, joined = max(tried, key=lambda pair: pair[0])
        goes_on = isinstance(piece, Grid) and joined.rows == grid.rows      # the rest of a row that the page break cut
        if score < reached or (score == reached and not (goes_on and reached)):
            return best, whole, used
        reached, grid, at = score, joined, after + 1
        better = _best(grid, taken)
        if _score(better) > _score(best) or (goes_on and _score(better) == _score(best)):
            best, whole, used = better, grid, at


def _score(best: tuple[float, Placed] | None) -> float:
    return best[0] if best else 0.0


def _rest(grid: Grid, start: int, end: int) -> list[Found]:
    """The rows before or after a table: of a sheet to be looked at again, else text or a table of their own."""
    if start >= end:
        return []
    return [grid.part(start, end)] if grid.sheet else list(_pieces(grid, start, end))


def _page_number(block: Found) -> bool:
    return isinstance(block, Paragraph) and bool(PAGE_NUMBER.fullmatch(block.text.strip()))


def _best(grid: Grid, taken: set[str], *, enough: bool = True) -> tuple[float, Placed] | None:
    """The form's table that the grid holds most of, with the editions it fits equally well."""
    found: dict[str, list[tuple[float, str, Match]]] = {}
    for id, edition in EDITIONS.items():
        for key, form in edition.tables.items():
            one = match(form, grid) if key not in taken else None
            if one and (_enough(one) or not enough):
                found.setdefault(key, []).append((one.score, id, one))
    if not found:
        return None
    key = max(found, key=lambda k: max(score for score, _, _ in found[k]))
    top = max(score for score, _, _ in found[key])
    fits = [(id, one) for score, id, one in found[key] if score == top]
    return top, Placed(key=key, editions=[id for id, _ in fits], matches=dict(fits), place=grid.places[fits[0][1].first])


def _enough(one: Match) -> bool:
    values = sum(cell is not None for cell in one.cells.values())
    return values >= 3 and (one.form.any_rows or one.exact * 2 >= len(one.form.cell_rows))


def _pieces(grid: Grid, start: int, end: int) -> list[Found]:
    """Rows before or after a table: single cells are paragraphs, the others a table of their own."""
    made: list[Found] = []
    begin: int | None = None
    dense = grid.dense()
    for n in range(start, end + 1):
        said = [c for c in row_cells(dense[n]) if bare(c.text)] if n < end else []
        if len(said) > 1:
            begin = n if begin is None else begin
            continue
        if begin is not None:
            made.append(_loose(replace(grid.part(begin, n), sheet=False)))
            begin = None
        if said and said[0].row == n:
            made.append(Paragraph(text=said[0].text, place=grid.places[n]))
    return made


def _loose(grid: Grid) -> Found:
    """A grid of one cell is a framed paragraph."""
    said = [c for c in grid.cells if bare(c.text)]
    return Paragraph(text=said[0].text, place=grid.places[0]) if len(said) == 1 else grid


def values(placed: Placed, edition: str) -> Values:
    """What stands in the rows of the table, read as the edition's."""
    one, out = placed.matches[edition], Values()
    out.doubts += one.doubts
    for row in one.form.cell_rows:
        if row.key not in one.rows:
            if not one.form.any_rows:
                out.rows[row.key] = [None] * len(row.columns) if len(row.columns) > 1 else None
                out.left.append(f"{placed.place}：没有“{row.short_label}”一行，留空")
            continue
        cells: list[Any] = []
        for column in row.columns:
            cell = one.cells.get((row.key, column.key))
            if cell is None:
                cells.append(None)
                out.left.append(f"{one.grid.places[one.rows[row.key]]}：“{row.short_label}”的“{column.label}”，留空")
                continue
            value, why = _values.read(cell.text, _kind(one.form, column, one.units.get((row.key, column.key), "")), cell.doubt)
            cells.append(value)
            out.read += 1
            out.blank += value is None
            if why:
                place = one.grid.places[cell.row]
                out.doubts.append(f"{place}：“{row.short_label}”的“{column.label}”：{why}")
        out.rows[row.key] = cells if len(row.columns) > 1 else cells[0]
    return out


def _kind(form: TableForm, column: Column, head_unit: str) -> _values.Kind:
    about = EDITIONS[form.format].value_types[column.type]
    return _values.Kind(whole=about["kind"] == "integer", signed=column.type.startswith("signed"), unit=column.unit,
                        head_unit=head_unit, about=form.any_rows)
