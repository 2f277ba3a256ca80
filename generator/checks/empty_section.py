"""写出的部分都说了事，不是空的，也不是“略”“见附件”。

读者要在这一页读到内容，“略”“详见附件”和“情况良好。”等于没有写。刊出了统计表的部分可以没有文字；“其他需要报告的事项”确实没有的，可以写“无”。

不满十个字的，若写明了数字或写明没有（如“未收取费用。”），算说了事。摘要（text_is: summary）和工作总结可以短，但不能空。

PASS:
    format: "2008"
    sections:
      overview: 2016年，本机关主动公开信息12条，均在规定时限内公开。
      fees: 未收取费用。
      review_and_litigation: 行政复议0件。
      other_matters: 无。

FAIL 2:30: “略”:
    sections:
      problems_and_improvements: （略）

FAIL 2:3: 没有文字:
    sections:
      overview: {text: ""}
"""

import re
from collections.abc import Iterator
from typing import Any

from generator import formats
from generator.model.document import Narrative, Section
from generator.model.finding import Finding
from generator.model.report import Report

SEVERITY = "warning"
SCOPE = "document"

LONG = 100      # surely says something
SHORT = 10      # characters, punctuation apart
TOKEN = re.compile(
    r"(?:(?:此处|本部分|内容|正文|从|暂|全文)?略|无|没有|暂无|无内容|(?:详情?|请|另|参)?见(?:附件|附表|附后|上|下|正文|原文|官网|网站|后|表)\w{0,4}|同上|同上年|同去年"
    r"|(?:待|暂)(?:补充|完善|定|填)|(?:请|此处|待)?填写(?:内容|正文)?|正文|内容|[xX×Ｘ某]+|[\d一二三]?)"
)
NOTHING = re.compile(r"无|没有|暂无")
SAYS = re.compile(r"\d|未|没|无|不|[零一二三四五六七八九十百两]+[件次条份起]")
OTHER = "其他"       # how the form names the section that may say 无


def check(record: Any) -> Iterator[Finding]:
    """At `sections.<key>`."""
    if not isinstance(record, Narrative):
        return
    form = formats.of(record).sections
    shown = {t.section for t in record.other_tables} | {key for key, s in form.items() if s.table in record.tables}
    for key, section in record.sections.items():
        if len(section.text.strip()) > LONG:
            continue
        words = _words(section)
        if key in shown or (NOTHING.fullmatch(words) and key in form and form[key].label.startswith(OTHER)):
            continue
        found = _fault(words, isinstance(record, Report) and record.text_is == "full")
        if found:
            name = section.heading or form[key].heading
            yield Finding(
                at=f"sections.{key}", found=words, message=f"“{name}”应写明情况，实为{found}",
                remedy="请写明做了什么、有没有、多少件；确无此事的，写成一句完整的话",
            )


def _fault(words: str, full: bool) -> str:
    if not words:
        return "没有文字"
    if TOKEN.fullmatch(words):
        return f"“{words}”"
    return f"只有“{words}”" if full and len(words) < SHORT and not SAYS.search(words) else ""


def _words(section: Section) -> str:
    return re.sub(r"[\W_]+", "", section.text + (section.note or ""))
