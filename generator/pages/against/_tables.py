"""The tables of two documents of one agency side by side, whatever editions they follow."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from generator.continuity import alike
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.table import OtherTable
from generator.model.written import Number
from generator.pages.against._cells import FACES, Pair, Value, amount, bare, pair
from generator.pages.against._places import places, shape


class Left(NamedTuple):
    """Places of the older document that the newer one's tables do not have one for one, and what they became, if anything."""

    label: str
    became: str
    pair: Pair


class Tables:
    """The official tables of both. `cells`: of each table of the newer document, as printed; `states`: how many are in each."""

    def __init__(self, old: Narrative, new: Narrative, comparable: bool) -> None:
        self.new, self.comparable = new, comparable
        was, now = self._was, self._now = [[*bare(_cells(document)), None] for document in (old, new)]
        beside, self._left = places(shape(old), shape(new))
        known = FACES[comparable]
        faces = {table: [known[was[before], now[after], near, width] for before, after, near, width in at]
                 for table, at in beside.items()}
        self.cells = {table: [html for html, _ in found] for table, found in faces.items()}
        self.states = Counter([state for found in faces.values() for _, state in found])

    def left(self) -> Iterator[Left]:
        """What is in the older tables and did not become one place of the newer ones, in printed order."""
        for label, became, before, now, near in self._left:
            if now:
                yield Left(label, became, pair(
                    _sum(self._was, before), _sum(self._now, now), comparable=self.comparable, near=near))
            else:
                yield Left(label, "", pair(self._was[before[0]], None, comparable=False))


def _cells(document: Narrative) -> Iterator[Cell]:
    return chain.from_iterable(row for table in document.tables.values() for row in table.rows.values())


def _sum(cells: list[Value | None], places: list[int]) -> Number | str:
    """The places added up; blank when one of them is."""
    numbers = [number for n in places if (number := amount(cells[n])) is not None]
    return sum(numbers) if len(numbers) == len(places) else ""


# --- tables beyond the form

def others(old: Narrative, new: Narrative, comparable: bool) -> Iterator[dict[str, Any]]:
    """Each local table of the newer document with its like; `rows` hold texts and pairs."""
    for table in new.other_tables:
        like = [t for t in old.other_tables if alike(t) == alike(table)]
        before = like[0] if len(like) == 1 else None
        yield {"table": table, "before": before, "rows": list(_rows(before, table, comparable))}


def _rows(old: OtherTable | None, new: OtherTable, comparable: bool) -> Iterator[list[Any]]:
    before = {_name(row): row for row in old.rows} if old else {}
    for row in new.rows:
        was = before.get(_name(row)) if _name(row) else None
        yield [
            cell if isinstance(cell, str) else pair(
                was[n] if was and isinstance(was[n], Cell) else None, cell, comparable=comparable)
            for n, cell in enumerate(row)
        ]


def _name(row: tuple[Cell | str, ...]) -> str:
    return " ".join(cell for cell in row if isinstance(cell, str))
