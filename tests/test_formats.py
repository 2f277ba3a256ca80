"""The printed grids: those of 2021 are the official Word form cell for cell, and those of every edition hold together."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.formats import EDITIONS, Grid, TableForm, joins, printed

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "form-2021.json").read_text(encoding="utf-8"))
TABLES = [pytest.param(t, id=f"{e.id}-{t.key}") for e in EDITIONS.values() for t in e.tables.values()]


def as_in_golden(grid: Grid) -> list[list[dict[str, Any]]]:
    """Labels without white space, spans; "" where a value stands."""
    return [
        [{"text": "" if c.at else re.sub(r"\s", "", c.text), "rowspan": c.rowspan, "colspan": c.colspan} for c in row.cells]
        for row in grid
    ]


@pytest.mark.parametrize("table", list(GOLDEN["tables"]))
def test_the_form_of_2021_is_the_official_one(table: str) -> None:
    printed_rows, official = as_in_golden(printed(EDITIONS["2021"].tables[table])), GOLDEN["tables"][table]
    for row, (ours, theirs) in enumerate(zip(printed_rows, official, strict=False)):
        assert ours == theirs, f"printed row {row}"
    assert len(printed_rows) == len(official)


def test_the_tables_and_headings_of_2021_are_the_official_ones() -> None:
    edition = EDITIONS["2021"]
    assert list(edition.tables) == list(GOLDEN["tables"])
    assert [s.heading for s in edition.sections.values()] == GOLDEN["sections"]


def filled(grid: Grid) -> list[list[tuple[int, int]]]:
    """By grid place, the (row, number) of the cell that covers it; fails where two do."""
    places: list[dict[int, tuple[int, int]]] = [{} for _ in grid]
    for r, row in enumerate(grid):
        column = 0
        for n, cell in enumerate(row.cells):
            while column in places[r]:
                column += 1
            for below in range(r, r + cell.rowspan):
                assert below < len(grid), f"{cell.text or cell.at} reaches below the table"
                for across in range(column, column + cell.colspan):
                    assert across not in places[below], f"{cell.text or cell.at} lies on another cell"
                    places[below][across] = (r, n)
    return [[row[c] for c in sorted(row)] for row in places]


@pytest.mark.parametrize("table", TABLES)
def test_every_grid_is_a_rectangle(table: TableForm) -> None:
    rows = filled(printed(table))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_has_one_place_in_the_grid(table: TableForm) -> None:
    found = [cell.at for row in printed(table) for cell in row.cells if cell.at]
    expected = [(row.key, column.key) for row in table.cell_rows for column in row.columns]
    assert len(set(found)) == len(found)
    assert found == expected                # in the order in which agencies write them


@pytest.mark.parametrize("table", TABLES)
def test_every_label_of_the_form_is_printed(table: TableForm) -> None:
    labels = {cell.text for row in printed(table) for cell in row.cells}
    assert {row.label for row in table.rows.values()} <= labels
    columns = {c.label for row in table.cell_rows for c in row.columns}
    assert columns <= labels


@pytest.mark.parametrize("table", TABLES)
def test_labels_have_a_role_and_heads_stand_above(table: TableForm) -> None:
    grid = printed(table)
    assert all(cell.role for row in grid for cell in row.cells if not cell.at)
    heads = [row.head for row in grid]
    assert heads == sorted(heads, reverse=True)     # repeated heads come first or not at all
    assert all(not cell.at for row in grid if row.head for cell in row.cells)


LISTS = [t for e in EDITIONS.values() for t in e.tables.values() if t.any_rows]


@pytest.mark.parametrize("table", LISTS, ids=lambda t: f"{t.format}-{t.key}")
def test_a_table_of_free_choice_prints_the_rows_given_and_the_headings_above_them(table: TableForm) -> None:
    for row in table.cell_rows:
        above: list[str] = []
        at = row.parent
        while at:
            above.insert(0, at)
            at = table.rows[at].parent
        grid = printed(table, [row.key])
        assert [r.cells[0].text for r in grid[1:]] == [table.rows[key].label for key in (*above, row.key)]
        assert [c.at for r in grid for c in r.cells if c.at] == [(row.key, row.columns[0].key)]
        assert {len(r) for r in filled(grid)} == {len(table.data["columns"])}


@pytest.mark.parametrize("table", LISTS, ids=lambda t: f"{t.format}-{t.key}")
def test_rows_given_are_printed_in_the_order_of_the_form(table: TableForm) -> None:
    keys = [row.key for row in table.cell_rows][::7]
    grid = printed(table, reversed(keys))
    assert [c.at[0] for r in grid for c in r.cells if c.at] == keys
    assert printed(table, [row.key for row in table.cell_rows]) == printed(table)


def test_editions_are_whole() -> None:
    assert list(EDITIONS) == sorted(EDITIONS, reverse=True)
    for id, edition in EDITIONS.items():
        assert edition.id == id
        for table in edition.tables.values():
            assert table.section in edition.sections
            assert edition.sections[table.section].table == table.key
            keys = {row.key for row in table.rows.values()}
            assert all(row.parent is None or row.parent in keys | _groups(table) for row in table.rows.values())
            assert all(c.type in edition.value_types for row in table.cell_rows for c in row.columns)


def _groups(table: TableForm) -> set[str]:
    return {group["key"] for group in table.data.get("groups", ())}


# --- what of one edition continues into another

PAIRS = [(a, b) for a in EDITIONS for b in EDITIONS]


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda edition: edition)
def test_joins_name_places_that_are_there_and_none_twice(old: str, new: str) -> None:
    found = joins(old, new)
    assert found
    for edition, sides in ((old, [j.old for j in found]), (new, [j.new for j in found])):
        places = [place for side in sides for place in side]
        assert len(places) == len({*places})
        for table, row, column in places:
            assert column in [c.key for c in EDITIONS[edition].tables[table].rows[row].columns]
    assert {(j.new, j.old) for j in found} == {(j.old, j.new) for j in joins(new, old)}, "the same both ways"


def test_what_continues_and_what_breaks() -> None:
    """One row became three, one was renamed with another meaning, one has no like."""
    by_old = {place: j for j in joins("2019", "2021") for place in j.old}
    assert len(by_old["applications", "other_handling", "total"].new) == 3
    assert by_old["proactive_disclosure", "rules", "created_this_year"].how == "near"
    assert by_old["applications", "granted", "total"].how == "same"
    assert ("proactive_disclosure", "administrative_fees", "items_last_year") not in by_old
    assert {j.how for j in joins("2008", "2021")} == {"near"}
