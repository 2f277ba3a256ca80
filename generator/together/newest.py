"""What was published or corrected last, of the documents on a year."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.model.document import Document, Narrative
from generator.model.site import Site
from generator.together import of

MOST = 12       # of the site


class Event(NamedTuple):
    """A day (None: not known), what was done, and the document's year and id."""

    day: date | None
    what: str
    year: int
    id: str


def keys(site: Site) -> Iterator[str]:
    """Every year that has a document."""
    return map(str, site.years)


def share(site: Site, key: str) -> tuple[Event, ...]:
    """As many as can be among the last of the site."""
    return _last(e for d in site.of_year(int(key)) for e in _events(d))


def _events(document: Document) -> Iterator[Event]:
    yield Event(document.published, "发布", document.year, document.id)
    for correction in document.corrections if isinstance(document, Narrative) else ():
        yield Event(correction.date, "更正", document.year, document.id)


def _last(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda e: (e.day or date.min, e.year, e.what, e.id), reverse=True)[:MOST])


def newest(site: Site) -> tuple[Event, ...]:
    """Of the whole site, the last first; documents without a date stand behind all others."""
    return _last(e for year in site.years for e in of(site, "newest", str(year)))
