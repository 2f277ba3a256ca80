"""The long table by Arrow."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from generator.exports._rows import TITLES, Head, Place, Row, figures, head, source, status
from generator.model.document import Document
from generator.model.site import Site

GROUP = 100_000             # rows that are written together, at least
NUMBERS = {"year": pa.int16(), "value": pa.float64()}
REST = Row._fields[-5:-1]        # value to status
PLACED = Row._fields[len(Head._fields):-5]
SCHEMA = pa.schema([
    pa.field(name, NUMBERS.get(name, pa.dictionary(pa.int32(), pa.string())), metadata={"title": TITLES[name]})
    for name in Row._fields
])


def piece(site: Site, documents: Sequence[Document]) -> bytes:
    """The documents' rows, for `joined`."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_batch(_batch(site, documents))
    return bytes(sink.getvalue())


def joined(pieces: Iterable[bytes]) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, SCHEMA, compression="zstd", store_schema=False) as writer:
        for group in _groups(pa.ipc.open_stream(piece).read_all() for piece in pieces):
            writer.write_table(group)
    return buffer.getvalue()


def _groups(tables: Iterable[Any]) -> Iterator[Any]:
    held: list[Any] = []
    for table in tables:
        held.append(table)
        if sum(len(t) for t in held) >= GROUP:
            yield pa.concat_tables(held).unify_dictionaries()
            held = []
    if held:
        yield pa.concat_tables(held).unify_dictionaries()


def _batch(site: Site, documents: Sequence[Document]) -> Any:
    """Text is looked up once a document and once a place, not once a row."""
    shared: list[tuple[Head, str | None, int]] = []
    places: list[Place] = []
    cells: list[tuple[Any, ...]] = []
    for document in documents:
        before = len(places)
        for place, cell in figures(document):
            places.append(place)
            number = None if cell.value is None else float(cell.value)
            cells.append((number, cell.printed, cell.unit or place.unit, status(cell)))
        shared.append((head(site, document), source(document), len(places) - before))
    columns: dict[str, Any] = {}
    numbers = pa.array([n for n, (_, _, count) in enumerate(shared) for _ in range(count)], pa.int32())
    for n, name in enumerate(Head._fields):
        columns[name] = pa.array([h[n] for h, _, _ in shared], SCHEMA.field(name).type).take(numbers)
    columns["source"] = pa.array([s for _, s, _ in shared], SCHEMA.field("source").type).take(numbers)
    known = {place: n for n, place in enumerate(dict.fromkeys(places))}
    at = pa.array([known[place] for place in places], pa.int32())
    for n, name in enumerate(PLACED):
        columns[name] = pa.array([place.keys[n] for place in known], SCHEMA.field(name).type).take(at)
    for n, name in enumerate(REST):
        columns[name] = pa.array([cell[n] for cell in cells], SCHEMA.field(name).type)
    return pa.RecordBatch.from_arrays([columns[name] for name in Row._fields], schema=SCHEMA)
