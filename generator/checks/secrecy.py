"""公开的文字里没有密级标志和“内部资料 注意保存”一类的字样。

有密级标志的文件不应公开；即使标志是误留的，也要先查清再发布。认的是标志的写法：绝密、机密、秘密之后有 ★ 或保密期限（机密★10年、
秘密·三年），单独成行的密级，“密级：秘密”，以及“内部资料 注意保存”“内部文件 不得外传”。

不算的：保密审查、属于国家秘密（表三的一行）、涉及商业秘密3件等普通词语，以及引号里谈到的标志（如：不得将标有“秘密★”的文件上网）。

PASS:
    sections:
      overview: |
        公开前逐条保密审查，属于国家秘密的不予公开1件，涉及商业秘密3年内不再公开2件；严禁将标有“机密★”的文件上网。

FAIL 3:5: 机密★10年:
    sections:
      overview: |
        机密★10年
        2024年，本机关主动公开信息12条。

FAIL 2:10: 内部资料，注意保存:
    source:
      note: 据内部资料，注意保存本转录
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.checks._texts import texts, together
from generator.model.finding import Finding

SEVERITY = "error"
SCOPE = "document"

LEVEL = "(?:绝密|机密|(?<![业家作人术私])秘密)"
TERM = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})\s*(?:年|个月)|长期|启用前"
MARK = re.compile(
    rf"(?:绝密|机密|秘密)(?:级|件)?\s*[★☆✩✭⭐*＊]\s*(?:{TERM})?|{LEVEL}\s*[·•・⋅—–\-－]{{1,2}}\s*(?:{TERM})"
    rf"|密\s*级\s*[：:]\s*(?:绝密|机密|秘密)"
    r"|内部(?:资料|文件|材料|刊物|信息|电报)[，,、；;！!。\s（(]*(?:请)?(?:注意(?:保存|保密|保管)|妥善保管|(?:不得|请勿|严禁|禁止|切勿)"
    r"(?:外传|外泄|外借|翻印|扩散|传播|泄露|上网|公开|对外)[^\s，。；）)”]{0,6})"
)
ALONE = re.compile(rf"^[ \t　【（(\[]*{LEVEL}(?:级|件)?(?:[ \t　]+(?:{TERM}))?[ \t　】）)\]]*$", re.MULTILINE)
OPEN, CLOSED = "“‘「『\"'", "”’」』\"'"


def check(record: Any) -> Iterator[Finding]:
    """One finding for each mark."""
    if not _may_bear(together(record)):
        return
    for text in texts(record):
        if not _may_bear(text.text):
            continue
        matches = list(MARK.finditer(text.text))
        if text.kind == "markdown":
            matches += ALONE.finditer(text.text)
        for match in matches:
            if _quoted(text.text, match):
                continue
            mark = match[0].strip()
            yield Finding(
                at=text.at, offset=match.start() + len(match[0]) - len(match[0].lstrip()), found=mark,
                message=f"公开的文字里不应有密级标志或内部资料字样，此处有“{mark}”",
                remedy="请停止发布，报本机关保密工作机构审查；确可公开的，删去标志后再提交",
            )


def _may_bear(text: str) -> bool:
    """One of these is in every mark."""
    return "密" in text or "内部" in text


def _quoted(text: str, match: re.Match[str]) -> bool:
    """The text speaks of the mark rather than bears it."""
    before, after = text[max(match.start() - 1, 0):match.start()], text[match.end():match.end() + 4]
    return bool(before) and before in OPEN and any(c in after for c in CLOSED)
