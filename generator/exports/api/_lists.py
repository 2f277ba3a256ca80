"""The index, the lists, and the records of regions, agencies, editions, indicators and rules."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator import __version__, addresses, indicators
from generator.exports import _feeds
from generator.exports._json import plain, text
from generator.exports._links import API, Link, api, link
from generator.exports._links import series as series_of
from generator.exports.api import _entries
from generator.exports.api._profiles import (
    AgencyLinks,
    FormatDetail,
    FormatEntry,
    Index,
    IndicatorEntry,
    RegionDetail,
    Rule,
)
from generator.formats import EDITIONS
from generator.model.agency import Agency
from generator.model.region import Region
from generator.model.site import Site

PROMISE = (
    "v1 的地址和键不改名、不删除、不改变含义；会增加新的键、新的文件和新的取值，请忽略不认识的键。"
    "null 表示原文未填写（不是零），没有的键表示原文没有该表或该行。如需不兼容的改动，另立 v2，v1 至少再保留两年。"
)
LISTS = ("regions", "agencies", "formats", "indicators", "reports", "changes")


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Everything but documents, agencies and regions."""
    yield f"{API}/index.json", text(plain(_index(site)))
    here = f"{API}/regions.json"
    yield here, listing(_entries.region(site, here, r) for r in site.regions.values())
    here = f"{API}/agencies.json"
    yield here, listing(_entries.agency(site, here, a) for a in site.agencies.values())
    here = f"{API}/formats.json"
    yield here, listing(FormatEntry(id=f.id, title=f.title, **_form_links(site, here, f.id)) for f in EDITIONS.values())
    here = f"{API}/indicators.json"
    yield here, listing(_indicator(site, here, i) for i in indicators.ALL.values())
    here = f"{API}/{RULES}.json"
    yield here, listing(
        Rule(id=r.id, severities=r.severities, scope=r.scope, why=r.why, page=link(site, here, f"{RULES}/{r.id}.md"))
        for r in site.rules)
    for id in EDITIONS:
        yield _form(id), text(plain(_edition(site, id)))


def of_region(site: Site, region: Region) -> Iterator[tuple[str, str]]:
    """The region."""
    yield api(region), text(plain(_region(site, api(region), region)))


def of_agency(site: Site, agency: Agency) -> Iterator[tuple[str, str]]:
    """The agency in full."""
    yield api(agency), text(plain(agency) | plain(_agency(site, api(agency), agency)))


RULES = "rules"


def _indicator(site: Site, here: str, of: indicators.Indicator) -> IndicatorEntry:
    return IndicatorEntry(
        key=of.key, label=of.label, unit=of.unit, cells=of.cells, means=of.means or None,
        aliases=of.aliases, basis=of.basis, formula=of.formula or None,
        part=tuple(i.key for i in of.part), whole=tuple(i.key for i in of.whole),
        same=tuple(sorted(of.same)), page=link(site, here, addresses.indicator(of.page)),
    )


def listing(items: Iterable[Any]) -> str:
    """A list is an object, so that it can be given more keys."""
    return listed(map(line, items))


def line(item: Any) -> str:
    """An item for `listed`."""
    return text(plain(item)).rstrip("\n")


def listed(lines: Iterable[str]) -> str:
    """The list of these."""
    return f'{{"items":[{",".join(lines)}]}}\n'


def _index(site: Site) -> Index:
    here = f"{API}/index.json"
    names = (*LISTS, RULES, "openapi")
    return Index(
        title=site.settings.title, organisation=site.settings.organisation, version="v1", promise=PROMISE,
        portal=__version__, today=site.today,
        counts={"regions": len(site.regions), "agencies": len(site.agencies), "documents": len(site.documents)},
        resources={name: link(site, here, f"{API}/{name}.json") for name in names},
        bulk=link(site, here, "data/datapackage.json"), home=link(site, here, "index.md"),
    )


def _form(id: str) -> str:
    return f"{API}/formats/{id}.json"


def _form_links(site: Site, here: str, id: str) -> dict[str, Link]:
    return {"data": link(site, here, _form(id)), "page": link(site, here, addresses.form(id))}


def _region(site: Site, here: str, region: Region) -> RegionDetail:
    short = plain_fields(_entries.region(site, here, region))
    return RegionDetail(
        **short,
        above=tuple(_entries.named(site, here, r) for r in site.ancestors(region.id)),
        below=tuple(_entries.named(site, here, r) for r in site.subregions.get(region.id, ())),
        agencies=tuple(_entries.named(site, here, a) for a in site.agencies_in.get(region.id, ())),
        feed=link(site, here, _feeds.of_region(region.id)),
    )


def plain_fields(record: Any) -> dict[str, Any]:
    """The fields of a record by name, the values as they are."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _agency(site: Site, here: str, agency: Agency) -> AgencyLinks:
    documents = site.documents_of.get(agency.id, ())
    return AgencyLinks(
        id=agency.id, region=_entries.named(site, here, site.regions[agency.region]),
        documents=tuple(_entries.document(site, here, d) for d in documents),
        members=tuple(_entries.named(site, here, a) for a in site.members.get(agency.id, ())),
        predecessors=tuple(_entries.named(site, here, a) for a, _ in site.predecessors.get(agency.id, ())),
        series=link(site, here, series_of(agency)),
        table=link(site, here, addresses.figures(agency)) if any(d.counts for d in documents) else None,
        feed=link(site, here, _feeds.of_agency(agency.id)), page=link(site, here, addresses.page(agency)),
    )


def _edition(site: Site, id: str) -> FormatDetail:
    form = EDITIONS[id]
    return FormatDetail(
        id=id, title=form.title, document=form.document, applies_to=form.applies_to, sections=tuple(form.data["sections"]),
        tables=form.data["tables"], promises=form.rules, page=link(site, _form(id), addresses.form(id)),
    )
