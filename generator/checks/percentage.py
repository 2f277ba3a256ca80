"""印出的百分比，等于同处印出的两个数相除。

按原文印出的小数位数重算，四舍五入和四舍六入都算对。对不上时，多半是改了件数而忘了改百分比。正文里的百分比，只在分子、分母
都写得明白时才核对；分母为 0、约数和存疑的数不作判断。

PASS:
    figures:
      - {key: share, label: 当面申请占比, value: 36.0, unit: "%", of: {part: 3596, whole: 10000}}

PASS:
    sections:
      overview: |
        受理申请81件，其中当面申请76件，占总数的93.83%，信函申请约5件，占总数的7%。办结率100%，同比增长5%。

FAIL 2:5: 应为 93.83%（76÷81），实为 92.65%:
    figures:
      - {key: share, label: 当面申请占比, value: 92.65, unit: "%", of: {part: 76, whole: 81}}

FAIL 5:27: 应为 92.65%（63÷68），实为 93.83%:
    sections:
      overview: |
        今年公开工作如下。

        受理申请68件，其中当面申请63件，占总数的93.83%。

FAIL 2:41: 办结率应为 146%（171÷117），实为 100%:
    sections:
      applications: 受理审批事项117件，报告称办结171件、办结率100%。
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from generator.checks import _shares
from generator.checks._forms import shown, step
from generator.model.document import Narrative
from generator.model.finding import Finding
from generator.model.written import Number

SEVERITY = "warning"
SCOPE = "document"
WHOLE = {"%": 100, "％": 100, "‰": 1000}       # what the unit calls the whole; without a unit it is a percentage
CURE = "请核对百分比和两个数；原文确系如此的，照录并在 accept 中说明理由"


def check(record: Any) -> Iterator[Finding]:
    """part ÷ whole, rounded as printed; at the figure, or in the text at the percentage."""
    if not isinstance(record, Narrative):
        return
    for figure in record.figures:
        hundred = WHOLE.get(figure.unit or "%")
        if figure.of is None or figure.value is None or figure.doubtful or figure.approximate or hundred is None:
            continue
        yield from _judge(f"“{figure.label}”", figure.value, figure.of.part, figure.of.whole, hundred, f"figures.{figure.key}")
    for key, section in record.sections.items():
        for at, text in ((f"sections.{key}", section.text), (f"sections.{key}.note", section.note)):
            for share in _shares.shares(text or ""):
                yield from _judge(share.label, share.printed, share.part, share.whole, 100, at, share.offset)


def _judge(
    label: str, found: Number, part: Number, whole: Number, hundred: int, at: str, offset: int | None = None
) -> Iterator[Finding]:
    exact = Fraction(part) * hundred / Fraction(whole) if whole else None
    if exact is None or abs(exact - Fraction(found)) * 2 <= Fraction(step(found)):
        return
    sign = "%" if hundred == 100 else "‰"
    must = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step(found), ROUND_HALF_UP)
    yield Finding(
        at=at, offset=offset, expected=f"{must}{sign}", found=f"{shown(found)}{sign}", remedy=CURE,
        message=f"{label}应为 {must}{sign}（{shown(part)}÷{shown(whole)}），实为 {shown(found)}{sign}",
    )
