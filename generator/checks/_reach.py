"""Which findings can come from a change in another file, and the rules run for a part of the documents alone: rules go through
the documents and look up others, so that they are given a site where they meet few and still find all."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
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
    years_of, in_group = _sets(of_year), _sets(groups)
    for id, documents in site.documents_of.items():
        agency = site.agencies[id]
        before_after = {s.agency for s in agency.succeeded_by if s.agency} | {a.id for a, _ in site.predecessors.get(id, ())}
        members = {m.id for m in site.members.get(id, ())}
        of_peers = in_group.get(agency.region, set()) | in_group.get(agency.parent or "", set())
        own = {year + n for id in (id, *before_after) for year in years_of.get(id, ()) for n in (-1, 0, 1)}
        below = {year for id in members for year in years_of.get(id, ())}
        everywhen, here = bool(wanted & (before_after | members)), bool(wanted & {id, agency.region})
        for document in documents:
            covers = document.covers if isinstance(document, Report) else ()
            if here:
                profile.add(document.file)
            if everywhen or document.year in own or document.year in below or any(
                    id in wanted or document.year in years_of.get(id, ()) for id in covers):
                years.add(document.file)
            if document.year in of_peers:
                peers.add(document.file)
    return {"profile": profile, "years": profile | years, "everywhere": profile | years, "peers": profile | years | peers}


def _sets(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    sets: dict[str, set[int]] = {}
    for key, value in pairs:
        sets.setdefault(key, set()).add(value)
    return sets


Near = Callable[[frozenset[str]], dict[str, set[str]]]


def again(site: Site, rule: Any, touched: Collection[str], known: Collection[Finding], near: Near) -> Iterator[Finding]:
    """Findings of a rule that sees the whole site, after a change of documents alone; known: those before it; near: as above."""
    how = reach(rule)
    if how == "everywhere":
        yield from rule.check(site)
        return
    judged = frozenset({*touched, *near(frozenset(touched))[how]})
    seen = judged if how != "peers" else {*judged, *near(judged)[how]}
    yield from (f for f in known if f.file not in judged)
    few = _meeting(site, sorted(id for id in map(_id, seen) if id in site.documents))
    yield from (f for f in rule.check(few) if f.file in judged)


Work = Callable[[], Iterable[Finding]]


def pieces(site: Site, rule: Any, number: int) -> list[Work]:
    """What finds all that a rule finds that sees the whole site, in at most `number` pieces of work that can be done at once: one
    that compares many documents of a year and of the one before, which takes longest, is done of some years each."""
    years = sorted(d.year for d in site.documents.values())
    if number < 2 or reach(rule) != "peers" or not years:
        return [partial(rule.check, site)]
    begin = sorted({years[n * len(years) // number] for n in range(number)})
    return [partial(_of_years, site, rule, range(*run)) for run in pairwise([*begin, years[-1] + 1])]


def _of_years(site: Site, rule: Any, years: range) -> Iterator[Finding]:
    """Findings on documents of the years, which are compared with those of the year before too."""
    own = {d.file for d in site.documents.values() if d.year in years}
    seen = [d.id for d in site.documents.values() if d.year in years or d.year + 1 in years]
    yield from (f for f in rule.check(_meeting(site, seen)) if f.file in own)


def _meeting(site: Site, few: list[str]) -> Site:
    """The site, of which whoever goes through its documents meets a few."""
    return replace(site, documents=_Few(site.documents, few))


def _id(file: str) -> str:
    """Of the document of this file, where it is one's."""
    return "/".join(file.removesuffix(".yml").split("/")[2:])


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
