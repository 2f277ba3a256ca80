"""Which findings can come from a change in another file, and the rules run for these alone."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site


def reach(rule: Any) -> str:
    """How far a rule looks."""
    return str(getattr(rule, "NEIGHBOURS", "years"))


def near(site: Site, touched: Collection[str], profiles: Collection[str] = ()) -> dict[str, set[str]]:
    """Files whose findings may come from files that were touched, by how far the rule looks (`NEIGHBOURS`).

    profiles: agencies and regions whose profile is among them.
    """
    of_year = {(f"{p[2]}/{p[3]}", int(p[4][:4])) for p in (file.split("/") for file in touched)
               if len(p) == 5 and p[4][:4].isdigit()}
    known = [(site.agencies[id], year) for id, year in of_year if id in site.agencies]
    groups = {(group, year) for agency, year in known for group in (agency.region, agency.parent) if group}
    wanted = set(profiles)
    profile = {r.file for r in site.regions.values() if wanted & {r.id, *(a.id for a in site.ancestors(r.id))}}
    years, peers = {agency.file for agency, _ in known}, set()
    for document in site.documents.values():
        agency = site.agencies[document.agency]
        before_after = {s.agency for s in agency.succeeded_by if s.agency}
        before_after |= {a.id for a, _ in site.predecessors.get(agency.id, ())}
        members = {m.id for m in site.members.get(agency.id, ())} | {*(document.covers if isinstance(document, Report) else ())}
        if wanted & {agency.id, agency.region}:
            profile.add(document.file)
        if wanted & (before_after | members) or any((id, document.year) in of_year for id in members) or any(
                (id, document.year + n) in of_year for id in {agency.id, *before_after} for n in (-1, 0, 1)):
            years.add(document.file)
        if {(agency.region, document.year), (agency.parent, document.year)} & groups:
            peers.add(document.file)
    return {"profile": profile, "years": profile | years, "everywhere": profile | years, "peers": profile | years | peers}


Near = Callable[[frozenset[str]], dict[str, set[str]]]


def again(site: Site, rule: Any, touched: Collection[str], known: Collection[Finding], near: Near) -> Iterator[Finding]:
    """Findings of a rule that sees the whole site, after a change of documents alone; known: those before it; near: as above.

    Rules go through the documents and look up others: here they go through those few that count, and still find all others.
    """
    how = reach(rule)
    if how == "everywhere":
        yield from rule.check(site)
        return
    judged = frozenset({*touched, *near(frozenset(touched))[how]})
    seen = judged if how != "peers" else {*judged, *near(judged)[how]}
    few = replace(site, documents=_Few(site.documents, [d.id for d in site.documents.values() if d.file in seen]))
    yield from (f for f in known if f.file not in judged)
    yield from (f for f in rule.check(few) if f.file in judged)


class _Few(dict[str, Document]):
    """Documents by id, all of them; whoever goes through them meets a few."""

    def __init__(self, all_: dict[str, Document], few: list[str]) -> None:
        super().__init__(all_)
        self._few = few

    def __iter__(self) -> Iterator[str]:
        return iter(self._few)

    def __len__(self) -> int:
        return len(self._few)

    def keys(self) -> Any:
        return self._few

    def values(self) -> Any:
        return [self[id] for id in self._few]

    def items(self) -> Any:
        return [(id, self[id]) for id in self._few]
