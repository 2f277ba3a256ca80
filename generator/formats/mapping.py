"""What of one edition continues into another: the data under `mapping_to_<edition>` in `<id>.yaml`, made into pairs of places.

Where an edition names only a later one, a third is reached through it: 2008 → 2019 by way of 2021.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.formats.records import Format, TableForm

Place = tuple[str, str, str]        # table, row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The sum of the places `old` of one edition continues as the sum of the places `new` of another.

    how     same: one question, one series; near: a like question, drawn with a marked seam
    """

    old: tuple[Place, ...]
    new: tuple[Place, ...]
    how: str


def joins(editions: Mapping[str, Format], old: str, new: str) -> tuple[Join, ...]:
    """What continues from the edition `old` into the edition `new`, in either direction of time; () when nothing does."""
    if old == new:
        return tuple(Join(old=(p,), new=(p,), how="same") for t in editions[old].tables.values() for p in _places(t))
    if old > new:       # an edition's id is the year it came; the data look forward
        return tuple(Join(old=j.new, new=j.old, how=j.how) for j in joins(editions, new, old))
    return _named(editions, old, new) or tuple(_through(editions, old, new))


def _named(editions: Mapping[str, Format], old: str, new: str) -> tuple[Join, ...]:
    """What the data of `old` says of `new`."""
    taken: set[Place] = set()
    found: list[Join] = []
    for entry in editions[old].data.get(f"mapping_to_{new}", ()):
        for join in _entry(editions[old], editions[new], entry, frozenset(taken)):
            found.append(join)
            taken.update(join.old)
    return tuple(found)


def _entry(old: Format, new: Format, entry: dict[str, Any], taken: frozenset[Place]) -> Iterator[Join]:
    froms, tos = (names if isinstance(names, list) else [names] for names in (entry["from"], entry["to"]))
    parts = [[name.split(".")[1:] for name in names] for names in (froms, tos)]
    first = parts[0][0]
    if first[1] == "*":
        table = parts[1][0][0]
        there = set(_places(new.tables[table]))
        yield from (Join(old=(p,), new=((table, *p[1:]),), how=entry["join"])
                    for p in _places(old.tables[first[0]]) if p not in taken and (table, *p[1:]) in there)
        return
    columns = [first[2]] if len(first) == 3 else [c.key for c in old.tables[first[0]].rows[first[1]].columns]
    for column in columns:
        sides = [tuple((p[0], p[1], p[2] if len(p) == 3 else column) for p in side) for side in parts]
        yield Join(old=sides[0], new=sides[1], how=entry["join"])


def _through(editions: Mapping[str, Format], old: str, new: str) -> Iterator[Join]:
    """By way of an edition that both name, where every place on the way has one to itself."""
    for middle in editions:
        first, second = _named(editions, old, middle), _named(editions, new, middle)
        if first and second:
            back = {j.new[0]: j for j in second if len(j.new) == 1 == len(j.old)}
            for join in first:
                if all(p in back for p in join.new):
                    hows = {join.how, *(back[p].how for p in join.new)}
                    yield Join(old=join.old, new=tuple(back[p].old[0] for p in join.new),
                               how="same" if hows == {"same"} else "near")
            return


def _places(table: TableForm) -> list[Place]:
    return [(table.key, row.key, column.key) for row in table.cell_rows for column in row.columns]
