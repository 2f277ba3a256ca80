"""The page of a document of sections: a report, or a summary, which has the same shape without the official tables."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from generator import addresses, continuity, formats
from generator.model.document import Document, Figure, Narrative, Section
from generator.model.page import Heading, Page, Searchable
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import OtherTable, Table
from generator.pages import _cells, _document, _markdown, _official
from generator.pages._cells import Note
from generator.pages._common import filters

EMPTY = Section(text="")


class Shown(NamedTuple):
    """A section as the template prints it. `unpublished` = the form asks for a table that the report does not have.

    values  what the cells of its table say, each once: one place is enough to be found
    """

    key: str
    heading: str
    text: str
    note: str | None
    table: _official.Printed | None
    values: tuple[str, ...]
    other_tables: list[OtherTable]
    notes: list[Note]
    unpublished: bool


def page(site: Site, document: Narrative) -> Page:
    """Everything the template and the search need; `sections` are in printed order, each with its tables."""
    notes = _notes(site, document)
    sections = [_section(document, key, notes) for key in order(document)]
    extra = [t for t in document.other_tables if t.section is None]
    facts = _document.facts(site, document)
    length = _markdown.length(tuple(b for s in sections for t in (s.text, s.note) if t for b in _markdown.blocks(t)))
    return Page(
        path=addresses.page(document), title=document.title, meta=_document.page_meta(site, document),
        context={**_document.context(site, document, length, facts), "sections": sections, "extra_tables": extra, "notes": notes,
                 "figure_notes": _under(notes, "figures."), "head_notes": _head_notes(notes, sections),
                 "assessable": formats.assessable(document), "compared": compared(site, document),
                 "plan": site.documents.get(f"{document.agency}/{document.year}-plan") if document.kind == "report" else None},
        texts=Searchable.later(filters(site, site.agencies[document.agency], document), document.year,
                               lambda: _headings(document, facts, sections, extra)),
    )


def compared(site: Site, document: Document) -> str:
    """Path of the page that lays a report beside the one before it, "" when there is none."""
    before = continuity.before(site, document) if isinstance(document, Report) else None
    return addresses.against(document, before) if before else ""


def order(document: Narrative) -> list[str]:
    """Keys of the sections in printed order; one that only holds a table stands where the form has it."""
    form = formats.of(document).sections
    order = list(document.sections)
    held = {t.section for t in document.other_tables if t.section}
    for index, (key, section) in enumerate(form.items()):
        wanted = section.table in document.tables or key in held or (section.table and section.required)
        if wanted and key not in order:
            above = [k for k in list(form)[:index] if k in order]
            order.insert(order.index(above[-1]) + 1 if above else 0, key)
    return order


def _notes(site: Site, document: Narrative) -> list[Note]:
    """What the rules found on the document, numbered as on the page."""
    return [Note(number=n, finding=f) for n, f in enumerate(site.findings.get(document.file, ()), 1)]


def _under(notes: list[Note], *starts: str) -> list[Note]:
    return notes and [n for n in notes if any(n.finding.at == s.rstrip(".") or n.finding.at.startswith(s) for s in starts)]


def _head_notes(notes: list[Note], sections: list[Shown]) -> list[Note]:
    """Notes that belong to no section and no figure: on the title, the dates, the accepts."""
    placed = {n.number for s in sections for n in s.notes} | {n.number for n in _under(notes, "figures.")}
    return [n for n in notes if n.number not in placed]


def _section(document: Narrative, key: str, notes: list[Note]) -> Shown:
    form = formats.of(document).sections.get(key)
    section = document.sections.get(key, EMPTY)
    table = document.tables.get(form.table) if form and form.table else None
    others = [(n, t) for n, t in enumerate(document.other_tables, 1) if t.section == key]
    places = (f"sections.{key}.", *([f"tables.{form.table}."] if form and form.table else ()),
              *(f"other_tables.{n}." for n, _ in others)) if notes else ()
    return Shown(
        key=key, heading=section.heading or (form.heading if form else key), text=section.text, note=section.note,
        table=_official.printed(document, table, notes) if table else None,
        values=tuple(_values(table)) if table else (),
        other_tables=[t for _, t in others], notes=_under(notes, *places),
        unpublished=bool(form and form.table and form.required and table is None),
    )


def _headings(
    document: Narrative, facts: list[_document.Fact], sections: list[Shown], extra: list[OtherTable]
) -> Iterator[Heading]:
    """What is searched, under the headings of the page."""
    yield Heading(id="", text=document.title, blocks=tuple(_head_texts(facts, document)))
    for s in sections:
        yield Heading(id=s.key, text=s.heading, blocks=tuple(_section_texts(s)))
    if extra:
        yield Heading(id="annex", text="附表", blocks=tuple(b for t in extra for b in _table_texts(t)))
    if document.figures:
        yield Heading(id="figures", text="正文所载数字", blocks=tuple(_figure_texts(document.figures)))


def _head_texts(facts: list[_document.Fact], document: Narrative) -> Iterator[str]:
    for _, value, _ in facts:
        yield value
    if document.source and document.source.note:
        yield document.source.note.strip()


def _values(table: Table) -> Iterable[str]:
    cells = _cells.distinct(chain.from_iterable(table.rows.values()))
    return dict.fromkeys(filter(None, map(_cells.words, cells)))


def _section_texts(section: Shown) -> Iterator[str]:
    yield from _markdown.blocks(section.text)
    yield from section.values
    for table in section.other_tables:
        yield from _table_texts(table)
    if section.note:
        yield from _markdown.blocks(section.note)


def _table_texts(table: OtherTable) -> Iterator[str]:
    yield table.title + (f"（单位：{table.unit}）" if table.unit else "")
    units = table.units or ("",) * len(table.columns)
    yield from (label + (f"（{unit}）" if unit else "") for label, unit in zip(table.columns, units, strict=True))
    for row in table.rows:
        yield from (text for c in row if (text := c if isinstance(c, str) else _cells.words(c)))


def _figure_texts(figures: tuple[Figure, ...]) -> Iterator[str]:
    for figure in figures:
        yield figure.label
        yield _cells.number(figure.value)
        yield from (text for text in (figure.unit, figure.printed) if text)
        for part in figure.parts:
            yield from (text for text in (part.label, _cells.number(part.value), part.printed) if text)


