"""Atom feeds: of all, of each region with what lies below it, of each agency, and of corrections.

An entry's day is the latest one the document states. A document that states none is in no feed: days are not made up.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator import addresses, corrected
from generator.exports import _feeds, _pieces
from generator.exports._feeds import ALL, CORRECTIONS, Entry, atom, newest
from generator.exports._links import absolute
from generator.exports._rows import head
from generator.model.agency import Agency
from generator.model.document import Document, Narrative
from generator.model.region import Region
from generator.model.site import Site


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """As a piece its newest entries, and those of corrections."""
    if documents := _pieces.documents(site, region):
        entries = [entry for d in documents if (entry := _entry(site, d))]
        corrections = [entry for d in documents for entry in _corrections(site, d)]
        yield _pieces.path("feeds", region), json.dumps([newest(entries), newest(corrections)], default=date.isoformat).encode()


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, str]]:
    """All, corrections, regions."""
    by_region: dict[str, list[Entry]] = defaultdict(list)
    entries: list[Entry] = []
    corrections: list[Entry] = []
    for region in _pieces.regions(site):
        own, corrected_ = ([_read(e) for e in found] for found in json.loads(_pieces.one("feeds", region, read)))
        entries += own
        corrections += corrected_
        for around in (region, *site.ancestors(region.id)):
            by_region[around.id] += own
    title = site.settings.title
    yield ALL, atom(site, ALL, title, "index.md", entries)
    yield CORRECTIONS, atom(site, CORRECTIONS, f"{title}：更正", "index.md", corrections)
    for region in site.regions.values():
        path = _feeds.of_region(region.id)
        yield path, atom(site, path, f"{region.name} - {title}", addresses.page(region), by_region[region.id])


def of_agency(site: Site, agency: Agency) -> Iterator[tuple[str, str]]:
    """Its own."""
    path, title = _feeds.of_agency(agency.id), site.settings.title
    entries = [entry for d in site.documents_of.get(agency.id, ()) if (entry := _entry(site, d))]
    yield path, atom(site, path, f"{agency.name} - {title}", addresses.page(agency), entries)


def _entry(site: Site, document: Document) -> Entry | None:
    source = document.source
    corrected = [c.date for c in document.corrections] if isinstance(document, Narrative) else []
    days = [d for d in (document.published, source.retrieved if source else None, *corrected) if d]
    if not days:
        return None
    url, name = absolute(site, addresses.page(document)), head(site, document).agency_name
    summary = "；".join(text for text in (
        f"{document.published.isoformat()}发布" if document.published else "发布日期未载",
        f"{source.retrieved.isoformat()}收录" if source and source.retrieved else "",
        *(f"{d.isoformat()}更正" for d in corrected)) if text)
    return Entry(url, document.title, url, max(days), name, f"{name}：{summary}", document.published)


def _read(values: list[Any]) -> Entry:
    entry = Entry._make(values)
    published = entry.published and date.fromisoformat(str(entry.published))
    return entry._replace(updated=date.fromisoformat(str(entry.updated)), published=published)


def _corrections(site: Site, document: Document) -> Iterator[Entry]:
    url = absolute(site, addresses.page(document))
    for n, correction in enumerate(document.corrections if isinstance(document, Narrative) else (), 1):
        told = "；".join(map(str, corrected.of(document, correction)))
        yield Entry(f"{url}#correction-{n}", f"更正：{document.title}", url, correction.date, head(site, document).agency_name,
                    f"{correction.reason}。{told}")
