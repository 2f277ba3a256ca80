"""Indicators from the forms: every row and column of every edition, one where editions continue each other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from generator import formats, glossary
from generator.formats import Column, Format, Join, Place, Row, TableForm
from generator.indicators._records import Data, Indicator

NUMERAL = re.compile(r"^(其中：)?([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)?")
Found = dict[str, Indicator]


def path(place: Place) -> str:
    """`table.row.column`."""
    return ".".join(place)


def place(text: str) -> Place:
    """The other way."""
    table, row, column = text.split(".")
    return table, row, column


def of_forms(data: Data) -> Found:
    """By key, in the order of the forms, the newest edition first. data: `followed.yaml`."""
    names = {tuple(n["at"]): n for n in data["named"]}
    made: Found = {}
    covered: set[tuple[str, tuple[str, ...]]] = set()
    for edition in formats.EDITIONS.values():
        for table in edition.tables.values():
            for wanted in _wanted(edition, table, names):
                if (edition.id, wanted.cells[edition.id]) in covered:
                    continue
                whole = _over_editions(wanted, edition)
                if whole.key in made:
                    raise ValueError(f"two indicators have the key {whole.key}")
                made[whole.key] = replace(whole, **_said(whole, names, data))
                covered |= set(whole.cells.items())
    return made


def _wanted(edition: Format, table: TableForm, names: dict[tuple[str, ...], Data]) -> Iterator[Indicator]:
    """The numbers of a table in printed order: headings whose rows add up, rows, and their columns; then sums with a name."""
    named = {n["at"][0].split(".")[1]: n for n in names.values() if len(n["at"]) == 1}
    for row in table.rows.values():
        below = [r for r in table.rows.values() if r.parent == row.key]
        if row.columns:
            yield from _row(edition, table, row, [row], named.get(row.key, {}))
        elif all(r.kind == "input" for r in below) and any(c.total for c in below[0].columns):
            yield from _row(edition, table, row, below, {})
    for at, n in names.items():
        if len(at) > 1 and at[0].startswith(f"{table.key}.") and edition is next(iter(formats.EDITIONS.values())):
            first = table.rows[at[0].split(".")[1]]
            yield _number(edition, table, n["key"], n["label"], first.columns[-1], first, at)


def _row(edition: Format, table: TableForm, row: Row, added: list[Row], written: Data) -> Iterator[Indicator]:
    """The total of a row, or of the rows that a heading adds up, and of each of its columns."""
    key, label = written.get("key", row.key), written.get("label") or _label(table, row)
    columns = added[0].columns
    main = next((c for c in columns if c.total), columns[0] if len(columns) == 1 else None)
    for column in sorted(columns, key=lambda c: c is not main):
        cells = tuple(path((table.key, r.key, column.key)) for r in added)
        if column is main:
            yield _number(edition, table, key, label, column, row, cells)
        else:
            words = f"{label}·{_column(table, column)}"
            yield replace(_number(edition, table, f"{key}-{column.key}", words, column, row, cells), of=key if main else "")


def _number(
    edition: Format, table: TableForm, key: str, label: str, column: Column, row: Row, cells: tuple[str, ...]
) -> Indicator:
    basis = row.basis or (row.path[0] if row.block else "")
    if basis.startswith("第"):
        basis = f"《政府信息公开条例》{basis}"
    return Indicator(
        key=key, label=label, unit=column.unit or row.unit or "", group=table.title, cells={edition.id: cells},
        basis="；".join(filter(None, (basis, edition.document["number"]))),
    )


def _label(table: TableForm, row: Row) -> str:
    """The row's words without numerals; of a part also what it is a part of."""
    above = table.rows.get(row.parent or "")
    part = above and (above.columns or (above.level > 1 and not table.any_rows))     # not of a mere heading
    return "·".join(NUMERAL.sub("", r.short_label) for r in (above, row) if r and (r is row or part))


def _column(table: TableForm, column: Column) -> str:
    """The column's words; `其他` also says among what."""
    among = next((g["label"] for g in table.data.get("column_groups", ()) if g["key"] == column.group), None)
    return f"{among}（{column.label}）" if among and column.label == "其他" else column.label


def _over_editions(made: Indicator, edition: Format) -> Indicator:
    """The same number in all older editions, and between which of them it is one series."""
    cells = dict(made.cells)
    for older in formats.EDITIONS:
        if older < edition.id:
            found = continued(older, edition.id, tuple(map(place, cells[edition.id])))
            if found:
                cells[older] = tuple(map(path, found))
    same = {(a, b) for a, b in combinations(sorted(cells), 2) if _same(a, b, cells)}
    return replace(made, cells=cells, same=frozenset(same))


def continued(older: str, newer: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The cells of the older edition that continue as these of the newer; () when they do not all."""
    joins = _joins(older, newer, places)
    if not joins or (len(joins) > 1 and any(len(j.new) > 1 for j in joins)):
        return ()
    return tuple(p for j in joins for p in j.old)


def _joins(older: str, newer: str, places: tuple[Place, ...]) -> list[Join]:
    """What became these places and no others, in their order; [] when that is not said of every one of them."""
    by_new = formats.by_new(older, newer)
    found = list({id(j): j for p in places if (j := by_new.get(p))}.values())
    return found if {p for j in found for p in j.new} == set(places) else []


def _same(older: str, newer: str, cells: dict[str, tuple[str, ...]]) -> bool:
    """Every cell continues as the same, none as one that is only like it."""
    joins = _joins(older, newer, tuple(map(place, cells[newer])))
    return bool(joins) and all(j.how == "same" for j in joins)


def _said(made: Indicator, names: dict[tuple[str, ...], Data], data: Data) -> Data:
    """What is written of it beside the form: its short name, meaning, other names."""
    newest = next(iter(made.cells.values()))
    written: Data = names.get(newest) or data["words"].get(made.key, {})
    term = next((t for word in reversed(made.label.split("·")) for _, t in glossary.marked(word) if t), None)
    return {
        "label": written.get("label", made.label), "means": written.get("means") or _explained(made.label, term),
        "aliases": tuple(written.get("aliases", ())), "local": tuple(written.get("local", ())),
    }


def _explained(label: str, term: glossary.Term | None) -> str:
    """What the glossary says of the word, which it names unless it is the label itself."""
    return "" if term is None else term.says if term.term == label else f"{term.term}：{term.says}"


def ratios(data: Data, known: Found) -> Iterable[Indicator]:
    """Those made of others."""
    for r in data["ratios"]:
        part, whole = (tuple(known[key] for key in r[side]) for side in ("part", "whole"))
        operands = (*part, *whole)
        editions = {e: () for e in formats.EDITIONS if all(e in i.cells for i in operands)}
        same = frozenset(pair for pair in combinations(sorted(editions), 2) if all(i.comparable(*pair) for i in operands))
        yield Indicator(
            key=r["key"], label=r["label"], unit="%", group="比率", means=r["means"], aliases=tuple(r.get("aliases", ())),
            cells=dict(editions), same=same, part=part, whole=whole, basis="本平台按表中数字计算，表内没有这一项",
        )
