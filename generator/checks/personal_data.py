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

from collections.abc import Iterator
from typing import Any

from generator import personal
from generator.checks._texts import masked, texts, together
from generator.model.finding import Finding

SEVERITY = ("error", "warning")
SCOPE = "document"

HOME_HINTS = ("住址", "家庭地址", "户籍", "家住", "现住", "居住", "租住", "住在", "住于")


def _worth_a_look(text: str) -> bool:
    """Plain searches first: nearly no text holds any of this, and every text of every report is asked."""
    if "@" in text or "＠" in text or personal.LONG_NUMBER.search(text):
        return True
    return ("住" in text or "家庭" in text or "户籍" in text) and any(hint in text for hint in HOME_HINTS)


def check(record: Any) -> Iterator[Finding]:
    """One finding for each number, mailbox or address; contacts may hold an office's mobile and mailbox."""
    if not _worth_a_look(together(record)):
        return
    published = " ".join(t.text for t in texts(record) if t.kind == "contact")
    for text in texts(record):
        if text.kind in ("code", "web") or not _worth_a_look(text.text):
            continue
        words = masked(personal.narrow(text.text), personal.URL)
        for offset, kind, shown in personal.found(words, published if text.kind != "contact" else words):
            severe = kind == personal.SEVERE
            yield Finding(
                at=text.at, offset=offset, severity="error" if severe else "warning", found=shown,
                message=personal.MESSAGE.format(kind=kind, shown=shown),
                remedy="请删去；已经公开的还须撤下原件" if severe else "请删去；确属机关对外公布的联系方式，写入 contact",
            )
