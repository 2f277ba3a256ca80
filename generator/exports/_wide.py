"""The official tables wide: one row a document, one column a cell of the form, a table for each edition's table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.exports._rows import TITLES, Head, Place, head, places_of, source
from generator.formats import EDITIONS
from generator.model.document import Document, Narrative
from generator.model.site import Site
from generator.model.table import Table
from generator.model.written import Number

Value = Number | str | date | None
BEFORE = (*Head._fields, "title", "published", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`key` is `<row>.<column>` or the name of what is known of the document; `label` is what the form prints."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """A table of an edition. `name` is that of its files."""

    name: str
    format: str
    table: str
    title: str
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Wide, ...]:
    """Every table of every edition, the newest first."""
    labels = {**TITLES, "title": "标题", "published": "发布日期"}
    known = tuple(Column(key=name, label=labels[name]) for name in BEFORE)
    found = []
    for id, edition in EDITIONS.items():
        for key, form in edition.tables.items():
            cells = tuple(Column(key=f"{p.row}.{p.column}", label=f"{p.row_label} · {p.column_label}") for p in places(id, key))
            name = f"{id}-{key.replace('_', '-')}"
            found.append(Wide(name=name, format=id, table=key, title=form.title, columns=(*known, *cells)))
    return tuple(found)


@cache
def places(format: str, table: str) -> tuple[Place, ...]:
    """The cells of a table in printed order."""
    return tuple(place for row in places_of(format, table).values() for place in row)


def printed(wide: Wide, document: Document) -> Table | None:
    """The table as the document has it."""
    found = document.tables.get(wide.table) if isinstance(document, Narrative) else None
    return found if found and found.format == wide.format else None


def known(site: Site, document: Document) -> list[Value]:
    """What stands before the numbers."""
    return [*head(site, document), document.title, document.published, source(document)]


def row(site: Site, wide: Wide, document: Document) -> list[Value] | None:
    """The document's row, None when it does not have the table. A cell that is blank or not printed is None."""
    table = printed(wide, document)
    if table is None:
        return None
    values = known(site, document)
    for key, of_row in places_of(wide.format, wide.table).items():
        cells = table.rows.get(key)
        values += [c.value for c in cells] if cells else [None] * len(of_row)
    return values


def rows(site: Site, wide: Wide, documents: Iterable[Document]) -> Iterator[list[Value]]:
    """Of the documents those that have the table."""
    for document in documents:
        found = row(site, wide, document)
        if found is not None:
            yield found
