"""标题和开头写的年度就是本报告的年度。

拿去年的稿子改，最容易漏改年份；网站转载也会改写年份。标题里只有别的年份，开头第一句说的是别的年份，或统计期限是别的年份，都提醒。

不算的：与上年比较、文号（〔2020〕28号）、法规和文件的年份；标题没有写年份；一份报告跨几年（2011—2012年度）而含本年。

PASS:
    title: 某局二〇二四年度政府信息公开工作年度报告
    sections:
      overview: |
        根据2019年修订的《条例》编制。2024年，主动公开信息12条，比2023年增加2条。统计期限为2024年1月1日至12月31日。

FAIL 1:8: 2024:
    title: 某局2023年政府信息公开工作年度报告

FAIL 3:5: 开头:
    sections:
      overview: |
        2023年，本机关认真贯彻《条例》，主动公开信息12条。

FAIL 3:27: 统计期限:
    sections:
      overview: |
        2024年，本机关公开信息12条。统计期限为2023年1月1日至2023年12月31日。
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.checks._texts import opening
from generator.model.document import Document
from generator.model.finding import Finding

SEVERITY = "warning"
SCOPE = "document"

OPENING = 200       # characters
DIGITS = dict(zip("〇○零ОOＯ一二三四五六七八九０１２３４５６７８９", "000000123456789" + "0123456789", strict=True))
CHINESE = re.compile(f"[{''.join(DIGITS)}]")
IN_TITLE = re.compile(r"(?<![\d〔（(\[【])(20[0-4]\d)(?![\d号])")
FIRST_WORDS = re.compile(r"\s*(?:在)?(20[0-4]\d)年(?:度)?(?:[，,、]|以来|(?=[我本该全]))")
PERIOD = re.compile(r"(20[0-4]\d)年1月1日起?(?:至|到|[-—－–~～])+(?:(20[0-4]\d)年)?12月31日")


def check(record: Any) -> Iterator[Finding]:
    """At the title; in the opening, at the year that is another."""
    if not isinstance(record, Document):
        return
    year = str(record.year)
    named = _years(_in_digits(record.title))
    if named and year not in named:
        yield _finding(year, named[0], "title", None, "标题")
    at, text = opening(record)
    begun = _in_digits(text[:OPENING])
    first = FIRST_WORDS.match(begun)
    if first and first[1] != year and year not in begun:
        yield _finding(year, first[1], at, first.start(1), "正文开头")
    for period in PERIOD.finditer(begun):
        if year not in (period[1], period[2]):
            yield _finding(year, period[1], at, period.start(1), "统计期限")


def _in_digits(text: str) -> str:
    return CHINESE.sub(lambda numeral: DIGITS[numeral[0]], text)      # `str.translate` raises an error for every other character


def _years(title: str) -> list[str]:
    """The years a title names; from 2011—2012 both, and those between."""
    spans = re.findall(r"(20[0-4]\d)年?度?(?:至|到|[-—－–~～])+(20[0-4]\d)", title)
    between = [str(y) for first, last in spans for y in range(int(first), int(last) + 1)]
    return [*IN_TITLE.findall(title), *between]


def _finding(year: str, found: str, at: str, offset: int | None, where: str) -> Finding:
    return Finding(
        at=at, offset=offset, expected=year, found=found, message=f"{where}的年份应为 {year}，实为 {found}",
        remedy="漏改的请改正；原文如此的照录，并在 accept 中说明理由",
    )
