"""The text of a cell → what stands in the file, and why it is doubtful. What is not plainly a number stays as printed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.importers._labels import SPACE

HALF = str.maketrans("０１２３４５６７８９．，－＋（）［］％：﹣−–", "0123456789.,-+()[]%:---")
MARKS = re.compile(r"[/\\／＼\-—－–_*＊·.。]+|无|空|N/?A|×|√", re.IGNORECASE)
NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
UNITS = r"(?P<unit>(?:亿|万|千)?元|件|条|次|人次|人|个|篇|项|份|起)"
LESS, MORE = r"(?:减少?|下降|降|↓)", r"(?:增加?|新增|上升|↑|\+)"
PLAIN = re.compile(NUMBER)
SIGNED = re.compile(rf"(?:(?P<minus>-)|(?P<less>{LESS})|(?P<more>{MORE})){NUMBER}(?:项|个|件)?")
WITH_UNIT = re.compile(NUMBER + UNITS)
WITH_NOTE = re.compile(NUMBER + UNITS + r"?(?:\(.+\)|\[.+\])")
WITH_MARK = re.compile(NUMBER + r"[^0-9.,\w\s]{1,3}|" + NUMBER.replace("number", "again") + r"[①-⑳¹²³⁰-⁹※注]{1,3}")
ABOUT = re.compile(rf"(?P<about>约|大约)?(?P<below>近|不足)?{NUMBER}(?P<above>多|余)?{UNITS}?")
BESIDE = re.compile(r"(?<=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef]) | (?=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef])")
SPLIT = re.compile(r"[0-9]\s+[0-9.]")
MOST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a cell may hold. `unit`: the form's own; `head_unit`: that of the printed head, when it says one."""

    whole: bool
    signed: bool = False
    unit: str | None = None
    head_unit: str = ""
    about: bool = False


def read(text: str, kind: Kind, doubt: str = "") -> tuple[Any, str]:
    """(value as plain data, why it is doubtful or "")."""
    shown = BESIDE.sub("", SPACE.sub(" ", text).strip())
    half = shown.translate(HALF)
    compact = half.replace(" ", "")
    if not compact:
        return (None, "") if not doubt else ({"value": None, "printed": "（未读出）", "doubtful": True}, doubt)
    if MARKS.fullmatch(compact):
        return {"value": None, "printed": shown}, doubt
    value, more, why = _number(compact, kind)
    why = doubt or why
    if SPLIT.search(half) and value is not None:
        why = why or f"数字“{shown}”中间有空格或换行"
    if value is None:
        return {"value": None, "printed": shown, "doubtful": True}, why or f"“{shown}”不是此栏可写的数字"
    if kind.head_unit and kind.head_unit != kind.unit and not kind.whole:
        more = {"unit": kind.head_unit, **more}
    cell = {"value": value, **({"printed": shown} if more.pop("printed", None) or why else {}), **more}
    if why:
        cell["doubtful"] = True
    return (value if len(cell) == 1 else cell), why


def _number(compact: str, kind: Kind) -> tuple[Any, dict[str, Any], str]:
    """(number or None, what stands beside it, why it is doubtful)."""
    if PLAIN.fullmatch(compact):
        return _exact(compact, kind)
    signed = SIGNED.fullmatch(compact)
    if signed:
        if not kind.signed:
            return None, {}, f"此栏不会是“{compact}”"
        value, more, why = _exact(signed["number"], kind)
        value = -value if value is not None and not signed["more"] else value
        return value, more if signed["minus"] else {**more, "printed": True}, why
    unit = WITH_UNIT.fullmatch(compact)
    if unit:
        value, more, why = _exact(unit["number"], kind)
        if kind.whole or unit["unit"] == kind.unit:
            wrong = "" if "元" not in unit["unit"] or unit["unit"] == kind.unit else f"“{compact}”不像件数"
            return value, {"printed": True, **more}, why or wrong
        return value, {"unit": unit["unit"], **more}, why
    noted = WITH_NOTE.fullmatch(compact)
    if noted:
        value, more, why = _exact(noted["number"], kind)
        if noted["unit"] and not kind.whole and noted["unit"] != kind.unit:
            more = {"unit": noted["unit"], **more}
        return value, {"printed": True, **more}, why
    about = ABOUT.fullmatch(compact) if kind.about else None
    if about:
        value, more, why = _exact(about["number"], kind)
        word = "about" if about["about"] else "less_than" if about["below"] else "more_than"
        return value, {"printed": True, "approximate": word, **more}, why
    marked = WITH_MARK.fullmatch(compact)
    if marked:
        value, more, _ = _exact(marked["number"] or marked["again"], kind)
        return value, {"printed": True, **more}, f"数字后有记号“{compact}”"
    return None, {}, ""


def _exact(text: str, kind: Kind) -> tuple[Any, dict[str, Any], str]:
    digits = text.replace(",", "")
    whole, point, rest = digits.partition(".")
    kept = {"printed": True} if len(whole) > 1 and whole.startswith("0") else {}
    whole = whole.lstrip("0") or "0"
    if len(whole + rest) > MOST:
        return None, {}, f"“{text}”超过 {MOST} 位"
    if point and kind.whole:
        return None, {}, f"此栏是件数，不会是“{text}”"
    return Decimal(f"{whole}.{rest}") if point else int(whole), kept, ""
