"""The official tables as Excel workbooks, of all and of each year: a sheet a table, what the numbers leave unsaid, a dictionary.

A sheet has two heads, the form's labels and below them the keys. Text stands in cells of text, which nothing runs.
"""

from collections.abc import Iterator, Sequence

from generator.exports._rows import STATUSES, TITLES, Row, rows
from generator.exports._sheets import Sheet, workbook
from generator.exports._wide import BEFORE, Value, Wide, printed, row, tables
from generator.exports.dictionary import COLUMNS, entries
from generator.model.document import Document
from generator.model.site import Site

PATH = "data/tables.xlsx"
LABELS = {**TITLES, "type": "类型", "is_total": "是否合计", "basis": "依据条款"}
WIDTHS = (26, 24, 16, 7, 9, 10, 40, 12, 30)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Of all."""
    yield PATH, workbook(_sheets(site, list(site.documents.values())))


def of_year(site: Site, year: int) -> Iterator[tuple[str, bytes]]:
    """Of a year."""
    yield f"data/years/{year}.xlsx", workbook(_sheets(site, site.of_year(year)))


def _sheets(site: Site, documents: Sequence[Document]) -> list[Sheet]:
    of_tables = [_table(site, wide, documents) for wide in tables() if any(printed(wide, d) for d in documents)]
    remarks = Sheet(name="备注", heads=_heads(Row._fields), rows=_remarks(site, documents), fixed=2, widths=WIDTHS[:6])
    words = Sheet(name="数据字典", heads=_heads(COLUMNS), rows=_dictionary(), widths=(7, 24, 34, 22, 30, 60, 24, 8, 9, 9, 30))
    return [*of_tables, remarks, words]


def _heads(keys: Sequence[str]) -> tuple[Sequence[Value], ...]:
    return tuple(LABELS[key] for key in keys), keys


def _table(site: Site, wide: Wide, documents: Sequence[Document]) -> Sheet:
    heads = (tuple(c.label for c in wide.columns), tuple(c.key for c in wide.columns))
    found = (values for values in (row(site, wide, d) for d in documents) if values is not None)
    return Sheet(name=f"{wide.format} {wide.title}"[:31], heads=heads, rows=found, fixed=4, widths=WIDTHS[: len(BEFORE)])


def _remarks(site: Site, documents: Sequence[Document]) -> Iterator[Sequence[Value]]:
    """The figures that are not a plain number or a plain blank."""
    for document in documents:
        for found in rows(site, document):
            if found.printed is not None or found.status in ("doubtful", "approximate"):
                yield found._replace(status=STATUSES[found.status])


def _dictionary() -> Iterator[Sequence[Value]]:
    for entry in entries():
        yield tuple(("是" if value else "否") if isinstance(value, bool) else value for value in entry)
