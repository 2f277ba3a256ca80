"""A table of the form as lines: rows in the form's order, cells in columns, the form's own words as comments."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from generator.layout.forms import Row, Table
from generator.layout.scalars import width
from generator.layout.tree import Entry, Mapping, Node, Scalar, Sequence

CellText = Callable[[Node], str]        # a node on one line


def bare(text: str) -> str:
    """A label or comment without white space and with one kind of brackets, for comparison."""
    return re.sub(r"\s", "", text).translate({ord("（"): "(", ord("）"): ")", ord("“"): '"', ord("”"): '"'})


def label(row: Row) -> str:
    """What stands beside a row: its printed name, with the unit where each row has its own."""
    unit = row.columns[0].unit if len(row.columns) == 1 and row.columns[0].unit == row.unit else None
    return f"{row.short_label}（{unit}）" if unit else row.short_label


def lines(node: Mapping, form: Table, cell: CellText, indent: int) -> Iterator[str]:
    """The rows of the table; unknown rows last, as they are. `cell` writes a cell on one line."""
    known = [e for key in form.rows for e in node.entries if e.key == key]
    rest = [e for e in node.entries if e.key not in form.rows]
    pad, name = " " * indent, max((len(e.key) for e in known), default=0) + 2
    told: set[str] = set()
    for _, group in groupby(known, lambda e: (form.rows[e.key].block, tuple(c.key for c in form.rows[e.key].columns))):
        entries = list(group)
        rows = [form.rows[e.key] for e in entries]
        columns = [] if form.any_rows else rows[0].columns
        cells = [[cell(c.value) for c in e.value.entries] if isinstance(e.value, Sequence) else [] for e in entries]
        wide = [
            max([width(c.label), *(width(r[n]) for r, e in zip(cells, entries, strict=True) if _simple(e, n, r))])
            for n, c in enumerate(columns)
        ]
        texts = [f"{e.key}:".ljust(name) + _value(e.value, r, wide, cell) for e, r in zip(entries, cells, strict=True)]
        full = max([width(t) for t, r in zip(texts, cells, strict=True) if not any("{" in c for c in r)], default=0)
        for n, (entry, row, text) in enumerate(zip(entries, rows, texts, strict=True)):
            for above in _groups(row, form):
                if above not in told:
                    told.add(above)
                    yield f"{pad}# {form.rows[above].short_label}"
            if n == 0 and columns:
                yield pad + _head(row, wide, name)
            yield from (f"{pad}#{c}" for c in entry.above if not generated(c, form))
            beside = f" {label(row)}" if not entry.beside or _is_label(entry.beside, row) else entry.beside
            yield pad + text + " " * max(full - width(text), 0) + f"  #{beside}"
    for entry in rest:
        yield from (f"{pad}#{c}" for c in entry.above)
        yield f"{pad}{entry.key}: {cell(entry.value)}" + (f"  #{entry.beside}" if entry.beside else "")
    yield from (f"{pad}#{c}" for c in node.tail)


def _simple(entry: Entry, n: int, row: list[str]) -> bool:
    return isinstance(entry.value, Sequence) and n < len(row) and isinstance(entry.value.entries[n].value, Scalar)


def _value(node: Node, cells: list[str], wide: list[int], cell: CellText) -> str:
    if not isinstance(node, Sequence):
        return cell(node)
    padded = [" " * ((wide[n] if n < len(wide) else 0) - width(c)) + c for n, c in enumerate(cells)]
    return f"[{', '.join(padded)}]"


def _head(row: Row, wide: list[int], name: int) -> str:
    heading = f"# {row.path[0]}" if row.block else "#"
    labels = [" " * (w - width(c.label)) + c.label for c, w in zip(row.columns, wide, strict=True)]
    return heading + " " * max(name + 1 - width(heading), 1) + "  ".join(labels)


def _groups(row: Row, form: Table) -> list[str]:
    """The headings without numbers above a row, outermost first."""
    found: list[str] = []
    above = row.parent
    while above:
        parent = form.rows.get(above)
        if parent is None:
            break
        if not parent.columns:
            found.insert(0, above)
        above = parent.parent
    return found


def generated(comment: str, form: Table) -> bool:
    """The comment is one that this layout writes above a row: a heading of the form, or heads of columns, however short."""
    text = bare(comment)
    if any(not row.columns and text in (bare(row.label), bare(row.short_label)) for row in form.rows.values()):
        return True
    words = comment.split()
    for row in form.cell_rows if not form.any_rows else ():
        heads = words[1:] if row.block and words and bare(words[0]) == bare(row.path[0]) else words
        if len(row.columns) == 1 and heads is words:
            short = bare(comment) == bare(row.columns[0].label)
        else:
            short = len(heads) == len(row.columns) and all(_short(w, c.label) for w, c in zip(heads, row.columns, strict=True))
        if short:
            return True
    return False


def _short(word: str, label: str) -> bool:
    """The word is the label or is made of its characters in their order (未结 for 尚未审结)."""
    rest = iter(bare(label))
    return all(character in rest for character in bare(word))


def _is_label(comment: str, row: Row) -> bool:
    return bare(comment) in {bare(label(row)), bare(row.label), bare(row.short_label)}
