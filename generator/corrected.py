"""What was corrected in a document, cell by cell and in the form's own names: for pages, feeds and differences.

    of(document, correction)    every value of a correction; of a row that is told as a whole, what differs in it
    label(document, at)         the printed names down to a value
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from generator import formats
from generator.model.document import Correction, Document, Narrative
from generator.model.table import OtherTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One value: `old` and `new` as written in the correction; None = blank."""

    label: str
    old: Any
    new: Any

    def __str__(self) -> str:
        old, new = ("空白" if value is None else str(value) for value in (self.old, self.new))
        return f"{self.label}由 {old} 改为 {new}"


def of(document: Document, correction: Correction) -> Iterator[Corrected]:
    """The values, in the order they are written in."""
    for change in correction.changes:
        old, new, at = change.from_, change.to, change.at
        values = [(at, old, new)]
        if isinstance(old, tuple) and isinstance(new, tuple):
            places = [f"{at}.{column}" for column in _columns(document, at)]
            if len(places) == len(old) == len(new):
                values = list(zip(places, old, new, strict=True))
        for place, a, b in values:
            if a != b:
                yield Corrected(label=label(document, place), old=a, new=b)


def _columns(document: Document, at: str) -> list[str]:
    """Names of the values below a row."""
    kind, *path = at.split(".")
    if kind == "tables" and (row := _row(document, path)):
        return [column.key for column in row.columns]
    if kind == "other_tables" and len(path) == 2 and (table := _other(document, path[0])):
        return [str(n) for n in range(1, len(table.columns) + 1)]
    return []


def label(document: Document, at: str) -> str:
    """`三、本年度办理结果 › (一)予以公开 · 自然人`; of a figure its label, of another table its title, row and column.

    `at` itself where the document has nothing of the kind.
    """
    kind, *path = at.split(".")
    if kind == "tables" and (row := _row(document, path)):
        column = next((c.label for c in row.columns if len(row.columns) > 1 and path[2:] == [c.key]), "")
        return _joined(row.path or (row.label,), column)
    if kind == "figures" and isinstance(document, Narrative):
        figure = next((f for f in document.figures if f.key == path[0]), None)
        part = _nth(figure.parts, path[2:]) if figure else None
        return at if figure is None else _joined((figure.label, *([part.label] if part else ())), "")
    if kind == "other_tables" and (table := _other(document, path[0])):
        cells = _nth(table.rows, path[1:2])
        name = cells[0] if cells and isinstance(cells[0], str) else f"第 {path[1]} 行" if cells else ""
        return _joined((table.title, *([name] if name else ())), _nth(table.columns, path[2:]) or "")
    return at


def _joined(names: tuple[str, ...], column: str) -> str:
    return " › ".join(names) + (f" · {column}" if column else "")


def _row(document: Document, path: list[str]) -> Any:
    """The row of the form that `<table>.<row>…` names; None when there is none."""
    table = document.tables.get(path[0]) if isinstance(document, Narrative) and len(path) > 1 else None
    return formats.table_form(table).rows.get(path[1]) if table else None


def _other(document: Document, number: str) -> OtherTable | None:
    return _nth(document.other_tables, [number]) if isinstance(document, Narrative) else None


def _nth(values: Sequence[T], number: list[str]) -> T | None:
    """Counted from 1; None when there is no such number, or no number."""
    index = int(number[0]) if number and number[0].isdigit() else 0
    return values[index - 1] if 0 < index <= len(values) else None
