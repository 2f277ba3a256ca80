"""An indicator in a document."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from generator import formats
from generator.indicators._forms import NUMERAL
from generator.indicators._records import LOCAL, Indicator, Reading
from generator.model.cell import BLANK, Cell
from generator.model.document import Document, Narrative
from generator.model.table import Table
from generator.model.written import Number

LABEL = re.compile(r"^(其中：?)?([一二三四五六七八九十\d]+[、.．])?|\s")
NONE = Reading(state="unpublished")
Cells = tuple[tuple[str, int], ...]


def read(document: Document, indicator: Indicator, column: "re.Pattern[str]") -> Reading:
    """What the document says of it. column: see `local_columns` in followed.yaml."""
    if not isinstance(document, Narrative):
        return NONE
    if indicator.ratio:
        return ratio(indicator, lambda part: read(document, part, column))
    of_table = places(indicator)
    for table in document.tables.values():
        cells = of_table.get((table.format, table.key))
        if cells:
            return added(table, cells)
    return elsewhere(document, indicator, column)


def elsewhere(document: Narrative, indicator: Indicator, column: "re.Pattern[str]") -> Reading:
    """What the document says of it where no table of a form does."""
    return local(document, indicator, column) or _nowhere(document, indicator)


@cache
def places(indicator: Indicator) -> dict[tuple[str, str], Cells]:
    """Edition and table → row and number of its column, of the cells it is the sum of in that table."""
    found: dict[tuple[str, str], Cells] = {}
    for edition, cells in indicator.cells.items():
        for table, row, column in (cell.split(".") for cell in cells):
            at = [c.key for c in formats.EDITIONS[edition].tables[table].rows[row].columns].index(column)
            found[edition, table] = (*found.get((edition, table), ()), (row, at))
    return found


def added(table: Table, places: Cells) -> Reading:
    """The sum of the cells."""
    cells = [table.rows[row][n] if row in table.rows else BLANK for row, n in places]
    numbers = [cell.value for cell in cells if cell.value is not None]
    if len(numbers) < len(cells):
        return _blank(table.format)
    value = sum(numbers) if len(numbers) > 1 else numbers[0]
    if any(cell.doubtful or cell.approximate for cell in cells):
        return Reading(state="stated", value=value, edition=table.format, unsure=True)
    return _stated(table.format, value) if type(value) is int else Reading(state="stated", value=value, edition=table.format)


@cache
def _blank(edition: str) -> Reading:
    return Reading(state="blank", edition=edition)


@lru_cache(maxsize=10_000)              # most numbers are small, and read time and again
def _stated(edition: str, value: int) -> Reading:
    return Reading(state="stated", value=value, edition=edition)


def local(document: Narrative, indicator: Indicator, column: "re.Pattern[str]") -> Reading | None:
    """The number of the one row of its name in a table of the agency's own, in that table's column of the year."""
    for table in document.other_tables if indicator.local else ():
        rows = [r for r in table.rows if any(isinstance(c, str) and _bare(c) in indicator.local for c in r)]
        if len(rows) != 1:
            continue
        columns = [n for n, name in enumerate(table.columns) if column.fullmatch(name) and table.numeric(n)]
        if len(columns) == 1:
            cell = rows[0][columns[0]]
            label = next(c for c in rows[0] if isinstance(c, str))
            if isinstance(cell, Cell):
                state = "blank" if cell.value is None else "stated"
                return Reading(state=state, value=cell.value, edition=LOCAL, label=_bare(label),
                               unsure=bool(cell.doubtful or cell.approximate))
    return None


@lru_cache(maxsize=10_000)
def _bare(label: str) -> str:
    return LABEL.sub("", label)


def _nowhere(document: Narrative, indicator: Indicator) -> Reading:
    """No number: the edition has none such, or its table was not published."""
    edition = formats.of(document).id
    return NONE if edition in indicator.cells else _absent(edition)


@cache
def _absent(edition: str) -> Reading:
    return Reading(state="absent", edition=edition)


def ratio(indicator: Indicator, of: Callable[[Indicator], Reading]) -> Reading:
    """The reading of a ratio by those of the indicators it is made of."""
    above, below = list(map(of, indicator.part)), list(map(of, indicator.whole))
    every = above + below
    states = [r.state for r in every]
    edition = next((r.edition for r in every if r.edition), "")
    for state in ("absent", "unpublished", "blank"):
        if state in states:
            return Reading(state=state, edition=every[states.index(state)].edition or edition)
    part, whole = (sum([r.value for r in side if r.value is not None]) for side in (above, below))
    labels = [r.label for r in every if r.label]
    label = "、".join(dict.fromkeys(labels)) if labels else ""
    value = percent(part, whole)
    return Reading("undefined" if value is None else "stated", value, edition, label, part, whole, any(r.unsure for r in every))


def percent(part: Number, whole: Number) -> Decimal | None:
    """To one decimal; None of nothing."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def asked(indicator: Indicator, edition: str) -> str:
    """The form's own words for the cells that are added up; of a ratio for both its sides."""
    if indicator.ratio:
        part, whole = (_side([asked(i, edition) for i in side]) for side in (indicator.part, indicator.whole))
        return f"{part} ÷ {whole}"
    form = formats.EDITIONS[edition]
    found = []
    for cell in indicator.cells[edition]:
        table, row, column = cell.split(".")
        here = form.tables[table].rows[row]
        label, total = next((c.label, c.total) for c in here.columns if c.key == column)
        found.append(NUMERAL.sub("", here.short_label) + (f" {label}" if len(here.columns) > 1 and not total else ""))
    return " + ".join(found)


def _side(words: list[str]) -> str:
    joined = " + ".join(words)
    return f"（{joined}）" if " + " in joined else joined
