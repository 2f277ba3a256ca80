"""How labels are compared: white space, widths, kinds of brackets and of numbering do not count."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
WIDTHS = str.maketrans({
    **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}, "“": '"', "”": '"', "‘": "'", "’": "'", "〔": "(", "〕": ")",
    "【": "(", "】": ")", "—": "-", "－": "-", "–": "-", "﹣": "-", "〇": "〇", "\u3000": " ",
})
NUMERAL = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.部]分?|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[.])")
UNIT = re.compile(r"\((?:单位[::]?)?((?:亿|万|千)?元|件|条|次|人次|人|个|篇|项|份|起)\)$|\(单位[::]?([^()]+)\)$")
NOTE = re.compile(r"\([^()]*\)$")
EXACT, FAIR = 0.9, 0.75
SAME = 0.95         # the form's own, units and notes in brackets apart: 3.其他 is not the head 其他


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The label for comparison: `１、属于 国家秘密` → `1.属于国家秘密`."""
    return re.sub(r"(?<=^[0-9])[、,]|(?<=^[0-9]{2})[、,]", ".", SPACE.sub("", text).translate(WIDTHS))


def unit_in(text: str) -> str:
    """The unit a head names in brackets at its end, "" when there is none."""
    found = UNIT.search(bare(text))
    return (found[1] or found[2]) if found else ""


def alike(printed: str, label: str) -> float:
    """How like the two are: 1 the same; from 0.9 the same but for numbering, units, notes in brackets; 0 not alike."""
    return same(printed, label) or _like(bare(printed), bare(label))


@lru_cache(maxsize=65536)
def same(printed: str, label: str) -> float:
    """As `alike`, 0 for what is only like the label."""
    one, other = bare(printed), bare(label)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if UNIT.sub("", one) == UNIT.sub("", other) or NOTE.sub("", one) == other or one == NOTE.sub("", other):
        return 0.97
    short, wanted = NUMERAL.sub("", one), NUMERAL.sub("", other)
    if short and (short == wanted or UNIT.sub("", short) == UNIT.sub("", wanted) or NOTE.sub("", short) == NOTE.sub("", wanted)):
        return 0.92 if not NUMERAL.match(one) or not NUMERAL.match(other) else 0.85
    return 0.0


@lru_cache(maxsize=65536)
def _like(one: str, other: str) -> float:
    short, wanted = NUMERAL.sub("", one), NUMERAL.sub("", other)
    total = len(short) + len(wanted)
    if not short or not wanted or 2 * min(len(short), len(wanted)) < FAIR * total:
        return 0.0
    if 2 * len(set(short) & set(wanted)) < FAIR * len(set(short) | set(wanted)):
        return 0.0
    ratio = SequenceMatcher(None, short, wanted, autojunk=False).ratio()
    return ratio * 0.9 if ratio >= FAIR else 0.0
