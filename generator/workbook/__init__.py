"""The official form as an Excel workbook to fill in: as it is printed, totals and promises computed as one types.

workbook(...)   the file, the same bytes every time
blank(...)      the same for any agency and year

`portal import` reads back what was filled in; `layout.workbook` has the words both sides know.

Everything comes from the edition: rows and columns from its grid, formulas and marks from its promises, what a cell takes
from its value types. A total is a formula only where the edition promises it as an error; it shows nothing while a term is
blank, since blank is not zero.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl

from generator.formats import Format
from generator.layout import workbook as words
from generator.workbook import _checks, _cover, _table, _text

MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is known before anything is filled in.

    place    id of the document, `huaibei/commerce/2024`
    title    its title; known: other keys of the report with their values
    tables   those in use in the year
    carried  table → row → numbers last year's report carried out, of the year `year - 1`
    """

    place: str
    year: int
    title: str
    known: Mapping[str, Any]
    tables: Sequence[str]
    carried: Mapping[str, Mapping[str, Sequence[Any]]] = field(default_factory=dict)


def workbook(edition: Format, start: Start) -> bytes:
    """The workbook: how to fill it in, the cover, a sheet a section."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = words.NOTES
    _cover.write(book.create_sheet(words.COVER), start.title, start.place, start.known)
    marks = []
    for section in edition.sections.values():
        if section.table and section.table in start.tables:
            form = edition.tables[section.table]
            sheet = book.create_sheet(_name(section.heading if section.heading != section.label else form.title))
            at = _table.write(sheet, section.heading, form, edition, start.carried.get(form.key, {}))
            marks.append((sheet.title, _checks.write(sheet, form, edition, at, start.carried.get(form.key, {}), start.year - 1)))
        elif section.required and not section.table:
            _text.write(book.create_sheet(_name(section.heading)), section.heading)
    _text.notes(notes, marks)
    file = BytesIO()
    book.save(file)
    return _timeless(file)


def blank(edition: Format) -> bytes:
    """The workbook of an edition for whatever agency and year: title and numbers are all to be filled in."""
    title = edition.data["report_title_pattern"].format(organ="（机关全称）", year="（年份）")
    return workbook(edition, Start(place="", year=0, title=title, known={}, tables=list(edition.tables)))


def _timeless(file: BytesIO) -> bytes:
    """The same file without the time it was made at: same content, same bytes."""
    made = BytesIO()
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = MADE.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            new.writestr(ZipInfo(entry.filename), data, ZIP_DEFLATED)
    return made.getvalue()


def _name(heading: str) -> str:
    """A name a sheet may bear."""
    return heading.translate({ord(c): None for c in "[]:*?/\\"})[:31]


__all__ = ["Start", "blank", "workbook"]
