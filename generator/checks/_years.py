"""Two years of one agency: which documents follow each other, and when their numbers continue."""

from collections.abc import Iterator

from generator.model.document import Narrative
from generator.model.report import Report
from generator.model.site import Site


def pairs(site: Site) -> Iterator[tuple[Narrative, Narrative]]:
    """(last year's, this year's) document of an agency, of one kind."""
    for document in site.documents.values():
        if isinstance(document, Narrative):
            kind = "" if document.kind == "report" else f"-{document.kind}"
            last = site.documents.get(f"{document.agency}/{document.year - 1}{kind}")
            if isinstance(last, Narrative):
                yield last, document


def continued(site: Site, last: Narrative, document: Narrative) -> bool:
    """The numbers of both speak of the same bodies: scope and covers the same, no reorganisation between them."""
    if not isinstance(last, Report) or not isinstance(document, Report):
        return False
    same = last.scope == document.scope and set(last.covers) == set(document.covers)
    return same and not reorganised(site, document.agency, document.year)


def reorganised(site: Site, agency: str, year: int) -> bool:
    """A merger, split or takeover in the year or the one before, or at a time not known."""
    here = site.agencies[agency]
    events = [(s.date, here.last_year) for s in here.succeeded_by]
    events += [(s.date, before.last_year) for before, s in site.predecessors.get(agency, ())]
    return any(
        int(day[:4]) in (year - 1, year) if day else ended is None or ended in (year - 1, year)
        for day, ended in events
    )
