"""长表 as one Parquet file: the same columns as the CSV, `value` as a double (at most 15 digits are written, so it is exact)."""

from collections.abc import Iterator

from generator.model.site import Site

PATH = "data/long.parquet"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One file, its rows in the order of agencies and years."""
    from generator.exports import _parquet  # Arrow and NumPy: a fifth of a second, of a build that may need none
    yield PATH, _parquet.whole(site)
