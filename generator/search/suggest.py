"""The suggestions file: what the search box offers before any full text is read.

    files(site)     path below `assets/` of the site, and content

One gzipped JSON (`search-names.js` reads it; 5,000 agencies take about 100 KB):

    {"today": "2026-11-22", "years": [year with a page …],
     "regions":  [[id, name, number of the parent or -1, [other name …], number of its level] …],
     "agencies": [[number of the region, folder, name, rank of its kind, [short name …], [former name …], [document …]] …],
     "pages":    [[address, title, other word …] …],
     "indicators": [[address, title, [label …]] …],
     "forms":    [[address, edition, [[anchor, title, [label …]] …]] …],
     "aliases": {short name: [what it stands for …]}, "kinds": {kind: [word …]}, "fillers": [word …],
     "pinyin": {syllable: characters read so}, "readings": {two characters: their syllables where that is not so},
     "t2s": pairs of traditional and simplified characters}

A document is its year (an annual report) or "year-kind", as it ends its address; the newest first.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from generator import addresses, formats, indicators
from generator.indicators import Indicator
from generator.model.agency import KINDS, Agency
from generator.model.region import LEVELS, Region
from generator.model.site import Site
from generator.search import suggest_pinyin
from generator.search.tokens import shared, simplified

FILE = "search-names.gz"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The suggestions file: path below `assets/` of the site, and content; the same bytes for the same site."""
    text = json.dumps(names(site), ensure_ascii=False, separators=(",", ":"))
    yield FILE, gzip.compress(text.encode(), mtime=0)


def names(site: Site) -> dict[str, Any]:
    """Content of the suggestions file, before it is packed."""
    words = yaml.safe_load(shared("names.yaml"))
    numbers = {id: number for number, id in enumerate(site.regions)}
    kinds, levels = list(KINDS), list(LEVELS)
    regions = [
        [r.id, r.name, numbers.get(r.parent or "", -1), short_names(r.name, words), levels.index(r.level)]
        for r in site.regions.values()
    ]
    agencies = [
        [numbers[a.region], a.id.partition("/")[2], a.name, kinds.index(a.kind), list(a.short_names),
         [f.name for f in a.former_names], _documents(site, a)]
        for a in site.agencies.values()
    ]
    pages = [[address, *own] for address, own in words["pages"].items()]
    pages += [[addresses.url(addresses.page(prose)), prose.title] for prose in site.written]
    forms = [[addresses.url(addresses.form(id)), id, list(_labels(edition))] for id, edition in formats.EDITIONS.items()]
    spoken = {*words["aliases"], *(tail for a in site.agencies.values() for tail in _tails(site, a))}
    for region in site.regions.values():
        spoken |= {region.name, *short_names(region.name, words)}
    pinyin, readings = suggest_pinyin.table(spoken, words["readings"])
    content = {"regions": regions, "agencies": agencies, "pages": pages, "indicators": list(_indicators()),
               "forms": forms, "aliases": words["aliases"]}
    return {
        "today": site.today.isoformat(), "years": list(site.years), **content,
        "kinds": words["kinds"], "fillers": words["fillers"], "pinyin": pinyin, "readings": readings, "t2s": _t2s(content),
    }


def short_names(name: str, words: dict[str, Any]) -> list[str]:
    """What people call a region: each of its names without its kind and peoples; both names of 甲区（乙县）."""
    both = [part for part in name.replace("（", "(").replace(")", "(").replace("）", "(").split("(") if part]
    found = [part for part in both if part != name]
    for part in both:
        found += [short for short in [_without_kind(part, words)] if short != part and len(short) >= 2]
    return list(dict.fromkeys(found))


def _without_kind(name: str, words: dict[str, Any]) -> str:
    ending = max((s for s in words["suffixes"] if name.endswith(s)), key=len, default="")
    short = name.removesuffix(ending)
    while ending:
        people = max((p for p in words["peoples"] if short.endswith(p) and len(short) - len(p) >= 2), key=len, default="")
        if not people:
            break
        short = short.removesuffix(people)
    return short


def _documents(site: Site, agency: Agency) -> list[int | str]:
    return [d.year if d.kind == "report" else f"{d.year}-{d.kind}" for d in site.documents_of.get(agency.id, ())]


def _tails(site: Site, agency: Agency) -> Iterator[str]:
    """The agency's names without the region at their beginning: thousands of agencies have a few hundred of them."""
    above: tuple[Region, ...] = (site.regions[agency.region], *reversed(site.ancestors(agency.region)))
    for name in (agency.name, *agency.short_names, *(f.name for f in agency.former_names)):
        region = next((r.name for r in above if name.startswith(r.name)), "")
        yield name.removeprefix(region) or name


def _indicators() -> Iterator[list[Any]]:
    """Address, name and labels of each that has a page; a label that several have leads to none of them but to the form."""
    own = {i: _distinct(_called(i)) for i in indicators.ALL.values() if not i.of}
    several = Counter(word for words in own.values() for word in words)
    for indicator, words in own.items():
        yield [addresses.url(addresses.indicator(indicator.key)), indicator.label,
               [word for word in words if word == indicator.label or several[word] == 1]]


def _called(indicator: Indicator) -> Iterator[str]:
    """Its name, the last part of it, other names, and the words of each edition where it is one cell."""
    yield from (indicator.label, *indicator.aliases)
    printed = [indicator.label.rpartition("·")[2]]
    if not indicator.ratio:
        printed += [indicators.asked(indicator, edition) for edition, cells in indicator.cells.items() if len(cells) == 1]
    yield from (words for words in printed if len(words) > 2)            # not 其他, 总计


def _labels(edition: formats.Format) -> Iterator[list[Any]]:
    """Anchor on the page of the edition, what stands there, and its labels: headings of sections, then table by table."""
    plain = [s for s in edition.sections.values() if not s.table]
    yield ["sections", "各部分", _distinct(word for s in plain for word in (s.label, *s.aliases))]
    for table in edition.tables.values():
        section = edition.sections[table.section]
        printed = (c.text for row in formats.printed(table) for c in row.cells)
        yield [table.key, table.title, _distinct([table.title, section.label, *section.aliases, *printed])]


def _distinct(words: Any) -> list[str]:
    return [word for word in dict.fromkeys(words) if word and len(word) <= 40]


def _t2s(content: dict[str, Any]) -> str:
    """Of the pairs in t2s.txt those that matter for the names: traditional, simplified, traditional …"""
    known = set(json.dumps(content, ensure_ascii=False))
    return "".join(one + other for one, other in simplified().items() if other in known)
