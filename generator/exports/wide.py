"""The official tables of each edition as CSV: keys as column names, and a variant for Excel with the form's own labels."""

from collections.abc import Iterator

from generator.exports._csv import BOM, table
from generator.exports._wide import rows, tables
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Two files for each table that any document has."""
    for wide in tables():
        body = table(rows(site, wide))
        if body:
            yield f"data/wide/{wide.name}.csv", table([[c.key for c in wide.columns]]) + body
            yield f"data/wide/{wide.name}-excel.csv", BOM + table([[c.label for c in wide.columns]]) + body
