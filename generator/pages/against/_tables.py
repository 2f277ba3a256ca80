"""The tables of two documents of one agency side by side, whatever editions they follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import formats
from generator.continuity import alike
from generator.formats import Join, Place
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.table import OtherTable, Table
from generator.pages.against._cells import Pair, html, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Places of the older document that the newer one's tables do not have one for one, and what they became, if anything."""

    label: str
    became: str
    pair: Pair


@cache
def _by_new(old: str, new: str) -> dict[Place, Join]:
    return {place: join for join in formats.joins(old, new) for place in join.new}


@cache
def _by_old(old: str, new: str) -> dict[Place, Join]:
    return {place: join for join in formats.joins(old, new) for place in join.old}


def single(join: Join | None) -> bool:
    """One place became one place."""
    return join is not None and len(join.old) == len(join.new) == 1


class Way(NamedTuple):
    """From a place of a newer table to the older one's that became it: table, row, and the column's number; "" when none did."""

    place: Place
    table: str = ""
    row: str = ""
    column: int = 0
    near: bool = False


@cache
def _ways(table: tuple[str, str], tables: tuple[tuple[str, str], ...]) -> dict[str, list[Way]]:
    """By row, for each column; a table by its key and the edition of its form, `tables` those of the older document."""
    key, edition = table
    return {row.key: [_way((key, row.key, column.key), edition, tables) for column in row.columns]
            for row in formats.EDITIONS[edition].tables[key].cell_rows}


def _way(place: Place, edition: str, tables: tuple[tuple[str, str], ...]) -> Way:
    for key, before in tables:
        join = _by_new(before, edition).get(place)
        if join and single(join) and join.old[0][0] == key:
            _, row, column = join.old[0]
            columns = [c.key for c in formats.EDITIONS[before].tables[key].rows[row].columns]
            return Way(place, key, row, columns.index(column), join.how != "same")
    return Way(place)


class Tables:
    """The official tables of both. `pairs`: by place of the newer document's tables, in printed order."""

    def __init__(self, old: Narrative, new: Narrative, comparable: bool) -> None:
        self.old, self.new, self.comparable = old, new, comparable
        self.pairs = dict(found for table in new.tables.values() for found in self._pairs(table))

    def _pairs(self, table: Table) -> Iterator[tuple[Place, Pair]]:
        ways = _ways((table.key, table.format), tuple((before.key, before.format) for before in self.old.tables.values()))
        for key, cells in table.rows.items():
            for way, cell in zip(ways[key], cells, strict=True):
                was = self.old.tables[way.table].rows.get(way.row) if way.table else None
                yield way.place, pair(was[way.column] if was else None, cell, comparable=self.comparable, near=way.near)

    def html(self, table: str, row: str, index: int, column: str, colspan: int) -> Markup:
        """The cell at a place of the printed grid."""
        return html(self.pairs[table, row, column], colspan)

    def left(self) -> Iterator[Left]:
        """What is in the older tables and did not become one place of the newer ones, in printed order."""
        done: set[Place] = set()
        for before in self.old.tables.values():
            form, now = formats.table_form(before), self.new.tables.get(before.key)
            if now and now.format == before.format and not form.any_rows:
                continue        # one for one, all of it
            for row in form.cell_rows:
                for column in row.columns if row.key in before.rows else ():
                    place = (before.key, row.key, column.key)
                    join = self._became(before, place)
                    if single(join) or place in done:
                        continue
                    done |= {*join.old} if join else {place}
                    yield self._left(place, join)

    def _became(self, before: Table, place: Place) -> Join | None:
        for table in self.new.tables.values():
            join = _by_old(before.format, table.format).get(place)
            if join and join.new[0][0] == table.key and all(row in table.rows for _, row, _ in join.new):
                return join
        return None

    def _left(self, place: Place, join: Join | None) -> Left:
        if join is None:
            return Left(label=_names(self.old, (place,)), became="",
                        pair=pair(formats.cell(self.old, *place), None, comparable=False))
        old, new = _sum(self.old, join.old), _sum(self.new, join.new)
        found = pair(old, new, comparable=self.comparable, near=join.how != "same")
        return Left(label=_names(self.old, join.old), became=_names(self.new, join.new), pair=found)


def _sum(document: Narrative, places: tuple[Place, ...]) -> Cell:
    """The places added up; blank when one of them is."""
    cells = [formats.cell(document, *place) for place in places]
    values = [c.value for c in cells if c is not None and c.value is not None]
    return Cell(value=sum(values) if len(values) == len(cells) else None)


def _names(document: Narrative, places: tuple[Place, ...]) -> str:
    """The rows, and the column they have in common; places of tables that the document lacks have no name."""
    known = [(formats.table_form(document.tables[table]).rows[row], column) for table, row, column in places
             if table in document.tables]
    columns = {c.label: None for row, column in known for c in row.columns if c.key == column and len(row.columns) > 1}
    return " · ".join(filter(None, (" ＋ ".join(row.short_label for row, _ in known), "、".join(columns))))


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
                was[n] if was and isinstance(was[n], Cell) else None, cell, comparable=comparable)      # type: ignore[arg-type]
            for n, cell in enumerate(row)
        ]


def _name(row: tuple[Cell | str, ...]) -> str:
    return " ".join(cell for cell in row if isinstance(cell, str))
