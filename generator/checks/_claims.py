"""What prose says of applications, reviews and lawsuits in numbers: narrow patterns, each tied to whose number it is.

A sentence ends at 。；！？ or a line break. A number is left alone when its sentence speaks of a part (其中、网络申请), of
another year or span (去年、累计、上半年), of about so many, or of another scope than the report's.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

ENDS = "。；;！!？?"          # of a sentence; so does a line break
NUMBER = r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]|\s*(?:余|多|来))\s*(?:件|条|份|宗|起|项|例|个)"
FILL = r"(?:共计|合计|总计|总数|数量|共|计|为|有|的|了)*"
AND = r"(?:[、和及与或]|以及)"
END = r"(?:的|之)?(?:情况|事项|情形|案件)?(?=[，,、（(）)]|$|也|亦)"
LAST_YEAR = r"(?:上一?年度?|去年|(?P<last>20\d\d)年度?)"
NEXT_YEAR = r"(?:下一?年度?|次年度?|明年|(?P<next>20\d\d)年度?)"
GOING_ON = r"(?:继续)?(?:办理|处理)?(?:的?申请)?"
NONE = r"(?:没有|未|无)"
COMPLAINT = r"(?:诉讼|申诉|投诉|举报)"
PATTERNS = {        # what is said → how
    "received": rf"(?P<verb>收到|新收|接收|接到|收悉|受理)(?:了|各类|有关)*(?P<what>[^，,、：:\d（）()]{{0,24}}?){FILL}{NUMBER}",
    "received_in_all": rf"申请{FILL}{NUMBER}\s*[（(，,]?(?:含|包括|其中)?(?:上一?年度?|去年)结转",
    "handled": rf"(?:办结|办理完毕|办理完结|处理完毕)(?!率)(?:申请|了)*{FILL}{NUMBER}",
    "answered": rf"(?:答复|回复)(?!率)(?:申请|了)*{FILL}{NUMBER}",
    "carried": rf"结转(?:至|到|入)?{NEXT_YEAR}{GOING_ON}{FILL}{NUMBER}",
    "brought_in": rf"{LAST_YEAR}结转(?:至|到)?(?:本年度?|今年)?{GOING_ON}{FILL}{NUMBER}",
    "reviewed": rf"(?<!经)行政复议(?:案件|申请)?{FILL}{NUMBER}",
    "sued": rf"(?<!直接)(?<!直接提起)行政诉讼(?:案件)?{FILL}{NUMBER}",
    "disputed": rf"行政复议(?:案件|申请)?{AND}(?:被?提起)?行政诉讼(?:案件)?(?:共计|合计|总计|共|计|为)*{NUMBER}",
    "received_none": rf"(?:没有|未)(?:收到|接到|发生|受理)过?(?:任何)?(?P<what>[^，,、\d]{{0,24}}?申请){END}",
    "reviewed_none": rf"{NONE}[^，,\d]{{0,24}}?行政复议(?:案件|申请)?(?:{AND}[^，,\d]{{0,16}}?{COMPLAINT})*{END}",
    "sued_none": rf"{NONE}[^，,\d]{{0,40}}?行政诉讼(?:{AND}[^，,\d]{{0,16}}?{COMPLAINT})*{END}",
    "all_handled": r"(?:均已?|全部|都已?)(?:按期|按时|依法|在法定期限内)*(?:办结|办理完毕|办理完结)(?!\d)",
}
ABOUT = ("申请", "复议", "诉讼")            # one of these is in every claim, and of each kind one of the words:
WORDS = {
    "received": ("收到", "新收", "接收", "接到", "收悉", "受理"), "received_in_all": ("结转",),
    "handled": ("办结", "办理", "处理完毕"), "answered": ("答复", "回复"),
    "carried": ("结转",), "brought_in": ("结转",), "reviewed": ("复议",), "sued": ("诉讼",),
    "disputed": ("诉讼",), "received_none": ("收到", "接到", "发生", "受理"), "reviewed_none": ("复议",), "sued_none": ("诉讼",),
    "all_handled": ("办结", "办理"),
}
COUNTED, DENIED = re.compile(r"\d"), ("没有", "未", "无", "均", "全部", "都")
FIND = {about: re.compile(pattern) for about, pattern in PATTERNS.items()}
PART = re.compile(
    r"其中|自然人|法人|企业|公民|当面|现场|网络|网上|网站|在线|互联网|信函|邮寄|邮件|邮箱|信件|来信|传真|电话|口头|渠道|平台|窗口|涉及|关于"
    r"|要求|类|许可|审批|备案|登记|认定|赔偿|仲裁|复议|诉讼|救助|补贴|专利|职称|立项|撤回|重复|补正|不予|部分公开"
)
OTHER_TIME = re.compile(
    r"去年|上年|上一年|往年|历年|累计|以来|同期|上半年|下半年|季度|前\S{1,3}个?月|截[至止](?!.{0,8}12月)|平均|每年|计划|目标"
    r"|\d月?[至到—-]+\d+月份?"
)
YEAR = re.compile(r"20\d\d(?=年)")
CARRIED = re.compile(r"(?:含|包括|其中)?(?:上一?年度?|去年|20\d\d年度?)结转")
AREA = re.compile(r"全(?:国|省|市|区|县|州|盟|旗|域|系统)|各(?:级|地|县|区|乡|镇|街|部门|单位)|(?:下|所|直)属|基层|汇总")
BODY = re.compile(      # 政府信息 and 各部门 name no body
    r"本机关|本单位|本级|本部门|政府(?!信息|门户|网)|办公[室厅]|我[办局委厅]|代表|管委会"
    r"|(?<![各全属])(?:局|委|厅|院|中心|街道|镇|乡|部门|单位)"
)
TIED = re.compile(r"信息公开|公开申请|依申请公开|公开信息|政务公开|因公开")
ELSE = re.compile(r"提案|建议|案件|诉求|来信|咨询|投诉|信访|热线|许可|审批|复议|诉讼|留言|举报")
COMPETENT = re.compile(r"审理|办理|复议机关|应诉|出庭|代理|指导")


class Claim(NamedTuple):
    """`about` is a key of PATTERNS, `number` 0 where the text says there was none, `offset` that of the number."""

    about: str
    number: int
    offset: int
    accepted_only: bool = False     # 受理: what was taken on, which need not be all that came


def sentences(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Place and text of each sentence that has one of the words: looked for by plain search, as few have."""
    lines, ends = "", dict[int, int]()
    for word in words:
        at = text.find(word)
        while at >= 0:
            lines = lines or _lines(text)
            start, end = lines.rfind("\n", 0, at) + 1, lines.find("\n", at)
            ends[start] = end if end >= 0 else len(text)
            at = text.find(word, ends[start])
    yield from ((start, text[start:ends[start]]) for start in sorted(ends))


@lru_cache(1)       # asked twice of a text
def _lines(text: str) -> str:
    """The text with each sentence on a line."""
    for end in ENDS:
        text = text.replace(end, "\n")
    return text


def claims(text: str, year: int, *, aggregate: bool, about_disputes: bool) -> Iterator[Claim]:
    """The claims of a text. about_disputes: the whole text is about reviews and lawsuits of disclosure."""
    for place, words in sentences(text, ABOUT):
        known = None
        for about in _kinds(words):
            for m in FIND[about].finditer(words):
                groups = m.groupdict()
                if about in ("received", "received_none"):
                    if not _of_applications(groups["what"], words[: m.start()]):
                        continue
                elif about.startswith(("reviewed", "sued", "disputed")):
                    if not (about_disputes or TIED.search(words)) or COMPETENT.search(words[: m.start()]):
                        continue
                elif not _tied_to_applications(about, words, known, m.start()):
                    continue
                if not _in_time(words[: m.end()], m, year) or not _in_scope(words[: m.end()], aggregate=aggregate):
                    continue
                if about in ("received", "received_none"):
                    known = m.end()
                number = int(groups["n"].replace(",", "")) if groups.get("n") else 0
                yield Claim(about, number, place + (m.start("n") if groups.get("n") else m.start()), groups.get("verb") == "受理")


def _kinds(words: str) -> Iterator[str]:
    """Those of which something may be said, by plain search."""
    counted, denied = COUNTED.search(words), any(word in words for word in DENIED)
    for about, needed in WORDS.items():
        if denied if about.endswith("_none") or about == "all_handled" else counted:
            for word in needed:
                if word in words:
                    yield about
                    break


def _of_applications(what: str, before: str) -> bool:
    """申请 itself, or with 公开 in its name; and not a part of them."""
    named = what == "申请" or ("申请" in what and "公开" in what)
    return named and not PART.search(what) and not PART.search(re.split(r"[，,：:]", before)[-1])


def _tied_to_applications(about: str, words: str, known: int | None, start: int) -> bool:
    """The sentence has spoken of applications, and of nothing else since."""
    spoken = about == "received_in_all" or known is not None or "申请" in words[:start]
    return spoken and not ELSE.search(words[min(known or 0, start):start])


def _in_time(words: str, match: re.Match[str], year: int) -> bool:
    """The sentence, up to the number, speaks of this year; what is carried over names its own."""
    groups = match.groupdict()
    if (groups.get("next") or str(year + 1)) != str(year + 1) or (groups.get("last") or str(year - 1)) != str(year - 1):
        return False
    if "结转" in words:
        words = CARRIED.sub("", words[: match.start()]) + CARRIED.sub("", match[0].replace(groups.get("next") or "\0", ""))
    years = YEAR.findall(words)
    return not OTHER_TIME.search(words) and (not years or years[-1] == str(year))


def _in_scope(words: str, *, aggregate: bool) -> bool:
    """The last body or area named before the number is the one the report is about."""
    this, other = (AREA, BODY) if aggregate else (BODY, AREA)
    at = _last(other, words)
    return at < 0 or (_last(this, words) >= at if aggregate else _last(this, words) > at)


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where it was found last, -1 if nowhere."""
    at = -1
    for match in pattern.finditer(words):
        at = match.start()
    return at
