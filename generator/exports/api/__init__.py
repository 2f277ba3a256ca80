"""The static API: `/api/v1/`, JSON files that name one another, with their JSON Schemas and an OpenAPI description."""

from collections.abc import Iterator

from generator.exports.api import _described, _documents, _lists
from generator.model.agency import Agency
from generator.model.region import Region
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Indexes, editions, and what describes all."""
    yield from _lists.files(site)
    yield from _described.files(site)


def of_agency(site: Site, agency: Agency) -> Iterator[tuple[str, str]]:
    """An agency, and its series."""
    yield from _lists.of_agency(site, agency)
    yield from _documents.of_agency(site, agency)


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes | str]]:
    """A region, and what stands in lists of its documents."""
    yield from _lists.of_region(site, region)
    yield from _documents.of_region(site, region)


of_document, gathered = _documents.of_document, _documents.gathered
