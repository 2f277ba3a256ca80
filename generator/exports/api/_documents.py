"""Documents in full, the series of each agency, and what changed when."""

import json
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from generator import __version__, addresses, cite, indicators
from generator.exports import _pieces
from generator.exports._json import plain, text
from generator.exports._links import API, api, downloads, link, series
from generator.exports.api import _entries
from generator.exports.api._lists import line, listed
from generator.exports.api._reports import Change, Counted, DocumentLinks, Finding, Numbers, OriginalFile, Provenance, Series
from generator.model.agency import Agency
from generator.model.document import Document, Narrative
from generator.model.region import Region
from generator.model.site import Site

DOCUMENTS, CHANGES = f"{API}/reports.json", f"{API}/changes.json"


def of_region(site: Site, region: Region) -> Iterator[tuple[str, bytes]]:
    """As a piece its entries in both lists, those of changes with what they are sorted by."""
    if documents := _pieces.documents(site, region):
        entries = [line(_entries.document(site, DOCUMENTS, d)) for d in documents]
        changes = [(-c.date.toordinal(), c.document, c.what, line(c)) for d in documents for c in _changes(site, CHANGES, d)]
        yield _pieces.path("api", region), json.dumps([entries, changes]).encode()


def gathered(site: Site, read: _pieces.Read) -> Iterator[tuple[str, str]]:
    """The list of documents, the changes."""
    entries: list[str] = []
    changes: list[tuple[int, str, str, str]] = []
    for piece in _pieces.all_of("api", _pieces.regions(site), read):
        own, changed = json.loads(piece)
        entries += own
        changes += changed
    yield DOCUMENTS, listed(entries)
    yield CHANGES, listed(text for *_, text in sorted(changes, key=itemgetter(0, 1, 2)))


def of_agency(site: Site, agency: Agency) -> Iterator[tuple[str, str]]:
    """Its series."""
    yield series(agency), text(plain(_series(site, agency)))


def of_document(site: Site, document: Document) -> Iterator[tuple[str, str]]:
    """The document in full."""
    yield api(document), text(plain(_links(site, document)) | plain(document))


def _links(site: Site, document: Document) -> DocumentLinks:
    here, agency = api(document), site.agencies[document.agency]
    alike = [d for d in site.documents_of[agency.id] if d.kind == document.kind]
    before = max((d for d in alike if d.year < document.year), key=lambda d: d.year, default=None)
    after = min((d for d in alike if d.year > document.year), key=lambda d: d.year, default=None)
    page = addresses.page(document)
    return DocumentLinks(
        id=document.id, kind=document.kind, year=document.year, agency=_entries.named(site, here, agency),
        region=_entries.named(site, here, site.regions[agency.region]), page=link(site, here, page),
        downloads={kind: link(site, here, path) for kind, path in downloads(document).items()},
        table=link(site, here, addresses.figures(agency)) if document.counts else None,
        previous=link(site, here, api(before)) if before else None,
        next=link(site, here, api(after)) if after else None,
        indicators={i.key: indicators.value(document, i) for i in indicators.NAMED} if isinstance(document, Narrative) else {},
        findings=tuple(
            Finding(rule=f.rule, severity=f.severity, at=f.at, message=f.message, expected=f.expected, found=f.found,
                    accepted=f.accepted) for f in site.findings.get(document.file, ())),
        provenance=_provenance(site, here, document),
        citation=cite.of_document(site, document),
    )


def _provenance(site: Site, here: str, document: Document) -> Provenance:
    source, original, repository = document.source, document.original, site.settings.repository
    version = site.history.files.get(document.file)
    return Provenance(
        url=source.url if source else None, publisher=source.publisher if source else None,
        retrieved=source.retrieved if source else None, file=document.file,
        original=OriginalFile(
            name=original.name, size=original.size, sha256=original.sha256,
            link=link(site, here, downloads(document)["original"])) if original else None,
        commit=version.commit if version else None, committed=version.day if version else None, portal=__version__,
        history=f"{repository.rstrip('/')}/commits/main/{document.file}" if repository else None,
        manifest=link(site, here, "build.json"),
    )


def _series(site: Site, agency: Agency) -> Series:
    here = series(agency)
    found = indicators.several(site, agency.id, indicators.FOLLOWED)
    reports = [p.report for p in next(iter(found.values()))]
    return Series(
        agency=_entries.named(site, here, agency), series={i.key: _numbers(i, points) for i, points in found.items()},
        reports=tuple(
            Counted(year=r.year, scope=r.scope or "own", format=r.format, data=link(site, here, api(r))) for r in reports),
        citation=cite.of_agency(site, agency, here),
    )


def _numbers(of: indicators.Indicator, points: indicators.Series) -> Numbers:
    part, whole = ((tuple(p.reading.part for p in points), tuple(p.reading.whole for p in points)) if of.ratio else (None, None))
    return Numbers(
        label=of.label, unit=of.unit, numbers=tuple(p.reading.value for p in points), part=part, whole=whole,
        missing={str(p.year): p.reading.state for p in points if p.reading.value is None},
        broken={str(p.year): p.broken for p in points if p.broken},
    )


def _changes(site: Site, here: str, document: Document) -> Iterator[Change]:
    for day, what, reason, places in happened(document):
        yield Change(date=day, what=what, document=document.id, title=document.title, reason=reason, places=places,
                     data=link(site, here, api(document)), page=link(site, here, addresses.page(document)))


def happened(document: Document) -> Iterator[tuple[date, str, str | None, tuple[str, ...]]]:
    """(day, what, reason, places) of everything the document gives a day for; days that are not stated are not made up."""
    if document.published:
        yield document.published, "publication", None, ()
    if document.source and document.source.retrieved:
        yield document.source.retrieved, "retrieval", None, ()
    for correction in document.corrections if isinstance(document, Narrative) else ():
        yield correction.date, "correction", correction.reason, tuple(c.at for c in correction.changes)
