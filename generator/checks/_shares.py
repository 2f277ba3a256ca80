"""Percentages that prose prints beside both counts. Narrow on purpose: what could be read in two ways is not read.

of a whole      受理申请81件，其中当面申请76件，占总数的93.83%；网上4件，占4.94%
in brackets     咨询4900人次：现场1600人次（32.65%）、电话3300人次（67.35%）      (two brackets or more)
of a rate       受理审批事项117件，办结117件，办结率100%
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.written import Number

UNITS = "人次|件|条|次|人|个|份|篇|期|起|项|宗|户|家|名|场"
COUNT = rf"(?<![\d.第约近逾余])(?<!超过)(?<!不足)(?<!\d[到至—－~～-])(\d{{1,3}}(?:,\d{{3}})+|\d+)({UNITS})"
PERCENT = r"(\d+(?:\.\d+)?)[%％]"
WHOLES = "总数|总量|总件数|总条数|总人次|全部|全部申请|申请总数|申请总量|总申请数|总申请量|总申请件数"

SENTENCE = re.compile(r"[^。；;！？\n]+")
ANY_COUNT = re.compile(COUNT)
VAGUE = re.compile(rf"(?:[约近逾]|超过|不足)\s*\d|\d[余多来万千亿]|\d[-—－~～至]\d+(?:{UNITS})")
PARTS_BEGIN = re.compile(r"[：:]?其中[，：:]?|[：:]")
PARTS_END = re.compile(rf"其中|[：:]|(?:{UNITS})中")
SHARE = re.compile(rf"{COUNT}[，,]?[（(]?占(?:(?:{WHOLES})的?)?(?:比(?:例|重)?)?(?:为|达|达到)?{PERCENT}")
BRACKET = re.compile(rf"{COUNT}[（(](?:占比(?:为)?)?{PERCENT}[）)]")
RATE = re.compile(
    rf"(?:受理|收到|接收|收件)[^\d。；]{{0,20}}{COUNT}[，,、][^\d。；，,、]{{0,6}}(办结|答复|回复){COUNT}[，,、]\3率(?:为|达|达到)?{PERCENT}"
)
NOT_YET = re.compile(r"结转|上年|到期|期限|期内|按期|按时|及时|在办|正在|尚未")


@dataclass(frozen=True, slots=True)
class Share:
    """`label` names it in a message; `offset` is where its percentage stands in the text."""

    label: str
    printed: Number
    part: Number
    whole: Number
    offset: int


def shares(text: str) -> Iterator[Share]:
    """Every percentage whose two counts stand beside it beyond doubt."""
    if "%" not in text and "％" not in text:
        return
    for sentence in SENTENCE.finditer(text):
        words, start = sentence[0], sentence.start()
        if "%" in words or "％" in words:
            yield from _of_whole(words, start)
            yield from _rates(words, start)


def _of_whole(words: str, start: int) -> Iterator[Share]:
    """The whole is the only count before 其中 or a colon, and nothing there is vague."""
    begin = PARTS_BEGIN.search(words)
    wholes = ANY_COUNT.findall(words[: begin.start()]) if begin else []
    if begin is None or len(wholes) != 1 or VAGUE.search(words[: begin.start()]):
        return
    end = PARTS_END.search(words, begin.end())
    tail = words[begin.end() : end.start() if end else None]
    brackets = list(BRACKET.finditer(tail))
    for found in [*SHARE.finditer(tail), *(brackets if len(brackets) > 1 else ())]:
        whole, part = _count(wholes[0][0]), _count(found[1])
        if found[2] == wholes[0][1] and part <= whole:
            yield Share(f"“{found[1]}{found[2]}”的占比", Decimal(found[3]), part, whole, start + begin.end() + found.start(3))


def _rates(words: str, start: int) -> Iterator[Share]:
    if NOT_YET.search(words):
        return
    for found in RATE.finditer(words):
        if found[2] == found[5]:
            yield Share(f"{found[3]}率", Decimal(found[6]), _count(found[4]), _count(found[1]), start + found.start(6))


def _count(printed: str) -> int:
    return int(printed.replace(",", ""))
