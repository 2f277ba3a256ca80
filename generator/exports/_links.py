"""Addresses of the open data, and links from one file to another: relative for a copy of the site, absolute for the web."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from generator import addresses
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.model.written import written

API = "api/v1"
PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The same place twice: from the file that names it, and whole."""

    href: str = written("相对地址", required=True)
    url: str = written("完整地址", required=True)


def absolute(site: Site, path: str) -> str:
    """The whole address of a file or page below docs."""
    return f"{site.settings.url.rstrip('/')}/{quoted(addresses.url(path))}"


def link(site: Site, here: str, there: str) -> Link:
    """From the file `here` to the file or page `there`, both below docs."""
    target = quoted(addresses.url(there))
    folders, parts = here.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(folders), len(parts) - 1) and folders[common] == parts[common]:
        common += 1
    relative = "../" * (len(folders) - common) + "/".join(parts[common:])
    return Link(href=relative or "./", url=f"{site.settings.url.rstrip('/')}/{target}")


def quoted(path: str) -> str:
    """The path as an address; nearly all need no change."""
    return path if PLAIN.fullmatch(path) else quote(path)


def api(record: Region | Agency | Document) -> str:
    """The file of the API about the record."""
    if isinstance(record, Document):
        return f"{API}/reports/{record.id}.json"
    return f"{API}/{'agencies' if isinstance(record, Agency) else 'regions'}/{record.id}.json"


def series(agency: Agency) -> str:
    """The file of the API with the agency's indicators over the years."""
    return f"{API}/series/{agency.id}.json"


def word(document: Document) -> str:
    """The report in the official form."""
    return f"{document.id}.docx"


def source_file(document: Document) -> str:
    """The file the document is written in, as it stands in content/."""
    return f"{document.id}.yml"


def original(document: Document) -> str | None:
    """The original as published."""
    return f"{document.agency}/files/{document.original.name}" if document.original else None


def downloads(document: Document) -> dict[str, str]:
    """What is offered of a document: kind of file → path below docs. Its figures are among those of its agency."""
    found = {"json": api(document), "yaml": source_file(document)}
    if isinstance(document, Report):
        found["docx"] = word(document)
    if path := original(document):
        found["original"] = path
    return found
