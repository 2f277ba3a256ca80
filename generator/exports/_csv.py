"""CSV as RFC 4180 wants it (UTF-8, CRLF), without anything a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.exports._rows import Place, figures, head, source, status
from generator.model.document import Document
from generator.model.site import Site

BOM = "\ufeff".encode()
RUNS = ("=", "+", "-", "@", "\t", "\r")         # a text cell that begins so is a formula to a spreadsheet


def table(rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as CSV; None is an empty field."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def safe(cell: Any) -> Any:
    """Text that a spreadsheet would run gets a leading apostrophe; a decimal is written in full."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RUNS) else cell
    return format(cell, "f") if isinstance(cell, Decimal) else cell


def line(cells: Sequence[Any]) -> str:
    """One row without its line end."""
    return table([cells]).decode().removesuffix("\r\n")


def figures_of(site: Site, document: Document) -> bytes:
    """The document's rows of the long table, as `table(rows(site, document))` writes them, ten times as fast."""
    shared, origin = line(head(site, document)), line([source(document), ""])[:-1]
    lines = []
    for place, cell in figures(document):
        value = cell.value
        if cell.printed is None and cell.unit is None and (value is None or type(value) is int):
            before, after = _parts(place)
            lines.append(f"{shared}{before}{'' if value is None else value}{after}{status(cell)},{origin}\r\n")
        else:
            own = line((*place.keys, value, cell.printed, cell.unit or place.unit, status(cell)))
            lines.append(f"{shared},{own},{origin}\r\n")
    return "".join(lines).encode()


@lru_cache(maxsize=4096)
def _parts(place: Place) -> tuple[str, str]:
    """What stands in a line before and after a number; places of the forms are few and come again and again."""
    return f",{line(place.keys)},", f",,{line([place.unit, ''])}"
