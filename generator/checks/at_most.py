"""“其中”一项不大于它所属的一项。

部分大于整体，不是抄错了行，就是两项的口径不同。

PASS:
    format: "2008"
    tables:
      statistics: {press_conferences: 3, press_conferences_by_principal: 3, online_interviews_by_principal: 2}

PASS:
    format: "2019"
    tables:
      proactive_disclosure:
        normative_documents: [89, 89, 166]

FAIL 5:37: 应不大于“1.参加或举办新闻发布会总次数”的 3，实为 5:
    format: "2008"
    tables:
      statistics:
        press_conferences:              3
        press_conferences_by_principal: 5

FAIL 4:31: “规范性文件”本年新公开数量应不大于对外公开总数量的 66，实为 77:
    format: "2019"
    tables:
      proactive_disclosure:
        normative_documents: [77, 77, 66]
"""

from collections.abc import Iterator
from typing import Any

from generator.checks._forms import CURE, compared, name, number, place, promises, shown
from generator.formats.words import said
from generator.model.finding import Finding

SEVERITY = ("error", "warning")
SCOPE = "document"


def check(record: Any) -> Iterator[Finding]:
    """lesser ≤ greater; the finding stands at the lesser."""
    for table, form, promise in promises(record, "at_most"):
        for lesser, greater in compared(table, form, promise, "lesser", "greater"):
            part, whole = number(table, *lesser), number(table, *greater)
            if part is None or whole is None or part <= whole:
                continue
            within = greater[1].label if lesser[0] is greater[0] else name(*greater)
            yield Finding(
                at=place(table, *lesser), severity=promise["severity"], expected=f"≤ {shown(whole)}", found=shown(part),
                remedy=CURE,
                message=said("at_most", cell=name(*lesser), whole=within, limit=shown(whole), found=shown(part)),
            )
