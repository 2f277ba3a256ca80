"""What personal data look like in a text: the patterns of the rule `personal_data`, which the form in the browser judges by too.

Patterns are written so that Python and JavaScript (with the flag u) read them alike. Texts are `narrow` before they are searched.
"""

import re
from collections.abc import Iterator
from datetime import date

KINDS = {
    "identity": "身份证号", "old_identity": "身份证号（15位）", "mobile": "手机号", "card": "银行卡号", "mailbox": "邮箱",
    "home": "住址",
}
SEVERE = KINDS["identity"]
MESSAGE = "公开的文字里不应有个人的{kind}，此处有 {shown}"
PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
ISSUERS = re.compile(r"62|4|5[1-5]|2[3-6]|9558|35[2-8]")       # UnionPay, Visa, Mastercard, ICBC's older cards, JCB
REGION_AND_YEAR = re.compile(r"\d{6}(?:19|20)\d\d")             # how codes of projects and cases begin, not cards
URL = re.compile(r"(?:https?://|www\.)[^\s，。；、）)》”]+", re.IGNORECASE)
NOT_PERSONAL = re.compile(
    r"(?:索引号?|编号|文号|案号|备案号?|编码|代码|流水号|序列号|许可证号?|受理号|登记号|批准号|订单号|文件号|〔\d{4}〕)[:：为是\s]*$")
NO_UNIT = r"(?!\s*(?:元|万|亿|人|件|条|次|个|户|份|页|吨|千|平方|亩|篇|％|%))"
LONG_NUMBER = re.compile(       # in all that follow; full-width digits too
    r"\d\d\d(?:[ \-]?\d{4}[ \-]?\d{4}|\d ?\d{4} ?\d{4}|\d{3}[ \-]?\d{8})")
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

NARROW = {ord("０") + n: str(n) for n in range(10)} | {ord("＠"): "@", ord("Ｘ"): "X"}
_each_wide = re.compile(f"[{''.join(map(chr, NARROW))}]").sub


def narrow(text: str) -> str:
    """The text with half-width digits, as long as before."""
    return _each_wide(lambda wide: NARROW[ord(wide[0])], text)      # `str.translate` raises an error for every Chinese character


def found(words: str, published: str) -> Iterator[tuple[int, str, str]]:
    """(offset, kind, masked form) of each; an identity number with a right check digit is of the kind SEVERE.

    words       narrow, without web addresses
    published   the contacts in which an office's own mobile and mailbox stand
    """
    if LONG_NUMBER.search(words):
        yield from _numbers(words, re.sub(r"[ \-]", "", published))
    for m in MAILBOX.finditer(words):
        if m[0].lower() not in published.lower():
            yield m.start(), KINDS["mailbox"], f"{m[1][0]}***@{m[2]}"
    for m in HOME.finditer(words):
        yield m.start(), KINDS["home"], m[0][:6] + "…"


def _numbers(words: str, published: str) -> Iterator[tuple[int, str, str]]:
    """Those that are numbers. published: contacts without anything between digits."""
    identities = set()
    for m in IDENTITY.finditer(words):
        if identity("".join(m.groups()).upper()):
            identities.add(m.start())
            yield m.start(), SEVERE, _hidden(m[0])
    for m in OLD_IDENTITY.finditer(words):
        if is_day("19" + m[2]):
            yield m.start(1), KINDS["old_identity"], _hidden(m[1])
    for m in MOBILE.finditer(words):
        if m[1] + m[3] + m[4] not in published and not _code(words, m):
            yield m.start(), KINDS["mobile"], _hidden(m[0])
    for m in CARD.finditer(words):
        if m.start() not in identities and is_card(m[1].replace(" ", "")) and not _code(words, m):
            yield m.start(), KINDS["card"], _hidden(m[0])


def _code(words: str, number: re.Match[str]) -> bool:
    """The words before say that the number is one an office gave to a paper or a case."""
    return bool(NOT_PERSONAL.search(words[max(number.start() - 12, 0):number.start()]))


def _hidden(number: str) -> str:
    """The first three characters and the last two; four of an identity number, as banks and police print it."""
    end = 4 if len(number) >= 15 else 2
    return number[:3] + "*" * (len(number) - 3 - end) + number[-end:]


def identity(number: str) -> bool:
    """A resident identity number of 18 characters (GB 11643): province, day of birth and check digit."""
    if not PROVINCE.match(number) or not is_day(number[6:14]):
        return False
    return CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False)) % 11] == number[17]


def is_day(digits: str) -> bool:
    """Eight digits that are a day on which someone alive may have been born."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def is_card(number: str) -> bool:
    """A bank card of 16 to 19 digits: an issuer's prefix and the check digit of Luhn."""
    if not ISSUERS.match(number) or REGION_AND_YEAR.match(number) or len(set(number)) < 3:
        return False
    doubled = (int(d) if n % 2 == 0 else sum(divmod(2 * int(d), 10)) for n, d in enumerate(reversed(number)))
    return sum(doubled) % 10 == 0
