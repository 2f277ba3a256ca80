"""Names over time: every body an agency came from and became, however far, each under each of its names."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.agency import HOW, Agency, Succession
from generator.model.report import Report
from generator.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What ended a name: when (as far as known), how, and what came after it; `to` None = not an agency of the portal."""

    when: str
    how: str
    name: str
    to: Agency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A body under one of its names. `agency` None: it is not in the portal. `reports`: years under this name that are here."""

    name: str
    agency: Agency | None
    here: bool = False
    first: int | None = None
    last: int | None = None
    reports: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def span(self) -> str:
        """The report years under this name, as far as known: 2018–2021, 2019 年起, 2018 年止, or nothing."""
        if self.first and self.last:
            return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return f"{self.first} 年起" if self.first else f"{self.last} 年止" if self.last else ""


def stages(site: Site, agency: Agency) -> list[Stage]:
    """From the oldest to the newest; the agency's own among them, `here`. One alone when nothing changed."""
    seen = {agency.id}
    return [*_before(site, agency, seen), *_own(site, agency, here=True), *_after(site, agency, seen)]


def before(stages: list[Stage]) -> list[Agency]:
    """The agencies of the portal among the stages before its own, the oldest first."""
    here = next(n for n, stage in enumerate(stages) if stage.here)
    return list({s.agency.id: s.agency for s in stages[:here] if s.agency}.values())


def _before(site: Site, agency: Agency, seen: set[str]) -> Iterator[Stage]:
    for old, _ in site.predecessors.get(agency.id, ()):
        if old.id not in seen:
            seen.add(old.id)
            yield from _before(site, old, seen)
            yield from _own(site, old)


def _after(site: Site, agency: Agency, seen: set[str]) -> Iterator[Stage]:
    for succession in agency.succeeded_by:
        if succession.agency is None:
            if succession.name:
                yield Stage(name=succession.name, agency=None)
        elif succession.agency not in seen:
            seen.add(succession.agency)
            yield from _own(site, site.agencies[succession.agency])
            yield from _after(site, site.agencies[succession.agency], seen)


def _own(site: Site, agency: Agency, *, here: bool = False) -> Iterator[Stage]:
    """The body under each of its names, the oldest first."""
    first, last = site.active_years(agency)
    years = sorted({d.year for d in site.documents_of.get(agency.id, ()) if isinstance(d, Report)})
    former = sorted(agency.former_names, key=lambda f: f.until)
    names = [*((f.name, f.until) for f in former), (agency.name, last)]
    for n, (name, until) in enumerate(names):
        renamed = n + 1 < len(names)
        yield Stage(
            name=name, agency=agency, here=here, first=first, last=until,
            reports=tuple(y for y in years if agency.name_in(y) == name),
            changes=(Change(when=f"{until} 年度以后", how=HOW["renamed"], name=names[n + 1][0]),) if renamed
            else tuple(_became(site, s) for s in agency.succeeded_by),
        )
        first = until + 1 if until else None


def _became(site: Site, succession: Succession) -> Change:
    to = site.agencies[succession.agency] if succession.agency else None
    return Change(when=f"{succession.date} " if succession.date else "", how=HOW[succession.how],
                  name=to.name if to else succession.name or "", to=to)
