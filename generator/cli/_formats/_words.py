"""The words around a finding, in both languages. Rules speak Chinese; English is made of the rule's English title, the
place and the two values, so that it never mixes with a Chinese sentence."""

from functools import cache

import yaml

from generator import rooms
from generator.model.finding import SEVERITIES, Finding

ENGLISH = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("info", "infos")}
ACCEPTED = {"zh": "照录", "en": "accepted"}


@cache
def _titles() -> dict[str, str]:
    titles: dict[str, str] = yaml.safe_load(rooms.files(__package__, ".yaml")["_rules"].read_bytes())
    return titles


def title(rule: str) -> str:
    """The rule in English."""
    return _titles().get(rule) or rule.replace("_", " ").capitalize()


def message(finding: Finding, lang: str) -> str:
    """What is wrong, on one line, with the remedy in Chinese where there is one."""
    if lang == "en":
        at = f" at {finding.at}" if finding.at else ""
        values = [f"{name} {value}" for name, value in (("expected", finding.expected), ("found", finding.found)) if value]
        return _plain(title(finding.rule) + at + (": " if values else "") + ", ".join(values))
    cure = f"；{finding.remedy}" if finding.remedy and finding.accepted is None else ""
    accepted = f"；照录：{finding.accepted}" if finding.accepted is not None else ""
    return _plain(f"{finding.message}{cure}{accepted}")


def line(finding: Finding, lang: str) -> str:
    """`file:line:col: severity: message [rule]`."""
    place = f"{finding.file}:{finding.line}:{finding.column}" if finding.line else finding.file
    word = "accepted" if finding.accepted is not None else finding.severity
    return f"{_plain(place)}: {word}: {message(finding, lang)} [{finding.rule}]"


def whole(finding: Finding, lang: str) -> str:
    """What is wrong, and below it the lines to be added, if any."""
    return "\n".join([message(finding, lang), *paste(finding)])


def paste(finding: Finding) -> list[str]:
    """Lines to be added to the file as they stand."""
    return [_plain(line) for line in finding.paste.split("\n")] if finding.paste and finding.accepted is None else []


def _plain(text: str) -> str:
    """One line that a terminal or a log takes for nothing but text: what controls either is written as its number."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text.replace("\n", " "))


def severity(finding: Finding, lang: str) -> str:
    """The word of the severity, or that the finding is accepted."""
    if finding.accepted is not None:
        return ACCEPTED[lang]
    return ENGLISH[finding.severity][0] if lang == "en" else SEVERITIES[finding.severity]


def count(findings: list[Finding], lang: str) -> str:
    """How many findings of each severity."""
    open_ = [f for f in findings if f.accepted is None]
    counts = {s: sum(f.severity == s for f in open_) for s in SEVERITIES}
    accepted = len(findings) - len(open_)
    if lang == "en":
        words = [f"{n} {ENGLISH[s][n > 1]}" for s, n in counts.items() if n]
        return ", ".join([*words, *[f"{accepted} accepted"] * bool(accepted)]) or "nothing found"
    words = [f"{SEVERITIES[s]} {n} 处" for s, n in counts.items() if n]
    return "，".join([*words, *[f"照录 {accepted} 处"] * bool(accepted)]) or "没有发现问题"


def rest(findings: list[Finding], lang: str) -> str:
    """What is said of the findings that were left out; "" when there are none."""
    if not findings:
        return ""
    return f"elsewhere: {count(findings, lang)}" if lang == "en" else f"此外：{count(findings, lang)}"
