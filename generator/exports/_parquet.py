"""The long table by Arrow."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from generator.exports._rows import TITLES, Head, Place, Row, figures, head, source, status
from generator.model.site import Site

GROUP = 100_000             # rows held before they are written
NUMBERS = {"year": pa.int16(), "value": pa.float64()}
REST = Row._fields[-5:]          # value to source
PLACED = tuple(name for name in Row._fields if name not in Head._fields and name not in REST)
SCHEMA = pa.schema([
    pa.field(name, NUMBERS.get(name, pa.dictionary(pa.int32(), pa.string())), metadata={"title": TITLES[name]})
    for name in Row._fields
])


def whole(site: Site) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, SCHEMA, compression="zstd", store_schema=False) as writer:
        for batch in _batches(site):
            writer.write_batch(batch)
    return buffer.getvalue()


def _batches(site: Site) -> Iterator[pa.RecordBatch]:
    shared: list[tuple[Head, str | None, int]] = []
    places: list[Place] = []
    cells: list[tuple[Any, ...]] = []
    for document in site.documents.values():
        before = len(places)
        for place, cell in figures(document):
            places.append(place)
            number = None if cell.value is None else float(cell.value)
            cells.append((number, cell.printed, cell.unit or place.unit, status(cell)))
        shared.append((head(site, document), source(document), len(places) - before))
        if len(places) >= GROUP:
            yield _batch(shared, places, cells)
            shared, places, cells = [], [], []
    if places:
        yield _batch(shared, places, cells)


def _batch(shared: Sequence[tuple[Head, str | None, int]], places: Sequence[Place], cells: Sequence[tuple[Any, ...]]) -> Any:
    """Text is looked up once a document and once a place, not once a row."""
    columns: dict[str, Any] = {}
    numbers = pa.array([n for n, (_, _, count) in enumerate(shared) for _ in range(count)], pa.int32())
    for n, name in enumerate(Head._fields):
        columns[name] = pa.array([h[n] for h, _, _ in shared], SCHEMA.field(name).type).take(numbers)
    columns["source"] = pa.array([s for _, s, _ in shared], SCHEMA.field("source").type).take(numbers)
    known = {place: n for n, place in enumerate(dict.fromkeys(places))}
    at = pa.array([known[place] for place in places], pa.int32())
    for n, name in enumerate(PLACED):
        columns[name] = pa.array([place.keys[n] for place in known], SCHEMA.field(name).type).take(at)
    for name, values in zip(REST, zip(*cells, strict=True), strict=False):
        columns[name] = pa.array(values, SCHEMA.field(name).type)
    return pa.RecordBatch.from_arrays([columns[name] for name in Row._fields], schema=SCHEMA)
