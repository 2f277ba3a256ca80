"""长表 as CSV: of each agency, each region, each year, and all, as gzip files, which data tools read as they are.

A report's rows are those of its agency's file with its year and kind; the browser cuts them out on demand (take.js), as a
file of its own for each would be as large as all of the rest. For Excel there is a ZIP with one file a year, each beginning
with a byte order mark and short enough for a sheet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator import addresses
from generator.exports._archive import Stream, after, deflate, joined
from generator.exports._csv import BOM, figures_of, table
from generator.exports._rows import Row
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.site import Site

LIMIT = 1_048_575           # rows of a sheet, its head apart
LEAST = 40                  # bytes that a row has at least
HEAD = table([Row._fields])
ALL, EXCEL = "data/long.csv.gz", "data/long-excel.zip"


def of_agency(site: Site, agency: Agency) -> Iterator[tuple[str, bytes]]:
    """Its figures, if it has any."""
    yield from _file(site, addresses.figures(agency), sorted(site.documents_of.get(agency.id, ()), key=lambda d: d.id))


def of_year(site: Site, year: int) -> Iterator[tuple[str, bytes]]:
    """Those of all agencies."""
    yield from _file(site, addresses.figures(year), site.of_year(year))


def gathered(site: Site, read: Callable[[str], bytes | None]) -> Iterator[tuple[str, bytes]]:
    """The larger files, made of the compressed pieces of the small ones."""
    whole: dict[str, Stream] = defaultdict(_headed)
    whole[ALL]
    for agency in site.agencies.values():
        if data := read(addresses.figures(agency)):
            piece = after(data, HEAD)
            for path in (ALL, addresses.figures(site.regions[agency.region])):
                whole[path].join(piece)
    for path, stream in sorted(whole.items()):
        yield path, stream.gzip()
    sheets: dict[str, Stream] = {}
    for year in sorted(site.years):
        if data := read(addresses.figures(year)):
            sheets |= _sheets(year, after(data, HEAD))
    yield EXCEL, joined(sheets)


def _file(site: Site, path: str, documents: Iterable[Document]) -> Iterator[tuple[str, bytes]]:
    stream = _headed()
    for document in documents:
        if document.counts:
            body = figures_of(site, document)
            stream.add(body, deflate(body))
    if len(stream.pieces) > 1:
        yield path, stream.gzip()


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
    stream = Stream()
    stream.add(mark + HEAD, deflate(mark + HEAD))
    return stream
