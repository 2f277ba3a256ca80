"""文字里没有控制字符、双向控制符，也没有零宽字符、私用区字符、标签字符和替换字符。

这些字符看不见，或者各人看到的不一样：双向控制符能使显示的文字与实际文字不同，零宽字符使检索落空，私用区字符在别的电脑上是
空框，替换字符说明转码时已丢了字。它们多半是从网页、Word、PDF 粘贴来的，重新键入即可。

控制字符（制表、换行除外）和双向控制符为错误，其余为提醒。蒙古文、阿拉伯文字母旁的连接符是书写所需，不算。同一段文字里同一个字符
只报一次，指在第一处。

PASS:
    sections:
      overview: |
        2024年，本机关主动公开信息12条：“一网通办”8条；蒙古文网页4条（\u182e\u1823\u1829\u182d\u1823\u180e\u182f）。

FAIL 1:11: U+202E:
    title: "某局\\u202E2024年政府信息公开工作年度报告"

FAIL 3:12: U+200B:
    sections:
      overview: |
        2024年，本\u200b机关主动公开信息12条。
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.checks._texts import texts, together
from generator.model.finding import Finding

SEVERITY = ("error", "warning")
SCOPE = "document"

KINDS = {       # what it is → the characters
    "控制字符": r"\x00-\x08\x0b-\x1f\x7f-\x9f",
    "双向控制符": r"\u202a-\u202e\u2066-\u2069",
    "零宽字符": r"\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff",
    "分行、分段控制符": r"\u2028\u2029",
    "私用区字符": r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
    "标签字符": r"\U000e0000-\U000e007f",
    "替换字符": r"\ufffc\ufffd",
}
ERRORS = ("控制字符", "双向控制符")
HIDDEN = re.compile("[" + "".join(KINDS.values()) + "]")
NAMED = {kind: re.compile(f"[{characters}]") for kind, characters in KINDS.items()}
JOINERS = "\u180e\u200c\u200d"
JOINED = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u1800-\u180d\u180f-\u18af]")      # letters that joiners are written with


def _plain(text: str) -> bool:
    """Surely nothing hidden: every character prints, by a look far quicker than a search for each kind."""
    shown = text.replace("\n", "").replace("\u3000", "")
    return shown.isprintable() and "\ufffd" not in text and "\ufffc" not in text


def check(record: Any) -> Iterator[Finding]:
    """One finding for each such character of each text, at its first occurrence."""
    if _plain(together(record)):
        return
    for text in texts(record):
        if _plain(text.text):
            continue
        found: dict[str, list[int]] = {}
        for match in HIDDEN.finditer(text.text):
            if not (match[0] in JOINERS and JOINED.search(text.text[max(match.start() - 1, 0):match.end() + 1])):
                found.setdefault(match[0], []).append(match.start())
        for character, places in found.items():
            kind = next(kind for kind, pattern in NAMED.items() if pattern.match(character))
            code = f"U+{ord(character):04X}"
            name = unicodedata.name(character, "")
            yield Finding(
                at=text.at, offset=places[0], severity="error" if kind in ERRORS else "warning", found=code,
                message=f"文字里应无{kind}，此处有 {code}" + (f"（{name}）" if name else "")
                + (f"，本段共 {len(places)} 处" if len(places) > 1 else ""),
                remedy="请删去，或按所显示的字重新键入" if kind != "替换字符" else "请对照原文补上丢失的字",
            )
