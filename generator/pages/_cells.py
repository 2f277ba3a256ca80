"""A cell as HTML: blank, zero, number, printed words and doubt are told apart by look and by word."""

from datetime import date
from decimal import Decimal

from markupsafe import Markup

from generator.model.cell import APPROXIMATE, Cell
from generator.model.written import Number

BLANK = Markup('<td class="b"><span aria-hidden="true">—</span><span class="sr">未填写</span></td>')
ZERO = Markup('<td class="z">0</td>')


def words(cell: Cell) -> str:
    """What the cell prints, "" when it is blank."""
    if cell.printed is not None:
        return cell.printed
    return "" if cell.value is None else number(cell.value) + (f" {cell.unit}" if cell.unit else "")


def html(cell: Cell | None, colspan: int = 1) -> Markup:
    """The `<td>` of a cell; None is a cell that the source does not have."""
    if cell is None or cell.blank:
        return _wide(BLANK, colspan)
    if cell.value == 0 and cell.printed is None and not cell.unit and not cell.doubtful:
        return _wide(ZERO, colspan)
    marks = [name for name, on in (("p", cell.printed is not None), ("d", cell.doubtful)) if on]
    doubt = Markup('<sup title="原文难以辨认">疑</sup>') if cell.doubtful else ""
    about = f"{APPROXIMATE[cell.approximate]} " if cell.approximate and cell.printed is None else ""
    attribute = Markup(' class="{}"').format(" ".join(marks)) if marks else ""
    return _wide(Markup("<td{}>{}{}{}</td>").format(attribute, about, words(cell), doubt), colspan)


def _wide(td: Markup, colspan: int) -> Markup:
    return td if colspan == 1 else Markup(str(td).replace("<td", f'<td colspan="{colspan}"', 1))


def number(value: Number | None) -> str:
    """A number exactly as written, without grouping, so that it can be copied and searched."""
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def day(value: date | None) -> str:
    """A date as people read it."""
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"


def plain(value: object) -> str:
    """A value of a correction: a number, words, a row of them, or nothing."""
    if isinstance(value, tuple):
        return "、".join(plain(v) for v in value)
    return "—" if value is None else number(value) if isinstance(value, Decimal) else str(value)
