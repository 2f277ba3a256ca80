"""Two cells that stand for the same → what each says and the difference, where there is one to speak of; and as HTML."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.model.cell import Cell
from generator.model.document import Figure, Part
from generator.model.written import Number
from generator.pages import _cells

Value = Cell | Figure | Part
NONE = Markup('<span aria-hidden="true">—</span><span class="sr">未填写</span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`old` None: the older document has no such place. `near`: both ask a like question, not the same.

    difference   new − old; None where a side is blank, approximate, doubtful or of another unit, or the two do not compare
    """

    old: Value | None
    new: Value | None
    near: bool = False
    difference: Number | None = None

    @property
    def same(self) -> bool:
        """Both say the same, in numbers or in words; two blanks say nothing."""
        return self.old is not None and self.new is not None and words(self.old) == words(self.new) != ""

    @property
    def blank(self) -> bool:
        """A side is there and says nothing."""
        return any(side is not None and words(side) == "" for side in (self.old, self.new))


def pair(old: Value | None, new: Value | None, *, comparable: bool, near: bool = False) -> Pair:
    """The two with their difference. comparable: the documents count the same bodies."""
    difference = None
    if comparable and old is not None and new is not None and _exact(old) and _exact(new) and _unit(old) == _unit(new):
        assert old.value is not None and new.value is not None
        difference = new.value - old.value
    return Pair(old=old, new=new, near=near, difference=difference)


def _exact(one: Value) -> bool:
    return one.value is not None and one.approximate is None and not getattr(one, "doubtful", False)


def _unit(one: Value) -> str | None:
    return getattr(one, "unit", None)


def words(one: Cell | Figure | Part) -> str:
    """What it says, as printed; "" when nothing."""
    if isinstance(one, Cell):
        return _cells.words(one)
    return one.printed or _cells.number(one.value)


def signed(difference: Number) -> str:
    """+3, −2, or 0."""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{_cells.number(max(difference, -difference))}"


def html(pair: Pair, colspan: int = 1) -> Markup:
    """A `<td>`: the new value; below it, when it differs, the old one and the difference. The style sheet says 无对应."""
    across = f' colspan="{colspan}"' if colspan > 1 else ""
    said, before = (words(side) if side is not None else "" for side in (pair.new, pair.old))
    new = escape(said) if said else NONE
    if pair.old is None:
        return Markup(f'<td class="new"{across}>{new}</td>')
    if said == before:
        look = ' class="b"' if not said else ' class="z"' if said == "0" else ""
        return Markup(f"<td{look}{across}>{new}{'<small>＝</small>' if said not in ('', '0') else ''}</td>")
    change = f" <b>{'≈' if pair.near else ''}{signed(pair.difference)}</b>" if pair.difference else ""
    old = escape(before) if before else NONE
    return Markup(f'<td class="v"{across}>{new}<small><i>，上年 </i>{old}{change}</small></td>')
