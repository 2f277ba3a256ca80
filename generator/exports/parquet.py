"""长表 as one Parquet file: the same columns as the CSV, `value` as a double (at most 15 digits are written, so it is exact)."""

from collections.abc import Iterator

from generator.exports import _pieces
from generator.model.region import Region
from generator.model.site import Site

PATH = "data/long.parquet"


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """Its rows."""
    if documents := _pieces.documents(site, region):
        from generator.exports import _parquet  # Arrow and NumPy: a fifth of a second, of a build that may need none
        yield _pieces.path("parquet", region), _parquet.piece(site, documents)


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """One file, its rows in the order of agencies and years."""
    from generator.exports import _parquet
    yield PATH, _parquet.joined(_pieces.all_of("parquet", _pieces.regions(site), read))
