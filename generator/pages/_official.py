"""A table of the form with a report's values in it.

A form has many labels and few shapes: each is drawn once (by the macro `official`), with holes where values go, and then
only the values are made for each report.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator import formats
from generator.formats import Grid, TableForm
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.table import Table
from generator.pages import _cells
from generator.pages._cells import Corrected, Note

HOLE = "\x1f"       # no text of a form has it
Place = tuple[str, str]


class Hole(NamedTuple):
    """The place of a value in a form as printed: its row, its column by number and by key, and how wide it is."""

    row: str
    number: int
    column: str
    width: int


Form = tuple[list[str], list[Hole]]       # its texts, and the places between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A table as a report prints it; `said` holds what is said of single cells, by row and column."""

    form: TableForm
    cells: dict[str, tuple[Cell, ...]]
    said: dict[Place, tuple[list[Note], list[Corrected]]]


def printed(document: Narrative, table: Table, notes: list[Note]) -> Printed:
    """The table with the notes on its cells and what was corrected in them."""
    form = formats.table_form(table)
    said: dict[Place, tuple[list[Note], list[Corrected]]] = {}
    for note in notes:
        for place in _places(form, note.finding.at):
            said.setdefault(place, ([], []))[0].append(note)
    for correction in document.corrections:
        for change in correction.changes:
            places = list(_places(form, change.at))
            for n, place in enumerate(places):
                old, new = change.from_, change.to
                if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new) == len(places):
                    old, new = old[n], new[n]
                if old != new:
                    said.setdefault(place, ([], []))[1].append(Corrected(correction.date, old))
    return Printed(form=form, cells=table.rows, said=said)


def _places(form: TableForm, at: str) -> Iterator[Place]:
    """Cells that `tables.<table>.<row>` or `tables.<table>.<row>.<column>` names."""
    start = f"tables.{form.key}."
    if at.startswith(start):
        key, _, wanted = at.removeprefix(start).partition(".")
        row = form.rows.get(key)
        yield from ((key, c.key) for c in (row.columns if row else ()) if not wanted or c.key == wanted)


class Drawn:
    """Forms drawn so far, for one environment of templates: to be called with a table and the macro that draws."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}

    def __call__(self, table: Printed, draw: Callable[..., str]) -> Markup:
        rows, said, opened = table.cells, table.said, _cells.opened
        texts, holes = self._drawn(table.form, tuple(rows), draw)
        if said:
            return _filled(texts, [
                opened(rows[row][index] if row in rows else None, colspan, *said.get((row, column), ()))
                for row, index, column, colspan in holes])
        return _filled(texts, [
            opened(rows[row][index] if row in rows else None, colspan) for row, index, _, colspan in holes])

    def filled(self, form: TableForm, rows: tuple[str, ...], draw: Callable[..., str], cells: Sequence[str]) -> Markup:
        """The form with these cells at its `holes`."""
        return _filled(self._drawn(form, rows, draw)[0], cells)

    def _drawn(self, form: TableForm, rows: tuple[str, ...], draw: Callable[..., str]) -> Form:
        key = form.format, form.key, rows if form.any_rows else ()
        known = self._forms.get(key)
        if known is None:
            drawn = str(draw(form, _grid(form, rows), lambda _: Markup(HOLE), form.title))
            known = self._forms[key] = drawn.split(HOLE), holes(form, rows)
        return known


def holes(form: TableForm, rows: Iterable[str]) -> list[Hole]:
    """Where the values of a report stand that prints these rows, in printed order."""
    columns = {key: [column.key for column in row.columns] for key, row in form.rows.items()}
    return [Hole(row, columns[row].index(column), column, cell.colspan)
            for line in _grid(form, rows) for cell in line.cells if cell.at for row, column in (cell.at,)]


def _grid(form: TableForm, rows: Iterable[str]) -> Grid:
    return formats.printed(form, rows if form.any_rows else None)


def _filled(texts: list[str], cells: Sequence[str]) -> Markup:
    parts = [*texts, *cells]
    parts[::2], parts[1::2] = texts, cells
    return Markup("".join(parts))
