"""One body over the years: which document comes before which, when their numbers continue, which local tables are alike."""

import re

from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import OtherTable

YEAR = re.compile(r"20\d\d年?度?|附件?表?[\d一二三四五六七八九十]*[：:]")


def before(site: Site, document: Document) -> Document | None:
    """The agency's last document of the kind before this one, of whatever year."""
    kind, year = document.kind, document.year
    return next((d for d in site.documents_of[document.agency] if d.year < year and d.kind == kind), None)     # newest first


def after(site: Site, document: Document) -> Document | None:
    """The agency's next document of the kind."""
    kind, year = document.kind, document.year
    return next((d for d in reversed(site.documents_of[document.agency]) if d.year > year and d.kind == kind), None)


def continued(site: Site, last: Narrative, document: Narrative) -> bool:
    """The numbers of both speak of the same bodies: scope and covers the same, no reorganisation between them."""
    if not isinstance(last, Report) or not isinstance(document, Report):
        return False
    same = last.scope == document.scope and set(last.covers) == set(document.covers)
    return same and not reorganised(site, document.agency, document.year, last.year)


def reorganised(site: Site, agency: str, year: int, since: int) -> bool:
    """A merger, split or takeover in the years `since` to `year`, or at a time not known."""
    here = site.agencies[agency]
    events = [(s.date, here.last_year) for s in here.succeeded_by]
    events += [(s.date, before.last_year) for before, s in site.predecessors.get(agency, ())]
    return any(
        since <= int(day[:4]) <= year if day else ended is None or since <= ended <= year
        for day, ended in events
    )


def alike(table: OtherTable) -> tuple[str, ...]:
    """What a table has in common with its like of another year: title and columns without years and white space."""
    return tuple(YEAR.sub("", re.sub(r"\s", "", words)) for words in (table.title, *table.columns))
