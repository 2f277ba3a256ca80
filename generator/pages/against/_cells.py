"""Two cells that stand for the same → what each says and the difference, where there is one to speak of; and as HTML."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]

from generator.model.cell import Cell
from generator.model.document import Figure, Part
from generator.model.written import Number
from generator.pages import _cells

Value = Number | str | Cell | Figure | Part         # of a bare cell its number alone, or "" where it is blank
NONE = '<span aria-hidden="true">—</span><span class="sr">未填写</span>'


class Pair(NamedTuple):
    """What both print, "" where nothing; None: the document has no such place. `near`: both ask a like question, not the same.

    difference   new − old; None where a side is blank, approximate, doubtful or of another unit, or the two do not compare
    """

    old: str | None
    new: str | None
    near: bool = False
    difference: Number | None = None

    @property
    def state(self) -> str:
        """none: no like; blank: a side says nothing; same, in numbers or in words; changed."""
        if self.old is None or self.new is None:
            return "none"
        return "blank" if not self.old or not self.new else "same" if self.old == self.new else "changed"


def pair(old: Value | None, new: Value | None, *, comparable: bool, near: bool = False) -> Pair:
    """The two with their difference. comparable: the documents count the same bodies."""
    difference = None
    if comparable and (was := _exact(old)) and (now := _exact(new)) and was[1] == now[1]:
        difference = now[0] - was[0]
    return Pair(None if old is None else words(old), None if new is None else words(new), near, difference)


def bare(cells: Iterable[Cell]) -> list[Value]:
    """Each as its whole number, or "" for a blank, where nothing more is said of it: nearly all, and most are small numbers."""
    return [
        (cell.value if type(cell.value) is int else "" if cell.value is None else cell)
        if cell.printed is None and cell.unit is None and cell.approximate is None and not cell.doubtful else cell
        for cell in cells]


def _exact(one: Value | None) -> tuple[Number, str | None] | None:
    """Number and unit, where it can be reckoned with."""
    if isinstance(one, int | Decimal):
        return one, None
    if one is None or isinstance(one, str) or one.value is None or one.approximate is not None or getattr(one, "doubtful", False):
        return None
    return one.value, getattr(one, "unit", None)


def amount(one: Value | None) -> Number | None:
    """Its number, if it has one, however exact."""
    return one.value if isinstance(one, Cell | Figure | Part) else None if isinstance(one, str) else one


def words(one: Value) -> str:
    """What it says, as printed; "" when nothing."""
    if isinstance(one, Cell):
        return _cells.words(one)
    if isinstance(one, Figure | Part):
        return one.printed or _cells.number(one.value)
    return one if isinstance(one, str) else _cells.number(one)


def said(one: str | None) -> str:
    """What one of a pair says, in a table that has a column for each."""
    return "没有此项" if one is None else one or "—"


def change(pair: Pair) -> str:
    """The difference, or nothing where there is none to speak of."""
    return "" if pair.difference is None else f"{'≈' if pair.near else ''}{signed(pair.difference)}"


def signed(difference: Number) -> str:
    """+3, −2, or 0."""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{_cells.number(max(difference, -difference))}"


def html(pair: Pair, colspan: int = 1) -> Markup:
    """A `<td>`: the new value; below it, when it differs, the old one and the difference. The style sheet says 无对应."""
    across = f' colspan="{colspan}"' if colspan > 1 else ""
    said, before = pair.new, pair.old
    new = escaped(said) if said else NONE
    if before is None:
        return Markup(f'<td class="new"{across}>{new}</td>')
    if said == before:
        look = ' class="b"' if not said else ' class="z"' if said == "0" else ""
        return Markup(f"<td{look}{across}>{new}{'<small>＝</small>' if said not in ('', '0') else ''}</td>")
    change = f" <b>{'≈' if pair.near else ''}{signed(pair.difference)}</b>" if pair.difference else ""
    old = escaped(before) if before else NONE
    return Markup(f'<td class="v"{across}>{new}<small><i>，上年 </i>{old}{change}</small></td>')


Asked = tuple[Value | None, Value | None, bool, int]


class Faces(dict[Asked, tuple[str, str]]):
    """HTML and state of pairs by what stands on either side, whether it is near, and the width of the cell.

    Those of bare cells are kept, as most recur.
    """

    def __init__(self, *, comparable: bool) -> None:
        self._comparable = comparable

    def __missing__(self, key: Asked) -> tuple[str, str]:
        old, new, near, width = key
        both = pair(old, new, comparable=self._comparable, near=near)
        face = str(html(both, width)), both.state
        if not isinstance(old, Cell) and not isinstance(new, Cell):       # two cells may be equal and print 5 and 5.0
            if len(self) == MOST:
                self.clear()
            self[key] = face
        return face


MOST = 10_000
FACES = {comparable: Faces(comparable=comparable) for comparable in (True, False)}
