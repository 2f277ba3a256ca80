"""A body's numbers, year after year, as the promises of the editions want them: sums, balances, carry-overs, stocks.

Which row is what, the rules of the edition say; how large, `numbers.yaml`. An amount is a whole number of hundredths here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from generator.demo._data import between, data
from generator.formats import EDITIONS, Format, Row, TableForm
from generator.indicators import HEADLINE

Table = dict[str, list[int]]        # row → its cells in the order of the columns
Tables = dict[str, Table]


def edition(year: int) -> Format:
    """The edition in force for reports on the year."""
    return next(e for e in EDITIONS.values() if e.applies_to["first_report_year"] <= year)


def printed(year: int) -> bool:
    """Whether reports on the year had the tables of their edition."""
    tables = edition(year).applies_to.get("statistics_table")
    return not tables or bool(tables["first_report_year"] <= year)


@dataclass(slots=True)
class Life:
    """What a body's next year begins with."""

    r: Random
    size: float
    came: int = 0                                                       # applications of this year
    carried: list[int] | None = None                                    # out of last year, by column; None = no such year yet
    stocks: dict[tuple[str, str, str], int] = field(default_factory=dict)      # by edition, row and column


def tables(life: Life, year: int, born: int) -> Tables:
    """The numbers of the year. `born`: the year in which the body came to be, which began with nothing."""
    form = edition(year)
    return {key: _MAKERS[table.layout](life, form, table, year, born) for key, table in form.tables.items()}


def zeros(form: Format) -> Tables:
    """The tables of a body that adds up nobody yet."""
    return {key: {row.key: [0] * len(row.columns) for row in table.cell_rows} for key, table in form.tables.items()}


def added(parts: Sequence[Tables]) -> Tables:
    """The sum, cell by cell."""
    whole: Tables = {}
    for key, table in parts[0].items():
        whole[key] = {row: [sum(cells) for cells in zip(*(p[key][row] for p in parts), strict=True)] for row in table}
    return whole


def facts(form: Format, made: Tables) -> dict[str, int]:
    """The headline numbers, as far as the edition has them."""
    return {i.key: sum(cell(form, made, path) or 0 for path in i.cells[form.id]) for i in HEADLINE if form.id in i.cells}


def cell(form: Format, made: Tables, path: str) -> int | None:
    """The cell at `table.row.column`, or `table.row` for the first; None when the edition has none such."""
    table, row, column = (*path.split("."), "")[:3]
    if row not in made.get(table, ()):
        return None
    columns = [c.key for c in form.tables[table].rows[row].columns]
    return made[table][row][columns.index(column) if column else 0] if not column or column in columns else None


def promises(form: Format, kind: str, table: str) -> list[dict[str, Any]]:
    """The edition's rules of a kind for a table."""
    return [rule for rule in form.rules if rule["kind"] == kind and rule["table"] == table]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the rows and columns of a table of applications are, by the edition's rules."""

    received: str
    before: str
    done: str
    after: str
    results: tuple[str, ...]
    chances: tuple[float, ...]      # of the results, added up
    inputs: tuple[int, ...]
    columns: tuple[float, ...]      # chances of the inputs, added up
    total: int


@cache
def roles(format: str, key: str) -> Roles:
    """The roles in the table of an edition."""
    form, sizes = EDITIONS[format], data("numbers")
    table = form.tables[key]
    balance, carry = (promises(form, kind, key)[0] for kind in ("balance", "carry_over"))
    down, across = (next(p for p in promises(form, "sum", key) if p["for_each"] == each) for each in ("column", "row"))
    before, after = carry["right"]["row"], carry["left"]["row"]
    order = [c.key for c in table.rows[before].columns]
    return Roles(
        received=next(row for row in balance["left"] if row != before), before=before, done=down["target"], after=after,
        results=tuple(down["terms"]), chances=_chances(down["terms"], sizes["results"]),
        inputs=tuple(order.index(c) for c in across["terms"]), columns=_chances(across["terms"], sizes["columns"]),
        total=order.index(across["target"]),
    )


def _chances(keys: Iterable[str], weights: dict[str, float]) -> tuple[float, ...]:
    other = data("numbers")["other"] / 10
    added_up = list(accumulate(weights.get(key, other) for key in keys))
    return tuple(w / added_up[-1] for w in added_up)


def _drawn(r: Random, chances: Sequence[float]) -> int:
    x = r.random()
    return next(n for n, limit in enumerate(chances) if x < limit or n == len(chances) - 1)


def _applications(life: Life, form: Format, table: TableForm, year: int, born: int) -> Table:
    r, sizes, role = life.r, data("numbers"), roles(form.id, table.key)
    width = len(role.inputs) + 1
    rows = {row.key: [0] * width for row in table.cell_rows}
    for _ in range(_many(r, sizes["came"], life.size * (1 + sizes["growth"] * (year - 2010)))):
        rows[role.received][role.inputs[_drawn(r, role.columns)]] += 1
    if life.carried is not None:
        rows[role.before] = list(life.carried)
    elif year > born:
        rows[role.before][role.inputs[0]] = _many(r, (0, 1), life.size)
    for n in role.inputs:
        came = rows[role.received][n] + rows[role.before][n]
        stays = sum(r.random() < sizes["carried"] for _ in range(came))
        rows[role.after][n] = stays
        rows[role.done][n] = came - stays
        for _ in range(came - stays):
            rows[role.results[_drawn(r, role.chances)]][n] += 1
    for cells in rows.values():
        cells[role.total] = sum(cells[n] for n in role.inputs)
    life.carried, life.came = list(rows[role.after]), rows[role.received][role.total]
    return rows


def _reviews(life: Life, form: Format, table: TableForm, year: int, born: int) -> Table:
    r, sizes, rows = life.r, data("numbers"), {}
    across = promises(form, "sum", table.key)[0]
    for row in table.cell_rows:
        order = [c.key for c in row.columns]
        cells = [0] * len(order)
        chances = _chances(across["terms"], sizes["outcomes"])
        for _ in range(life.came):
            if r.random() < sizes["disputed"]:
                cells[order.index(across["terms"][_drawn(r, chances)])] += 1
        cells[order.index(across["target"])] = sum(cells)
        rows[row.key] = cells
    return rows


def _blocks(life: Life, form: Format, table: TableForm, year: int, born: int) -> Table:
    """Stocks go on from last year's; a number that says by how much another changed goes on from that other."""
    r, rows = life.r, {}
    stocked = {row: p for p in promises(form, "stock", table.key) for row in p["rows"]}
    for row in table.cell_rows:
        order = [c.key for c in row.columns]
        most = _range(row)[1]
        cells = {c.key: _many(r, (_range(row, c.key) if most else (0, 0)), life.size) for c in row.columns}
        if row.key in stocked:
            rule = stocked[row.key]
            begins = year == form.applies_to["first_report_year"]       # a body that is younger begins with nothing
            was = life.stocks.get((form.id, row.key, rule["target"]), cells[rule["target"]] if begins else 0)
            for minus in rule["minus"]:
                cells[minus] = min(was, cells[minus] // 2)
            cells[rule["target"]] = was + sum(cells[k] for k in rule["plus"]) - sum(cells[k] for k in rule["minus"])
            life.stocks[form.id, row.key, rule["target"]] = cells[rule["target"]]
        for rule in promises(form, "at_most", table.key):
            if rule["block"] == row.block:
                where = form.id, row.key, rule["greater"]
                cells[rule["greater"]] = life.stocks.get(where, cells[rule["greater"]]) + cells[rule["lesser"]]
                life.stocks[where] = cells[rule["greater"]]
        for base, change in zip(row.columns, row.columns[1:], strict=False):
            if change.type.startswith("signed"):
                where = form.id, row.key, base.key
                was = life.stocks.get(where, _many(r, _range(row, base.key), min(life.size, 3)) if most else 0)
                by = between(r, -(was // 8), was // 6) if was else 0
                cells[base.key], cells[change.key], life.stocks[where] = was, by, was + by
        rows[row.key] = [cells[key] for key in order]
    return rows


def _indicators(life: Life, form: Format, table: TableForm, year: int, born: int) -> Table:
    """Totals first, then their parts; what must be equal, less or more is set right as the rules come."""
    r, sizes = life.r, data("numbers")
    found: dict[str, int] = {}
    sums = {p["target"]: p["terms"] for p in promises(form, "sum", table.key)}
    headline = {i.cells[form.id][0].split(".")[1]: i.key for i in HEADLINE if form.id in i.cells}
    came = _many(r, sizes["came"], life.size * (1 + sizes["growth"] * (year - 2010)))
    heads = {"received": came, "handled": came}
    heads |= {key: sum(r.random() < sizes["disputed"] for _ in range(came)) for key in ("reviewed", "sued")}
    equal = {p["right"]: p["left"] for p in promises(form, "equal", table.key)}
    for row in table.cell_rows:
        if row.key in found:
            pass
        elif row.key in headline:
            found[row.key] = heads[headline[row.key]]
        elif row.key in equal:
            found[row.key] = found[equal[row.key]]
        elif row.key in sizes["free"]:
            found[row.key] = int(r.random() < 0.03)
        else:
            found[row.key] = _many(r, sizes["units"][row.unit], max(life.size, 0.4) if row.unit in ("条", "人次") else 1)
        if row.key in sums:
            chances = _chances(sums[row.key], {key: 30 / (n * n + 1) for n, key in enumerate(sums[row.key])})
            found |= dict.fromkeys(sums[row.key], 0)
            for _ in range(found[row.key]):
                found[sums[row.key][_drawn(r, chances)]] += 1
    for rule in promises(form, "at_most", table.key):
        found[rule["lesser"]] = min(found[rule["lesser"]], found[rule["greater"]])
    for rule in promises(form, "at_least", table.key):
        lacks = found[rule["lesser"]] - sum(found[key] for key in rule["greater_terms"])
        found[rule["greater_terms"][1]] += max(0, lacks) + between(r, 0, 9)
    return {row.key: [found[row.key]] for row in table.cell_rows}


def _range(row: Row, column: str = "") -> list[int]:
    known: dict[str, list[int]] = data("numbers")["rows"]
    return known.get(column) or known.get(row.key) or [0, 10]


def _many(r: Random, limits: Sequence[int], size: float) -> int:
    """A number between the two, nearer to the lower, for a body of the size."""
    least, most = limits
    return round(size * (least + (most - least) * r.random() ** 2))


_MAKERS = {"matrix": _applications, "single_row": _reviews, "stacked_blocks": _blocks, "indicator_list": _indicators}
