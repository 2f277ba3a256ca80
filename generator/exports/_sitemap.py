"""The site map of the sitemaps protocol: the addresses of all pages, in files of at most 50,000 with an index over them.

A page of a document says when the document last changed, where that is known; days are not made up.
"""

from collections.abc import Iterable, Iterator
from html import escape

from generator import addresses
from generator.exports._links import absolute
from generator.model.document import Document, Narrative
from generator.model.site import Site

PATH = "sitemap.xml"
MOST = 50_000
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """pages: paths of the Markdown pages; those that only lead on are left out. One file, or an index and its parts."""
    moved = {addresses.of_file(file) for file in site.history.moved}
    days = {addresses.page(d): day for d in site.documents.values() if (day := _changed(site, d))}
    urls = [f"<url><loc>{_at(site, p)}</loc>{f'<lastmod>{days[p]}</lastmod>' if p in days else ''}</url>" for p in sorted(pages)
            if p not in moved]
    if len(urls) <= MOST:
        yield PATH, _file("urlset", urls)
        return
    parts = {f"sitemap-{n // MOST + 1}.xml": urls[n:n + MOST] for n in range(0, len(urls), MOST)}
    yield PATH, _file("sitemapindex", [f"<sitemap><loc>{_at(site, name)}</loc></sitemap>" for name in parts])
    for name, own in parts.items():
        yield name, _file("urlset", own)


def _file(root: str, entries: list[str]) -> bytes:
    return "\n".join([f"{XML}<{root} {SPACE}>", *entries, f"</{root}>\n"]).encode()


def _at(site: Site, path: str) -> str:
    return escape(absolute(site, path), quote=False)


def _changed(site: Site, document: Document) -> str | None:
    """The day of the commit; else the latest correction, else the publication."""
    version = site.history.files.get(document.file)
    corrected = [c.date for c in document.corrections] if isinstance(document, Narrative) else []
    day = version.day if version else max((d for d in (document.published, *corrected) if d), default=None)
    return day.isoformat() if day else None
