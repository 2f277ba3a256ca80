"""The door to the editions of the official form: `<id>.yaml` each, data that everything else is derived from.

EDITIONS        id → edition, the newest first
form_of(...)    the table form a report's table follows, `table_formats` considered
cell(...)       a value by row and column key
"""

import yaml

from generator import rooms
from generator.formats.grid import Grid, GridCell, GridRow, printed
from generator.formats.indicators import HEADLINE, Indicator
from generator.formats.indicators import value as _value
from generator.formats.read import edition
from generator.formats.records import Column, Format, Row, SectionForm, TableForm
from generator.model.cell import Cell
from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.table import Table
from generator.model.written import Number


def _editions() -> dict[str, Format]:
    found = {id: edition(yaml.load(f.read_bytes(), Loader=yaml.CSafeLoader)) for id, f in rooms.files(__name__, ".yaml").items()}
    return dict(sorted(found.items(), reverse=True))


EDITIONS: dict[str, Format] = _editions()
OLDEST = EDITIONS[min(EDITIONS)]        # documents without a form of their own (summaries) use its sections and table


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


def indicator(document: Narrative, wanted: Indicator) -> Number | None:
    """The number of an indicator in a document, None when it is not stated there."""
    return _value(document, wanted, {id: f.tables for id, f in EDITIONS.items()})


def headings(document: Narrative) -> dict[str, str]:
    """Heading of each section of the document, as printed where the report says so, else the form's own."""
    form = of(document).sections
    keys = dict.fromkeys((*document.sections, *(s.key for s in form.values() if s.table in document.tables)))
    printed_as = {k: s.heading for k, s in document.sections.items() if s.heading}
    return {k: printed_as.get(k) or form[k].heading for k in keys if k in printed_as or k in form}


__all__ = [
    "EDITIONS", "HEADLINE", "OLDEST", "Column", "Format", "Grid", "GridCell", "GridRow", "Indicator", "Row", "SectionForm",
    "TableForm", "cell", "headings", "indicator", "of", "printed", "table_form",
]
