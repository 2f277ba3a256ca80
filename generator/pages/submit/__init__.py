"""报送 submit: the forms in which an agency fills or corrects its report and takes away the file; nothing leaves the device."""

from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses, formats
from generator.formats import EDITIONS, Format, TableForm
from generator.model.page import Page
from generator.model.site import FIRST_YEAR, Site
from generator.pages._common import GUIDE, column_tags, ending, meta
from generator.pages._official import holes

HEAD = (        # keys of the head that are asked for; the form's other optional keys are rare
    ("title", "标题", "text"), ("published", "发布日期", "date"), ("signed", "成文日期", "date"),
    ("index_number", "索引号", "text"), ("document_number", "文号", "text"),
)
ACCEPT = ".docx,.xlsx,.doc,.wps,.xls,.et,.pdf"      # the last five only to be told what to do with them
NEWEST = next(iter(EDITIONS))


def pages(site: Site) -> Iterator[Page]:
    """One page an edition."""
    return (_page(site, edition) for edition in EDITIONS.values())


def _page(site: Site, edition: Format) -> Page:
    name, about = "填报年度报告", "在网页上填写或更正年度报告，边填边校验，生成可提交的文件"
    title, above = (name, []) if edition.id == NEWEST else (f"{name}（{edition.id} 年版）", [(name, _path(NEWEST))])
    return Page(
        path=_path(edition.id), title=title,
        meta=meta(ending([("首页", "index.md"), *above], title if not above else f"{edition.id} 年版"),
                  column_tags(title, about, GUIDE), about, wide=True),
        context={
            "edition": edition, "head": HEAD,
            "rows": {key: _rows(table) for key, table in edition.tables.items()},
            "cells": {key: _cells(table) for key, table in edition.tables.items()},
            "paths": {id: _path(id) for id in EDITIONS}, "urls": {id: addresses.url(_path(id)) for id in EDITIONS},
            "years": [(y, formats.in_force(y).id) for y in range(site.today.year, FIRST_YEAR - 1, -1)],
            "workbook": addresses.blank_form(edition.id), "accept": ACCEPT,
            "due": min(site.today.year - 1, edition.applies_to["last_report_year"] or site.today.year),
        },
    )


def _path(edition: str) -> str:
    return addresses.submit(edition, edition == NEWEST)


def _cells(table: TableForm) -> list[Markup]:
    """The places of its cells, into which the browser puts fields."""
    return [Markup('<td data-row="{}" data-column="{}"{}></td>').format(
                hole.row, hole.number, Markup(' colspan="{}"').format(hole.width) if hole.width > 1 else "")
            for hole in holes(table, _rows(table))]


def _rows(table: TableForm) -> tuple[str, ...]:
    """All that it has."""
    return tuple(row.key for row in table.cell_rows)
