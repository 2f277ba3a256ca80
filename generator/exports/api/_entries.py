"""Records in short, as lists and other records name them."""

from generator import addresses
from generator.exports._links import api, link
from generator.exports.api._profiles import AgencyEntry, DocumentEntry, Named, RegionEntry
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site


def named(site: Site, here: str, record: Region | Agency) -> Named:
    """Region or agency with its file and page."""
    data, page = link(site, here, api(record)), link(site, here, addresses.page(record))
    return Named(id=record.id, name=record.name, data=data, page=page)


def region(site: Site, here: str, record: Region) -> RegionEntry:
    """A line of the list of regions."""
    return RegionEntry(
        id=record.id, name=record.name, level=record.level, code=record.code, parent=record.parent,
        data=link(site, here, api(record)), page=link(site, here, addresses.page(record)))


def agency(site: Site, here: str, record: Agency) -> AgencyEntry:
    """A line of the list of agencies."""
    return AgencyEntry(
        id=record.id, name=record.name, region=record.region, kind=record.kind,
        data=link(site, here, api(record)), page=link(site, here, addresses.page(record)))


def document(site: Site, here: str, record: Document) -> DocumentEntry:
    """A line of the list of documents."""
    report = record if isinstance(record, Report) else None
    return DocumentEntry(
        id=record.id, title=record.title, agency=record.agency, year=record.year, kind=record.kind,
        scope=report.scope if report else None, format=report.format if report else None, published=record.published,
        data=link(site, here, api(record)), page=link(site, here, addresses.page(record)))
