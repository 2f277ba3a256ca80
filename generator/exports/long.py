"""长表 as CSV: of each agency, each region, each year, and all, as gzip files, which data tools read as they are.

A report's rows are those of its agency's file with its year and kind; the browser cuts them out on demand (take.js), as a
file of its own for each would be as large as all of the rest. For Excel there is a ZIP with one file a year, each beginning
with a byte order mark and short enough for a sheet.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from generator import addresses
from generator.exports._archive import Stream, deflate, joined
from generator.exports._csv import BOM, figures_of, table
from generator.exports._rows import Row
from generator.model.site import Site

LIMIT = 1_048_575           # rows of a sheet, its head apart
HEAD = table([Row._fields])
ALL, EXCEL = "data/long.csv.gz", "data/long-excel.zip"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Agencies as they come, then the larger files, made of the same pieces: each document is compressed once."""
    whole: dict[str, Stream] = defaultdict(_headed)
    sheets: dict[str, Stream] = defaultdict(lambda: _headed(BOM))
    filled: dict[int, int] = defaultdict(int)
    for id, documents in groupby((d for d in site.documents.values() if d.counts), lambda d: d.agency):
        agency = site.agencies[id]
        own = _headed()
        for document in documents:
            body = figures_of(site, document)
            packed = deflate(body)
            for stream in (own, whole[ALL], whole[addresses.figures(site.regions[agency.region])],
                           whole[addresses.figures(document.year)]):
                stream.add(body, packed)
            filled[document.year] += body.count(b"\r\n")
            sheets[_sheet(document.year, filled[document.year])].add(body, packed)
        yield addresses.figures(agency), own.gzip()
    whole[ALL]
    for path, stream in sorted(whole.items()):
        yield path, stream.gzip()
    yield EXCEL, joined(dict(sorted(sheets.items())))


def _sheet(year: int, last: int) -> str:
    """Name of the file that holds a year's row of this number."""
    part = (last - 1) // LIMIT
    return f"{year}.csv" if part == 0 else f"{year}-{part + 1}.csv"


def _headed(mark: bytes = b"") -> Stream:
    stream = Stream()
    stream.add(mark + HEAD, deflate(mark + HEAD))
    return stream
