"""Who reported when, one line an agency and year: of all in one file, and of each region beside its page."""

import json
from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.exports import _pieces
from generator.exports._csv import BOM, line, table
from generator.exports._links import absolute
from generator.model.region import Region
from generator.model.site import FIRST_YEAR, Site
from generator.standing import STATES, Standing, row, years

PATH = "data/status.csv"
HEAD = ("region", "region_name", "agency", "agency_name", "kind", "year", "status", "status_name", "due", "basis", "published",
        "days_late", "tables_unpublished", "has_corrections", "url")


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """As a piece the lines of each of its agencies, of all years of which there can be any, the newest first."""
    over = range(site.today.year - 1, FIRST_YEAR - 1, -1)
    lines = [[line(_cells(site, one)) for one in row(site, agency, over)] for agency in site.agencies_in.get(region.id, ())]
    if lines:
        yield _pieces.path("status", region), json.dumps(lines).encode()


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, bytes]]:
    """Of each region, and of all, over the years in which anybody reported. UTF-8 with a mark for spreadsheets."""
    many = len(years(site, site.agencies.values()))
    head = BOM + table([HEAD])
    everything = []
    for region in site.regions.values():
        if region.id in site.agencies_in:
            lines = json.loads(_pieces.one("status", region, read))
            own = "".join(f"{text}\r\n" for of_agency in lines for text in of_agency[:many]).encode()
            everything.append(own)
            if own:
                yield f"status/{region.id}.csv", head + own
    yield PATH, b"".join((head, *everything))


def _cells(site: Site, one: Standing) -> tuple[Any, ...]:
    agency, document = one.agency, one.document
    published = document.published if document and one.state in ("on_time", "late") else None
    return (
        agency.region, site.regions[agency.region].name, agency.id, agency.name_in(one.year), agency.kind, one.year, one.state,
        STATES[one.state], one.due.day.isoformat(), one.due.basis, published and published.isoformat(), one.days or None,
        "；".join(one.unpublished), int(one.corrected), absolute(site, addresses.page(document)) if document else None,
    )
