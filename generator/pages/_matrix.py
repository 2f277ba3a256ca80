"""Who reported when: agencies by years, as links, gaps and years in which the body owed nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses
from generator.model.agency import Agency
from generator.model.site import Site
from generator.pages._common import KIND_NAMES
from generator.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A cell of the matrix. `text` with `path` is a link; without, "缺" = owed and not here, "–" = nothing owed."""

    text: str
    path: str = ""


def years(site: Site, agencies: Iterable[Agency]) -> list[int]:
    """The years any of the agencies has a document on or owes a report on, the newest first."""
    found: set[int] = set()
    for agency in agencies:
        found |= {d.year for d in site.documents_of.get(agency.id, ())} | set(site.expected_years(agency))
    return sorted(found, reverse=True)


def mark(here: Standing) -> Mark:
    """The agency's best document on the year (its report if there is one), or what its absence means."""
    best = here.document
    if best:
        return Mark(text=str(here.year) if best.kind == "report" else KIND_NAMES[best.kind][-2:], path=addresses.page(best))
    return Mark(text="缺" if here.state == "missing" else "–")
