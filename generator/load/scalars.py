"""One scalar → one value. The field decides the type by the characters as written; YAML's own guess is not asked."""

import re
from datetime import date
from decimal import Decimal

from yaml.nodes import Node, ScalarNode

from generator.load.reading import MISSING, Missing, Reading, is_null, shown
from generator.model.written import Choice, Number, OneLine, Pattern

WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")      # [0-9], as \d takes full-width digits too
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
MAX_DIGITS = 15
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ANY_DAY = re.compile(r"([0-9]{4})[^0-9]?([0-9]{1,2})[^0-9]?([0-9]{1,2})日?(?:[T ].*)?")
BREAKS = re.compile(r"[\n\r\x85\u2028\u2029]")


def text(node: Node, r: Reading, mark: OneLine | None = None) -> str | Missing:
    """Text as written; with a mark, one line, and matching the mark's pattern."""
    if not isinstance(node, ScalarNode):
        return r.fault(node, "type", f"应为文字，实为{shown(node)}", "文字里有“: ”“#”“[”“{”时请加引号")
    if is_null(node):
        return r.fault(node, "type", "应为文字，实为空", EMPTY)
    value: str = node.value
    if mark is None:
        return value
    if BREAKS.search(value) or node.style in ("|", ">"):
        return r.fault(node, "type", "应为一行文字，不可换行", "请写在一行内")
    if not value.strip():
        return r.fault(node, "type", "应为文字，实为空", EMPTY)
    if isinstance(mark, Pattern) and not re.fullmatch(mark.regex, value, re.ASCII):
        return r.fault(node, "type", f"应为{mark.meaning}，实为 {shown(node)}")
    return value


def word(node: Node, r: Reading, mark: Choice) -> str | Missing:
    """One of the allowed words."""
    allowed = dict(mark.labels)
    if isinstance(node, ScalarNode) and node.value in allowed:
        return str(node.value)
    listed = "、".join(f"{word}（{label}）" for word, label in mark.labels)
    return r.fault(node, "type", f"应为下列之一：{listed}；实为 {shown(node)}")


def flag(node: Node, r: Reading) -> bool | Missing:
    """`true` or `false`, written so."""
    if isinstance(node, ScalarNode) and not node.style and node.value in ("true", "false"):
        return bool(node.value == "true")
    return r.fault(node, "type", f"应为 true 或 false，实为 {shown(node)}")


def year(node: Node, r: Reading) -> int | Missing:
    """Four plain digits."""
    if isinstance(node, ScalarNode) and not node.style and re.fullmatch(r"(19|20)[0-9]{2}", node.value):
        return int(node.value)
    return r.fault(node, "type", f"应为四位年份（1900 至 2099），实为 {shown(node)}", "直接写数字，如 2018")


def day(node: Node, r: Reading) -> date | Missing:
    """`YYYY-MM-DD`, a day that exists."""
    if isinstance(node, ScalarNode) and DAY.fullmatch(node.value):
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            return r.fault(node, "type", f"没有这一天：{node.value}", "请核对月份和日子")
    parts = ANY_DAY.fullmatch(node.value) if isinstance(node, ScalarNode) else None
    cure = f"请写 {parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else "如 2025-01-28；不知道就删去这一键"
    return r.fault(node, "type", f"应为日期 YYYY-MM-DD，实为 {shown(node)}", cure)


def count(node: Node, r: Reading, signed: bool = False) -> int | Missing | None:
    """A whole number of plain digits, or None for `~`."""
    if isinstance(node, ScalarNode) and not node.style:
        if node.value in SMALL:
            return SMALL[node.value]
        if WHOLE.fullmatch(node.value) and (signed or not node.value.startswith("-")):
            return int(node.value)
        if is_null(node):
            return None
        if DECIMAL.fullmatch(node.value) and len(node.value) > MAX_DIGITS and "." not in node.value:
            return r.fault(node, "type", f"数字应不超过 {MAX_DIGITS} 位，实为 {shown(node)}", LONG)
    what = "整数" if signed else "不小于 0 的整数"
    return r.fault(node, "type", f"应为{what}，实为 {shown(node)}", _how(node, whole=True, signed=signed))


SMALL = {str(n): n for n in range(1000)}     # most cells of most reports; spares a match and a new object each


def number(node: Node, r: Reading, signed: bool = True) -> Number | Missing | None:
    """A whole number or an exact decimal, last zeros kept, or None for `~`."""
    if isinstance(node, ScalarNode) and not node.style:
        if DECIMAL.fullmatch(node.value) and (signed or not node.value.startswith("-")):
            if sum(c.isdigit() for c in node.value) > MAX_DIGITS:
                return r.fault(node, "type", f"数字应不超过 {MAX_DIGITS} 位，实为 {shown(node)}", LONG)
            return Decimal(node.value) if "." in node.value else int(node.value)
        if is_null(node):
            return None
    what = "数字" if signed else "不小于 0 的数字"
    return r.fault(node, "type", f"应为{what}，实为 {shown(node)}", _how(node, whole=False, signed=signed))


def _how(node: Node, *, whole: bool, signed: bool) -> str:
    """What to write instead, when that can be told from the characters."""
    if not isinstance(node, ScalarNode):
        return "请写一个数字；原文空白写 ~"
    plain = node.value.strip().translate(FULL_WIDTH).replace("，", ",")
    bare = re.sub(r"(?<=[0-9])[,_\s](?=[0-9])", "", plain).lstrip("+")
    if re.fullmatch(r"-?[0-9]*\.?[0-9]+[eE][+-]?[0-9]", bare):
        bare = format(Decimal(bare), "f")
    elif re.fullmatch(r"0x[0-9a-fA-F]{1,12}", bare):
        bare = str(int(bare, 16))
    if re.fullmatch(r"-?[0-9]+\.0+", bare) and whole:
        bare = bare.partition(".")[0]
    bare = re.sub(r"^(-?)\.(?=[0-9])", r"\g<1>0.", re.sub(r"^(-?)0+(?=[0-9])", r"\1", bare))
    if (WHOLE if whole else DECIMAL).fullmatch(bare) and (signed or not bare.startswith("-")):
        return f"请写 {bare}"
    if bare.startswith("-") and DECIMAL.fullmatch(bare):
        return f'此栏不会是负数；原文确为负数请写 {{value: ~, printed: "{plain}"}}'
    if not plain or plain in ("/", "-", "—", "——", "无"):
        return f'原文空白写 ~；原文印有符号写 {{value: ~, printed: "{plain or "/"}"}}'
    if whole and DECIMAL.fullmatch(bare):
        return f'此栏是件数，没有小数；原文确为小数请写 {{value: ~, printed: "{plain}"}}'
    return "只写数字；原文另有文字时写 {value: 数字, printed: 原文}"


LONG = "请核对；不是数量的编号请加引号，作为文字"
EMPTY = "请填写；选填的键不知道就删去"
FULL_WIDTH = {ord(full): half for full, half in zip("０１２３４５６７８９．－＋", "0123456789.-+", strict=True)}

__all__ = ["MISSING", "count", "day", "flag", "number", "text", "word", "year"]
