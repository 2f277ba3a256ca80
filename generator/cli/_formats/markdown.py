"""For a comment or a summary page: counts, then a table of findings, at most 1 MiB."""

import html
import re
from collections.abc import Iterator

from generator.cli._formats import Shown, _words

MOST = 1024 * 1024 - 4096       # GitHub refuses a step summary over 1 MiB; some room for what stands there already
HEAD = {"zh": "| 级别 | 位置 | 问题 | 规则 |", "en": "| Severity | Place | Finding | Rule |"}
TITLE = {"zh": "## 内容检查", "en": "## Content check"}
LEFT_OUT = {"zh": "另有 {n} 处未列出：用 `portal check` 查看全部。", "en": "{n} more are not listed: `portal check` shows all."}


def lines(shown: Shown) -> Iterator[str]:
    """Errors first, accepted findings last."""
    yield TITLE[shown.lang]
    yield ""
    yield "；".join(filter(None, (_words.count(shown.findings, shown.lang), _words.rest(shown.hidden, shown.lang))))
    if not shown.findings:
        return
    yield from ("", HEAD[shown.lang], "| --- | --- | --- | --- |")
    size = 0
    for n, finding in enumerate(shown.first()):
        place = f"{shown.path(finding)}:{finding.line}:{finding.column}" if finding.line else shown.path(finding)
        message = _escape(_words.message(finding, shown.lang))
        if lines_to_add := _words.paste(finding):
            message += f"<pre>{'<br>'.join(_code(line) for line in lines_to_add)}</pre>"
        row = f"| {_words.severity(finding, shown.lang)} | {_escape(place)} | {message} | {_rule(shown, finding.rule)} |"
        size += len(row.encode()) + 1
        if size > MOST:
            yield from ("", LEFT_OUT[shown.lang].format(n=len(shown.findings) - n))
            return
        yield row


def _rule(shown: Shown, id: str) -> str:
    known = shown.site and any(rule.id == id for rule in shown.rules)
    return f"[{_escape(id)}]({shown.site}rules/{id}/)" if known else _escape(id)


def _code(text: str) -> str:
    """A line of a block that is copied: as it stands, and no markup either."""
    return re.sub(r"[^\w .,/:-]", lambda sign: f"&#{ord(sign[0])};", text)


def _escape(text: str) -> str:
    """Text from a file that anyone may propose: nothing in it is markup, a mention or a link."""
    quiet = re.sub(r"([\\`*_{}\[\]()#|~!])", r"\\\1", html.escape(" ".join(text.split()), quote=False))
    return quiet.replace("@", "&#64;").replace("://", ":&#47;&#47;")
