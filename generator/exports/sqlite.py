"""Everything as one SQLite file, ready for Datasette: regions, agencies, documents, places, figures, findings, and the view
`long_table`, which is the long table.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from generator import addresses, indicators
from generator.exports import _pieces
from generator.exports._rows import Place, figures, head, status
from generator.model.document import Document
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site

PATH = "data/portal.sqlite"
SLOW = True
TABLES = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
CREATE TABLE region (id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, code TEXT, parent TEXT REFERENCES region);
CREATE TABLE agency (id TEXT PRIMARY KEY, region TEXT NOT NULL REFERENCES region, name TEXT NOT NULL, kind TEXT NOT NULL,
  parent TEXT REFERENCES agency, credit_code TEXT, website TEXT);
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, agency TEXT NOT NULL REFERENCES agency,
  agency_name TEXT NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL, scope TEXT, format TEXT, title TEXT NOT NULL,
  published TEXT, signed TEXT, index_number TEXT, document_number TEXT, source TEXT, retrieved TEXT, page TEXT NOT NULL);
CREATE TABLE place (number INTEGER PRIMARY KEY, format TEXT, "table" TEXT NOT NULL, "row" TEXT NOT NULL,
  "column" TEXT NOT NULL, table_label TEXT NOT NULL, row_label TEXT NOT NULL, column_label TEXT NOT NULL, unit TEXT);
CREATE TABLE figure (document INTEGER NOT NULL REFERENCES document, place INTEGER NOT NULL REFERENCES place, value NUMERIC,
  printed TEXT, unit TEXT, status TEXT NOT NULL);
CREATE TABLE indicator (document INTEGER NOT NULL REFERENCES document, key TEXT NOT NULL, label TEXT NOT NULL, value NUMERIC,
  unit TEXT NOT NULL, PRIMARY KEY (document, key)) WITHOUT ROWID;
CREATE TABLE finding (document INTEGER NOT NULL REFERENCES document, rule TEXT NOT NULL, severity TEXT NOT NULL,
  at TEXT NOT NULL, message TEXT NOT NULL, accepted TEXT);
"""
FIGURE = {      # by the number of values: sqlite3 takes as long for two that are None as for the rest of a row
    4: "INSERT INTO figure VALUES (?,?,?,NULL,NULL,?)", 6: "INSERT INTO figure VALUES (?,?,?,?,?,?)"}
AFTER = """
CREATE INDEX document_agency ON document (agency, year);
CREATE INDEX figure_document ON figure (document);
CREATE INDEX figure_place ON figure (place);
CREATE VIEW long_table AS SELECT d.agency, d.agency_name, a.region, d.year, d.kind, d.scope, p.format, p."table", p."row",
  p."column", p.table_label, p.row_label, p.column_label, f.value, f.printed, coalesce(f.unit, p.unit) AS unit, f.status,
  d.source FROM figure f JOIN document d ON d.number = f.document JOIN agency a ON a.id = d.agency
  JOIN place p ON p.number = f.place;
"""
BESIDE = """
ATTACH ':memory:' AS piece;
CREATE TEMP TABLE at (piece INTEGER PRIMARY KEY, number INTEGER NOT NULL);
"""


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """What is known of its documents, as a base of the same tables, its documents and places numbered by themselves."""
    if documents := _pieces.documents(site, region):
        with _base() as base:
            base.execute("BEGIN")
            _fill(base, site, documents)
            base.execute("COMMIT")
            yield _pieces.path("sqlite", region), base.serialize()


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """One file, made in memory."""
    with _base() as base:
        base.executescript(BESIDE)
        base.executemany("INSERT INTO region VALUES (?,?,?,?,?)", (
            (r.id, r.name, r.level, r.code, r.parent) for r in site.regions.values()))
        base.executemany("INSERT INTO agency VALUES (?,?,?,?,?,?,?)", (
            (a.id, a.region, a.name, a.kind, a.parent, a.credit_code, a.website) for a in site.agencies.values()))
        places: dict[Any, int] = {}
        for piece in _pieces.all_of("sqlite", _pieces.regions(site), read):
            base.deserialize(piece, name="piece")
            _add(base, places)
        base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", ((n, *keys) for keys, n in places.items()))
        base.executescript(AFTER)
        yield PATH, base.serialize()


@contextmanager
def _base() -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.executescript(TABLES)
        yield base
    finally:
        base.close()


def _add(base: sqlite3.Connection, places: dict[Any, int]) -> None:
    """What stands in `piece`, with numbers that go on. Places are numbered as they come."""
    ((before,),) = base.execute("SELECT count(*) FROM document")
    base.execute("DELETE FROM at")
    base.executemany("INSERT INTO at VALUES (?,?)", [
        (number, places.setdefault(tuple(keys), len(places) + 1))
        for number, *keys in base.execute("SELECT * FROM piece.place ORDER BY number")])
    base.execute("INSERT INTO figure SELECT document + ?, at.number, value, printed, unit, status FROM piece.figure AS f "
                 "CROSS JOIN at ON at.piece = f.place ORDER BY f.rowid", (before,))
    for table in ("document", "indicator", "finding"):
        first, *rest = (name for _, name, *_ in base.execute(f"PRAGMA table_info({table})"))
        base.execute(f"INSERT INTO {table} SELECT {first} + ?, {', '.join(rest)} FROM piece.{table}", (before,))


def _fill(base: sqlite3.Connection, site: Site, of: Sequence[Document]) -> None:
    documents = list(enumerate(of, 1))
    base.executemany(f"INSERT INTO document VALUES ({','.join('?' * 16)})", (
        (n, *_document(site, d)) for n, d in documents))
    places: dict[Any, int] = {}
    for size, rows in groupby((row for n, document in documents for row in _figures(n, document, places)), len):
        base.executemany(FIGURE[size], rows)
    base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", ((n, *keys) for keys, n in places.items()))
    base.executemany("INSERT INTO indicator VALUES (?,?,?,?,?)", (
        (n, i.key, i.label, _number(indicators.value(d, i)), i.unit)
        for n, d in documents if isinstance(d, Report) for i in indicators.NAMED))
    base.executemany("INSERT INTO finding VALUES (?,?,?,?,?,?)", (
        (n, f.rule, f.severity, f.at, f.message, f.accepted) for n, d in documents for f in site.findings.get(d.file, ())))


def _document(site: Site, document: Document) -> tuple[Any, ...]:
    shared, source = head(site, document), document.source
    return (
        document.id, shared.agency, shared.agency_name, shared.year, shared.kind, shared.scope,
        document.format if isinstance(document, Report) else None, document.title, _day(document.published),
        _day(document.signed), document.index_number, document.document_number, source.url if source else None,
        _day(source.retrieved) if source else None,
        f"{site.settings.url.rstrip('/')}/{addresses.url(addresses.page(document))}",
    )


def _figures(number: int, document: Document, places: dict[Any, int]) -> Iterator[tuple[Any, ...]]:
    """Rows for `FIGURE`. Places are numbered as they come: those of a form once, those beyond it by their keys and labels."""
    seen: dict[Place, int] = {}
    for place, cell in figures(document):
        at = seen.get(place)
        if at is None:
            at = seen[place] = places.setdefault((*place.keys, place.unit), len(places) + 1)
        if cell.printed is None and cell.unit is None and type(cell.value) is int:
            yield number, at, cell.value, status(cell)
        else:
            yield number, at, _number(cell.value), cell.printed, cell.unit, status(cell)


def _number(value: Any) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()


