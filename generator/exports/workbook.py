"""The official tables as Excel workbooks, of all and of each year: a sheet a table, what the numbers leave unsaid, a dictionary.

A sheet has two heads, the form's labels and below them the keys. Text stands in cells of text, which nothing runs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.exports import _pieces
from generator.exports._archive import Stream, joined, members
from generator.exports._rows import STATUSES, TITLES, Row, figures, row
from generator.exports._sheets import Sheet, body, workbook
from generator.exports._wide import BEFORE, Value, Wide, printed, rows, tables
from generator.exports.dictionary import COLUMNS, entries
from generator.model.document import Document
from generator.model.site import Site

PATH, REMARKS = "data/tables.xlsx", "remarks"
LABELS = {**TITLES, "type": "类型", "is_total": "是否合计", "basis": "依据条款"}
WIDTHS = (26, 24, 16, 7, 9, 10, 40, 12, 30)


def of_year(site: Site, year: int) -> Iterator[tuple[str, bytes]]:
    """Of a year, and as a piece its rows."""
    documents = site.of_year(year)
    bodies = {wide.name: body(rows(site, wide, documents)) for wide in tables() if any(printed(wide, d) for d in documents)}
    bodies[REMARKS] = body(_remarks(site, documents))
    yield f"data/years/{year}.xlsx", _workbook(bodies)
    yield _pieces.path("workbook", year), joined(bodies)


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """Of all, year by year."""
    bodies: dict[str, Stream] = defaultdict(Stream, {REMARKS: Stream()})
    for piece in _pieces.all_of("workbook", sorted(site.years), read):
        for name, stream in members(piece).items():
            bodies[name].join(stream)
    yield PATH, _workbook(bodies)


def _workbook(bodies: Mapping[str, Stream]) -> bytes:
    """bodies: of tables by their names, and the remarks."""
    of_tables = [_sheet(wide, bodies[wide.name]) for wide in tables() if wide.name in bodies]
    remarks = Sheet(name="备注", heads=_heads(Row._fields), body=bodies[REMARKS], fixed=2, widths=WIDTHS[:6])
    words = Sheet(name="数据字典", heads=_heads(COLUMNS), body=_dictionary(), widths=(7, 24, 34, 22, 30, 60, 24, 8, 9, 9, 30))
    return workbook([*of_tables, remarks, words])


def _heads(keys: Sequence[str]) -> tuple[Sequence[Value], ...]:
    return tuple(LABELS[key] for key in keys), keys


def _sheet(wide: Wide, rows: Stream) -> Sheet:
    heads = (tuple(c.label for c in wide.columns), tuple(c.key for c in wide.columns))
    return Sheet(name=f"{wide.format} {wide.title}"[:31], heads=heads, body=rows, fixed=4, widths=WIDTHS[: len(BEFORE)])


def _remarks(site: Site, documents: Sequence[Document]) -> Iterator[Sequence[Value]]:
    """The figures that are not a plain number or a plain blank."""
    for document in documents:
        for place, cell in figures(document):
            if cell.printed is not None or cell.doubtful or cell.approximate:
                found = row(site, document, place, cell)
                yield found._replace(status=STATUSES[found.status])


@cache
def _dictionary() -> Stream:
    return body([("是" if value else "否") if isinstance(value, bool) else value for value in entry] for entry in entries())
