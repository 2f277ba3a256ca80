"""The tables of two documents of one agency side by side, whatever editions they follow."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator import formats
from generator.continuity import alike
from generator.formats import Join, Place
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.table import OtherTable, Table
from generator.pages._official import Put
from generator.pages.against._cells import Pair, html, pair


class Left(NamedTuple):
    """Places of the older document that the newer one's tables do not have one for one, and what they became, if anything."""

    label: str
    became: str
    pair: Pair


Shape = tuple[tuple[str, str, tuple[str, ...]], ...]        # of a document's tables the keys, editions and rows


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
    """To the place of an older table that became one of a newer: table, row, and the column's number; "" when none did."""

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
            return Way(key, row, columns.index(column), join.how != "same")
    return Way()


class Tables:
    """The official tables of both. `pairs`: of each place of the newer document's tables, in printed order."""

    def __init__(self, old: Narrative, new: Narrative, comparable: bool) -> None:
        self.old, self.new, self.comparable = old, new, comparable
        self._rows = {key: dict(self._paired(table)) for key, table in new.tables.items()}
        self.pairs = [pair for rows in self._rows.values() for row in rows.values() for pair in row]

    def _paired(self, table: Table) -> Iterator[tuple[str, list[Pair]]]:
        ways = _ways((table.key, table.format), tuple((before.key, before.format) for before in self.old.tables.values()))
        before = {"": dict[str, tuple[Cell, ...]](), **{key: old.rows for key, old in self.old.tables.items()}}
        for key, cells in table.rows.items():
            yield key, [
                pair(was[way.column] if (was := before[way.table].get(way.row)) else None, cell,
                     comparable=self.comparable, near=way.near)
                for way, cell in zip(ways[key], cells, strict=True)]

    def put(self, table: str) -> Put:
        """What gives the cell at a place of the printed grid."""
        rows = self._rows[table]
        return lambda row, index, column, colspan: html(rows[row][index], colspan)

    def left(self) -> Iterator[Left]:
        """What is in the older tables and did not become one place of the newer ones, in printed order."""
        for label, became, before, now, near in _without_like(_shape(self.old), _shape(self.new)):
            if now:
                yield Left(label, became, pair(
                    _sum(self.old, before), _sum(self.new, now), comparable=self.comparable, near=near))
            else:
                yield Left(label, "", pair(formats.cell(self.old, *before[0]), None, comparable=False))


def _shape(document: Narrative) -> Shape:
    return tuple([(table.key, table.format, tuple(table.rows)) for table in document.tables.values()])


@lru_cache(maxsize=1000)
def _without_like(old: Shape, new: Shape) -> list[tuple[str, str, tuple[Place, ...], tuple[Place, ...], bool]]:
    """Label, what they became, places of the older tables and of the newer, and whether these ask a like question only."""
    found = []
    done: set[Place] = set()
    editions = {key: edition for key, edition, _ in new}
    for key, edition, rows in old:
        form = formats.EDITIONS[edition].tables[key]
        if editions.get(key) == edition and not form.any_rows:
            continue        # one for one, all of it
        for row in form.cell_rows:
            for column in row.columns if row.key in rows else ():
                place = (key, row.key, column.key)
                join = _became(edition, place, new)
                if single(join) or place in done:
                    continue
                done |= {*join.old} if join else {place}
                before, now = (join.old, join.new) if join else ((place,), ())
                found.append((_names(old, before), _names(new, now), before, now, join is not None and join.how != "same"))
    return found


def _became(edition: str, place: Place, new: Shape) -> Join | None:
    for key, now, rows in new:
        join = _by_old(edition, now).get(place)
        if join and join.new[0][0] == key and all(row in rows for _, row, _ in join.new):
            return join
    return None


def _sum(document: Narrative, places: tuple[Place, ...]) -> Cell:
    """The places added up; blank when one of them is."""
    cells = [formats.cell(document, *place) for place in places]
    values = [c.value for c in cells if c is not None and c.value is not None]
    return Cell(value=sum(values) if len(values) == len(cells) else None)


def _names(tables: Shape, places: tuple[Place, ...]) -> str:
    """The rows, and the column they have in common; places of tables that the document lacks have no name."""
    forms = {key: formats.EDITIONS[edition].tables[key] for key, edition, _ in tables}
    known = [(forms[table].rows[row], column) for table, row, column in places if table in forms]
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
