"""The official tables of each edition as CSV: keys as column names, and a variant for Excel with the form's own labels."""

from collections import defaultdict
from collections.abc import Iterator

from generator.exports import _pieces
from generator.exports._archive import Stream, joined, members
from generator.exports._csv import BOM, table
from generator.exports._wide import rows, tables
from generator.model.region import Region
from generator.model.site import Site


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """Its rows of each table."""
    if documents := _pieces.documents(site, region):
        bodies = {wide.name: table(rows(site, wide, documents)) for wide in tables()}
        yield _pieces.path("wide", region), joined({name: Stream(body) for name, body in bodies.items() if body})


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """Two files for each table that any document has."""
    bodies: dict[str, list[bytes]] = defaultdict(list)
    for piece in _pieces.all_of("wide", _pieces.regions(site), read):
        for name, stream in members(piece).items():
            bodies[name].append(stream.text())
    for wide in tables():
        if wide.name in bodies:
            body = b"".join(bodies[wide.name])
            yield f"data/wide/{wide.name}.csv", table([[c.key for c in wide.columns]]) + body
            yield f"data/wide/{wide.name}-excel.csv", BOM + table([[c.label for c in wide.columns]]) + body
