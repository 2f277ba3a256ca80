"""长表 as CSV: each report, each agency, each region, each year, and all.

Single reports and agencies are plain CSV; larger ones are gzip files, which data tools read as they are. For Excel there is
a ZIP with one file a year, each beginning with a byte order mark and short enough for a sheet.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from generator.exports._archive import Stream, deflate, joined
from generator.exports._csv import BOM, figures_of, table
from generator.exports._rows import Row, figures
from generator.model.site import Site

LIMIT = 1_048_575           # rows of a sheet, its head apart
HEAD = table([Row._fields])
ALL, EXCEL = "data/long.csv.gz", "data/long-excel.zip"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Reports and agencies as they come, then the larger files, whose pieces have been compressed on the way."""
    whole: dict[str, Stream] = defaultdict(_headed)
    sheets: dict[str, Stream] = defaultdict(lambda: _headed(BOM))
    filled: dict[int, int] = defaultdict(int)
    for agency, documents in groupby(site.documents.values(), lambda d: d.agency):
        of_agency = []
        for document in documents:
            count = sum(1 for _ in figures(document))
            if not count:
                continue
            body = figures_of(site, document)
            packed = deflate(body)
            of_agency.append(body)
            for name in (ALL, f"data/regions/{agency.partition('/')[0]}.csv.gz", f"data/years/{document.year}.csv.gz"):
                whole[name].add(body, packed)
            before = filled[document.year]
            filled[document.year] = before + count
            sheets[_sheet(document.year, before + count)].add(body, packed)
            yield f"{document.id}.csv", HEAD + body
        if of_agency:
            yield f"data/agencies/{agency}.csv", b"".join((HEAD, *of_agency))
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
