"""What several kinds of page say in the same way: names, breadcrumbs, page tags, key numbers, texts for the search."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from generator import addresses, indicators
from generator.model.agency import KINDS, Agency
from generator.model.document import Document, Narrative
from generator.model.page import Heading, Searchable
from generator.model.region import Region
from generator.model.report import Report
from generator.model.site import Site
from generator.model.written import Number
from generator.pages import _markdown

KIND_NAMES = {"report": "年度报告", "aggregate": "汇总报告", "plan": "实施方案", "summary": "工作总结"}
Crumbs = list[tuple[str, str]]
REPORTS, DIRECTORY, GUIDE = "信息公开年报", "信息公开目录", "信息公开指南"


def kind_name(document: Document) -> str:
    """年度报告, 汇总报告, 实施方案 or 工作总结."""
    return KIND_NAMES[document.kind]


def span(years: Iterable[int]) -> str:
    """2018, 2011–2022, or "" for no year."""
    known = sorted(set(years))
    return "" if not known else str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"


def short_title(document: Document) -> str:
    """2018年度报告, 2017年实施方案."""
    return f"{document.year}{'' if kind_name(document).startswith('年') else '年'}{kind_name(document)}"


def full_name(site: Site, region: Region) -> str:
    """The region with all above it: 安徽省 淮北市."""
    return " ".join(r.name for r in (*site.ancestors(region.id), region))


def region_crumbs(site: Site, region: Region) -> Crumbs:
    """Home and the regions down to this one, each with its page."""
    above = (*site.ancestors(region.id), region)
    return [("首页", "index.md"), *((r.name, addresses.page(r)) for r in above)]


def agency_crumbs(site: Site, agency: Agency) -> Crumbs:
    """Down to the agency."""
    return [*region_crumbs(site, site.regions[agency.region]), (agency.name, addresses.page(agency))]


def ending(crumbs: Crumbs, text: str = "") -> Crumbs:
    """The breadcrumbs of a page: the last names the page itself and leads nowhere."""
    return [*crumbs, (text, "")] if text else [*crumbs[:-1], (crumbs[-1][0], "")]


def column_tags(name: str, description: str, kind: str = DIRECTORY) -> dict[str, str]:
    """Page tags of a column page (政府网站发展指引)."""
    return {"ColumnName": name, "ColumnDescription": description, "ColumnKeywords": f"{name},政府信息公开", "ColumnType": kind}


def document_tags(site: Site, document: Document) -> dict[str, str]:
    """Page tags of a document's page: all three groups. A date that is not known is left out, never made up."""
    agency = site.agencies[document.agency]
    publisher = document.source.publisher if document.source and document.source.publisher else agency.name
    tags = {
        "ArticleTitle": document.title,
        "PubDate": f"{document.published} 00:00" if document.published else "",
        "ContentSource": publisher,
        "Author": document.agency_name or agency.name_in(document.year),
        "Keywords": f"{agency.name},{document.year}年,{kind_name(document)},政府信息公开",
        "Description": f"{agency.name}{document.year}年政府信息公开{kind_name(document)}",
        "Url": site.settings.url.rstrip("/") + "/" + addresses.url(addresses.page(document)),
        **column_tags("政府信息公开年报", "各级行政机关政府信息公开工作年度报告", REPORTS),
    }
    return {name: value for name, value in tags.items() if value}


class KeyNumber(NamedTuple):
    """A number that stands at the head of a page; `change` is the difference to the year before, None = not comparable."""

    label: str
    value: Number
    unit: str
    change: Number | None = None


def key_numbers(site: Site, document: Document) -> list[KeyNumber]:
    """The headline indicators the document states. Editions count alike only when they count the same cells."""
    if not isinstance(document, Narrative):
        return []
    before = site.report(document.agency, document.year - 1) if isinstance(document, Report) else None
    if before and before.scope != getattr(document, "scope", None):
        before = None
    found = []
    for indicator in indicators.HEADLINE:
        now = indicators.read(document, indicator)
        if now.value is None:
            continue
        last = indicators.read(before, indicator) if before else None
        change = None
        if last and last.value is not None and alike(indicator, now, last):
            change = now.value - last.value
        found.append(KeyNumber(label=indicator.label, value=now.value, unit=indicator.unit, change=change))
    return found


def headline_numbers(document: Document) -> list[Number | None]:
    """The headline indicators in their order, None for each that the document does not state."""
    return indicators.values(document, indicators.HEADLINE)


def same_cells(indicator: indicators.Indicator, one: Narrative, other: Narrative) -> bool:
    """Both count the indicator alike, whatever their editions."""
    return alike(indicator, indicators.read(one, indicator), indicators.read(other, indicator))


def alike(indicator: indicators.Indicator, one: indicators.Reading, other: indicators.Reading) -> bool:
    """Both count the same cells."""
    return bool(one.edition and other.edition) and indicator.comparable(one.edition, other.edition)


def region_names(site: Site, region: Region) -> tuple[str, ...]:
    """The region and all above it by their full names, so that two districts of one name stay apart."""
    return tuple(full_name(site, r) for r in (*site.ancestors(region.id), region))


def filters(site: Site, agency: Agency, document: Document | None = None) -> dict[str, tuple[str, ...]]:
    """Search filters: the region and all above it, the agency, and for a document its year and kind."""
    region = site.regions[agency.region]
    found: dict[str, tuple[str, ...]] = {"行政区划": region_names(site, region), "机关": (agency.name,)}
    if document:
        found |= {"年份": (str(document.year),), "类型": (kind_name(document),)}
    if isinstance(document, Report):
        found["表式"] = (f"{document.format} 年版",)
    return found


def profile_texts(title: str, blocks: tuple[str, ...], kind: str, extra: dict[str, tuple[str, ...]]) -> Searchable:
    """The words of a page without sections."""
    heading = Heading(id="", text=title, blocks=tuple(b for b in blocks if b))
    return Searchable(headings=(heading,), filters={**extra, "类型": (kind,)})


def prose_texts(title: str, text: str, *, own: bool = False) -> Searchable:
    """The words of a hand-written page, by its headings (whose anchors the theme makes, so they have none here)."""
    return profile_texts(title, _markdown.blocks(text, relative=True, own=own), "说明", {})


def meta(crumbs: Crumbs, tags: dict[str, str], description: str, **more: Any) -> dict[str, Any]:
    """Front matter of a page."""
    return {"description": description, "crumbs": crumbs, "tags": tags, **more}


__all__ = ["KINDS", "KeyNumber", "kind_name"]
