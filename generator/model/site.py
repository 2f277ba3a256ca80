"""Everything the portal knows, joined: the one value that checks, pages and exports read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.agency import Agency, Succession
from generator.model.deadline import deadline
from generator.model.document import Document, Narrative
from generator.model.finding import Finding
from generator.model.offer import Offer
from generator.model.plan import Plan
from generator.model.prose import Prose
from generator.model.region import Region
from generator.model.report import Report
from generator.model.rule import Rule
from generator.model.settings import Settings
from generator.model.version import History

FIRST_YEAR = 2008   # the Regulations came into force on 2008-05-01; there are no reports on earlier years


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was read, before it is joined; ids are checked for form, not yet for existence."""

    settings: Settings | None
    regions: dict[str, Region]
    agencies: dict[str, Agency]
    documents: dict[str, Document]
    prose: dict[str, Prose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Records by id, and who belongs to whom. Every list is sorted, so that the same content gives the same bytes."""

    settings: Settings
    today: date
    regions: dict[str, Region]
    agencies: dict[str, Agency]
    documents: dict[str, Document]
    prose: dict[str, Prose]
    top_regions: tuple[Region, ...]
    subregions: dict[str, tuple[Region, ...]]
    agencies_in: dict[str, tuple[Agency, ...]]
    documents_of: dict[str, tuple[Document, ...]]       # by agency, newest year first
    members: dict[str, tuple[Agency, ...]]              # by agency: those whose `parent` it is
    predecessors: dict[str, tuple[tuple[Agency, Succession], ...]]
    years: tuple[int, ...]                              # years with any document, newest first
    guides: dict[str, Prose] = field(default_factory=dict)     # those of the program that the portal has not written itself
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)      # by file, once the rules have run
    rules: tuple[Rule, ...] = ()
    offer: Offer = field(default_factory=Offer)         # the open data, once its files are made
    together: dict[str, Any] = field(default_factory=dict)     # what many documents come to, once worked out: `together`
    history: History = field(default_factory=History)  # from git, when the portal is built from a repository

    @property
    def written(self) -> tuple[Prose, ...]:
        """Every page of words, the portal's own and the guides, by name."""
        return tuple(sorted((*self.prose.values(), *self.guides.values()), key=lambda prose: prose.name))

    def report(self, agency: str, year: int) -> Report | None:
        """The annual report of the agency on the year."""
        found = self.documents.get(f"{agency}/{year}")
        return found if isinstance(found, Report) else None

    def of_year(self, year: int) -> tuple[Document, ...]:
        """All documents on the year, in the order of their ids."""
        return tuple(d for d in self.documents.values() if d.year == year)

    def ancestors(self, region: str) -> tuple[Region, ...]:
        """The regions above, the highest first."""
        above: list[Region] = []
        here = self.regions[region]
        while here.parent:
            here = self.regions[here.parent]
            above.insert(0, here)
        return tuple(above)

    def active_years(self, agency: Agency) -> tuple[int | None, int | None]:
        """The first and the last year the agency can owe a report on, None = not known or still there.

        Not written, the first is that of its first report; the last is the year before it was succeeded, or that year
        when it still reported on it.
        """
        reported = {d.year for d in self.documents_of.get(agency.id, ()) if isinstance(d, Report)}
        gone = min((int(s.date[:4]) for s in agency.succeeded_by if s.date), default=None)
        last = agency.last_year or (gone if gone is None or gone in reported else gone - 1)
        return agency.first_year or min(reported, default=None), last

    def expected_years(self, agency: Agency) -> range:
        """The years the agency owes a report on: those it was active in, to the last whose deadline has passed by `today`
        or that it has already reported on.
        """
        first, last = self.active_years(agency)
        if first is None:
            return range(0)
        before = self.today.year - 1
        due = before if deadline(self.settings, agency, before).day < self.today else before - 1
        reached = max((d.year for d in self.documents_of.get(agency.id, ()) if isinstance(d, Report)), default=due)
        return range(first, min(last or date.max.year, max(due, reached)) + 1)


__all__ = ["FIRST_YEAR", "Content", "Document", "Narrative", "Plan", "Site"]
