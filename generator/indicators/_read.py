"""An indicator in a document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from generator import formats
from generator.indicators._forms import NUMERAL
from generator.indicators._records import LOCAL, Indicator, Reading
from generator.model.cell import BLANK, Cell
from generator.model.document import Document, Narrative
from generator.model.written import Number

LABEL = re.compile(r"^(其中：?)?([一二三四五六七八九十\d]+[、.．])?|\s")
NONE = Reading(state="unpublished")
Cells = tuple[tuple[str, int], ...]


def read(document: Document, indicator: Indicator, column: "re.Pattern[str]") -> Reading:
    """What the document says of it. column: see `local_columns` in followed.yaml."""
    if not isinstance(document, Narrative):
        return NONE
    if indicator.ratio:
        return ratio(*(tuple(read(document, i, column) for i in side) for side in (indicator.part, indicator.whole)))
    of_table = places(indicator)
    for table in document.tables.values():
        cells = of_table.get((table.format, table.key))
        if cells:
            return added(table.format, [table.rows[row][n] if row in table.rows else BLANK for row, n in cells])
    return local(own(document, column), indicator) or nowhere(formats.of(document).id, indicator)


@cache
def places(indicator: Indicator) -> dict[tuple[str, str], Cells]:
    """Edition and table → row and number of its column, of the cells it is the sum of in that table."""
    found: dict[tuple[str, str], Cells] = {}
    for edition, cells in indicator.cells.items():
        for table, row, column in (cell.split(".") for cell in cells):
            at = [c.key for c in formats.EDITIONS[edition].tables[table].rows[row].columns].index(column)
            found[edition, table] = (*found.get((edition, table), ()), (row, at))
    return found


def added(edition: str, cells: Sequence[Cell]) -> Reading:
    """The sum of the cells of a table that follows the edition."""
    numbers = [cell.value for cell in cells if cell.value is not None]
    if len(numbers) < len(cells):
        return _blank(edition)
    value = sum(numbers) if len(numbers) > 1 else numbers[0]
    if any(cell.doubtful or cell.approximate for cell in cells):
        return Reading(state="stated", value=value, edition=edition, unsure=True)
    return stated(edition, value) if type(value) is int else Reading(state="stated", value=value, edition=edition)


@cache
def _blank(edition: str) -> Reading:
    return Reading(state="blank", edition=edition)


@lru_cache(maxsize=10_000)              # most numbers are small, and read time and again
def stated(edition: str, value: int) -> Reading:
    """A number that is sure and whole."""
    return Reading(state="stated", value=value, edition=edition)


class Own(NamedTuple):
    """A table of the agency's own: its rows, by each of their words the numbers of the rows, and the column of the year."""

    rows: Sequence[tuple[Cell | str, ...]]
    of: dict[str, set[int]]
    column: int


def own(document: Narrative, column: "re.Pattern[str]") -> list[Own]:
    """Those that have one such column."""
    found = []
    for table in document.other_tables:
        columns = [n for n, name in enumerate(table.columns) if column.fullmatch(name) and table.numeric(n)]
        if len(columns) == 1:
            of: dict[str, set[int]] = defaultdict(set)
            for n, row in enumerate(table.rows):
                for cell in row:
                    if isinstance(cell, str):
                        of[_bare(cell)].add(n)
            found.append(Own(table.rows, of, columns[0]))
    return found


def local(tables: Iterable[Own], indicator: Indicator) -> Reading | None:
    """The number of the one row of its name, in the first of the tables that has one."""
    for table in tables:
        rows = set().union(*(table.of.get(label, ()) for label in indicator.local))
        if len(rows) == 1:
            row = table.rows[rows.pop()]
            cell, label = row[table.column], next(c for c in row if isinstance(c, str))
            if isinstance(cell, Cell):
                state = "blank" if cell.value is None else "stated"
                return Reading(state=state, value=cell.value, edition=LOCAL, label=_bare(label),
                               unsure=bool(cell.doubtful or cell.approximate))
    return None


@lru_cache(maxsize=10_000)
def _bare(label: str) -> str:
    return LABEL.sub("", label)


def nowhere(edition: str, indicator: Indicator) -> Reading:
    """No number: the edition that the document follows has none such, or its table was not published."""
    return NONE if edition in indicator.cells else _absent(edition)


@cache
def _absent(edition: str) -> Reading:
    return Reading(state="absent", edition=edition)


def ratio(above: tuple[Reading, ...], below: tuple[Reading, ...]) -> Reading:
    """The reading of a ratio by those of the indicators it is made of."""
    every = above + below
    edition = next((r.edition for r in every if r.edition), "")
    for state in ("absent", "unpublished", "blank"):
        without = next((r for r in every if r.state == state), None)
        if without:
            return Reading(state=state, edition=without.edition or edition)
    part, whole = (sum([r.value for r in side if r.value is not None]) for side in (above, below))
    label = "、".join(dict.fromkeys(r.label for r in every if r.label))
    value = percent(part, whole)
    return Reading("undefined" if value is None else "stated", value, edition, label, part, whole, any(r.unsure for r in every))


ratio_again = lru_cache(maxsize=10_000)(ratio)      # of whole numbers: 5 and 5.0 are equal, but printed as they were written


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
