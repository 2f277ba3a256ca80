"""Personal data in the browser: the same verdicts in the same words as the rule, on its examples and on texts of pieces."""

import re
from pathlib import Path
from random import Random

from generator import personal
from generator.checks import personal_data
from generator.checks._texts import masked
from generator.exports import submission
from tests.browser_code import answers

RUN = """
import { personal } from "./submit-personal.js";
const answer = asked.cases.map(([text, published]) => personal(asked.known, text, published));
"""
PIECES = (
    "110101199003070572", "11010119900307057x", "１１０１０１１９９００３０７０５７２", "110101 19900307 0572",
    "身份证（旧）110101900307051",    "13800138000", "138 0013 8000", "+86-13800138000",
    "13800138000元", "0561-3062132", "6222021234567890128",
    "4111 1111 1111 1111",
    "6202012021000001", "项目编号：", "索引号为", "wang.li@163.com", "xxgk@example.gov.cn", "bgs＠qq.com", "http://a.cn/13800138000",
    "家住某市人民路8号3单元", "住址：幸福小区12栋", "，", "。", " ", "\n", "电话", "某", "收费", "12", "-", "X", "、",
)
OWN = "办公室 0561-3062132 13800138000 wang.li@163.com"


def test_same_verdicts_in_both_languages(tmp_path: Path) -> None:
    """Each kind is found somewhere."""
    r = Random(3)
    cases = [("".join(r.choice(PIECES) for _ in range(r.randint(1, 7))), r.choice(("", "", OWN))) for _ in range(2000)]
    cases += [(personal_data.__doc__ or "", ""), (personal_data.__doc__ or "", OWN)]
    said = [
        [personal.MESSAGE.format(kind=kind, shown=shown) for _, kind, shown in
         personal.found(masked(personal.narrow(text), personal.URL), published)] for text, published in cases
    ]
    found = answers(tmp_path, RUN, {"known": submission.personal_data(), "cases": cases})
    assert [[one["message"] for one in case] for case in found] == said
    assert {one["severity"] for case in found for one in case} == {"error", "warning"}
    assert all(any(kind in message for case in said for message in case) for kind in personal.KINDS.values())


def test_every_pattern_sent_is_looked_for() -> None:
    """And none that is not sent."""
    script = (Path(__file__).parent.parent / "overrides" / "assets" / "submit-personal.js").read_text("utf-8")
    assert {*re.findall(r'\b(?:pattern|all|starts)\("(\w+)"', script)} == submission.personal_data()["patterns"].keys()
