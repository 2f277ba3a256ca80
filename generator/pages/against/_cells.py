"""Two cells that stand for the same → what each says and the difference, where there is one to speak of; and as HTML."""

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.model.cell import Cell
from generator.model.document import Figure, Part
from generator.model.written import Number
from generator.pages import _cells

Value = Cell | Figure | Part
NONE = Markup('<span aria-hidden="true">—</span><span class="sr">未填写</span>')


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
    if old is not None and new is not None and _bare(old) and _bare(new):
        return _numbers(old.value, new.value, comparable, near)
    return _pair(old, new, comparable, near)


def _bare(one: Value) -> bool:
    """A whole number or a blank, of which nothing more is said: nearly all cells, and most are small numbers."""
    return (isinstance(one, Cell) and (type(one.value) is int or one.value is None)
            and one.printed is None and one.unit is None and one.approximate is None and not one.doubtful)


@lru_cache(maxsize=10_000)
def _numbers(old: int | None, new: int | None, comparable: bool, near: bool) -> Pair:
    return _pair(Cell(value=old), Cell(value=new), comparable, near)


def _pair(old: Value | None, new: Value | None, comparable: bool, near: bool) -> Pair:
    difference = None
    if comparable and old is not None and new is not None and _exact(old) and _exact(new) and _unit(old) == _unit(new):
        assert old.value is not None and new.value is not None
        difference = new.value - old.value
    return Pair(None if old is None else words(old), None if new is None else words(new), near, difference)


def _exact(one: Value) -> bool:
    return one.value is not None and one.approximate is None and not getattr(one, "doubtful", False)


def _unit(one: Value) -> str | None:
    return getattr(one, "unit", None)


def words(one: Value) -> str:
    """What it says, as printed; "" when nothing."""
    if isinstance(one, Cell):
        return _cells.words(one)
    return one.printed or _cells.number(one.value)


def said(one: str | None) -> str:
    """What one of a pair says, in a table that has a column for each."""
    return "没有此项" if one is None else one or "—"


def change(pair: Pair) -> str:
    """The difference, or nothing where there is none to speak of."""
    return "" if pair.difference is None else f"{'≈' if pair.near else ''}{signed(pair.difference)}"


def signed(difference: Number) -> str:
    """+3, −2, or 0."""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{_cells.number(max(difference, -difference))}"


@lru_cache(maxsize=10_000)      # nearly all are small numbers
def html(pair: Pair, colspan: int = 1) -> Markup:
    """A `<td>`: the new value; below it, when it differs, the old one and the difference. The style sheet says 无对应."""
    across = f' colspan="{colspan}"' if colspan > 1 else ""
    said, before = pair.new, pair.old
    new = escape(said) if said else NONE
    if before is None:
        return Markup(f'<td class="new"{across}>{new}</td>')
    if said == before:
        look = ' class="b"' if not said else ' class="z"' if said == "0" else ""
        return Markup(f"<td{look}{across}>{new}{'<small>＝</small>' if said not in ('', '0') else ''}</td>")
    change = f" <b>{'≈' if pair.near else ''}{signed(pair.difference)}</b>" if pair.difference else ""
    old = escape(before) if before else NONE
    return Markup(f'<td class="v"{across}>{new}<small><i>，上年 </i>{old}{change}</small></td>')
