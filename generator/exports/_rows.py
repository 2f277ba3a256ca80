"""The tidy long table 长表: one row a figure. The single source of the CSV, Parquet and SQLite files.

figures(document)       every figure with its place; places of the official forms are the same objects every time
rows(site, document)    the same as whole rows
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from generator import formats
from generator.model.cell import Cell
from generator.model.document import Document, Figure, Narrative, Part
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import OtherTable
from generator.model.written import Number


class Head(NamedTuple):
    """What all figures of a document share."""

    agency: str
    agency_name: str
    region: str
    year: int
    kind: str
    scope: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a figure stands, by the keys that findings use: `tables.<table>.<row>.<column>`,
    `other_tables.<n>.<row>.<column>` (counted from 1), `figures.<key>`; and by its labels. `unit` is the form's.
    """

    format: str | None
    table: str
    row: str
    column: str
    table_label: str
    row_label: str
    column_label: str
    unit: str | None

    @property
    def keys(self) -> tuple[str | None, str, str, str, str, str, str]:
        """Format to labels, as they stand in a row."""
        return self.format, self.table, self.row, self.column, self.table_label, self.row_label, self.column_label


class Row(NamedTuple):
    """A row of the long table. value None = not stated, never zero; printed = the source's words when they say more."""

    agency: str
    agency_name: str
    region: str
    year: int
    kind: str
    scope: str | None
    format: str | None
    table: str
    row: str
    column: str
    table_label: str
    row_label: str
    column_label: str
    value: Number | None
    printed: str | None
    unit: str | None
    status: str
    source: str | None


TITLES = dict(zip(Row._fields, (
    "机关", "机关名称", "行政区划", "年度", "文件类型", "统计范围", "格式", "表", "行", "栏", "表名", "行名", "栏名",
    "数值", "原文所印", "单位", "状态", "来源"), strict=True))
STATUSES = {"stated": "已填写", "blank": "未填写", "doubtful": "原文难以辨认", "approximate": "约数"}
NUMBER = Cell.SHORTHAND         # the column of a figure of the text, which has one number
OF_TEXT = "正文所载数字"


def head(site: Site, document: Document) -> Head:
    """The name is the one the document bears, else the one the body had that year."""
    agency = site.agencies[document.agency]
    scope = document.scope if isinstance(document, Report) else None
    name = document.agency_name or agency.name_in(document.year)
    return Head(document.agency, name, agency.region, document.year, document.kind, scope)


def figures(document: Document) -> Iterator[tuple[Place, Cell]]:
    """Every figure of the document: the tables of the form, the other tables, the figures of the text."""
    if isinstance(document, Narrative):
        for table in document.tables.values():
            places = places_of(table.format, table.key)
            for key, cells in table.rows.items():
                yield from zip(places[key], cells, strict=True)
        yield from _beyond(document)


def rows(site: Site, document: Document) -> Iterator[Row]:
    """The figures of the document as whole rows."""
    return (row(site, document, place, cell) for place, cell in figures(document))


def row(site: Site, document: Document, place: Place, cell: Cell) -> Row:
    """A figure of the document as a whole row."""
    own = (*place.keys, cell.value, cell.printed, cell.unit or place.unit, status(cell), source(document))
    return Row._make((*head(site, document), *own))


def source(document: Document) -> str | None:
    """The address the document was taken from."""
    return document.source.url if document.source else None


def status(cell: Cell) -> str:
    """Doubt before estimate before blank: what a reader must know first of the number."""
    if cell.doubtful:
        return "doubtful"
    if cell.approximate:
        return "approximate"
    return "blank" if cell.value is None else "stated"


@cache
def places_of(format: str, table: str) -> dict[str, tuple[Place, ...]]:
    """The places of a table of a form, by row key in column order."""
    form = formats.EDITIONS[format].tables[table]
    return {
        row.key: tuple(
            Place(format, table, row.key, c.key, form.title, " › ".join(row.path), c.label, c.unit or row.unit)
            for c in row.columns)
        for row in form.cell_rows
    }


def _beyond(document: Narrative) -> Iterator[tuple[Place, Cell]]:
    """What stands outside the form."""
    own = document.format if isinstance(document, Report) else None
    for n, table in enumerate(document.other_tables, 1):
        for r, row in enumerate(table.rows, 1):
            label = next((cell for cell in row if isinstance(cell, str)), str(r))
            for c, cell in enumerate(row):
                if isinstance(cell, Cell):
                    at = (f"other_tables.{n}", str(r), str(c + 1), table.title, label, table.columns[c])
                    yield Place(own, *at, unit_of(table, c)), cell
    for figure in document.figures:
        yield Place(own, "figures", figure.key, NUMBER, OF_TEXT, figure.label, figure.label, figure.unit), _cell(figure)
        for n, part in enumerate(figure.parts, 1):
            yield Place(own, "figures", figure.key, f"parts.{n}", OF_TEXT, figure.label, part.label, figure.unit), _cell(part)


def _cell(figure: Figure | Part) -> Cell:
    return Cell(value=figure.value, printed=figure.printed, approximate=figure.approximate,
                doubtful=isinstance(figure, Figure) and figure.doubtful)


def unit_of(table: OtherTable, column: int) -> str | None:
    """The unit of a column (counted from 0) of a table beyond the form."""
    return table.units[column] if column < len(table.units) else table.unit
