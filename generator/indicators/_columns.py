"""Every indicator of many reports at once: the numbers of a report are read in one go through its tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.indicators._read import NONE, Cells, added, elsewhere, local, percent, places, ratio
from generator.indicators._records import Indicator, Reading
from generator.indicators._totals import Total, middle
from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.written import Number

Numbers = list[Number | None]


class Plan:
    """Where the numbers of the indicators that are wanted stand. column: see `local_columns` in followed.yaml."""

    def __init__(self, wanted: Sequence[Indicator], column: "re.Pattern[str]") -> None:
        self.wanted = tuple(wanted)
        self.places = {one: n for n, one in enumerate(dict.fromkeys(p for i in wanted for p in (*i.part, *i.whole) or (i,)))}
        self._column = column
        self._of_table: dict[tuple[str, str], list[tuple[int, Cells]]] = defaultdict(list)
        for one, n in self.places.items():
            for table, cells in places(one).items():
                self._of_table[table].append((n, cells))

    def readings(self, document: Document) -> list[Reading]:
        """`read` of every indicator that is wanted."""
        if not isinstance(document, Narrative):
            return [NONE] * len(self.wanted)
        known: list[Reading | None] = [None] * len(self.places)
        for table in reversed(document.tables.values()):            # the first that has it counts
            for n, cells in self._of_table.get((table.format, table.key), ()):
                known[n] = added(table, cells)
        found = {one: known[n] or elsewhere(document, one, self._column) for one, n in self.places.items()}
        return [ratio(one, found.__getitem__) if one.ratio else found[one] for one in self.wanted]

    def numbers(self, report: Narrative) -> Numbers:
        """`read` of every place without its words, in the order of `places`: there are millions of these."""
        found: Numbers = [None] * len(self.places)
        met: set[int] = set()
        for table in reversed(report.tables.values()):              # as above
            rows = table.rows
            for n, at in self._of_table.get((table.format, table.key), ()):
                met.add(n)
                whole: Number | None = 0
                for row, column in at:
                    value = rows[row][column].value if row in rows else None
                    if value is None:
                        whole = None
                        break
                    whole = value if whole == 0 else whole + value  # type: ignore[operator]
                found[n] = whole
        if report.other_tables:
            for one, n in self.places.items():
                if n not in met and (reading := local(report, one, self._column)):
                    found[n] = reading.value
        return found


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
