"""A workbook that `portal new --xlsx` made: its cover, and what in it is not of the report.

Tables are read as in any workbook, by their labels; only the sheet of notes and the checks are passed over, and on a sheet of
words all but the heading is text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from generator.importers import _text
from generator.importers._blocks import Block, Grid, Paragraph
from generator.importers._labels import bare
from generator.layout import shapes, workbook
from generator.model.report import Report

Cover = dict[tuple[str, str], str]


def cover(book: Any) -> Cover | None:
    """(group or "", label) → value as written; None when the workbook is none of ours."""
    if workbook.COVER not in book.sheetnames:
        return None
    found: Cover = {}
    group, ours = "", False
    for row in book[workbook.COVER].iter_rows(max_col=3, values_only=True):
        first, second, value = (*row, None, None)[:3]
        group = str(first) if first and second else "" if first else group
        label = second or first
        ours = ours or label == workbook.PLACE
        if label and value is not None:
            day = value.date() if isinstance(value, datetime) else value
            found[group if second else "", str(label)] = str(day).strip()
    return found if ours else None


def blocks(name: str, read: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a sheet without what is not of the report."""
    if name == workbook.NOTES:
        return
    for n, block in enumerate(read):
        if isinstance(block, Grid) and name == workbook.COVER:
            title = next((c.text for c in block.cells if c.row == 0 and bare(c.text)), "")
            yield Paragraph(text=title, place=block.places[0])
        elif isinstance(block, Grid):
            yield from _without_checks(block)
        elif isinstance(block, Paragraph):
            yield replace(block, inside=n > 0)
        else:
            yield block


def _without_checks(grid: Grid) -> Iterator[Block]:
    """The sheet without the rows and columns of checks; paragraphs where nothing but text remains."""
    heads = [c for c in grid.cells if bare(c.text).startswith(workbook.CHECK)]
    rows = {c.row for c in heads if c.column == 0}
    columns = {c.column for c in heads if c.row not in rows}
    kept = tuple(c for c in grid.cells if c.row not in rows and c.column not in columns)
    said = [c for c in kept if bare(c.text)]
    if len({c.column for c in said}) <= 1:
        for n, cell in enumerate(said):
            for line in filter(str.strip, cell.text.splitlines()):
                yield Paragraph(text=line.strip(), place=grid.places[cell.row], inside=n > 0)
        return
    last = min(rows, default=grid.rows)         # the checks stand last
    width = max(c.column + c.colspan for c in kept if c.row < last)
    yield replace(grid, cells=tuple(c for c in kept if c.row < last), places=grid.places[:last], columns=width)


def place(found: Cover) -> str:
    """Id of the document, "" when it is not stated: a workbook that was blank."""
    return found.get(("", workbook.PLACE), "")


def year(id: str) -> int | None:
    """The year in the id of a document."""
    found = re.search(r"/([0-9]{4})(?:-[a-z]+)?$", id)
    return int(found[1]) if found else None


def data(found: Cover) -> tuple[dict[str, Any], list[str]]:
    """The keys that the cover states, and what of it cannot be taken."""
    made: dict[str, Any] = {}
    left = []
    for key, part, shape in workbook.fields():
        group = shapes.keys(Report)[key].metadata["title"] if part else ""
        said = found.get((group, shape.metadata["title"]), "")
        if not said:
            continue
        value: Any = said
        if shape.kind == "day":
            value = _day(said)
        elif shape.kind == "word":
            value = {label: word for word, label in getattr(shape.mark, "labels", ())}.get(said)
        if value is None:
            left.append(f"封面“{shape.metadata['title']}”：“{said}”没有认出，未放入")
        elif part:
            made.setdefault(key, {})[part] = value
        else:
            made[key] = value
    return made, left


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return _text.day(said)

