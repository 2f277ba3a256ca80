"""统一社会信用代码应通过校验，并与机关的类别相符。

代码共 18 位（GB 32100）：第 9 至 17 位是组织机构代码，其末位是自己的校验码（GB 11714）；第 18 位校验全部。
抄错一位、相邻两位颠倒，都能由校验码发现。机关由机构编制部门登记，以 11 开头；管委会和垂直管理、派出机构也有登记为
事业单位（12）的；公共企事业单位的开头不限。

PASS:
    --- regions/area/agency/agency.yml
    credit_code: 11341702486344515H

PASS:
    --- regions/area/agency/agency.yml
    kind: institution
    credit_code: 12341702486344515E

FAIL 1:14: 校验码应为 H，实为 G:
    --- regions/area/agency/agency.yml
    credit_code: 11341702486344515G

FAIL 1:14: 应为 18 位，实为 17 位:
    --- regions/area/agency/agency.yml
    credit_code: 1134170248634451H

FAIL 1:14: 应以 11 开头:
    --- regions/area/agency/agency.yml
    credit_code: 12341702486344515E
"""

from collections.abc import Iterator
from typing import Any

from generator.checks import _digits
from generator.model.agency import KINDS, Agency
from generator.model.finding import Finding

SEVERITY = "warning"
SCOPE = "document"
BEGINNINGS = {"institution": (), "committee": ("11", "12"), "branch": ("11", "12")}     # else 11


def check(record: Any) -> Iterator[Finding]:
    """Length, characters, check characters and beginning of an agency's code; one finding, at `credit_code`."""
    if isinstance(record, Agency) and record.credit_code is not None:
        fault = _fault(record.credit_code, record.kind)
        if fault:
            message, expected, found, remedy = fault
            yield Finding(at="credit_code", message=message, expected=expected, found=found, remedy=remedy)


def _fault(code: str, kind: str) -> tuple[str, str, str, str] | None:
    """(message, expected, found, remedy) of the first thing that is wrong."""
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，实为 {len(code)} 位", "18", str(len(code)), "请照证书抄录，中间不留空格"
    strange = sorted({c for c in code if c not in _digits.CREDIT})
    if strange:
        words = f"统一社会信用代码只用数字和除 I、O、S、V、Z 以外的大写字母，实有“{'”“'.join(strange)}”"
        return words, "", code, "请用半角大写；I 多为 1，O 多为 0，S 多为 5，Z 多为 2"
    whole, inner = _digits.credit(code), _digits.organisation(code[8:16])
    if whole != code[17]:
        where = "前 8 位或末位" if inner == code[16] else "第 9 至 17 位"
        words = f"统一社会信用代码的校验码应为 {whole}，实为 {code[17]}"
        return words, whole, code[17], f"有一位抄错，多半在{where}，请照证书核对"
    if inner != code[16]:
        words = f"统一社会信用代码所含组织机构代码（第 9 至 17 位）的校验码应为 {inner}，实为 {code[16]}"
        return words, inner, code[16], "有两处抄错，请照证书核对"
    allowed = BEGINNINGS.get(kind, ("11",))
    if allowed and not code.startswith(allowed):
        words = f"“{KINDS[kind]}”的统一社会信用代码应以 {' 或 '.join(allowed)} 开头，实为 {code[:2]}"
        return words, "/".join(allowed), code[:2], "登记为事业单位的，kind 请写 institution"
    return None
