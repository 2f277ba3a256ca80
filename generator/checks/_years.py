"""Two years of one agency: the documents of one kind on a year and the year before."""

from collections.abc import Iterator

from generator.model.document import Narrative
from generator.model.site import Site


def pairs(site: Site) -> Iterator[tuple[Narrative, Narrative]]:
    """(last year's, this year's) document of an agency, of one kind."""
    for document in site.documents.values():
        if isinstance(document, Narrative):
            kind = "" if document.kind == "report" else f"-{document.kind}"
            last = site.documents.get(f"{document.agency}/{document.year - 1}{kind}")
            if isinstance(last, Narrative):
                yield last, document
