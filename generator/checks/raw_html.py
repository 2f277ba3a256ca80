"""正文是 Markdown，不写 HTML 标签、脚本、注释，不用 javascript:、data: 地址，不引用外站图片。

从网页粘贴来的标签会原样露在页面上；脚本和外来图片更使读者的电脑听命于别人。平台生成页面时另有转义，这条规则让人先改正原稿。

不算的：当“小于”用的 <（如 <5件、a<b）、书名号《》、尖括号里的中文、<邮箱> 和 <网址> 的自动链接写法、反引号和代码块里的代码、
用反斜杠转义的 \\<。不认识的名称（如 <年份>、<name>）不是标签。本站相对路径的图片不在此列。

PASS:
    sections:
      overview: |
        办理时限由20日减到<5日，a<b 且 b>c，见《条例》；联系 <xxgk@example.gov.cn>，格式写作 `<br>`。
        [公开指南](https://www.example.gov.cn/zn?a=1&b=2)；网页以“javascript:”开头的地址一律不用。

FAIL 3:8: <br/>:
    sections:
      overview: |
        第一行<br/>第二行

FAIL 3:7: javascript:
    sections:
      overview: |
        详见[公开指南](javascript:alert(1))。

FAIL 3:5: 外站图片:
    sections:
      overview: |
        ![图一](https://img.example.com/1.png)
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from generator.checks._texts import Text, masked, texts, together
from generator.model.finding import Finding

SEVERITY = "error"
SCOPE = "document"

NO_IMAGE = "请把图片放进原件，正文用文字说明"
ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
    "input ins isindex kbd keygen label legend li link listing main map mark marquee math menu meta meter nav nobr noframes "
    "noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt ruby s samp script search "
    "section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot "
    "th thead time title tr track tt u ul var video wbr xmp"
)
NAMES = "|".join(sorted(ELEMENTS.split(), key=lambda name: (-len(name), name)))
DANGEROUS = "script|style|iframe|object|embed|applet|link|meta|base|form|svg|math|img|video|audio"
ATTRIBUTES = r"""(?:[\s/]+[a-z_:@][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>`]+))?)*"""
CODE = re.compile(r"^ {0,3}(```|~~~)[^\n]*\n(?:.*\n)*? {0,3}\1[ \t]*$|`[^`\n]+`|\\[<!\[\\]", re.MULTILINE)
TAG = re.compile(
    rf"""</?(?:{NAMES})\s*/?>|<(?:{NAMES})(?=[^<>]*=){ATTRIBUTES}\s*/?>|<[a-z][a-z0-9]*:[a-z]+{ATTRIBUTES}\s*/?>"""
    rf"""|</?(?:{DANGEROUS})(?=[\s/>]|$)[^<>]*>?|<!--|<!(?:doctype|\[cdata\[)|<\?(?:php|xml|=)""",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"(!?)\[[^\]\n]*\]\(\s*<?([^)>\n]*)|^ {0,3}\[[^\]\n]+\]:\s*<?(\S+)|<([a-z][a-z0-9+.-]*:[^>\n]*)>",
    re.MULTILINE | re.IGNORECASE,
)
DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?(?:https?:)?//", re.MULTILINE | re.IGNORECASE)
REFERRED = re.compile(r"!\[[^\]\n]*\] ?\[[^\]\n]*\]")
SCHEME = re.compile(r"(javascript|vbscript|livescript|data|file|blob):", re.IGNORECASE)


def check(record: Any) -> Iterator[Finding]:
    """One finding for each kind of tag in a text, at its first; one for each address and image."""
    if not _marked(together(record)):
        return
    for text in texts(record):
        if text.kind in ("code", "web") or not _marked(text.text):
            continue
        words = masked(text.text, CODE)
        tags: dict[str, list[re.Match[str]]] = {}
        for match in TAG.finditer(words):
            tags.setdefault(re.sub(r"(?!^)[\s/>].*", "", match[0].replace("/", "", 1).lower(), flags=re.DOTALL), []).append(match)
        for found in tags.values():
            message = f"不可写 HTML，此处有 {_short(found[0][0])}" + (f"，本段共 {len(found)} 处" if len(found) > 1 else "")
            yield _finding(text, found[0].start(), message, "请删去标签，分段用空行，强调用 **字**")
        if text.kind == "markdown":
            for match in TARGET.finditer(words):
                yield from _target(text, match)
            if DEFINED.search(words):
                for match in REFERRED.finditer(words):
                    yield _finding(text, match.start(), f"不可引用外站图片，此处为 {_short(match[0])}", NO_IMAGE)


def _marked(text: str) -> bool:
    """One of these is in every tag, link and image."""
    return "<" in text or "](" in text or "]:" in text


def _target(text: Text, match: re.Match[str]) -> Iterator[Finding]:
    address = re.sub(r"[\x00-\x20]", "", html.unescape(match[2] or match[3] or match[4] or ""))
    scheme = SCHEME.match(address)
    if scheme:
        message = f"链接不可用 {scheme[0].lower()} 地址，此处为 {_short(address)}"
        yield _finding(text, match.start(), message, "请改为 https:// 开头的网址")
    elif match[1] and re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE):
        yield _finding(text, match.start(), f"不可引用外站图片，此处为 {_short(address)}", NO_IMAGE)


def _finding(text: Text, offset: int, message: str, remedy: str) -> Finding:
    return Finding(at=text.at, offset=offset, message=message, remedy=remedy)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:40] + "…"
