"""Faults in numbers: each changes a draft so that one rule must find it, and says where; None when the draft has no place for it.

A function is named after its rule.
"""

from random import Random

from generator.demo._data import pick
from generator.demo._numbers import Table, promises, roles
from generator.demo._report import Draft

At = str | None


def _with(draft: Draft, kind: str) -> list[str]:
    """The printed tables of which the edition promises something of a kind."""
    return [key for key in draft.tables if promises(draft.form, kind, key)]


def _at(draft: Draft, table: str, row: str, column: int = 0) -> str:
    form = draft.form.tables[table]
    return f"tables.{table}.{row}" + ("" if form.any_rows else f".{form.rows[row].columns[column].key}")


def _order(draft: Draft, table: str, row: str) -> list[str]:
    return [c.key for c in draft.form.tables[table].rows[row].columns]


def balance(draft: Draft, before: Draft | None, r: Random) -> At:
    """More is carried out than is left."""
    for key in _with(draft, "balance"):
        role, by = roles(draft.form.id, key), 1 + int(9 * r.random())
        for column in (role.inputs[0], role.total):
            draft.tables[key][role.after][column] += by
        return _at(draft, key, role.done, role.inputs[0])
    return None


def sum(draft: Draft, before: Draft | None, r: Random) -> At:
    """A printed total is not what its parts make."""
    keys = [key for key in _with(draft, "sum") if any(p["severity"] == "error" for p in promises(draft.form, "sum", key))]
    if not keys:
        return None
    key = pick(r, keys)
    rule = pick(r, [p for p in promises(draft.form, "sum", key) if p["severity"] == "error"])
    table = draft.tables[key]
    across = rule.get("for_each") in ("row", "data_group")
    row = pick(r, list(table)) if across else rule["target"]
    column = _order(draft, key, row).index(rule["target"]) if across else 0
    table[row][column] += 1 + int(9 * r.random())
    return _at(draft, key, row, column)


def at_most(draft: Draft, before: Draft | None, r: Random) -> At:
    """A part is more than its whole."""
    for key in _with(draft, "at_most"):
        rule = pick(r, promises(draft.form, "at_most", key))
        for row in draft.form.tables[key].cell_rows if "block" in rule else ():
            if row.block == rule["block"]:
                order = _order(draft, key, row.key)
                cells = draft.tables[key][row.key]
                cells[order.index(rule["lesser"])] = cells[order.index(rule["greater"])] + 2
                return _at(draft, key, row.key, order.index(rule["lesser"]))
        draft.tables[key][rule["lesser"]][0] = draft.tables[key][rule["greater"]][0] + 2
        return _at(draft, key, rule["lesser"])
    return None


def at_least(draft: Draft, before: Draft | None, r: Random) -> At:
    """Less by all ways together than there was in all."""
    for key in _with(draft, "at_least"):
        rule, table = promises(draft.form, "at_least", key)[0], draft.tables[key]
        for part in rule["greater_terms"]:
            table[part][0] //= 9
        table[rule["lesser"]][0] += _total(table, rule["greater_terms"]) + 1
        return _at(draft, key, rule["lesser"])
    return None


def equal(draft: Draft, before: Draft | None, r: Random) -> At:
    """Two that are usually equal are not; the parts of the first are made to fit."""
    for key in _with(draft, "equal"):
        rule, table = promises(draft.form, "equal", key)[0], draft.tables[key]
        parts = next((p["terms"] for p in promises(draft.form, "sum", key) if p["target"] == rule["right"]), ())
        for row in (rule["right"], *parts[:1]):
            table[row][0] += 3
        return _at(draft, key, rule["right"])
    return None


def carry_over(draft: Draft, before: Draft | None, r: Random) -> At:
    """What came over from last year is not what went; what goes on is made to fit."""
    for key in _with(draft, "carry_over"):
        if before and key in before.tables and promises(before.form, "carry_over", key):
            role, by = roles(draft.form.id, key), 1 + int(5 * r.random())
            for row in (role.before, role.after):
                for column in (role.inputs[0], role.total):
                    draft.tables[key][row][column] += by
            return _at(draft, key, role.before, role.inputs[0])
    return None


def stock(draft: Draft, before: Draft | None, r: Random) -> At:
    """In force are more than last year's and this year's make."""
    for key in _with(draft, "stock"):
        if before and before.form is draft.form and key in before.tables:
            rule = promises(draft.form, "stock", key)[0]
            row = rule["rows"][-1]
            column = _order(draft, key, row).index(rule["target"])
            draft.tables[key][row][column] += 11
            return _at(draft, key, row, column)
    return None


def roll_up(draft: Draft, before: Draft | None, r: Random) -> At:
    """The aggregate is not what its members make."""
    reporting = any(m.first <= draft.year <= m.last for m in draft.body.members)
    free = [(draft.tables[key][row.key][0], key, row.key) for key in draft.tables for row in draft.form.tables[key].cell_rows
            if len(row.columns) == 1 and not draft.form.tables[key].any_rows]
    most, key, row = max(free, default=(0, "", ""))
    if not most or not reporting or (draft.body.own and not draft.kind):
        return None
    draft.tables[key][row] = [0]
    return _at(draft, key, row)


def repeat(draft: Draft, before: Draft | None, r: Random) -> At:
    """Last year's tables once more."""
    if not before or before.form is not draft.form or not before.tables or not any(map(any, _cells(before))):
        return None
    draft.tables = {key: {row: list(cells) for row, cells in table.items()} for key, table in before.tables.items()}
    draft.figures = list(before.figures)
    return f"tables.{next(iter(draft.tables))}"


def _cells(draft: Draft) -> list[list[int]]:
    return [cells for table in draft.tables.values() for cells in table.values()]


def _total(table: Table, rows: list[str]) -> int:
    total = 0
    for row in rows:
        total += table[row][0]
    return total
