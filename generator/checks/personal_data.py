"""公开的文字里没有个人的身份证号、手机号、银行卡号、私人邮箱和家庭住址。

年度报告只需要数字和情况，不需要申请人的个人信息；一旦公开，删也删不净。身份证号须行政区划、出生日期和校验码（GB 11643）都成立
才算，为错误；其余为提醒。信息里不印全号。

不算的：机关的座机（带区号），12345、12315、400 和 95 开头的热线，索引号、文号、统一社会信用代码、案号，金额和数量，网址里的
数字，政务邮箱。机关对外公布的手机、邮箱写在 contact 里；正文里与 contact 相同的不再报。旧15位身份证号没有校验码，只在写明
“身份证”时提醒。

PASS:
    contact: {office: 办公室, phone: "13800138000", email: bgs@163.com}
    index_number: 110101199003070572
    sections:
      overview: |
        如有疑问，请致电办公室（电话0561-3062132，手机13800138000），或拨打12345热线，邮箱bgs@163.com、xxgk@example.gov.cn。
        收费15012345678元，项目编号：6202012021000001，地址为人民路88号行政中心3号楼402室。

FAIL 3:8: 110***********0572:
    sections:
      overview: |
        申请人110101199003070572要求公开征地批复。

FAIL 3:11: 手机号:
    sections:
      overview: |
        联系人张某，13800138000。
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.checks._identity import identity, is_card, is_day
from generator.checks._texts import masked, texts, together
from generator.model.finding import Finding

SEVERITY = ("error", "warning")
SCOPE = "document"

LONG_NUMBER = re.compile(r"\d(?:\d\d[ \-]?\d{4}[ \-]?\d{4}|\d{3} ?\d{4} ?\d{4}|\d{5}[ \-]?\d{8})")     # full-width digits too
HOME_HINTS = ("住址", "家庭地址", "户籍", "家住", "现住", "居住", "租住", "住在", "住于")
URL = re.compile(r"(?:https?://|www\.)[^\s，。；、）)》”]+", re.IGNORECASE)
NOT_PERSONAL = re.compile(
    r"(?:索引号?|编号|文号|案号|备案号?|编码|代码|流水号|序列号|许可证号?|受理号|登记号|批准号|订单号|文件号|〔\d{4}〕)[:：为是\s]*$")
NO_UNIT = r"(?!\s*(?:元|万|亿|人|件|条|次|个|户|份|页|吨|千|平方|亩|篇|％|%))"
IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})[ \-]?(\d{8})[ \-]?(\d{3}[\dX])(?![0-9A-Za-z])", re.IGNORECASE)
OLD_IDENTITY = re.compile(r"身份证[^\d\n，。；]{0,8}(\d{6}(\d{6})\d{3})(?![0-9A-Za-z])")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z_./=@])(?<!\d[-—－–])(?:\+?86[- ]?)?(1[3-9]\d)([- ]?)(\d{4})\2(\d{4})(?![0-9A-Za-z_/@]|\.\d|-\d)" + NO_UNIT)
CARD = re.compile(
    r"(?<![0-9A-Za-z_./=-])(\d{4}(?: ?\d{4}){3}(?: ?\d{1,3})?)(?![0-9A-Za-z_/]|\.\d|-\d)" + NO_UNIT)
PROVIDERS = (
    r"(?:vip\.)?(?:qq|163|126|sina|188)\.com|(?:foxmail|sohu|139|aliyun|gmail|hotmail|outlook|live|msn|icloud|yahoo|21cn|tom)\.com"
    r"|yeah\.net|263\.net|189\.cn|sina\.cn|wo\.cn|yahoo\.(?:com\.cn|cn)|outlook\.cn|live\.cn"
)
MAILBOX = re.compile(rf"(?<![\w.+-])([A-Za-z0-9][\w.+-]*)@({PROVIDERS})(?![\w-]|\.\w)", re.IGNORECASE | re.ASCII)
HOME = re.compile(
    r"(?:家庭(?:住址|地址)|现?住址|户籍(?:地址|所在地|地)?|家住|现住|(?:居|租)住(?:在|于)|住(?:在|于))[：:为在是\s]*"
    r"[^，。；：\n]{0,30}?(?:路|街|巷|弄|大道|胡同|村|小区|花园|公寓|新村|社区|里)[^，。；：\n]{0,16}?\d+\s*(?:号|栋|幢|座|单元|室|户|组)"
)


def _worth_a_look(text: str) -> bool:
    """Plain searches first: nearly no text holds any of this, and every text of every report is asked."""
    return "@" in text or "＠" in text or bool(LONG_NUMBER.search(text)) or any(hint in text for hint in HOME_HINTS)


def check(record: Any) -> Iterator[Finding]:
    """One finding for each number, mailbox or address; contacts may hold an office's mobile and mailbox."""
    if not _worth_a_look(together(record)):
        return
    published = " ".join(t.text for t in texts(record) if t.kind == "contact")
    for text in texts(record):
        if text.kind in ("code", "web") or not _worth_a_look(text.text):
            continue
        words = masked(text.text.translate(NARROW), URL)
        for offset, kind, shown in _found(words, published if text.kind != "contact" else words):
            severe = kind == "身份证号"
            yield Finding(
                at=text.at, offset=offset, severity="error" if severe else "warning", found=shown,
                message=f"公开的文字里不应有个人的{kind}，此处有 {shown}",
                remedy="请删去；已经公开的还须撤下原件" if severe else "请删去；确属机关对外公布的联系方式，写入 contact",
            )


NARROW = {ord("０") + n: str(n) for n in range(10)} | {ord("＠"): "@", ord("Ｘ"): "X"}


def _found(words: str, published: str) -> Iterator[tuple[int, str, str]]:
    """(offset, kind, masked form). `published`: the contacts in which an office's own mobile and mailbox stand."""
    digits = re.sub(r"[ \-]", "", published)
    identities = set()
    for m in IDENTITY.finditer(words):
        if identity("".join(m.groups()).upper()):
            identities.add(m.start())
            yield m.start(), "身份证号", _hidden(m[0])
    for m in OLD_IDENTITY.finditer(words):
        if is_day("19" + m[2]):
            yield m.start(1), "身份证号（15位）", _hidden(m[1])
    for m in MOBILE.finditer(words):
        if m[1] + m[3] + m[4] not in digits and not _code(words, m):
            yield m.start(), "手机号", _hidden(m[0])
    for m in CARD.finditer(words):
        if m.start() not in identities and is_card(m[1].replace(" ", "")) and not _code(words, m):
            yield m.start(), "银行卡号", _hidden(m[0])
    for m in MAILBOX.finditer(words):
        if m[0].lower() not in published.lower():
            yield m.start(), "邮箱", f"{m[1][0]}***@{m[2]}"
    for m in HOME.finditer(words):
        yield m.start(), "住址", m[0][:6] + "…"


def _code(words: str, number: re.Match[str]) -> bool:
    """The words before say that the number is one an office gave to a paper or a case."""
    return bool(NOT_PERSONAL.search(words[max(number.start() - 12, 0):number.start()]))


def _hidden(number: str) -> str:
    """The first three characters and the last two; four of an identity number, as banks and police print it."""
    end = 4 if len(number) >= 15 else 2
    return number[:3] + "*" * (len(number) - 3 - end) + number[-end:]
