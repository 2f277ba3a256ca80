"""Every indicator of many reports at once: where its cells stand is found once for all whose tables have the same rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from generator import formats
from generator.indicators._read import NONE, added, local, nowhere, own, percent, places, ratio, ratio_again, stated
from generator.indicators._records import Indicator, Reading
from generator.indicators._totals import Total, middle
from generator.model.cell import BLANK, Cell
from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.written import Number

Numbers = list[Number | None]
Rows = tuple[str, str, tuple[str, ...]]     # of a table: the edition that it follows, its key, keys of its rows
SHAPES = 200        # of the tables of documents; portals have a few for each edition
WHOLE = {int, type(None)}


class Stand(NamedTuple):
    """Where the places of a plan (by number) stand in documents of one shape: at which of the cells that are wanted, `_cells`.

    rows      tables and rows with the columns from the first to the last that is wanted
    first     of every place, a BLANK where it has not just one cell
    alone     edition and cell of those that have one
    sums      edition and cells of those that are added up
    nowhere   of every place what is said where no table has it, and `local` those that a table of the agency's own may have
    """

    rows: list[tuple[str, str, slice]]
    first: list[int]
    alone: list[tuple[int, str, int]]
    sums: list[tuple[int, str, list[int]]]
    nowhere: list[Reading]
    local: list[tuple[int, Indicator]]


class Plan:
    """Where the numbers of the indicators that are wanted stand. column: see `local_columns` in followed.yaml."""

    def __init__(self, wanted: Sequence[Indicator], column: "re.Pattern[str]") -> None:
        self.wanted = tuple(wanted)
        self.places = {one: n for n, one in enumerate(dict.fromkeys(p for i in wanted for p in (*i.part, *i.whole) or (i,)))}
        self._sides = [[[self.places[p] for p in side] for side in (i.part or (i,), i.whole)] for i in wanted]
        self._column = column
        self._stand = lru_cache(maxsize=SHAPES)(self._of_shape)

    def readings(self, document: Document) -> list[Reading]:
        """`read` of every indicator that is wanted."""
        if not isinstance(document, Narrative):
            return [NONE] * len(self.wanted)
        stand = self._stand(*_shape(document))
        cells = _cells(document, stand)
        known = list(stand.nowhere)
        for n, edition, at in stand.alone:
            cell = cells[at]
            number = cell.value
            plain = type(number) is int and not cell.doubtful and cell.approximate is None      # nearly all
            known[n] = stated(edition, number) if plain else added(edition, (cell,))
        for n, edition, several in stand.sums:
            known[n] = added(edition, [cells[at] for at in several])
        tables = own(document, self._column) if stand.local else []
        for n, one in stand.local:
            known[n] = local(tables, one) or known[n]
        of = ratio_again if {type(reading.value) for reading in known} <= WHOLE else ratio
        return [of(tuple([known[n] for n in above]), tuple([known[n] for n in below])) if below else known[above[0]]
                for above, below in self._sides]

    def numbers(self, report: Narrative) -> Numbers:
        """`read` of every place without its words, in the order of `places`: there are millions of these."""
        stand = self._stand(*_shape(report))
        numbers = [cell.value for cell in _cells(report, stand)]
        found = [numbers[at] for at in stand.first]
        for n, _, several in stand.sums:
            of = [number for at in several if (number := numbers[at]) is not None]
            found[n] = sum(of) if len(of) == len(several) else None
        tables = own(report, self._column) if stand.local else []
        for n, one in stand.local:
            if reading := local(tables, one):
                found[n] = reading.value
        return found

    def _of_shape(self, edition: str, tables: tuple[Rows, ...]) -> Stand:
        rows_of = {(e, table): rows for e, table, rows in tables}
        forms = {one: next((form for form in rows_of if form in places(one)), None) for one in self.places}     # the first counts
        wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
        for one, form in forms.items():
            if form:
                for row, column in places(one)[form]:
                    if row in rows_of[form]:
                        wanted[form[1], row].append(column)
        stand = Stand([(*row, slice(min(of), max(of) + 1)) for row, of in wanted.items()], [], [], [], [], [])
        every = ((table, row, n) for table, row, of in stand.rows for n in range(of.start, of.stop))
        number = {cell: at for at, cell in enumerate(every)}
        for (one, form), n in zip(forms.items(), self.places.values(), strict=True):
            at = [number.get((form[1], row, column), -1) for row, column in places(one)[form]] if form else []
            stand.first.append(at[0] if len(at) == 1 else -1)
            stand.nowhere.append(nowhere(edition, one))
            if form is None:
                stand.local.extend([(n, one)] if one.local else ())
            elif len(at) == 1:
                stand.alone.append((n, form[0], at[0]))
            else:
                stand.sums.append((n, form[0], at))
        return stand


def _shape(document: Narrative) -> tuple[str, tuple[Rows, ...]]:
    """The edition that the document follows, and the rows of its tables."""
    return formats.of(document).id, tuple([(t.format, t.key, tuple(t.rows)) for t in document.tables.values()])


def _cells(document: Narrative, stand: Stand) -> list[Cell]:
    """The cells that are wanted, and behind them a blank for what is not there. Others are not touched: they lie far apart."""
    rows = {table.key: table.rows for table in document.tables.values()}
    return [*chain.from_iterable([rows[table][row][of] for table, row, of in stand.rows]), BLANK]


class Totals:
    """Indicators added up over reports."""

    def __init__(self, reports: Iterable[Report], plan: Plan) -> None:
        self._places = plan.places
        self._rows = list(map(plan.numbers, reports))
        self._columns = list(zip(*self._rows, strict=True)) or [()] * len(plan.places)

    def of(self, indicator: Indicator) -> Total:
        """Over those of the reports that state it."""
        of = len(self._rows)
        if not indicator.ratio:
            numbers = [n for n in self._columns[self._places[indicator]] if n is not None]
            return Total(value=sum(numbers) if numbers else None, stated=len(numbers), of=of, middle=middle(numbers))
        known = self.complete((*indicator.part, *indicator.whole))
        if not known:
            return Total(value=None, stated=0, of=of)
        sums, above = [sum(column) for column in zip(*known, strict=True)], len(indicator.part)
        part, whole = sum(sums[:above]), sum(sums[above:])
        return Total(value=percent(part, whole), stated=len(known), of=of, part=part, whole=whole)

    def complete(self, indicators: Sequence[Indicator]) -> list[tuple[Number, ...]]:
        """The numbers of each report that states all of these, which are no ratios."""
        columns = [self._columns[self._places[i]] for i in indicators]
        return [row for row in zip(*columns, strict=True) if None not in row]
