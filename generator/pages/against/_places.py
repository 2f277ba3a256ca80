"""Where the places of two documents' tables stand, for all documents that print the same tables and rows of the same editions."""

from functools import lru_cache
from typing import NamedTuple

from generator import formats
from generator.formats import Join, Place
from generator.model.document import Narrative
from generator.pages._official import holes


class Without(NamedTuple):
    """Places that are left, by the numbers of their cells, and those that they became together."""

    label: str
    became: str
    old: list[int]
    new: list[int]
    near: bool


Shape = tuple[tuple[str, str, tuple[str, ...]], ...]        # of a document's tables the keys, editions and rows
Beside = tuple[int, int, bool, int]         # which cell of the older document became which, whether it is only near, its width
NOWHERE = -1        # the last of a document's cells is none


def single(join: Join | None) -> bool:
    """One place became one place."""
    return join is not None and len(join.old) == len(join.new) == 1


def shape(document: Narrative) -> Shape:
    """That of its tables."""
    return tuple([(table.key, table.format, tuple(table.rows)) for table in document.tables.values()])


def _numbered(shape: Shape) -> dict[Place, int]:
    """Which of the cells of a document of this shape stands at a place."""
    return {place: n for n, place in enumerate(
        (key, row, column.key) for key, edition, rows in shape for row in rows
        for column in formats.EDITIONS[edition].tables[key].rows[row].columns)}


@lru_cache(maxsize=1000)
def places(old: Shape, new: Shape) -> tuple[dict[str, list[Beside]], list[Without]]:
    """By table of the newer document its places, as printed; and what of the older one has no place there."""
    was, now = _numbered(old), _numbered(new)
    found: dict[str, list[Beside]] = {}
    for key, edition, rows in new:
        form, found[key] = formats.EDITIONS[edition].tables[key], []
        for hole in holes(form, rows):
            place = key, hole.row, hole.column
            like = _like(place, edition, old)
            before = was.get(like.old[0], NOWHERE) if like else NOWHERE
            found[key].append((before, now[place], like is not None and like.how != "same", hole.width))
    return found, [
        Without(label, became, [was.get(p, NOWHERE) for p in before], [now.get(p, NOWHERE) for p in after], near)
        for label, became, before, after, near in _without_like(old, new)]


def _like(place: Place, edition: str, old: Shape) -> Join | None:
    """How one place of the older tables became this one, if one did."""
    for key, before, _ in old:
        join = formats.by_new(before, edition).get(place)
        if join and single(join) and join.old[0][0] == key:
            return join
    return None


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
        join = formats.by_old(edition, now).get(place)
        if join and join.new[0][0] == key and all(row in rows for _, row, _ in join.new):
            return join
    return None


def _names(tables: Shape, places: tuple[Place, ...]) -> str:
    """The rows, and the column they have in common; places of tables that the document lacks have no name."""
    forms = {key: formats.EDITIONS[edition].tables[key] for key, edition, _ in tables}
    known = [(forms[table].rows[row], column) for table, row, column in places if table in forms]
    columns = {c.label: None for row, column in known for c in row.columns if c.key == column and len(row.columns) > 1}
    return " · ".join(filter(None, (" ＋ ".join(row.short_label for row, _ in known), "、".join(columns))))
