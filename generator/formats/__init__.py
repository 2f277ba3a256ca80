"""The door to the editions of the official form: `<id>.yaml` each, data that everything else is derived from.

EDITIONS        id → edition, the newest first
in_force(...)   the edition for reports on a year
form_of(...)    the table form a report's table follows, `table_formats` considered
cell(...)       a value by row and column key
joins(...)      what of one edition continues into another; by_new(...), by_old(...) the same by place
"""

from functools import cache

import yaml

from generator import rooms
from generator.formats.grid import Grid, GridCell, GridRow, printed
from generator.formats.mapping import Join, Place
from generator.formats.mapping import joins as _joins
from generator.formats.promises import Cells, promised
from generator.formats.promises import assessable as _assessable
from generator.formats.read import edition
from generator.formats.records import Column, Format, Row, SectionForm, TableForm
from generator.model.cell import Cell
from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.table import Table


def _editions() -> dict[str, Format]:
    found = {id: edition(yaml.load(f.read_bytes(), Loader=yaml.CSafeLoader)) for id, f in rooms.files(__name__, ".yaml").items()}
    return dict(sorted(found.items(), reverse=True))


EDITIONS: dict[str, Format] = _editions()
OLDEST = EDITIONS[min(EDITIONS)]        # documents without a form of their own (summaries) use its sections and table


def in_force(year: int) -> Format:
    """The edition for reports on the year."""
    return next((e for e in EDITIONS.values() if e.applies_to["first_report_year"] <= year), OLDEST)


def of(document: Document) -> Format:
    """The edition a document follows."""
    return EDITIONS[document.format] if isinstance(document, Report) else OLDEST


def table_form(table: Table) -> TableForm:
    """The form of a table that was read."""
    return EDITIONS[table.format].tables[table.key]


def cell(document: Narrative, table: str, row: str, column: str) -> Cell | None:
    """The cell, or None when the table, the row or the column is not there."""
    found = document.tables.get(table)
    if found is None or row not in found.rows:
        return None
    keys = [c.key for c in table_form(found).rows[row].columns]
    return found.rows[row][keys.index(column)] if column in keys else None


@cache
def joins(old: str, new: str) -> tuple[Join, ...]:
    """What of the edition `old` continues into the edition `new`, before or after it."""
    return _joins(EDITIONS, old, new)


@cache
def by_new(old: str, new: str) -> dict[Place, Join]:
    """By each place of the edition `new`, what became it: no place is in two joins."""
    return {place: join for join in joins(old, new) for place in join.new}


@cache
def by_old(old: str, new: str) -> dict[Place, Join]:
    """By each place of the edition `old`, what it became."""
    return {place: join for join in joins(old, new) for place in join.old}


@cache
def _promised(edition: str, table: str) -> tuple[Cells, ...]:
    return promised(EDITIONS[edition].tables[table], EDITIONS[edition].rules)


def assessable(document: Narrative) -> tuple[int, int]:
    """How many comparisons the forms promise of the document's tables can be made, and how many blanks prevent."""
    counts = [_assessable(t, table_form(t), _promised(t.format, t.key)) for t in document.tables.values()]
    return sum(made for made, _ in counts), sum(prevented for _, prevented in counts)


__all__ = [
    "EDITIONS", "OLDEST", "Column", "Format", "Grid", "GridCell", "GridRow", "Join",
    "Place", "Row", "SectionForm", "TableForm", "assessable", "by_new", "by_old", "cell", "in_force", "joins", "of", "printed",
    "table_form",
]
