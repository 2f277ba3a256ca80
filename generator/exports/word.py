"""Each report in the official form as a Word file: filled from the data, opens in Word, WPS and LibreOffice."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from generator import formats
from generator.exports._links import absolute, word
from generator.exports._prose import paragraphs
from generator.exports._rows import places_of
from generator.exports._word import document as written
from generator.exports._word import grid, paragraph, plain_table
from generator.formats import Grid
from generator.model.cell import APPROXIMATE, Cell
from generator.model.document import Document, Section
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import OtherTable, Table

EMPTY = Section(text="")


def of_document(site: Site, document: Document) -> Iterator[tuple[str, bytes]]:
    """One file a report."""
    if isinstance(document, Report):
        yield word(document), written(_body(site, document))


def _body(site: Site, report: Report) -> Iterator[str]:
    yield paragraph(report.title, "t")
    if report.text_is != "full":
        yield paragraph("（正文为摘要，原文见来源）")
    for key in order(report):
        yield from _section(report, key)
    for table in report.other_tables:
        if table.section is None:
            yield from _other(table)
    if report.signed:
        yield paragraph("")
        yield paragraph(f"{report.signed.year}年{report.signed.month}月{report.signed.day}日")
    yield paragraph("")
    yield paragraph(f"由{site.settings.title}按公开的数据生成：{absolute(site, f'{report.id}.md')}", "l")


def order(report: Report) -> list[str]:
    """Keys of the sections in printed order; one that only holds a table stands where the form has it."""
    form = formats.of(report).sections
    keys = list(report.sections)
    held = {t.section for t in report.other_tables if t.section}
    for index, (key, section) in enumerate(form.items()):
        if key not in keys and (section.table in report.tables or key in held or (section.table and section.required)):
            above = [k for k in list(form)[:index] if k in keys]
            keys.insert(keys.index(above[-1]) + 1 if above else 0, key)
    return keys


def _section(report: Report, key: str) -> Iterator[str]:
    form, section = formats.of(report).sections.get(key), report.sections.get(key, EMPTY)
    yield paragraph(section.heading or (form.heading if form else key), "h")
    yield from (paragraph(text) for text in paragraphs(section.text))
    table = report.tables.get(form.table) if form and form.table else None
    if table:
        yield _official(table)
    elif form and form.table and form.required:
        yield paragraph("（本报告未公布此表）")
    for other in report.other_tables:
        if other.section == key:
            yield from _other(other)
    yield from (paragraph(text) for text in paragraphs(section.note or ""))


def _official(table: Table) -> str:
    form = formats.table_form(table)
    places = places_of(table.format, table.key)
    fill = {
        (row, place.column): shown(cell)
        for row, cells in table.rows.items() for place, cell in zip(places[row], cells, strict=True)
    }
    return grid(_printed(table.format, table.key, tuple(table.rows) if form.any_rows else None), form, fill)


@lru_cache(maxsize=256)
def _printed(format: str, table: str, rows: tuple[str, ...] | None) -> Grid:
    return formats.printed(formats.EDITIONS[format].tables[table], rows)


def _other(table: OtherTable) -> Iterator[str]:
    unit = f"（单位：{table.unit}）" if table.unit else ""
    yield paragraph(f"{table.title}{unit}", "c")
    heads = [f"{name}（{table.units[n]}）" if n < len(table.units) else name for n, name in enumerate(table.columns)]
    yield plain_table([heads, *([shown(c) if isinstance(c, Cell) else c for c in row] for row in table.rows)])
    yield paragraph("")


def shown(cell: Cell) -> str:
    """The cell as the source prints it; a blank stays blank."""
    if cell.printed is not None:
        return cell.printed
    if cell.value is None:
        return ""
    about = APPROXIMATE[cell.approximate] if cell.approximate else ""
    number = f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
    return f"{about}{number}{cell.unit or ''}"
