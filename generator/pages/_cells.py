"""A cell as HTML: blank, zero, number, printed words and doubt are told apart by look and by word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from generator.model.cell import APPROXIMATE, Cell
from generator.model.finding import Finding
from generator.model.written import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as readers meet it on a page: its number there, and the finding."""

    number: int
    finding: Finding


class Corrected(NamedTuple):
    """A published value that was corrected: when, and what it was."""

    date: date
    old: Any


NOTED = Markup('<a class="ref" href="#note-{0}" data-pagefind-ignore><span class="sr">校验说明</span>{0}</a>')
CORRECTED = Markup(
    '<a class="ref" href="#corrections" title="{0}更正，原为 {1}" data-pagefind-ignore>'
    '更<span class="sr">正，原为 {1}</span></a>')
BLANK = Markup('<td class="b"></td>')      # the style sheet shows a dash, read out as 未填写. A table may have 200 of them


def attribute(text: str) -> Markup:
    """The text as an attribute between single quotes."""
    for char, escaped in (("&", "&amp;"), ("'", "&#39;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "&#10;")):
        text = text.replace(char, escaped)
    return Markup(text)


def distinct(cells: Iterable[Cell]) -> Iterable[Cell]:
    """Each once: nearly all are small numbers, which loading shares, and most of these 0."""
    return {id(cell): cell for cell in cells}.values()


def words(cell: Cell) -> str:
    """What the cell prints, "" when it is blank."""
    if cell.printed is not None:
        return cell.printed
    return f"{number(cell.value)} {cell.unit}" if cell.unit and cell.value is not None else number(cell.value)


def html(cell: Cell | None) -> Markup:
    """The `<td>` of a cell; None is a cell that the source does not have."""
    return Markup(f"{opened(cell)}</td>")


def opened(cell: Cell | None, colspan: int = 1, notes: Sequence[Note] = (), corrected: Sequence[Corrected] = ()) -> str:
    """The same with what is said of it, and without the end tag, which HTML can do without: a report has 280 cells.

    It leads to what is said of it: by look (class), by shape and number, and by word for screen readers.
    """
    if (cell and type(cell.value) is int and colspan == 1 and not notes and not corrected and cell.printed is None
            and cell.unit is None and cell.approximate is None and not cell.doubtful):      # nearly all
        return f"<td>{cell.value}"
    looks, text = _shown(cell)
    if notes or corrected:
        looks = f"n-{_worst(notes)} {looks}".rstrip()
        text += "".join([NOTED.format(n.number) for n in notes])
        text += "".join([CORRECTED.format(day(c.date), plain(c.old)) for c in corrected])
    width = f' colspan="{colspan}"' if colspan > 1 else ""
    return f'<td{width} class="{looks}">{text}' if looks else f"<td{width}>{text}"


def _worst(notes: Sequence[Note]) -> str:
    """e: an error nobody accepted; w: a warning or hint; a: all accepted; c: nothing but corrections."""
    if any(n.finding.stops for n in notes):
        return "e"
    return "c" if not notes else "a" if all(n.finding.accepted is not None for n in notes) else "w"


def _shown(cell: Cell | None) -> tuple[str, str]:
    """Classes and contents."""
    if cell is None or (cell.value is None and cell.printed is None):
        return "b", ""
    looks = " ".join(name for name, on in (("p", cell.printed is not None), ("d", cell.doubtful)) if on)
    doubt = '<sup title="原文难以辨认" data-pagefind-ignore>疑</sup>' if cell.doubtful else ""
    about = f"{APPROXIMATE[cell.approximate]} " if cell.approximate and cell.printed is None else ""
    return looks, f"{about}{escape(words(cell))}{doubt}"


@lru_cache(maxsize=10_000)
def _number(text: str) -> Markup:
    return Markup(f"<td>{text}</td>")


def number(value: Number | None) -> str:
    """A number exactly as written, without grouping, so that it can be copied and searched."""
    if type(value) is int:      # nearly all
        return str(value)
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def maybe(value: Number | None) -> Markup:
    """The `<td>` of an indicator; None, not stated, is a blank."""
    return BLANK if value is None else _number(number(value))


def time(value: date | None) -> Markup:
    """A date in a table, which does not break over lines."""
    return Markup("未载") if value is None else Markup(f'<time datetime="{value}">{value}</time>')


def day(value: date | None) -> str:
    """A date as people read it."""
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"


def plain(value: object) -> str:
    """A value of a correction: a number, words, a row of them, or nothing."""
    if isinstance(value, tuple):
        return "、".join(plain(v) for v in value)
    return "空白" if value is None else number(value) if isinstance(value, Decimal) else str(value)
