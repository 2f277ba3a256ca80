"""Who reported when, one line an agency and year: of all in one file, and of each region beside its page."""

from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.exports._csv import BOM, table
from generator.exports._links import absolute
from generator.model.site import Site
from generator.standing import STATES, Standing, row, years

PATH = "data/status.csv"
HEAD = ("region", "region_name", "agency", "agency_name", "kind", "year", "status", "status_name", "due", "basis", "published",
        "days_late", "tables_unpublished", "has_corrections", "url")


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """UTF-8 with a mark for spreadsheets."""
    over = years(site, site.agencies.values())
    everything: list[tuple[Any, ...]] = []
    for region in site.regions.values():
        own = [_line(site, s) for a in site.agencies_in.get(region.id, ()) for s in row(site, a, over)]
        everything += own
        if own:
            yield f"status/{region.id}.csv", BOM + table([HEAD, *own])
    yield PATH, BOM + table([HEAD, *everything])


def _line(site: Site, one: Standing) -> tuple[Any, ...]:
    agency, document = one.agency, one.document
    published = document.published if document and one.state in ("on_time", "late") else None
    return (
        agency.region, site.regions[agency.region].name, agency.id, agency.name_in(one.year), agency.kind, one.year, one.state,
        STATES[one.state], one.due.day.isoformat(), one.due.basis, published and published.isoformat(), one.days or None,
        "；".join(one.unpublished), int(one.corrected), absolute(site, addresses.page(document)) if document else None,
    )
