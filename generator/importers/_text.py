"""The words of an original: title, year, dates, contact, sections with their headings and prose."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.formats import Format
from generator.importers._labels import alike, bare

TITLE = re.compile(r"(?:20[0-9]{2}|二[〇○零0Oo][一二〇○零0Oo][一二三四五六七八九〇○零0Oo])年?度?.{0,40}(?:报告|年报)$")
YEAR = re.compile(r"(20[0-9]{2})年")
CHINESE_YEAR = re.compile(r"二[〇○零0Oo]([一二〇○零0Oo])([一二三四五六七八九〇○零0Oo])年")
NUMERAL = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
DAY = re.compile(r"(20[0-9]{2})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?")
FACTS = {       # key of the document → the words by which a page of a government site labels it
    "index_number": ("索引号", "索引编号"),
    "document_number": ("文号", "发文字号", "文件编号"),
    "topic": ("主题分类", "信息分类"),
    "validity": ("有效性", "时效", "信息时效"),
    "published": ("发布日期", "发布时间", "公开日期", "发文日期"),
    "signed": ("成文日期", "生成日期"),
    "publisher": ("发布机构", "发布单位", "发文机关", "信息来源", "来源"),
}
LABELS = sorted((word for words in FACTS.values() for word in words), key=len, reverse=True)
LABEL = "|".join(LABELS)
FACT = re.compile(rf"({LABEL})[:：]?\s*(.*?)(?=\s*(?:{LABEL}|名称|点击|浏览|字体|打印|作者|访问|阅读|分享)[:：\s]|$)")
CONTACT = {
    "office": re.compile(r"(?:请与|与|请联系|由)([^，,。；（(]{3,30}?)(?:联系|负责解释)"),
    "phone": re.compile(r"(?:联系|咨询)?电话[:：]([0-9()（）\-—－转]{7,20}[0-9])"),
    "fax": re.compile(r"传真[:：]([0-9()（）\-—－]{7,20}[0-9])"),
    "email": re.compile(r"(?:电子)?(?:邮箱|邮件|E-?mail)(?:地址)?[:：]([\w.+-]+@[\w.-]+\w)"),
    "address": re.compile(r"(?<!邮箱)(?<!邮件)地址[:：]([^，,；;。）)]{4,60})"),
    "postcode": re.compile(r"(?:邮编|邮政编码)[:：]([0-9]{6})(?![0-9])"),
}
END = re.compile(r"^(?:【?(?:打印|关闭|分享|收藏|返回|纠错|扫一扫|上一[篇条]|下一[篇条]|相关(?:链接|文章|附件)|版权所有"
                 r"|主办单位|承办单位|网站标识码|附件下载)|.*ICP备|.*公网安备)")
SPECIAL = re.compile(r"([\\`*_\[\]])")
STARTS = re.compile(r"^(\s*)(?:([#>]|[-+](?=\s|$))|([0-9]+)([.)])(?=\s))")


@dataclass(slots=True, kw_only=True)
class Section:
    """A section as printed."""

    key: str
    heading: str
    text: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def tight(text: str) -> str:
    """The text on one line, without the white space that typesetting put beside Chinese characters."""
    line = re.sub(r"[\s\u200b\ufeff]+", " ", text).strip()
    return re.sub(r"(?<=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef]) | (?=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef])", "", line)


def title_at(lines: list[str]) -> tuple[int, int, str] | None:
    """(first line, last line, title): the line that names year and report, with the body's name when it stands above."""
    for n, line in enumerate(lines):
        short = tight(line)
        if len(short) > 70 or "。" in short or "，" in short or not TITLE.search(short):
            continue
        first = n
        named = TITLE.match(short) is None
        if not named and n and 3 < len(tight(lines[n - 1])) <= 30 and not re.search(r"[。，：:；|>]", lines[n - 1]):
            first, short = n - 1, tight(lines[n - 1]) + short
        return first, n, short
    return None


def year_in(title: str, lines: list[str]) -> int | None:
    """The report year: in the title, else in the period that the text names."""
    found = YEAR.search(title)
    if found:
        return int(found[1])
    written = CHINESE_YEAR.search(title)
    if written:
        digit = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零0Oo", "0")
        return int("20" + digit[written[1]] + digit[written[2]])
    period = re.search(r"(20[0-9]{2})年1月1日.{0,4}至(?:\1年)?12月31日", "".join(map(tight, lines)))
    return int(period[1]) if period else None


def heading(line: str, form: Format, taken: set[str]) -> tuple[str, str, str] | None:
    """(section key, heading as printed, rest of the line) when the line begins a section; key "" for one of the agency's own."""
    short = tight(line)
    head, rest = short, ""
    run_on = re.match(r"([一二三四五六七八九十]{1,3}、[^。：:]{2,40})[。：:](.+)", short)
    if run_on:
        head, rest = run_on[1], run_on[2]
    if len(head) > 60 or "。" in head:
        return None
    numbered = bool(NUMERAL.match(head))
    own = NUMERAL.sub("", bare(head))
    best, key = 0.0, ""
    for section in form.sections.values():
        for name in (section.label, *section.aliases):
            like = alike(own, name)
            if numbered and section.heading[:2] == head[:2] and section.heading != section.label:
                like = max(like, 0.86 if alike(own, name) or _shares(own, bare(name)) else 0.0)
            if like > best and section.key not in taken:
                best, key = like, section.key
    if best >= (0.6 if numbered else 0.99) and (numbered or not rest):
        return key, head, rest
    return ("", head, rest) if numbered and len(head) <= 40 and not run_on and not re.search(r"[，；]", head) else None


def _shares(one: str, other: str) -> bool:
    """Half of the characters of the shorter label stand in the other."""
    short, long = sorted((set(one), set(other)), key=len)
    return len(short & long) * 2 >= len(short)


def contact(lines: list[str]) -> dict[str, str]:
    """How to reach the office, from the paragraph that says so."""
    for line in lines:
        short = tight(line).replace(" ", "")
        found = {key: m[1] for key, regex in CONTACT.items() if (m := regex.search(short))}
        if len(found) >= 2 and ("phone" in found or "email" in found):
            return found
    return {}


def facts(lines: list[str]) -> dict[str, Any]:
    """What a page of a government site tells of a document: index number, dates, publisher."""
    found: dict[str, Any] = {}
    for line in lines:
        for label, value in FACT.findall(re.sub(r"[ \t\u3000]+", " ", line)):
            key = next(k for k, words in FACTS.items() if label in words)
            said: Any = value.strip(" |　:：")
            if key in ("published", "signed"):
                said = day(said)
            if said and key not in found and (isinstance(said, date) or len(said) <= 60):
                found[key] = said
    return found


def day(text: str) -> date | None:
    """A day named in the text."""
    found = DAY.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def markdown(paragraphs: list[str]) -> str:
    """The paragraphs as Markdown that shows them as they are printed."""
    def safe(line: str) -> str:
        line = SPECIAL.sub(r"\\\1", line)
        return STARTS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", line)

    kept = [safe(tight(p)) for p in paragraphs if tight(p)]
    return "\n\n".join(kept) + "\n" if kept else ""
