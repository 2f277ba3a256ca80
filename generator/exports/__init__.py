"""The door to the open data: an export is a file or folder, one data product each.

    files(site)             yields (path below docs, content) of what the member makes
    of_document(site, doc)  optional instead or as well: its files of one document, made of it and what is about it
    of_agency(site, agency) the same of one agency, and
    of_year(site, year)     of one year, and
    of_region(site, region) of one region: after a change only those are made anew that the change bears on
    gathered(site, read)    the same, files made of the bytes of those of agencies, years and regions; read(path): None if there
                            is none. What is made for this alone is a piece (`_pieces`) and no file of the open data.
                            SLOW = True beside it: it takes longest, and is begun first
    listing(site, made)     optional instead or as well: files about the files made before it (sizes, checksums)

Exports are pure: the same site gives the same bytes, archives included. Nothing but bulk files is held in memory whole.

files(site, made)   every file, one after the other, so that whoever writes them need not keep them; `made` is filled on the way
of(site, subject)   those of one export (its name), or all exports' of one document, agency, year or region, pieces among them:
                    `subjects` may be made at the same time
gathered(site, …)   those one export makes of these; `gatherers` may do it at the same time
piece(path)         the name of a piece, None for a file of the open data
listings(site, …)   files about all these
offer(site, made)   what pages say of the files, once all are made
heads(site)         what search engines read in the head of a page (schema.org), by the page's path
sitemap(site, paths)    `sitemap.xml` of the pages with these paths, in parts when they are many
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator import rooms
from generator.exports._linked_data import heads
from generator.exports._offer import offer
from generator.exports._pieces import name as piece
from generator.exports._sitemap import sitemap
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.made import Made
from generator.model.region import Region
from generator.model.site import Site

Files = Iterator[tuple[str, bytes]]
Subject = str | Document | Agency | Region | int
PARTS = ((Document, "of_document"), (Agency, "of_agency"), (Region, "of_region"), (int, "of_year"))


def members() -> dict[str, Any]:
    """Every export by its id."""
    return rooms.members(sys.modules[__name__])


def files(site: Site, made: dict[str, Made] | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data. What lists other files comes last."""
    made = {} if made is None else made
    parts: dict[str, bytes] = {}
    for subject in (*subjects(site), *site.documents.values()):
        for path, data in of(site, subject):
            if isinstance(subject, Agency | Region | int):
                parts[path] = data
            if not piece(path):
                yield from _noted([(path, data)], made)
    for export in gatherers():
        yield from _noted(gathered(site, parts.get, export), made)
    yield from listings(site, made)


def subjects(site: Site) -> list[Subject]:
    """What `of` is asked for beside documents; the largest first."""
    return [*members(), *site.regions.values(), *site.years, *site.agencies.values()]


def of(site: Site, subject: Subject) -> Files:
    """The files of one export, or all exports' files of one document, agency, region or year."""
    exports = members()
    if isinstance(subject, str):
        export = exports[subject]
        found = export.files(site) if hasattr(export, "files") else ()
    else:
        name = next(name for cls, name in PARTS if isinstance(subject, cls))
        found = (file for e in exports.values() if hasattr(e, name) for file in getattr(e, name)(site, subject))
    return _bytes(found)


def gatherers() -> list[str]:
    """Exports that make files of others, those that take long first."""
    found = [name for name, export in members().items() if hasattr(export, "gathered")]
    return sorted(found, key=lambda name: not getattr(members()[name], "SLOW", False))


def gathered(site: Site, read: Callable[[str], bytes | None], export: str) -> Files:
    """Files that the export makes of the bytes of others."""
    return _bytes(members()[export].gathered(site, read))


def listings(site: Site, made: dict[str, Made]) -> Files:
    """Files about the files made before them; they are added to `made`."""
    for export in members().values():
        if hasattr(export, "listing"):
            yield from _noted(export.listing(site, made), made)


def _bytes(found: Iterable[tuple[str, bytes | str]]) -> Files:
    return ((path, content.encode() if isinstance(content, str) else content) for path, content in found)


def _noted(found: Iterable[tuple[str, bytes | str]], made: dict[str, Made]) -> Files:
    for path, data in _bytes(found):
        if path in made:
            raise ValueError(f"two exports make {path}")
        made[path] = Made.of(data)
        yield path, data


__all__ = ["Files", "Made", "Subject", "files", "gathered", "gatherers", "heads", "listings", "members", "of", "offer", "piece",
           "sitemap", "subjects"]
