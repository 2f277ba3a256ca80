"""What every document page shows around its own text: facts, original, related documents, QR code."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import addresses, cite, continuity, formats
from generator.model.contact import Contact
from generator.model.document import Document
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.pages import _qr
from generator.pages._common import agency_crumbs, document_tags, ending, key_numbers, kind_name, meta, short_title

Fact = tuple[str, str, str]
MOST = 12       # documents of agencies below that a page names one by one


class Offered(NamedTuple):
    """The original of a document: `name` says what kind of file it is, `size` is for people."""

    path: str
    name: str
    size: str
    sha256: str


def context(site: Site, document: Document, length: int, known: list[Fact]) -> dict[str, Any]:
    """The part of a document page's context that all kinds share. known: its facts."""
    url = site.settings.url.rstrip("/") + "/" + addresses.url(addresses.page(document))
    return {
        "document": document,
        "agency": site.agencies[document.agency],
        "keys": key_numbers(site, document),
        "length": length,
        "facts": known,
        "original": original(document),
        "related": list(related(site, document)),
        "before": continuity.before(site, document),
        "after": continuity.after(site, document),
        "url": url,
        "qr": _qr.image(url),
        "citation": cite.of_document(site, document),
        "source": f"{site.settings.repository}/blob/main/{document.file}" if site.settings.repository else "",
    }


def page_meta(site: Site, document: Document) -> dict[str, Any]:
    """Front matter of a document page."""
    crumbs = ending(agency_crumbs(site, site.agencies[document.agency]), short_title(document))
    tags = document_tags(site, document)
    return meta(crumbs, tags, tags["Description"])


def facts(site: Site, document: Document) -> list[Fact]:
    """The box of metadata as (name, value, address of a page or ""), empty ones left out."""
    agency = site.agencies[document.agency]
    rows: list[tuple[str, str | None, str]] = [
        ("索引号", document.index_number, ""),
        ("主题分类", document.topic, ""),
        ("发布机构", document.agency_name or agency.name_in(document.year), ""),
        ("文号", document.document_number, ""),
        ("成文日期", str(document.signed) if document.signed else None, ""),
        ("发布日期", str(document.published) if document.published else None, ""),
        ("有效性", document.validity, ""),
        ("联系方式", contact(document.contact), ""),
    ]
    if isinstance(document, Report):
        rows += [("统计范围", SCOPES[document.scope or "own"], ""), ("表式", _editions(document), "")]
    return [(name, value, path) for name, value, path in rows if value]


def _editions(report: Report) -> str:
    """The edition of the form, and tables that follow another."""
    own = f"{report.format} 年版"
    others = [f"“{formats.EDITIONS[f].tables[t].title}”用 {f} 年版" for t, f in report.table_formats.items()]
    return own + (f"；{'、'.join(others)}" if others else "")


def contact(found: Contact | None) -> str:
    """Contact on one line."""
    if found is None:
        return ""
    parts = [found.office, found.phone and f"电话 {found.phone}", found.fax and f"传真 {found.fax}", found.email,
             found.address, found.postcode and f"邮编 {found.postcode}", found.hours]
    return "，".join(part for part in parts if part)


def original(document: Document) -> Offered | None:
    """The original as offered for download."""
    found = document.original
    if found is None:
        return None
    name = "网页（存为文本）" if found.name.endswith(".html.txt") else f"{found.name.rpartition('.')[2].upper()} 文件"
    return Offered(path=f"{document.agency}/files/{found.name}", name=name, size=size(found.size), sha256=found.sha256)


def size(number: int) -> str:
    """Bytes as people say them."""
    return f"{number / 1024 / 1024:.1f} MB" if number >= 1024 * 1024 else f"{max(1, round(number / 1024))} KB"


def related(site: Site, document: Document) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Other documents this one touches, as (group, [(text, path)]): same year here, above, below; before and after a reform."""
    agency, year = site.agencies[document.agency], document.year

    def links(documents: list[Document]) -> list[tuple[str, str]]:
        return [(f"{site.agencies[d.agency].name} {short_title(d)}", addresses.page(d)) for d in documents]

    def on(agency_id: str, when: int) -> list[Document]:
        return [d for d in site.documents_of.get(agency_id, ()) if d.year == when]

    groups: list[tuple[str, list[tuple[str, str]]]] = [
        ("本机关同一年度", links([d for d in on(agency.id, year) if d is not document])),
        ("同年上级", links(on(agency.parent, year) if agency.parent else [])),
        (f"汇总的机关：{year}年度报告", _below(site, document, [d for m in _covered(site, document) for d in on(m, year)])),
        ("承继机关", links([d for s in agency.succeeded_by if s.agency for d in site.documents_of.get(s.agency, ())[-1:]])),
        ("前身机关", links([d for a, _ in site.predecessors.get(agency.id, ()) for d in site.documents_of.get(a.id, ())[:1]])),
    ]
    return (group for group in groups if group[1])


def _below(site: Site, document: Document, documents: list[Document]) -> list[tuple[str, str]]:
    """Of agencies added up. Many are left to the pages that list them all, as a report page has few bytes to spare."""
    agency = site.agencies[document.agency]
    listed = {member.id for member in site.members.get(agency.id, ())}
    covered = {d.agency for d in documents}
    if len(documents) > MOST and covered <= listed:
        region = site.regions[agency.region]
        return [(f"{len(covered)} 个机关的 {len(documents)} 份文件：从机关名单查看", f"{addresses.page(agency)}#members"),
                (f"{region.name}各机关历年的报告", addresses.status(region))]
    names = ((site.agencies[d.agency].name, "" if d.kind == "report" else f" {kind_name(d)}", d) for d in documents)
    return [(name + kind, addresses.page(d)) for name, kind, d in names]


def _covered(site: Site, document: Document) -> list[str]:
    if isinstance(document, Report) and document.covers:
        return list(document.covers)
    return [member.id for member in site.members.get(document.agency, ())]
