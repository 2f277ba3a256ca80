"""Content → Site: who belongs to whom, what came before and after, and every reference that leads nowhere.

A broken reference is a finding and is left out of the Site, so that a draft can be built in spite of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from generator.guides import GUIDES
from generator.model.agency import AGGREGATING, Agency, Succession
from generator.model.deferred import but
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.region import LEVELS, Region
from generator.model.report import Report
from generator.model.site import Content, Site

T = TypeVar("T")


def link(content: Content, today: date) -> tuple[Site | None, list[Finding]]:
    """The joined site, None when `site.yml` could not be read, and the findings of rule `reference`."""
    findings: list[Finding] = []
    regions = _regions(content.regions, findings)
    agencies = _agencies({a.id: a for a in content.agencies.values() if a.region in regions}, findings)
    documents = {
        id: _document(document, agencies, findings) for id, document in sorted(content.documents.items())
        if document.agency in agencies
    }
    if content.settings is None:
        return None, findings
    order = {level: i for i, level in enumerate(LEVELS)}

    def by_code(region: Region) -> tuple[int, str, str]:
        return order[region.level], region.code or "", region.id

    return Site(
        settings=content.settings, today=today, regions=regions, agencies=agencies, documents=documents,
        prose=dict(sorted(content.prose.items())),
        top_regions=tuple(sorted((r for r in regions.values() if not r.parent), key=by_code)),
        subregions=_grouped(sorted((r for r in regions.values() if r.parent), key=by_code), lambda r: r.parent or ""),
        agencies_in=_grouped(agencies.values(), lambda a: a.region),
        documents_of=_grouped(
            sorted(documents.values(), key=lambda d: (-d.year, d.kind != "report", d.kind)), lambda d: d.agency),
        members=_grouped((a for a in agencies.values() if a.parent), lambda a: a.parent or ""),
        predecessors=_predecessors(agencies),
        guides={name: guide for name, guide in GUIDES.items() if name not in content.prose},
        years=tuple(sorted({d.year for d in documents.values()}, reverse=True)),
    ), findings


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}


def _reference(file: str, at: str, message: str, remedy: str = "") -> Finding:
    return Finding(file=file, rule="reference", at=at, message=message, remedy=remedy)


def _regions(regions: dict[str, Region], findings: list[Finding]) -> dict[str, Region]:
    linked = {}
    parents = {r.id: r.parent for r in regions.values()}
    for id, region in sorted(regions.items()):
        parent = region.parent
        if parent and parent not in regions:
            findings.append(_reference(region.file, "parent", f"没有行政区划“{parent}”", "请核对文件夹名，或先建立该区划"))
            parent = None
        elif _in_cycle(id, parents):
            findings.append(_reference(region.file, "parent", f"上级行政区划成环：“{id}”归到了自己之下"))
            parent = None
        linked[id] = replace(region, parent=parent)
    return linked


def _agencies(agencies: dict[str, Agency], findings: list[Finding]) -> dict[str, Agency]:
    linked = {}
    parents = {a.id: a.parent for a in agencies.values()}
    for _, agency in sorted(agencies.items()):
        parent = agency.parent
        if parent and parent not in agencies:
            findings.append(_reference(agency.file, "parent", f"没有机关“{parent}”", "写成“行政区划/机关”，或先建立该机关"))
            parent = None
        elif _in_cycle(agency.id, parents):
            findings.append(_reference(agency.file, "parent", f"汇总关系成环：“{agency.id}”汇总到了自己"))
            parent = None
        linked[agency.id] = replace(agency, parent=parent, succeeded_by=tuple(_successions(agency, agencies, findings)))
    return linked


def _successions(agency: Agency, agencies: dict[str, Agency], findings: list[Finding]) -> Iterable[Succession]:
    for n, succession in enumerate(agency.succeeded_by, 1):
        at = f"succeeded_by.{n}.agency"
        if succession.agency is None or (succession.agency in agencies and not _succeeds_itself(agency.id, agencies)):
            yield succession
        elif succession.agency in agencies:
            findings.append(_reference(agency.file, at, f"承继关系成环：“{agency.id}”承继了自己"))
        else:
            findings.append(_reference(agency.file, at, f"没有机关“{succession.agency}”", "本平台未收录的机关请写 name: …"))


def _succeeds_itself(start: str, agencies: dict[str, Agency]) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        here = agencies.get(waiting.pop())
        for succession in here.succeeded_by if here else ():
            if succession.agency == start:
                return True
            if succession.agency and succession.agency not in seen:
                seen.add(succession.agency)
                waiting.append(succession.agency)
    return False


def _in_cycle(start: str, parents: dict[str, str | None]) -> bool:
    here, steps = parents.get(start), 0
    while here and here != start and steps <= len(parents):
        here, steps = parents.get(here), steps + 1
    return here == start


def _document(document: Document, agencies: dict[str, Agency], findings: list[Finding]) -> Document:
    """A report with its scope and the bodies it covers known."""
    if not isinstance(document, Report):
        return document
    covers = []
    for n, id in enumerate(document.covers, 1):
        if id in agencies:
            covers.append(id)
        else:
            findings.append(_reference(document.file, f"covers.{n}", f"没有机关“{id}”", "写成“行政区划/机关”"))
    wide = document.kind == "aggregate" or agencies[document.agency].kind in AGGREGATING
    return but(document, covers=tuple(covers), scope=document.scope or ("aggregate" if wide else "own"))


def _predecessors(agencies: dict[str, Agency]) -> dict[str, tuple[tuple[Agency, Succession], ...]]:
    pairs = [(a, s) for a in agencies.values() for s in a.succeeded_by if s.agency]
    return _grouped(pairs, lambda pair: pair[1].agency or "")
