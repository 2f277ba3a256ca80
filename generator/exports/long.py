"""长表 as CSV: of each agency, each region, each year, and all, as gzip files, which data tools read as they are.

A report's rows are those of its agency's file with its year and kind; the browser cuts them out on demand (take.js), as a
file of its own for each would be as large as all of the rest. For Excel there is a ZIP with one file a year, each beginning
with a byte order mark and short enough for a sheet.
"""

from collections import defaultdict
from collections.abc import Iterator

from generator import addresses
from generator.exports import _pieces
from generator.exports._archive import Stream, after, deflate, joined, members
from generator.exports._csv import BOM, figures_of, table
from generator.exports._rows import Row
from generator.model.region import Region
from generator.model.site import Site

SLOW = True
LIMIT = 1_048_575           # rows of a sheet, its head apart
LEAST = 40                  # bytes that a row has at least
HEAD = table([Row._fields])
ALL, EXCEL = "data/long.csv.gz", "data/long-excel.zip"


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """Its figures, those of each of its agencies, and as a piece those of each year."""
    agencies: dict[str, Stream] = defaultdict(_headed)
    years: dict[str, Stream] = defaultdict(Stream)
    whole = _headed()
    documents = _pieces.documents(site, region)
    for document in documents:
        if document.counts:
            body = figures_of(site, document)
            packed = deflate(body)
            for stream in (agencies[addresses.figures(site.agencies[document.agency])], whole, years[str(document.year)]):
                stream.add(body, packed)
    if agencies:
        yield addresses.figures(region), whole.gzip()
    for path, stream in agencies.items():
        yield path, stream.gzip()
    if documents:
        yield _pieces.path("long", region), joined(years)


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """The larger files, made of the compressed pieces of the small ones."""
    whole = _headed()
    years: dict[int, Stream] = defaultdict(Stream)
    regions = _pieces.regions(site)
    for region, piece in zip(regions, _pieces.all_of("long", regions, read), strict=True):
        if data := read(addresses.figures(region)):
            whole.join(after(data, HEAD))
        for name, rows in members(piece).items():
            years[int(name)].join(rows)
    yield ALL, whole.gzip()
    sheets: dict[str, Stream] = {}
    for year, rows in sorted(years.items()):
        stream = _headed()
        stream.join(rows)
        yield addresses.figures(year), stream.gzip()
        sheets |= _sheets(year, rows)
    yield EXCEL, joined(sheets)


def _sheets(year: int, rows: Stream) -> dict[str, Stream]:
    """Files of a year by name: one, or as many as its rows need."""
    lines = rows.text().splitlines(keepends=True) if rows.size > LIMIT * LEAST else []
    if len(lines) <= LIMIT:
        sheet = _headed(BOM)
        sheet.join(rows)
        return {f"{year}.csv": sheet}
    found = {}
    for part, start in enumerate(range(0, len(lines), LIMIT), 1):
        body = b"".join(lines[start:start + LIMIT])
        sheet = found[f"{year}.csv" if part == 1 else f"{year}-{part}.csv"] = _headed(BOM)
        sheet.add(body, deflate(body))
    return found


def _headed(mark: bytes = b"") -> Stream:
    return Stream(mark + HEAD)
